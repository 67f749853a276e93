/**
 * What becomes of settings that are refused: the good ones stay, and a person is told of the
 * others, in the engine's words.
 */

/** As many faults as a person wants to read. */
const MOST_TOLD = 4;
/** The letters of a wrong value that are shown. */
const MOST_SHOWN = 40;

/** @typedef {Record<string, any>} Config as the engine takes it; what is left out is at its default */

/**
 * A setting that is left out, and why.
 * @typedef {object} Ignored
 * @property {string} setting
 * @property {string} value
 * @property {string} legal
 * @property {string} message
 */

/**
 * Finds the most of a config that the engine takes: what it refuses is left out, one setting
 * after the other.
 *
 * @template T
 * @param {Config} config
 * @param {(config: Config) => T} open throws an error with `setting`, `value` and `legal` for what
 *   it refuses; any other error is passed on
 * @returns {{opened: T, config: Config, ignored: Ignored[]}}
 */
export function settle(config, open) {
  /** @type {Ignored[]} */
  const ignored = [];
  let rest = config;
  /** Where each racer that is left stood at first. */
  const places = Object.keys(config.racers ?? []);
  for (;;) {
    try {
      return { opened: open(rest), config: rest, ignored };
    } catch (error) {
      if (!(error instanceof Error && 'setting' in error) || Object.keys(rest).length === 0) {
        throw error;
      }
      const { setting, value, legal } = /** @type {Error & Ignored} */ (error);
      const place = setting.replace(/^racers\[(\d+)\]/, (_, i) => `racers[${places[i]}]`);
      ignored.push(said(place, value, legal));
      const left = without(rest, setting);
      const gone = /^racers\[(\d+)\]/.exec(setting);
      if (gone && left.racers?.length < rest.racers.length) places.splice(Number(gone[1]), 1);
      rest = left;
    }
  }
}

/**
 * @param {readonly Ignored[]} ignored
 * @returns {string} what a person should know of it, or ''
 */
export function ignoredText(ignored) {
  if (ignored.length === 0) return '';
  const told = ignored.slice(0, MOST_TOLD).map(({ message }) => message);
  const more = ignored.length - told.length;
  const rest = more > 0 ? `; and ${more} more` : '';
  const what = ignored.length === 1 ? 'A part of the link is' : 'Parts of the link are';
  return `${what} ignored, and the defaults stand instead: ${told.join('; ')}${rest}.`;
}

/**
 * @param {string} setting
 * @param {string} value
 * @param {string} legal
 * @returns {Ignored} of a text that is no value at all
 */
export function refusal(setting, value, legal) {
  return said(setting, JSON.stringify(clipped(value)), legal);
}

/**
 * @param {string} setting
 * @param {string} value
 * @param {string} legal
 * @returns {Ignored}
 */
export function said(setting, value, legal) {
  const [name, shown] = [clipped(setting), clipped(value)];
  return {
    setting: name,
    value: shown,
    legal,
    message: `${name} is ${shown}, but it takes ${legal}`,
  };
}

/**
 * @param {unknown} value of any kind
 * @returns {string} it as messages show it, which the engine's do the same way
 */
export function shown(value) {
  if (typeof value === 'string') return JSON.stringify(clipped(value));
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}

/** @param {string} text */
export function clipped(text) {
  return text.length > MOST_SHOWN + 2 ? `${text.slice(0, MOST_SHOWN)}…` : text;
}

/**
 * @param {Config} config
 * @param {string} setting as the engine names it: `seed`, `start.m`, `racers[1].beta1`
 * @returns {Config} without it; where it is not in the config, it clashes with what is
 */
function without(config, setting) {
  const place = /^racers\[(\d+)\](?:\.(.*))?$/s.exec(setting);
  if (place && Array.isArray(config.racers)) {
    const [index, name] = [Number(place[1]), place[2]];
    const left = { ...config.racers[index] };
    const known = name !== undefined && name !== 'optimizer' && Object.hasOwn(left, name);
    if (known) delete left[name];
    const racers = config.racers.flatMap((racer, i) => {
      if (i !== index) return [racer];
      return known ? [left] : [];
    });
    return racers.length > 0 ? { ...config, racers } : omit(config, ['racers']);
  }
  const name = setting.split('.')[0];
  return Object.hasOwn(config, name)
    ? omit(config, [name])
    : omit(
        config,
        Object.keys(config).filter((key) => key !== 'racers' || Object.keys(config).length === 1),
      );
}

/**
 * @param {Config} config
 * @param {string[]} names
 * @returns {Config}
 */
function omit(config, names) {
  return Object.fromEntries(Object.entries(config).filter(([name]) => !names.includes(name)));
}
