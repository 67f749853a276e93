/**
 * Time. The player decides when the race advances and when a picture is drawn, and nothing
 * else: the race itself only knows step numbers, so no speed, frame rate or pause can
 * change a path.
 */

import { clock as sharedClock } from './clock.js';
import { clampSpeed, DEFAULT_SPEED, SPEEDS } from './state.js';

/**
 * What the player moves.
 * @typedef {object} Track
 * @property {(steps: number) => void} advance
 * @property {(milliseconds: number) => import('./course.js').Catching} catchUp brings along whoever
 *   a change of the race sent back
 * @property {(milliseconds: number, until?: number) => void} advanceFor works for about that long,
 *   up to a step where one is given
 * @property {(step: number) => void} seek goes to a step, back or forth
 * @property {() => number} step the one shown, or the one that a change has everyone catch up to
 * @property {number} furthest the last step that was run, or is known to come
 * @property {number} made the last step that somebody has been at
 * @property {() => boolean} finished
 */

/**
 * The surface, what moves on it, and what is under the pointer; the data, the lines through
 * them, and the loss.
 * @typedef {'base' | 'overlay' | 'readout' | 'rows' | 'lines' | 'row' | 'loss'} Layer
 */

/**
 * What shows the step.
 * @type {readonly Layer[]}
 */
const MOVING = ['overlay', 'lines', 'loss'];

/**
 * At rest, at the chosen speed, or as fast as the machine can.
 * @typedef {'paused' | 'playing' | 'finishing'} Mode
 */

/**
 * The browser's clock, or a test's.
 * @typedef {object} Clock
 * @property {(callback: (now: number) => void) => number} request
 * @property {(handle: number) => void} cancel
 */

/** After a stall (a busy machine, a debugger) at most this much time is caught up. */
const LONGEST_GAP_MS = 250;
/** So many new steps are made at once; a step that is farther ahead is run to, frame by frame. */
const AT_ONCE = 20_000;
/** The share of a frame that running to the end may take; the rest is for the page. */
const FINISHING_BUDGET_MS = 11;
/** What is caught up for later may take less of it. */
const BACKGROUND_BUDGET_MS = 4;

/** Owns play, pause, steps, scrubbing and speed. */
export class Player {
  /** @type {Track} */ #track;
  /** @type {(layers: ReadonlySet<Layer>) => void} */ #draw;
  /** @type {() => void} */ #onChange;
  /** @type {Clock} */ #clock;
  /** @type {Document} */ #document;
  /** @type {Mode} */ #mode = 'paused';
  /** @type {Set<Layer>} */ #dirty = new Set();
  #speed = DEFAULT_SPEED;
  /** Steps that time has earned and that are not yet taken; below one between frames. */
  #owed = 0;
  /** When the last frame was, or null when the next one starts a new count. */
  #last = /** @type {number | null} */ (null);
  /** The step that a hand on the timeline points at, until the next frame goes there. */
  #target = /** @type {number | null} */ (null);
  /** A hand on the timeline keeps time from running. */
  #held = false;
  /** Where running ends; null is the end of the race. */
  #goal = /** @type {number | null} */ (null);
  /** Out of sight nothing moves and nothing is drawn. */
  #asleep = false;
  /** A change of the race has left somebody behind: here, or at steps that others have seen. */
  #late = false;
  /** Everyone is at the step shown. */
  #arrived = true;
  #handle = 0;

  /**
   * @param {object} options
   * @param {Track} options.track
   * @param {(layers: ReadonlySet<Layer>) => void} options.draw
   * @param {() => void} options.onChange called when mode or speed changed
   * @param {Clock} [options.clock]
   * @param {Document} [options.document]
   */
  constructor({ track, draw, onChange, clock = sharedClock, document = globalThis.document }) {
    this.#track = track;
    this.#draw = draw;
    this.#onChange = onChange;
    this.#clock = clock;
    this.#document = document;
    document.addEventListener('visibilitychange', this.#onVisibility);
  }

  /** @returns {Mode} */
  get mode() {
    return this.#mode;
  }

  /** @returns {number} an index of `SPEEDS` */
  get speed() {
    return this.#speed;
  }

  /** @param {number} index */
  set speed(index) {
    const speed = clampSpeed(index);
    if (speed === this.#speed) return;
    this.#speed = speed;
    this.#owed = 0;
    this.#onChange();
  }

  /** @returns {number} the step shown, or the one that is being gone to without running on */
  get at() {
    return this.#target ?? this.#track.step();
  }

  /** @returns {number | null} the step that is being run to; null is the end of the race */
  get goal() {
    return this.#goal;
  }

  /** @returns {boolean} whether somebody is on the way to the step shown */
  get catchingUp() {
    return !this.#arrived;
  }

  /** @returns {boolean} whether one step follows the other, by itself or under a hand */
  get moving() {
    return this.#mode !== 'paused' || this.#held;
  }

  /** Brings along, between pictures, whoever a change of the race sent back. */
  catchUp() {
    if (this.#mode === 'finishing') this.pause();
    this.#late = true;
    this.#arrived = false;
    this.#last = null;
    this.#schedule();
  }

  /** Another race is on the track, which may still have to catch up. */
  settle() {
    // Where a hand on the timeline pointed was a step of the race before it.
    this.#target = null;
    this.#late = true;
    this.#schedule();
  }

  /** Plays on from here; a race that is over starts anew. */
  play() {
    if (!this.#late) this.#arrive();
    if (this.#track.finished()) {
      this.#track.seek(0);
      this.invalidate(...MOVING);
    }
    // The first step is due at once, also at one step a second.
    this.#owed = 1;
    this.#enter('playing');
  }

  pause() {
    this.#enter('paused');
  }

  toggle() {
    if (this.#mode === 'paused') this.play();
    else this.pause();
  }

  /** Runs to the last stop as fast as the machine can, drawing on the way. */
  finish() {
    if (!this.#late) this.#arrive();
    this.#goal = null;
    if (!this.#track.finished()) this.#enter('finishing');
  }

  /**
   * Takes some steps by hand and rests; very many are run, as {@link seek} does.
   * @param {number} [steps]
   */
  step(steps = 1) {
    this.pause();
    if (this.#awaits(this.at + steps)) return;
    this.#arrive();
    if (steps > AT_ONCE) this.#go(this.at + steps);
    else this.#track.advance(steps);
    this.invalidate(...MOVING);
  }

  /**
   * Goes to a step and rests. To one that is far beyond all that was run it goes as fast as the
   * machine can, drawing on the way.
   * @param {number} step
   */
  seek(step) {
    this.pause();
    this.#target = null;
    if (this.#awaits(step)) return;
    this.#go(step);
    this.invalidate(...MOVING);
  }

  /**
   * Goes to a step with the next frame, however many are asked for until then. What plays goes
   * on playing from there.
   * @param {number} step
   */
  scrub(step) {
    if (this.#mode === 'finishing') this.pause();
    this.#target = step;
    this.#schedule();
  }

  /** Lets time stand still, playing or not, until {@link letGo}. */
  hold() {
    this.#held = true;
  }

  letGo() {
    this.#held = false;
    this.#last = null;
    this.#schedule();
  }

  /**
   * Marks layers to be drawn with the next frame.
   * @param {...Layer} layers
   */
  invalidate(...layers) {
    for (const layer of layers) this.#dirty.add(layer);
    this.#schedule();
  }

  /**
   * Out of sight, time stands still until the plot is seen again.
   * @param {boolean} seen
   */
  see(seen) {
    this.#asleep = !seen;
    this.#last = null;
    if (seen) {
      this.#schedule();
    } else {
      this.#clock.cancel(this.#handle);
      this.#handle = 0;
    }
  }

  /** Releases the clock and the document. */
  dispose() {
    this.#mode = 'paused';
    this.#target = null;
    this.#goal = null;
    this.#held = false;
    this.#late = false;
    this.#arrived = true;
    this.#dirty.clear();
    this.#clock.cancel(this.#handle);
    this.#handle = 0;
    this.#document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  /** @param {Mode} mode */
  #enter(mode) {
    if (mode === this.#mode) return;
    this.#mode = mode;
    if (mode !== 'finishing') this.#goal = null;
    this.#last = null;
    this.#schedule();
    this.#onChange();
  }

  get #resting() {
    return this.#mode === 'paused' || this.#held;
  }

  /**
   * Whether a step has to wait for those who are on their way, as that takes long; it is gone to
   * once they are here. What is no step never waits: the engine refuses it.
   * @param {number} step
   */
  #awaits(step) {
    const long = Number.isInteger(step) && Math.min(step, this.#track.furthest) > AT_ONCE;
    const awaits = this.#late && long;
    if (awaits) this.scrub(step);
    return awaits;
  }

  /** @param {number} step */
  #go(step) {
    const { made } = this.#track;
    const far = Number.isInteger(step) && step > made + AT_ONCE;
    this.#track.seek(far ? made : step);
    if (!far || this.#track.finished()) return;
    this.#goal = step;
    this.#enter('finishing');
  }

  /** Goes where the timeline points. */
  #arrive() {
    if (this.#target === null) return;
    this.#go(this.#target);
    this.#target = null;
    this.#last = null;
    for (const layer of MOVING) this.#dirty.add(layer);
  }

  #schedule() {
    if (this.#handle !== 0 || this.#document.hidden || this.#asleep) return;
    if (this.#resting && this.#target === null && this.#dirty.size === 0 && !this.#late) return;
    this.#handle = this.#clock.request(this.#tick);
  }

  /** @param {number} now */
  #tick = (now) => {
    this.#handle = 0;
    if (this.#late) this.#wait();
    if (this.#target !== null && !this.#late) this.#arrive();
    else if (this.#arrived && !this.#resting) this.#move(now);
    if (this.#dirty.size > 0) {
      const layers = new Set(this.#dirty);
      this.#dirty.clear();
      this.#draw(layers);
    }
    this.#schedule();
  };

  /** Time stands still until everyone is here; what is left of the way is made on the side. */
  #wait() {
    const before = this.#arrived;
    const budget = before ? BACKGROUND_BUDGET_MS : FINISHING_BUDGET_MS;
    const { arrived, done } = this.#track.catchUp(budget);
    this.#arrived = arrived;
    this.#late = !done;
    this.#last = arrived ? this.#last : null;
    for (const layer of before ? ['loss'] : MOVING) this.#dirty.add(/** @type {Layer} */ (layer));
  }

  /** @param {number} now */
  #move(now) {
    const elapsed = this.#last === null ? 0 : Math.min(now - this.#last, LONGEST_GAP_MS);
    this.#last = now;
    if (this.#mode === 'finishing') {
      this.#track.advanceFor(FINISHING_BUDGET_MS, this.#goal ?? undefined);
      for (const layer of MOVING) this.#dirty.add(layer);
      if (this.#goal !== null && this.#track.step() >= this.#goal) this.pause();
    } else {
      const due = this.#due(elapsed);
      if (due === 0) return;
      this.#track.advance(due);
      for (const layer of MOVING) this.#dirty.add(layer);
    }
    if (this.#track.finished()) this.pause();
  }

  /**
   * @param {number} elapsed milliseconds since the last frame
   * @returns {number} the whole steps to take now
   */
  #due(elapsed) {
    const { steps, per } = SPEEDS[this.#speed];
    if (per === 'frame') return steps;
    // Rounding of frame times must not hold a step back to the next frame.
    const owed = this.#owed + (elapsed / 1000) * steps + 1e-9;
    const due = Math.floor(owed);
    this.#owed = owed - due;
    return due;
  }

  /** A hidden page rests; shown again, it goes on where it was, without a leap. */
  #onVisibility = () => {
    if (this.#document.hidden) {
      this.#clock.cancel(this.#handle);
      this.#handle = 0;
    } else {
      this.#last = null;
      this.#schedule();
    }
  };
}
