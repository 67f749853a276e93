/**
 * What the plot tells those who do not see it: sentences for a live region, never too many at
 * once, and the picture in words.
 */

import {
  ANNOUNCE_EVERY_MS,
  announce,
  newsText,
  pictureText,
  SILENT,
  standingText,
} from './state.js';

/** @typedef {import('./player.js').Mode} Mode */
/** @typedef {import('./state.js').Snapshot} Snapshot */

/** Decides what is said and when. */
export class Voice {
  /** @type {() => void} */ #onChange;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #announcer = SILENT;
  #asked = false;
  #description = 'The loss surface is being loaded.';
  #last = Number.NEGATIVE_INFINITY;
  /** @type {Snapshot | null} */ #described = null;

  /** @param {() => void} onChange called when there is something new to say */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** @returns {string} the newest sentence */
  get spoken() {
    return this.#announcer.spoken;
  }

  /** @returns {string} the picture in words */
  get description() {
    return this.#description;
  }

  /** @returns {Snapshot | null} what pictures are described from: while it moves, only now and then */
  get described() {
    return this.#described;
  }

  /** The next picture is worth a sentence, because a person asked for it. */
  ask() {
    this.#asked = true;
  }

  /**
   * Takes note of a new picture.
   * @param {Snapshot | null} before
   * @param {Snapshot} after
   * @param {Mode} mode
   */
  see(before, after, mode) {
    if (mode === 'paused' || performance.now() - this.#last >= ANNOUNCE_EVERY_MS) {
      this.#describe(after);
    }
    if (!before) return;
    const sentence = this.#asked ? standingText(after) : newsText(before, after);
    this.#asked = false;
    if (sentence) this.say(sentence);
  }

  /**
   * Takes note of a change of mode.
   * @param {Mode} mode
   * @param {Snapshot | null} race as it was drawn last
   * @param {boolean} finished whether it is over by now
   */
  notice(mode, race, finished) {
    if (race && mode === 'paused') this.#describe(race);
    if (!race || this.#asked) return;
    if (mode === 'playing') this.say('Playing.');
    if (mode === 'finishing') this.say('Running to the end.');
    // A race that ends by itself has its own sentence.
    if (mode === 'paused' && !finished) this.say(`Paused. ${standingText(race)}`);
  }

  /** @param {Snapshot} race */
  #describe(race) {
    this.#last = performance.now();
    this.#described = race;
    this.#description = pictureText(race);
  }

  /** @param {string} sentence '' when only time has passed */
  say(sentence) {
    const now = performance.now();
    this.#announcer = announce(this.#announcer, sentence, now);
    this.dispose();
    if (this.#announcer.pending) {
      this.#timer = setTimeout(() => this.say(''), this.#announcer.quietUntil - now);
    }
    this.#onChange();
  }

  /** Lets go of the timer. */
  dispose() {
    clearTimeout(this.#timer);
  }
}
