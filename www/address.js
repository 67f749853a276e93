/**
 * Keeps the page's address and its plot the same: an address that is opened, typed or gone back
 * to is shown, and what is shown at rest is written into the address. One of which a part was
 * ignored stays until something is changed, so that it can be copied and mended.
 */

import { isLink } from './link.js';

/** @typedef {import('./downhill-plot.js').DownhillPlot} DownhillPlot */

/**
 * The address is written once nothing has changed for so long. Browsers refuse pages that write
 * it more than a hundred times in half a minute.
 */
const REST_MS = 350;

/** Joins one plot to the address of the page. */
export class Address {
  /** @type {DownhillPlot} */ #plot;
  /** @type {Window} */ #window;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #written = '';
  /** Whether a part of the address was ignored. */
  #damaged = false;
  /** @type {string | null} what the plot made of the address, once it is at rest */ #opened = null;
  #release = new AbortController();

  /**
   * @param {DownhillPlot} plot
   * @param {Window} [view] the page's
   */
  constructor(plot, view = window) {
    this.#plot = plot;
    this.#window = view;
    const { signal } = this.#release;
    plot.addEventListener('downhill-change', this.#onChange, { signal });
    plot.addEventListener('downhill-error', this.#onError, { signal });
    view.addEventListener('hashchange', this.#onAddress, { signal });
    // A page that is left a moment after a change keeps the change.
    view.addEventListener('pagehide', this.#onLeave, { signal });
    if (isLink(view.location.hash)) this.#open(view.location.hash);
  }

  dispose() {
    clearTimeout(this.#timer);
    this.#release.abort();
  }

  #onChange = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#write, REST_MS);
  };

  #onError = () => {
    if (this.#opened === null) this.#damaged = true;
  };

  #onLeave = () => {
    if (this.#timer !== undefined) this.#write();
  };

  #onAddress = () => {
    const { hash } = this.#window.location;
    if (hash === this.#written) return;
    // The name of a heading is nothing to be shown, an address without anything is the default.
    if (isLink(hash) || hash === '') this.#open(hash);
  };

  /** @param {string} hash */
  #open(hash) {
    this.#written = hash;
    this.#damaged = false;
    this.#opened = null;
    // Whoever follows a link wants to see what it shows.
    this.#plot.autoplay = false;
    this.#plot.link = hash || '#';
  }

  #write = () => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { link } = this.#plot;
    const hash = `#${link}`;
    if (!link || this.#plot.mode !== 'paused') return;
    this.#opened ??= link;
    if (hash === this.#window.location.hash || (this.#damaged && link === this.#opened)) return;
    this.#damaged = false;
    this.#written = hash;
    try {
      this.#window.history.replaceState(this.#window.history.state, '', hash);
    } catch {
      // A sandboxed frame may not write its address; the share dialog has the link all the same.
    }
  };
}
