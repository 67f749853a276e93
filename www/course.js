/** A race as the player moves it, guarded, with what is remembered of its way. */

import { hasRows, isFault, startOf, textOf } from './engine.js';

/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./player.js').Track} Track */
/** @typedef {import('./state.js').Params} Params */

/**
 * A race and how far it was run.
 * @typedef {object} Leg
 * @property {Race} race
 * @property {number} furthest
 */

/**
 * Every call that moves, draws or asks the race goes through here, so that an exception can
 * never leave a frozen page behind.
 * @implements {Track}
 */
export class Course {
  /** @type {Race} */ #race;
  /** @type {(error: unknown) => void} */ #onFault;
  /** @type {(error: unknown) => void} */ #onRefusal;
  #broken = false;
  #furthest = 0;
  #progress = 0;
  /** @type {Params} */ #start;
  /** @type {boolean} */ #hasRows;

  /**
   * @param {Race} race
   * @param {(error: unknown) => void} onFault called once, when the engine is beyond use
   * @param {(error: unknown) => void} onRefusal called for a number that the engine does not take
   */
  constructor(race, onFault, onRefusal) {
    this.#race = race;
    this.#onFault = onFault;
    this.#onRefusal = onRefusal;
    this.#start = startOf(race);
    this.#hasRows = hasRows(race);
  }

  /** @returns {Race} */
  get race() {
    return this.#race;
  }

  /** @returns {number} the last step that was run since the start or a change of settings */
  get furthest() {
    return this.#furthest;
  }

  /** @returns {number} of running to the end, from 0 to 1 */
  get progress() {
    return this.#progress;
  }

  /** @returns {boolean} whether there are data beneath; a test surface has none */
  get hasRows() {
    return this.#hasRows;
  }

  /** @returns {Params} where the race starts */
  get start() {
    return this.#start;
  }

  /**
   * @template T
   * @param {(race: Race) => T} work
   * @returns {T | undefined} nothing where it was refused, and once the engine has failed
   */
  work(work) {
    if (this.#broken) return undefined;
    try {
      return work(this.#race);
    } catch (error) {
      if (isFault(error)) {
        this.#broken = true;
        this.#onFault(error);
      } else {
        this.#onRefusal(error);
      }
      return undefined;
    }
  }

  /** @param {number} steps */
  advance(steps) {
    this.#move((race) => race.advance(steps));
  }

  /**
   * @param {number} milliseconds
   * @param {number} [until] the step to go to; without it, the end of the race
   */
  advanceFor(milliseconds, until) {
    this.#move((race) => {
      const { step, progress } = race.advanceFor(milliseconds, until);
      this.#progress = until === undefined ? progress : Math.min(1, step / until);
    });
  }

  /** @param {number} step */
  seek(step) {
    this.#move((race) => race.seek(step));
  }

  step() {
    return this.work((race) => race.step) ?? 0;
  }

  finished() {
    return this.work((race) => race.finished) ?? true;
  }

  /** Begins anew, and forgets how far it was run. */
  reset() {
    this.seek(0);
    this.#furthest = 0;
  }

  /**
   * Changes the settings and begins anew. Refused ones leave everything as it was.
   * @param {object} config
   * @returns {string} why they are refused, or ''
   */
  configure(config) {
    return (
      this.work((race) => {
        try {
          race.configure(config);
        } catch (error) {
          if (isFault(error)) throw error;
          return textOf(error);
        }
        this.#start = startOf(race);
        this.#hasRows = hasRows(race);
        this.#furthest = 0;
        return '';
      }) ?? 'The engine has stopped.'
    );
  }

  /**
   * Goes on with another race, and hands over the one until now, as it stands.
   * @param {Leg} leg
   * @returns {Leg} to come back to
   */
  exchange({ race, furthest }) {
    const before = { race: this.#race, furthest: this.#furthest };
    this.#race = race;
    this.#furthest = furthest;
    this.#start = startOf(race);
    this.#hasRows = hasRows(race);
    return before;
  }

  /** @param {(race: Race) => void} work */
  #move(work) {
    this.work((race) => {
      work(race);
      this.#furthest = Math.max(this.#furthest, race.step);
    });
  }
}
