/**
 * The place of the picture: how large it is, how fine its pixels are and whether it is day
 * or night there. It only watches; what is drawn is the element's business.
 */

import { parseTheme } from './state.js';

/** @typedef {import('./state.js').Theme} Theme */

/**
 * What the engine's drawing needs to know.
 * @typedef {object} DrawOptions
 * @property {number} width in CSS pixels
 * @property {number} height in CSS pixels
 * @property {number} pixelRatio
 * @property {Theme} theme
 * @property {boolean} projector large type, thick lines and full contrast
 * @property {number} textSize in CSS pixels
 * @property {number[]} [styles] the trail style of each racer; without it one after the other
 * @property {import('./state.js').Region} [view] the part of the surface; without it the default one
 * @property {import('./state.js').Camera | null} [camera] the eye in three dimensions; without it
 *   the default one
 */

/** Watches an element's size, the screen's pixel ratio and the colour scheme. */
export class Stage {
  /** @type {HTMLElement} */ #box;
  /** @type {() => void} */ #onChange;
  /** @type {ResizeObserver} */ #observer;
  /** @type {MediaQueryList} */ #scheme;
  /** @type {MediaQueryList | null} */ #resolution = null;
  #attributes = new MutationObserver(() => this.refresh());
  /** @type {DrawOptions} */ #options;

  /**
   * @param {HTMLElement} box the element that the picture fills
   * @param {() => void} onChange
   */
  constructor(box, onChange) {
    this.#box = box;
    this.#onChange = onChange;
    this.#options = this.#measure();
    this.#observer = new ResizeObserver(this.refresh);
    this.#observer.observe(box);
    box.addEventListener('transitionrun', this.refresh);
    this.#scheme = matchMedia('(prefers-color-scheme: dark)');
    this.#scheme.addEventListener('change', this.refresh);
    this.#watchResolution();
    const host = hostOf(box);
    if (host) this.#attributes.observe(host, { attributeFilter: ['projector'] });
  }

  /** @returns {DrawOptions} */
  get options() {
    return this.#options;
  }

  /** @returns {boolean} false while the element has no room, for example when not displayed */
  get visible() {
    return this.#options.width > 0 && this.#options.height > 0;
  }

  /** Looks again, and tells when anything is different. */
  refresh = () => {
    const before = this.#options;
    const after = this.#measure();
    if (
      after.width === before.width &&
      after.height === before.height &&
      after.pixelRatio === before.pixelRatio &&
      after.theme === before.theme &&
      after.textSize === before.textSize &&
      after.projector === before.projector
    ) {
      return;
    }
    this.#options = after;
    this.#onChange();
  };

  dispose() {
    this.#observer.disconnect();
    this.#attributes.disconnect();
    this.#box.removeEventListener('transitionrun', this.refresh);
    this.#scheme.removeEventListener('change', this.refresh);
    this.#resolution?.removeEventListener('change', this.#onResolution);
  }

  /** @returns {DrawOptions} */
  #measure() {
    return {
      width: this.#box.clientWidth,
      height: this.#box.clientHeight,
      pixelRatio: globalThis.devicePixelRatio,
      theme: themeOf(this.#box),
      textSize: textSizeOf(this.#box),
      projector: hostOf(this.#box)?.hasAttribute('projector') ?? false,
    };
  }

  /** A query holds for one ratio only, so each change needs the next query. */
  #watchResolution() {
    this.#resolution?.removeEventListener('change', this.#onResolution);
    this.#resolution = matchMedia(`(resolution: ${globalThis.devicePixelRatio}dppx)`);
    this.#resolution.addEventListener('change', this.#onResolution);
  }

  #onResolution = () => {
    this.#watchResolution();
    this.refresh();
  };
}

/**
 * @param {HTMLElement} part
 * @returns {Element | null} the element in whose shadow it is
 */
function hostOf(part) {
  const root = part.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
}

/**
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function partOf(root, selector) {
  const element = root.querySelector(selector);
  if (!(element instanceof HTMLElement)) throw new Error(`the plot has no ${selector}`);
  return element;
}

/**
 * @param {HTMLElement} part
 * @param {MouseEvent} event
 * @returns {[number, number]} in CSS pixels of that part, also where a slide show or a page's zoom scales it
 */
export function placeOn(part, { clientX, clientY }) {
  const { left, top, width } = part.getBoundingClientRect();
  // A width is rounded.
  const scale = Math.abs(width - part.offsetWidth) < 1 ? 1 : part.offsetWidth / width;
  return [(clientX - left) * scale, (clientY - top) * scale];
}

/** What the drawing takes as the size of text, in CSS pixels. */
const TEXT_SIZES = [6, 96];

/**
 * @param {Element} element
 * @returns {number} the size of its text, so that a picture grows with a visitor's own size
 */
function textSizeOf(element) {
  const size = Number.parseFloat(getComputedStyle(element).fontSize);
  const [least, most] = TEXT_SIZES;
  return Math.min(most, Math.max(least, size));
}

/**
 * @param {Element} element
 * @returns {Theme} the colour scheme that the browser uses for an element
 */
function themeOf(element) {
  // `only light` and `light dark` are both lists; the visitor's wish decides among two.
  const schemes = getComputedStyle(element).colorScheme.split(/\s+/);
  const [dark, light] = [schemes.includes('dark'), schemes.includes('light')];
  if (dark !== light) return dark ? 'dark' : 'light';
  return dark && matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

/**
 * Keeps a visitor's choice of theme. Storage may be full, forbidden or absent, as in a
 * sandboxed frame; the choice then lasts as long as the page.
 */
export const themeStore = {
  key: 'downhill-theme',

  /** @returns {import('./state.js').ThemeChoice} */
  read() {
    try {
      return parseTheme(localStorage.getItem(this.key));
    } catch {
      return 'system';
    }
  },

  /** @param {import('./state.js').ThemeChoice} choice */
  write(choice) {
    try {
      if (choice === 'system') localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, choice);
    } catch {
      // The page itself already shows the choice.
    }
  },
};
