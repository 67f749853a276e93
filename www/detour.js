/** Another race on the same plot for a while, and the way back to the one before it. */

/** @typedef {import('./course.js').Course} Course */
/** @typedef {import('./course.js').Leg} Leg */
/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./state.js').LookSettings} LookSettings */
/** @typedef {import('./player.js').Player} Player */
/** @typedef {import('./surface.js').Surface} Surface */

/** A run is shown up to here: far enough to see where it goes. */
const SHOWN_STEPS = 1000;

/**
 * What a detour moves.
 * @typedef {object} Vehicle
 * @property {Course} course
 * @property {Player} player
 * @property {Surface} surface
 * @property {{looks: LookSettings}} showing
 */

/**
 * What it comes back to: the race itself, as it stands, and how one looked at it.
 * @typedef {object} Origin
 * @property {Leg} leg
 * @property {import('./state.js').Region | null} view
 * @property {LookSettings} looks
 */

/** Keeps the race before it. */
export class Detour {
  /** @type {Origin | null} */ #origin = null;
  #name = '';

  /** @returns {string} what is shown instead of the race before it, or '' */
  get name() {
    return this.#name;
  }

  /**
   * Shows the first steps of a race on a view that holds its whole trail. One detour may follow
   * another; the way back is always to the race before the first.
   * @param {Vehicle} vehicle
   * @param {Race} race
   * @param {string} name of the method, and after a comma which half of the table it is from
   */
  open({ course, player, surface, showing }, race, name) {
    player.pause();
    const half = name.split(', ').at(-1);
    const leg = course.exchange({ race, furthest: 0, made: 0 }, `The tutorial’s table, ${half}`);
    if (this.#origin) {
      leg.race.free();
    } else {
      this.#origin = { leg, view: surface.picture.view, looks: showing.looks };
    }
    this.#name = name;
    // The squares of the third racer mean nothing where there is one.
    showing.looks = { ...showing.looks, squaresOf: null, arrowsOf: null };
    player.seek(SHOWN_STEPS);
    surface.explorer.fit('trails');
  }

  /** @param {Vehicle} vehicle */
  back({ course, player, surface, showing }) {
    player.pause();
    const before = this.leave(course);
    if (!before) return;
    player.settle();
    surface.picture.view = before.view;
    showing.looks = before.looks;
  }

  /**
   * Goes back without a picture.
   * @param {Course} course
   * @returns {{step: number} & Pick<Origin, 'view' | 'looks'> | null} what the race before it showed
   */
  leave(course) {
    if (!this.#origin) return null;
    const { leg, view, looks } = this.#origin;
    course.exchange(leg).race.free();
    this.forget();
    return { step: leg.race.goal, view, looks };
  }

  /** There is nothing to go back to any more. */
  forget() {
    this.#origin = null;
    this.#name = '';
  }
}
