/** The setup of each race, and what of its panels is folded away. */

import { Setup } from './setup.js';
import { STYLES } from './styling.js';

/** @typedef {import('./engine.js').Race} Race */

/** Beside a narrow picture there is no room for all settings of all optimizers at once. */
const ROOM = '(min-width: 40rem)';

/** A race that is left for a while has its own setup to come back to. */
export class Setups {
  /** @type {import('./setup.js').Take} */ #take;
  /** @type {WeakMap<Race, Setup>} */ #known = new WeakMap();
  /** @type {Set<number>} */ #folded = new Set();

  /**
   * @param {import('./setup.js').Take} take
   */
  constructor(take) {
    this.#take = take;
    if (globalThis.matchMedia && !matchMedia(ROOM).matches) {
      for (let style = 0; style < STYLES; style += 1) this.#folded.add(style);
    }
  }

  /** @returns {ReadonlySet<number>} the styles of those whose settings are folded away */
  get folded() {
    return this.#folded;
  }

  /**
   * @param {Race} race
   * @param {import('./setup.js').Rules} rules
   * @returns {Setup}
   */
  of(race, rules) {
    let setup = this.#known.get(race);
    if (!setup) {
      setup = new Setup(rules, race.config(), this.#take);
      this.#known.set(race, setup);
    }
    return setup;
  }

  /** @param {Race} race has a config that came from elsewhere */
  see(race) {
    this.#known.get(race)?.see(race.config());
  }

  /** @param {number} style */
  fold(style) {
    const folded = new Set(this.#folded);
    if (!folded.delete(style)) folded.add(style);
    this.#folded = folded;
  }
}
