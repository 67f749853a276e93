/**
 * What an author asks for: attributes and properties that were set and are not in the race yet.
 * Several that are set at once become one change. What the engine does not take is refused, and
 * the value before stays.
 */

import { defaultsFor, spelledOut } from './defaults.js';
import { readLink } from './link.js';
import { said, settle } from './settle.js';

/** @typedef {import('./attributes.js').Attribute} Attribute */
/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./link.js').Bookmark} Bookmark */
/** @typedef {import('./settle.js').Config} Config */
/** @typedef {import('./settle.js').Ignored} Ignored */

/** @typedef {[Attribute, unknown]} Wish undefined asks for the default */

/**
 * How a race is to be shown once there is a picture of it.
 * @typedef {object} Kept
 * @property {number} step
 * @property {Bookmark['view'] | '3d'} view
 * @property {Bookmark['scene']} [scene]
 * @property {Bookmark['looks']} looks
 * @property {Bookmark['bench']} [bench]
 * @property {import('./player.js').Mode} [mode] absent until it was shown
 */

/**
 * What wishes come to: what is not among them is absent.
 * @typedef {object} Fulfilment
 * @property {Config} [config] with every setting spelled out
 * @property {Bookmark['looks']} [looks]
 * @property {Bookmark['bench']} [bench]
 * @property {Bookmark['view'] | '3d'} [view]
 * @property {Bookmark['scene']} [scene]
 * @property {number} [step]
 * @property {Ignored[]} ignored parts of a link that are left out
 * @property {{attribute: Attribute, value: string, legal: string}[]} refused
 */

/**
 * @param {Engine} engine
 * @param {Config} config as it is
 * @param {readonly Wish[]} wishes the link first, if there is one, then what goes before it
 * @returns {Fulfilment}
 */
export function fulfil(engine, config, wishes) {
  const wished = new Map(wishes.map(([{ name }, value]) => [name, value]));
  /** @type {Fulfilment} */
  let made = { ignored: [], refused: [] };
  if (wished.has('link')) {
    const { bookmark, ignored } = openLink(engine, String(wished.get('link') ?? ''));
    made = { ...made, ...bookmark, ignored };
  }
  const settings = wishes.filter(([attribute]) => attribute.setting);
  if (settings.length > 0) {
    const base = made.config ?? spelledOut(engine.race, config);
    made = { ...made, ...grant(engine, base, settings) };
  }
  if (wished.has('step')) made.step = Number(wished.get('step') ?? 0);
  if (wished.has('view')) {
    made.view = /** @type {Bookmark['view'] | '3d'} */ (wished.get('view') ?? null);
    made.scene = null;
  }
  return made;
}

/**
 * @param {Engine} engine
 * @param {string} link
 * @returns {{bookmark: Bookmark, ignored: Ignored[]}} what of a link the engine takes
 */
function openLink(engine, link) {
  const { bookmark, ignored } = readLink(link, defaultsFor(engine));
  const settled = settle(bookmark.config, (config) => spelledOut(engine.race, config));
  const free = engine.rules.settings.maxRacers - settled.opened.racers.length;
  const seated = seat(engine.race, bookmark.bench, free);
  return {
    bookmark: { ...bookmark, config: settled.opened, bench: seated.bench },
    ignored: [...ignored, ...settled.ignored, ...seated.ignored],
  };
}

/**
 * @param {(config: Config) => Race} open
 * @param {Bookmark['bench']} bench
 * @param {number} free the places beside those who take part
 * @returns {{bench: Bookmark['bench'], ignored: Ignored[]}} what of it the engine takes
 */
export function seat(open, bench, free) {
  /** @type {Ignored[]} */
  const ignored = [];
  const seated = bench.slice(0, free).flatMap(({ place, racer }, i) => {
    // A test surface, as that has no data to be made ready.
    const settled = settle({ racers: [racer] }, (config) =>
      spelledOut(open, { landscape: 'matyas', ...config }),
    );
    for (const { setting, value, legal } of settled.ignored) {
      ignored.push(said(setting.replace('racers[0]', `out[${i}]`), value, legal));
    }
    return settled.config.racers ? [{ place, racer: settled.opened.racers[0] }] : [];
  });
  if (bench.length > free) {
    ignored.push(
      said('out', `a list of ${bench.length}`, `a list of up to ${free} beside the race`),
    );
  }
  return { bench: seated.sort((a, b) => a.place - b.place), ignored };
}

/**
 * Puts wishes into a config that the engine takes.
 * @param {Engine} engine
 * @param {Config} config with every setting spelled out
 * @param {readonly Wish[]} wishes
 * @returns {{config: Config, refused: Fulfilment['refused']}}
 */
function grant(engine, config, wishes) {
  /** @type {Fulfilment['refused']} */
  const refused = [];
  const left = [...wishes];
  const put = (/** @type {Config} */ before, /** @type {Wish} */ [{ setting }, value]) => {
    const after = setting?.put(before, value) ?? before;
    return after.racers ? after : { ...after, racers: defaultsFor(engine).config.racers };
  };
  for (;;) {
    const wished = left.reduce(put, config);
    try {
      return { config: spelledOut(engine.race, wished), refused };
    } catch (error) {
      if (!(error instanceof Error && 'setting' in error) || left.length === 0) throw error;
      const { setting, value, legal } = /** @type {Error & Ignored} */ (error);
      // What is named is at fault; where it was not asked for, it clashes with what was.
      const found = left.findIndex(([attribute]) => attribute.setting?.names.test(setting));
      const [[attribute]] = left.splice(Math.max(0, found), 1);
      const named = found >= 0;
      refused.push({
        attribute,
        value,
        legal: named ? legal : `no value with which ${error.message}`,
      });
    }
  }
}
