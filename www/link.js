/**
 * A race, the step that is shown and how one looks at it, as text for an address, and back:
 *
 *     #racers=sgd,adam~framework:keras~beta1:0.8&seed=7&step=120&v=1
 *
 * The names are those of a config; what is left out is at its default. Who sits out stands in
 * `out=1.momentum,3.adam~beta1:0.8`, with the place in the list of all. The text stands in an
 * address's fragment: no server sees it, changing it loads nothing, and it works in a file that
 * was opened from disk. The version comes last, so that a link that was cut off is known by its
 * missing end.
 *
 * Links come from anywhere. Reading one never throws, and says of every part that it leaves out
 * what is wrong with it.
 */

import { LOOKS } from './looks.js';
import { clipped, refusal } from './settle.js';

/** The version of what stands in a link. */
const VERSION = 1;
/** Longer than any link that is written here. */
export const LONGEST = 16_384;
/** The latest step that a link may ask for: some minutes of computing. */
export const LATEST_STEP = 1e9;
/** As many names of settings as a person wants to read. */
const MOST_NAMED = 8;
/** More settings than any optimizer has. */
const MOST_SETTINGS = 64;

/** @typedef {import('./state.js').Camera} Camera */
/** @typedef {import('./state.js').Region} Region */
/** @typedef {import('./looks.js').Looks} Looks */
/** @typedef {import('./settle.js').Ignored} Ignored */
/** @typedef {import('./settle.js').Config} Config */

/**
 * What a link holds.
 * @typedef {object} Bookmark
 * @property {Config} config
 * @property {Seat[]} bench those who sit out, in the order of their places
 * @property {number} step
 * @property {Region | null} view the part of the surface that is shown; null is the default one
 * @property {Camera | null} scene the eye in three dimensions; null where the map is shown
 * @property {Looks} looks only what differs from the defaults
 */

/**
 * Someone who sits out: the place among all entrants, and the settings.
 * @typedef {object} Seat
 * @property {number} place
 * @property {Config} racer
 */

/**
 * What is at its default, in the engine's words.
 * @typedef {object} Defaults
 * @property {Config} config every setting of the default race
 * @property {(optimizer: string, framework: string) => Config | null} racer every setting of an
 *   optimizer in a framework; null where there is no such thing
 */

/** The settings of a race that are not written as plain values. */
const SPECIAL = ['v', 'start', 'racers'];

/**
 * @param {Bookmark} bookmark with every setting spelled out in its config
 * @param {Defaults} defaults
 * @returns {string} the link, without the `#`
 */
export function writeLink({ config, bench, step, view, scene, looks }, defaults) {
  /** @type {string[]} */
  const parts = [];
  const put = (/** @type {string} */ name, /** @type {string} */ text) =>
    parts.push(`${name}=${text}`);
  for (const [name, value] of Object.entries(config)) {
    if (!SPECIAL.includes(name) && !Object.is(value, defaults.config[name])) put(name, word(value));
  }
  if (config.start) put('start', `${word(config.start.m)},${word(config.start.b)}`);
  const racers = racersText(config.racers, defaults);
  if (racers !== racersText(defaults.config.racers, defaults)) put('racers', racers);
  if (bench.length > 0) {
    put('out', bench.map(({ place, racer }) => `${place}.${racerText(racer, defaults)}`).join());
  }
  if (step > 0) put('step', word(Math.min(step, LATEST_STEP)));
  if (view) put('view', [...view.m, ...view.b].map(word).join());
  if (scene) put('scene', [scene.azimuth, scene.elevation, scene.distance].map(word).join());
  for (const { name, usual } of LOOKS) {
    const value = looks[name];
    if (value !== undefined && !Object.is(value, usual)) put(name, word(value));
  }
  put('v', word(VERSION));
  return parts.join('&');
}

/**
 * @param {string} text a link, its fragment, or what stands in it
 * @returns {boolean} whether it means to be a link; an address may name a heading instead
 */
export function isLink(text) {
  return fragmentOf(text).includes('=');
}

/**
 * @param {string} text
 * @param {Defaults} defaults
 * @returns {{bookmark: Bookmark, ignored: Ignored[]}} only what the link says; whether a setting takes
 *   its value is for the engine to say, see `settle`
 */
export function readLink(text, defaults) {
  const { parts, ignored } = partsOf(fragmentOf(text));
  /** @type {[string, unknown][]} */
  const entries = [];
  /** @type {Bookmark} */
  const bookmark = { config: {}, bench: [], step: 0, view: null, scene: null, looks: {} };
  for (const [name, value] of parts) {
    const look = LOOKS.find((candidate) => candidate.name === name);
    const fault = (/** @type {string} */ legal) => ignored.push(refusal(name, value, legal));
    if (name === 'step') {
      const step = plain(value);
      if (isWhole(step) && step <= LATEST_STEP) bookmark.step = step;
      else fault(`a whole number from 0 to ${LATEST_STEP}`);
    } else if (name === 'view') {
      bookmark.view = regionOf(value);
      if (!bookmark.view) {
        fault('the lowest and highest m, then b');
      }
    } else if (name === 'scene') {
      bookmark.scene = cameraOf(value);
      if (!bookmark.scene) {
        fault('azimuth from -180 to 180, elevation from 5 to 90, and distance from 2 to 12');
      }
    } else if (look) {
      if (look.takes(plain(value))) bookmark.looks[look.name] = plain(value);
      else fault(look.legal);
    } else if (name === 'start') {
      const [m, b, ...rest] = value.split(',').map(plain);
      if (b === undefined || rest.length > 0) fault('two numbers, m and b');
      else entries.push([name, { m, b }]);
    } else if (name === 'racers') {
      entries.push([
        name,
        value.split(',').map((racer, i) => racerOf(racer, `racers[${i}]`, ignored)),
      ]);
    } else if (name === 'out') {
      for (const [i, seat] of value.split(',').entries()) {
        const [, place, racer] = /^([0-7])\.(.+)$/s.exec(seat) ?? [];
        if (racer) {
          bookmark.bench.push({
            place: Number(place),
            racer: racerOf(racer, `out[${i}]`, ignored),
          });
        } else {
          const legal = 'the place of one who sits out, a dot and the optimizer, as in 1.momentum';
          ignored.push(refusal(`out[${i}]`, seat, legal));
        }
      }
    } else if (Object.hasOwn(defaults.config, name)) {
      entries.push([name, plain(value)]);
    } else {
      const known = [...Object.keys(defaults.config), 'out', 'step', 'view', 'scene'];
      fault(`no value: a link has only ${[...known, ...LOOKS.map((one) => one.name)].join(', ')}`);
    }
  }
  // Unlike an assignment, this makes a property of any name whatsoever.
  bookmark.config = Object.fromEntries(entries);
  return { bookmark, ignored };
}

/**
 * Authors may give the whole address.
 * @param {string} text
 */
function fragmentOf(text) {
  return text.slice(text.indexOf('#') + 1).replace(/^\?/, '');
}

/**
 * Names and values, each name once, from a link of this version.
 * @param {string} text
 * @returns {{parts: [string, string][], ignored: Ignored[]}}
 */
function partsOf(text) {
  /** @type {Ignored[]} */
  const ignored = [];
  if (text.length > LONGEST) {
    const size = `${text.length} letters long`;
    return { parts: [], ignored: [refusal('the link', size, `up to ${LONGEST} letters`)] };
  }
  // The beginning of the version is what a cut has left of the default race.
  if (text && text !== 'v' && !text.includes('=')) {
    const legal = `settings as in seed=7&v=${VERSION}`;
    return { parts: [], ignored: [refusal('the link', text, legal)] };
  }
  const given = text.split('&');
  if (given.length > MOST_SETTINGS) {
    const legal = `up to ${MOST_SETTINGS} settings`;
    return { parts: [], ignored: [refusal('the link', `${given.length} settings`, legal)] };
  }
  /** @type {Map<string, string>} */
  const parts = new Map();
  for (const part of given.filter(Boolean)) {
    const [name, value = ''] = decoded(part)?.split(/=(.*)/s, 2) ?? [];
    if (name === undefined) {
      ignored.push(refusal('a part of the link', part, 'text in which % begins an encoded letter'));
    } else if (parts.has(name)) {
      ignored.push(refusal(name, value, onlyFirst(parts.get(name))));
    } else {
      parts.set(name, value);
    }
  }
  const version = parts.get('v');
  parts.delete('v');
  if (version === String(VERSION)) return { parts: [...parts], ignored };
  if (version) {
    const newer = Number(version) > VERSION ? ' (a newer Downhill wrote this link)' : '';
    const legal = `${VERSION}, the version of links${newer}${unread(given)}`;
    return { parts: [], ignored: [refusal('v', version, legal)] };
  }
  // Cut off within its last part, of which nothing can be believed; `v=` alone is no loss.
  const name = decoded(given[given.length - 1])?.split('=')[0] ?? '';
  const value = parts.get(name);
  if (value !== undefined) {
    const legal = `no value where the end of the link, v=${VERSION}, is missing`;
    ignored.push(refusal(name, value, legal));
    parts.delete(name);
  }
  return { parts: [...parts], ignored };
}

/**
 * @param {string[]} given the parts of a link of another version
 * @returns {string} what nobody reads of it, as a phrase
 */
function unread(given) {
  const names = given.map((part) => clipped(decoded(part)?.split('=')[0] ?? part));
  const rest = [...new Set(names)].filter((name) => name && name !== 'v');
  const told = rest.slice(0, MOST_NAMED).join(', ');
  const more = rest.length > MOST_NAMED ? ` and ${rest.length - MOST_NAMED} more` : '';
  return told && `; not read: ${told}${more}`;
}

/** @param {unknown} first */
function onlyFirst(first) {
  return `one value: ${clipped(String(first))}, which stands first, counts`;
}

/**
 * @param {string} text
 * @returns {string | undefined} undefined where it is no encoding of anything
 */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {string} text `adam~framework:keras~beta1:0.8`
 * @param {string} place of it in the link
 * @param {Ignored[]} ignored
 * @returns {Config}
 */
function racerOf(text, place, ignored) {
  const [optimizer, ...settings] = text.split('~');
  /** @type {Map<string, unknown>} */
  const entries = new Map([['optimizer', optimizer]]);
  if (settings.length > MOST_SETTINGS) {
    const legal = `up to ${MOST_SETTINGS} settings`;
    ignored.push(refusal(place, `${settings.length} settings`, legal));
    return Object.fromEntries(entries);
  }
  for (const setting of settings) {
    const [name, value = ''] = setting.split(/:(.*)/s, 2);
    if (entries.has(name)) {
      ignored.push(refusal(`${place}.${name}`, value, onlyFirst(entries.get(name))));
    } else {
      entries.set(name, plain(value));
    }
  }
  return Object.fromEntries(entries);
}

/**
 * @param {Config[]} racers
 * @param {Defaults} defaults
 */
function racersText(racers, defaults) {
  return racers.map((racer) => racerText(racer, defaults)).join();
}

/**
 * @param {Config} racer
 * @param {Defaults} defaults
 */
function racerText({ optimizer, framework, ...settings }, defaults) {
  const first = defaults.config.racers[0].framework;
  const usual = defaults.racer(optimizer, framework) ?? {};
  const parts = [word(optimizer)];
  if (framework !== first) parts.push(`framework:${word(framework)}`);
  for (const [name, value] of Object.entries(settings)) {
    if (!Object.is(value, usual[name])) parts.push(`${name}:${word(value)}`);
  }
  return parts.join('~');
}

/**
 * A value in as few letters as bring it back exactly.
 * @param {unknown} value
 * @returns {string}
 */
function word(value) {
  if (Object.is(value, -0)) return '-0';
  // In forms and messengers a plus may become a space.
  if (typeof value === 'number') return String(value).replace('e+', 'e');
  return encodeURIComponent(String(value));
}

const NUMBER = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * @param {string} text
 * @returns {null | boolean | number | string}
 */
export function plain(text) {
  if (NUMBER.test(text)) return Number(text);
  if (text === 'null') return null;
  return text === 'true' || (text === 'false' ? false : text);
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
function isWhole(value) {
  return Number.isInteger(value) && /** @type {number} */ (value) >= 0;
}

/**
 * @param {string} text
 * @param {number} count
 * @returns {number[] | null} so many finite numbers
 */
function numbersOf(text, count) {
  const numbers = text.split(',').map(plain);
  const finite = numbers.every((number) => typeof number === 'number' && Number.isFinite(number));
  return finite && numbers.length === count ? /** @type {number[]} */ (numbers) : null;
}

/**
 * @param {string} text three numbers
 * @returns {Camera | null}
 */
function cameraOf(text) {
  const [azimuth, elevation, distance] = numbersOf(text, 3) ?? [Number.NaN];
  const fits = Math.abs(azimuth) <= 180 && elevation >= 5 && elevation <= 90;
  return fits && distance >= 2 && distance <= 12 ? { azimuth, elevation, distance } : null;
}

/**
 * @param {string} text four numbers
 * @returns {Region | null}
 */
export function regionOf(text) {
  const numbers = numbersOf(text, 4);
  if (!numbers) return null;
  const [m0, m1, b0, b1] = numbers;
  return m0 < m1 && b0 < b1 ? { m: [m0, m1], b: [b0, b1] } : null;
}
