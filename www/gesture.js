/** What a hand does in one go, from its press to its release. */

/** What ends one; a window that is left hears of no release. */
const ENDS = ['pointerup', 'pointercancel', 'keyup', 'blur'];

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
    // A key that moves the focus away is released elsewhere, and the element may be gone by then.
    for (const end of ENDS) window.addEventListener(end, this.#end, true);
  };

  /** A key that is held down goes on with what it began. @param {KeyboardEvent} event */
  #onKey = (event) => {
    if (!event.repeat) this.#begin();
  };

  /** What is dropped by the release still belongs to the gesture. */
  #end = (/** @type {Event} */ { type, target }) => {
    // Where the focus moves within the page, the window is not left.
    if (type === 'blur' && target !== window) return;
    for (const end of ENDS) window.removeEventListener(end, this.#end, true);
    this.#ending = setTimeout(() => {
      this.#pressed = false;
    });
  };
}
