/** The share dialog at work: open or not, what is to be shown, and what was copied. */

import { gifts } from './share.js';

/** @typedef {import('./share.js').Controls} Controls */
/** @typedef {import('./share.js').Gift} Gift */

/**
 * What the dialog shows; null while it is closed.
 * @typedef {object} ShareModel
 * @property {Gift[]} gifts
 * @property {string} link
 * @property {Controls} controls
 * @property {string} tag the name of the element, for the preview
 * @property {string} copied the gift that was copied last, or ''
 * @property {string} said what became of it
 */

/** Shares the race of one plot. */
export class Sharing {
  /** @type {import('./downhill-plot.js').DownhillPlot} */ #plot;
  /** @type {ShareModel | null} */ #model = null;

  /** @param {import('./downhill-plot.js').DownhillPlot} plot */
  constructor(plot) {
    this.#plot = plot;
  }

  /** @returns {ShareModel | null} */
  get model() {
    return this.#model;
  }

  /** Opens the dialog, or closes it. */
  toggle = async () => {
    const dialog = this.#dialog;
    if (dialog?.open) {
      dialog.close();
      return;
    }
    if (!this.#plot.home || !this.#plot.race) return;
    this.#plot.pause();
    this.#model = {
      ...this.#made('playback'),
      tag: this.#plot.localName,
      copied: '',
      said: '',
    };
    this.#plot.requestUpdate();
    await this.#plot.updateComplete;
    this.#dialog?.showModal();
  };

  /** Takes note that it is closed; the preview ends with it. */
  closed = () => {
    this.#model = null;
    this.#plot.requestUpdate();
  };

  /** @param {Controls} controls */
  choose = (controls) => {
    if (!this.#model) return;
    this.#model = { ...this.#model, ...this.#made(controls), copied: '', said: '' };
    this.#plot.requestUpdate();
  };

  /** @param {Gift} gift */
  copy = async ({ id, label, text }) => {
    const done = await put(text, this.#dialog?.querySelector(`#share-${id}`));
    if (!this.#model) return;
    const said = done ? `${label}: copied.` : `${label}: selected. Press Ctrl or ⌘ and C to copy.`;
    this.#model = { ...this.#model, copied: done ? id : '', said };
    this.#plot.requestUpdate();
  };

  /** @param {Controls} controls */
  #made(controls) {
    const { home, link } = this.#plot;
    return { link, controls, gifts: gifts(home, link, controls) };
  }

  /** @returns {HTMLDialogElement | null} */
  get #dialog() {
    return this.#plot.renderRoot.querySelector('dialog.share');
  }
}

/**
 * Puts text on the clipboard. Where a page may not, as in many frames, it is selected for a
 * person to copy.
 * @param {string} text
 * @param {Element | null} [field] that holds it
 * @returns {Promise<boolean>}
 */
export async function put(text, field) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (!(field instanceof HTMLTextAreaElement)) return false;
    field.focus();
    field.select();
    // Old, and for lack of permissions often the only way.
    return document.execCommand?.('copy') ?? false;
  }
}
