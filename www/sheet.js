/** The sheet that the controls are in on a small screen: folded, or unfolded over the picture. */

/** Unfolds, and brings panels to where they can be read. */
export class Sheet {
  /** @type {import('./downhill-plot.js').DownhillPlot} */ #plot;
  #open = false;

  /** @param {import('./downhill-plot.js').DownhillPlot} plot */
  constructor(plot) {
    this.#plot = plot;
  }

  /** @returns {boolean} whether it is unfolded */
  get open() {
    return this.#open;
  }

  /** Unfolds it, or folds it. */
  unfold() {
    this.#open = !this.#open;
    this.#plot.requestUpdate();
  }

  /** Brings up the panel that was just opened. */
  async raise() {
    if (!this.#open) return;
    await this.#plot.updateComplete;
    const { renderRoot } = this.#plot;
    const deck = /** @type {HTMLElement | null} */ (renderRoot.querySelector('.deck'));
    const handle = /** @type {HTMLElement | null} */ (renderRoot.querySelector('.handle'));
    if (deck && handle) deck.parentElement?.scrollTo(0, deck.offsetTop - handle.offsetHeight);
  }
}
