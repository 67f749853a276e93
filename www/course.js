/** A race as the player moves it, guarded, with what is remembered of its way. */

import { hasBatches, hasRows, hasTestRows, isFault, startOf, textOf } from './engine.js';

/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./player.js').Track} Track */
/** @typedef {import('./state.js').Params} Params */

/**
 * A race and how far it was run.
 * @typedef {object} Leg
 * @property {Race} race
 * @property {number} furthest
 * @property {number} made
 */

/**
 * How far those have come that a change left behind.
 * @typedef {object} Catching
 * @property {boolean} arrived everyone is where the race was
 * @property {boolean} done everyone has been wherever anyone was
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
  /** @type {import('./setup.js').Summary} */ #summary;
  /** @type {import('./panels/data.js').Conditions | null} */ #conditions;
  #broken = false;
  #furthest = 0;
  #made = 0;
  #progress = 0;
  /** @type {Params} */ #start;
  /** @type {boolean} */ #hasRows;
  /** @type {boolean} */ #hasTestRows;
  /** @type {boolean} */ #hasBatches;

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
    this.#summary = race.summary();
    this.#conditions = race.conditions();
    this.#hasTestRows = hasTestRows(race);
    this.#hasBatches = hasBatches(race);
  }

  /** @returns {Race} */
  get race() {
    return this.#race;
  }

  /** @returns {number} the last step that was run since the start or a change of settings */
  get furthest() {
    return this.#furthest;
  }

  /** @returns {number} the last step that somebody has been at; where all begin anew, that is before */
  get made() {
    return this.#made;
  }

  /** @returns {number} of running to the end, from 0 to 1 */
  get progress() {
    return this.#progress;
  }

  /** @returns {boolean} whether there are data beneath; a test surface has none */
  get hasRows() {
    return this.#hasRows;
  }

  /** @returns {boolean} whether rows are kept to test on */
  get hasTestRows() {
    return this.#hasTestRows;
  }

  /** @returns {import('./setup.js').Summary} what the race's config says of itself */
  get summary() {
    return this.#summary;
  }

  /** @returns {import('./panels/data.js').Conditions | null} how round the bowl is, where it is one */
  get conditions() {
    return this.#conditions;
  }

  /** @returns {boolean} whether each step sees some of the data only */
  get hasBatches() {
    return this.#hasBatches;
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
    return this.work((race) => race.goal) ?? 0;
  }

  finished() {
    return this.work((race) => race.finished) ?? true;
  }

  /** Begins anew, and forgets how far it was run. */
  reset() {
    this.seek(0);
    this.#furthest = 0;
    this.#made = 0;
  }

  /**
   * Changes the settings and begins anew. Refused ones leave everything as it was.
   * @param {object} config
   * @returns {string} why they are refused, or ''
   */
  configure(config) {
    return this.#take((race) => {
      race.configure(config);
      this.#furthest = 0;
      this.#made = 0;
    });
  }

  /**
   * Changes the settings on the way; {@link catchUp} brings along whoever that sent back. Refused
   * ones leave everything as it was.
   * @param {object} config
   * @param {number[]} [styles] those of the trails, where the run until now is kept to compare with
   * @returns {string} why they are refused, or ''
   */
  change(config, styles) {
    const at = this.step();
    return this.#take((race) => {
      race.change(config, styles && Float64Array.from(styles));
      // Where everyone begins anew, nobody has been further.
      if (race.step < at) {
        this.#made = 0;
        this.#furthest = 0;
      }
      this.#furthest = Math.max(race.goal, this.#furthest);
    });
  }

  /**
   * @param {number} milliseconds
   * @returns {Catching} done once the engine has failed
   */
  catchUp(milliseconds) {
    const caught = this.work((race) => {
      const caught = race.catchUp(milliseconds);
      this.#made = Math.max(this.#made, race.step);
      this.#furthest =
        race.finished && caught.arrived ? race.step : Math.max(this.#furthest, race.step);
      this.#progress = caught.progress;
      return caught;
    });
    return caught ?? { arrived: true, done: true };
  }

  /**
   * Goes on with another race, and hands over the one until now, as it stands.
   * @param {Leg} leg
   * @param {string} [heading] what its settings are called until one is changed; without it, the
   *   rule that they follow
   * @returns {Leg} to come back to
   */
  exchange({ race, furthest, made }, heading = '') {
    const before = { race: this.#race, furthest: this.#furthest, made: this.#made };
    this.#race = race;
    this.#furthest = furthest;
    this.#made = made;
    this.#look(race);
    if (heading) this.#summary = { ...this.#summary, heading };
    return before;
  }

  /**
   * @param {(race: Race) => void} take
   * @returns {string} why it is refused, or ''
   */
  #take(take) {
    return (
      this.work((race) => {
        try {
          take(race);
        } catch (error) {
          if (isFault(error)) throw error;
          return textOf(error);
        }
        this.#look(race);
        return '';
      }) ?? 'The engine has stopped.'
    );
  }

  /** @param {Race} race */
  #look(race) {
    this.#start = startOf(race);
    this.#hasRows = hasRows(race);
    this.#summary = race.summary();
    this.#conditions = race.conditions();
    this.#hasTestRows = hasTestRows(race);
    this.#hasBatches = hasBatches(race);
  }

  /** @param {(race: Race) => void} work */
  #move(work) {
    this.work((race) => {
      work(race);
      this.#made = Math.max(this.#made, race.step);
      this.#furthest = Math.max(this.#furthest, race.step);
    });
  }
}
