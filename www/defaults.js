/** What everything is at when nothing is said, asked of the engine once. */

import { isFault } from './engine.js';

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./link.js').Defaults} Defaults */
/** @typedef {import('./settle.js').Config} Config */

/** @type {WeakMap<Engine, Defaults>} */
const asked = new WeakMap();

/**
 * @param {Engine} engine
 * @returns {Defaults} one and the same for all plots
 */
export function defaultsFor(engine) {
  const defaults = asked.get(engine) ?? defaultsOf(engine.race);
  asked.set(engine, defaults);
  return defaults;
}

/**
 * @param {(config: Config) => Race} open
 * @returns {Defaults}
 */
export function defaultsOf(open) {
  /** @type {Map<string, Config | null>} */
  const racers = new Map();
  return {
    config: spelledOut(open, {}),
    racer(optimizer, framework) {
      const key = JSON.stringify([optimizer, framework]);
      let racer = racers.get(key);
      if (racer === undefined) {
        racer = racerOf(open, optimizer, framework);
        racers.set(key, racer);
      }
      return racer;
    },
  };
}

/**
 * @param {(config: Config) => Race} open
 * @param {string} optimizer
 * @param {string} framework
 * @returns {Config | null}
 */
function racerOf(open, optimizer, framework) {
  try {
    // A test surface, as that has no data to be made ready.
    const config = { landscape: 'matyas', racers: [{ optimizer, framework }] };
    return spelledOut(open, config).racers[0];
  } catch (error) {
    if (isFault(error)) throw error;
    return null;
  }
}

/**
 * @param {(config: Config) => Race} open
 * @param {Config} wanted
 * @returns {Config} every setting spelled out
 */
export function spelledOut(open, wanted) {
  const race = open(wanted);
  try {
    return race.config();
  } finally {
    race.free();
  }
}
