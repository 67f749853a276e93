/**
 * One clock for all plots of a page: however many there are, the browser is asked for one frame,
 * and all that waits is done in it.
 */

/** @typedef {import('./player.js').Clock} Clock */

/** @implements {Clock} */
export class SharedClock {
  /** @type {Clock} */ #source;
  /** @type {Map<number, (now: number) => void>} */
  #waiting = new Map();
  #handles = 0;
  #frame = 0;

  /** @param {Clock} source */
  constructor(source) {
    this.#source = source;
  }

  /** @param {(now: number) => void} callback called once, with the next frame */
  request(callback) {
    this.#handles += 1;
    this.#waiting.set(this.#handles, callback);
    if (this.#frame === 0) this.#frame = this.#source.request(this.#tick);
    return this.#handles;
  }

  /** @param {number} handle */
  cancel(handle) {
    this.#waiting.delete(handle);
    if (this.#waiting.size > 0 || this.#frame === 0) return;
    this.#source.cancel(this.#frame);
    this.#frame = 0;
  }

  /** @param {number} now */
  #tick = (now) => {
    this.#frame = 0;
    // What is asked for meanwhile is for the next frame.
    for (const [handle, callback] of [...this.#waiting]) {
      if (!this.#waiting.delete(handle)) continue;
      try {
        callback(now);
      } catch (error) {
        // One plot must not stop the others.
        reportError(error);
      }
    }
  };
}

/** The browser's. */
export const clock = new SharedClock({
  request: (callback) => requestAnimationFrame(callback),
  cancel: (handle) => cancelAnimationFrame(handle),
});
