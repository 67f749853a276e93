/**
 * Wheel, mouse, fingers and the handle of the start: what they do on the surface becomes
 * zooming, panning, pointing and moving the start, in three dimensions coming closer and turning.
 */

import { nudgeOf } from './keys.js';
import { placeOn } from './stage.js';

/** @typedef {import('./explorer.js').Explorer} Explorer */
/** @typedef {import('./orbit.js').Looker} Looker */

/** A pointer that moves less than this, in CSS pixels, presses; beyond, it drags. */
const SLACK = 3;
/** A wheel turns the map only after the pointer has been on it for so long. */
const REST_MS = 350;
/** A line of a wheel that counts in lines, in CSS pixels. */
const LINE = 16;
/** Listens on one surface. */
export class Hand {
  /** @type {HTMLElement} */ #surface;
  /** @type {HTMLElement} */ #handle;
  /** @type {Explorer} */ #explorer;
  /** @type {() => Looker} */ #looker;
  #release = new AbortController();
  /**
   * The pointers that are down on the surface, and where.
   * @type {Map<number, [number, number]>}
   */
  #down = new Map();
  #dragging = false;
  /** @type {(() => void) | null} what shows again what was there before a drag */ #undo = null;
  /** Since when the pointer has been on the surface while the page stood still. */
  #since = Number.POSITIVE_INFINITY;
  /** Where the start was taken hold of. */
  #grip = /** @type {[number, number] | null} */ (null);

  /**
   * @param {HTMLElement} surface the picture
   * @param {HTMLElement} handle of the start, on the surface
   * @param {Explorer} explorer moves the start
   * @param {() => Looker} looker the one of the moment: of the map or of three dimensions
   */
  constructor(surface, handle, explorer, looker) {
    this.#surface = surface;
    this.#handle = handle;
    this.#explorer = explorer;
    this.#looker = looker;
    const { signal } = this.#release;
    surface.addEventListener('wheel', this.#onWheel, { passive: false, signal });
    surface.addEventListener('pointerenter', this.#onEnter, { signal });
    surface.addEventListener('pointerdown', this.#onDown, { signal });
    surface.addEventListener('pointermove', this.#onMove, { signal });
    surface.addEventListener('pointerup', this.#onUp, { signal });
    surface.addEventListener('pointercancel', this.#onCancel, { signal });
    surface.addEventListener('pointerleave', this.#onLeave, { signal });
    handle.addEventListener('pointerdown', this.#onGrip, { signal });
    handle.addEventListener('pointermove', this.#onCarry, { signal });
    handle.addEventListener('pointerup', this.#onDrop, { signal });
    handle.addEventListener('pointercancel', this.#onDrop, { signal });
    handle.addEventListener('keydown', this.#onKey, { signal });
    globalThis.addEventListener('scroll', this.#onScroll, { passive: true, signal });
  }

  /** Lets go of everything. */
  dispose() {
    this.#release.abort();
  }

  /**
   * @param {MouseEvent} event
   * @returns {[number, number]} in CSS pixels of the picture
   */
  #place(event) {
    return placeOn(this.#surface, event);
  }

  /**
   * A page that is being scrolled goes on scrolling when the map comes under the pointer; only
   * a pointer that rests there, or has pressed, turns the wheel into a zoom. With Ctrl, which is
   * also what a pinch on a touchpad sends, it always is one.
   * @param {WheelEvent} event
   */
  #onWheel = (event) => {
    // Sideways, as with Shift, it is the page's.
    if (event.deltaY === 0) return;
    const rested = performance.now() - this.#since > REST_MS;
    if (!event.ctrlKey && !rested) {
      this.#since = performance.now();
      return;
    }
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL;
    const turned = event.deltaY * (pixels ? 1 : LINE);
    // A pinch sends small turns, a wheel a hundred at once.
    const strength = event.ctrlKey && Math.abs(turned) < 50 ? 0.01 : 0.0025;
    this.#looker().zoom(Math.exp(-turned * strength), ...this.#place(event));
  };

  #onScroll = () => {
    if (this.#since < Number.POSITIVE_INFINITY) this.#since = performance.now();
  };

  #onEnter = () => {
    this.#since = performance.now();
  };

  /** @param {PointerEvent} event */
  #onDown = (event) => {
    if (event.button !== 0) return;
    this.#since = Number.NEGATIVE_INFINITY;
    if (this.#down.size === 0) this.#undo = this.#looker().grasp();
    this.#down.set(event.pointerId, this.#place(event));
    this.#surface.setPointerCapture(event.pointerId);
    this.#dragging = this.#down.size > 1;
    this.#looker().point(this.#place(event));
  };

  /** @param {PointerEvent} event */
  #onMove = (event) => {
    const to = this.#place(event);
    const from = this.#down.get(event.pointerId);
    this.#looker().point(to);
    if (!from) return;
    if (!this.#dragging && Math.hypot(to[0] - from[0], to[1] - from[1]) < SLACK) return;
    this.#dragging = true;
    this.#surface.toggleAttribute('data-dragging', true);
    const others = [...this.#down].filter(([id]) => id !== event.pointerId);
    this.#down.set(event.pointerId, to);
    if (others.length === 0) {
      this.#looker().pan(to[0] - from[0], to[1] - from[1]);
      return;
    }
    const [, still] = others[0];
    const middle = (/** @type {[number, number]} */ at) => [
      (at[0] + still[0]) / 2,
      (at[1] + still[1]) / 2,
    ];
    const [[x0, y0], [x1, y1]] = [middle(from), middle(to)];
    const before = Math.hypot(from[0] - still[0], from[1] - still[1]);
    const after = Math.hypot(to[0] - still[0], to[1] - still[1]);
    this.#looker().pan(x1 - x0, y1 - y0);
    if (before > 0 && after > 0) this.#looker().zoom(after / before, x1, y1);
  };

  /** @param {PointerEvent} event */
  #onUp = (event) => {
    this.#down.delete(event.pointerId);
    if (this.#down.size === 0) this.#surface.removeAttribute('data-dragging');
  };

  /**
   * A finger that turns out to scroll the page has moved the map a little until then.
   * @param {PointerEvent} event
   */
  #onCancel = (event) => {
    this.#onUp(event);
    this.#undo?.();
  };

  /** @param {PointerEvent} event */
  #onLeave = (event) => {
    this.#since = Number.POSITIVE_INFINITY;
    // A finger leaves whenever it is lifted; what it pointed at can still be read.
    if (event.pointerType === 'mouse') this.#looker().point(null);
  };

  /** @param {PointerEvent} event */
  #onGrip = (event) => {
    if (event.button !== 0) return;
    event.stopPropagation();
    this.#handle.setPointerCapture(event.pointerId);
    this.#grip = this.#place(event);
    this.#dragging = false;
  };

  /** @param {PointerEvent} event */
  #onCarry = (event) => {
    if (!this.#grip) return;
    event.stopPropagation();
    const [x, y] = this.#place(event);
    if (Math.hypot(x - this.#grip[0], y - this.#grip[1]) >= SLACK) this.#dragging = true;
    if (this.#dragging) this.#explorer.holdStart(x, y);
  };

  /** @param {PointerEvent} event */
  #onDrop = (event) => {
    if (!this.#grip) return;
    event.stopPropagation();
    this.#grip = null;
    if (this.#dragging) this.#explorer.dropStart(...this.#place(event));
    this.#dragging = false;
  };

  /** @param {KeyboardEvent} event */
  #onKey = (event) => {
    const way = nudgeOf(event);
    if (!way) return;
    event.preventDefault();
    this.#explorer.nudgeStart(...way);
  };
}
