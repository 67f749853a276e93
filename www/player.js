/**
 * Time. The player decides when the race advances and when a picture is drawn, and nothing
 * else: the race itself only knows step numbers, so no speed, frame rate or pause can
 * change a path.
 */

import { clampSpeed, DEFAULT_SPEED, SPEEDS } from './state.js';

/**
 * What the player moves.
 * @typedef {object} Track
 * @property {(steps: number) => void} advance
 * @property {(milliseconds: number) => void} advanceFor works for about that long
 * @property {() => void} reset
 * @property {() => boolean} finished
 * @property {(layers: ReadonlySet<Layer>) => void} draw
 */

/** @typedef {'base' | 'overlay'} Layer */

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

/** @type {Clock} */
const browserClock = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
};

/** After a stall (a busy machine, a debugger) at most this much time is caught up. */
const LONGEST_GAP_MS = 250;
/** The share of a frame that running to the end may take; the rest is for the page. */
const FINISHING_BUDGET_MS = 11;

/** Owns play, pause, step, reset, speed and the one animation-frame loop. */
export class Player {
  /** @type {Track} */ #track;
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
  #handle = 0;

  /**
   * @param {object} options
   * @param {Track} options.track
   * @param {() => void} options.onChange called when mode or speed changed
   * @param {Clock} [options.clock]
   * @param {Document} [options.document]
   */
  constructor({ track, onChange, clock = browserClock, document = globalThis.document }) {
    this.#track = track;
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

  /** Plays on from here; a race that is over starts anew. */
  play() {
    if (this.#track.finished()) {
      this.#track.reset();
      this.invalidate('overlay');
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
    if (!this.#track.finished()) this.#enter('finishing');
  }

  /**
   * Takes some steps by hand and rests.
   * @param {number} [steps]
   */
  step(steps = 1) {
    this.pause();
    this.#track.advance(steps);
    this.invalidate('overlay');
  }

  /** Back to the start, at rest. */
  reset() {
    this.pause();
    this.#track.reset();
    this.invalidate('overlay');
  }

  /**
   * Marks layers to be drawn with the next frame.
   * @param {...Layer} layers
   */
  invalidate(...layers) {
    for (const layer of layers) this.#dirty.add(layer);
    this.#schedule();
  }

  /** Releases the clock and the document. */
  dispose() {
    this.#mode = 'paused';
    this.#dirty.clear();
    this.#clock.cancel(this.#handle);
    this.#handle = 0;
    this.#document.removeEventListener('visibilitychange', this.#onVisibility);
  }

  /** @param {Mode} mode */
  #enter(mode) {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.#last = null;
    this.#schedule();
    this.#onChange();
  }

  #schedule() {
    if (this.#handle !== 0 || this.#document.hidden) return;
    if (this.#mode === 'paused' && this.#dirty.size === 0) return;
    this.#handle = this.#clock.request(this.#tick);
  }

  /** @param {number} now */
  #tick = (now) => {
    this.#handle = 0;
    if (this.#mode !== 'paused') this.#move(now);
    if (this.#dirty.size > 0) {
      const layers = new Set(this.#dirty);
      this.#dirty.clear();
      this.#track.draw(layers);
    }
    this.#schedule();
  };

  /** @param {number} now */
  #move(now) {
    const elapsed = this.#last === null ? 0 : Math.min(now - this.#last, LONGEST_GAP_MS);
    this.#last = now;
    if (this.#mode === 'finishing') {
      this.#track.advanceFor(FINISHING_BUDGET_MS);
      this.#dirty.add('overlay');
    } else {
      const due = this.#due(elapsed);
      if (due === 0) return;
      this.#track.advance(due);
      this.#dirty.add('overlay');
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
