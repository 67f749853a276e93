/** What a hand does in one go, from its press to its release. */

/** Tells the first change that a gesture makes from those that follow while it goes on. */
export class Gesture {
  #pressed = false;
  #used = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #ending;

  /** @param {HTMLElement} element where the hand is; what it presses keeps the pointer */
  constructor(element) {
    // Made where there is no document, it is never pressed.
    if (!globalThis.document) return;
    element.addEventListener('pointerdown', this.#begin, { capture: true });
    element.addEventListener('keydown', this.#onKey, { capture: true });
    for (const end of ['pointerup', 'pointercancel', 'keyup']) {
      element.addEventListener(end, this.#end, { capture: true });
    }
  }

  /**
   * @returns {boolean} whether a change that is made now is the first one of its gesture; without
   *   one, each change stands for itself
   */
  first() {
    const first = !(this.#pressed && this.#used);
    this.#used = true;
    return first;
  }

  #begin = () => {
    clearTimeout(this.#ending);
    this.#pressed = true;
    this.#used = false;
  };

  /** A key that is held down goes on with what it began. @param {KeyboardEvent} event */
  #onKey = (event) => {
    if (!event.repeat) this.#begin();
  };

  /** What is dropped by the release still belongs to the gesture. */
  #end = () => {
    this.#ending = setTimeout(() => {
      this.#pressed = false;
    });
  };
}
