/** The two views beside the surface: the data with everyone's line, and the loss so far. */

import { partOf, Stage } from './stage.js';

/** @typedef {import('./course.js').Course} Course */
/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./player.js').Layer} Layer */
/** @typedef {import('./state.js').ChartSettings} ChartSettings */
/** @typedef {import('./state.js').Params} Params */

/** @type {ChartSettings} */
export const FIRST_SETTINGS = { squaresOf: null, by: 'step', scale: 'log' };

/** Draws the data view and the loss view of one plot, while they can be seen. */
export class Charts {
  /** @type {ParentNode} */ #root;
  /** @type {Course} */ #course;
  /** @type {(...layers: Layer[]) => void} */ #invalidate;
  /** @type {Stage} */ #data;
  /** @type {Stage} */ #loss;
  /** @type {IntersectionObserver} */ #observer;
  /** @type {Set<Element>} */ #seen = new Set();
  #settings = FIRST_SETTINGS;
  /** @type {number[] | undefined} the trail style of each racer */ styles;

  /**
   * @param {ParentNode} root where the canvases are
   * @param {Course} course
   * @param {(...layers: Layer[]) => void} invalidate
   */
  constructor(root, course, invalidate) {
    this.#root = root;
    this.#course = course;
    this.#invalidate = invalidate;
    const [data, loss] = [partOf(root, '.data-view'), partOf(root, '.loss-view')];
    this.#data = new Stage(data, () => invalidate('rows', 'lines'));
    this.#loss = new Stage(loss, () => invalidate('loss'));
    // A little early, so that nothing is empty when it comes into sight.
    this.#observer = new IntersectionObserver(this.#onSight, { rootMargin: '25%' });
    this.#observer.observe(data);
    this.#observer.observe(loss);
  }

  /** @returns {ChartSettings} */
  get settings() {
    return this.#settings;
  }

  /** @param {Partial<ChartSettings>} changes */
  change(changes) {
    this.#settings = { ...this.#settings, ...changes };
    this.#invalidate('lines', 'loss');
  }

  /**
   * Shows the squares of one racer; asked for again, of none.
   * @param {number} racer nothing changes where there is none of that number
   */
  choose(racer) {
    if (racer >= this.#course.race.racers) return;
    this.change({ squaresOf: racer === this.#settings.squaresOf ? null : racer });
  }

  /**
   * Keeps the squares with the racer that has them, which its style tells.
   * @param {number[] | undefined} before the style of each racer
   * @param {number[]} styles those from now on
   */
  follow(before, styles) {
    const { squaresOf } = this.#settings;
    if (squaresOf === null) return;
    const place = styles.indexOf(before?.[squaresOf] ?? squaresOf);
    this.change({ squaresOf: place < 0 ? null : place });
  }

  refresh() {
    this.#data.refresh();
    this.#loss.refresh();
  }

  /**
   * @param {Race} race
   * @param {ReadonlySet<Layer>} layers
   * @param {Params | null} preview the line to show for a place on the surface
   */
  draw(race, layers, preview) {
    const { squaresOf } = this.#settings;
    const options = { ...this.#data.options, styles: this.styles };
    if (this.#course.hasRows && this.#sees('.data-view', this.#data)) {
      if (layers.has('rows')) race.drawData(this.#canvas('rows'), options);
      // What is under the pointer on the surface is a line here.
      if (layers.has('lines') || layers.has('readout')) {
        const line = preview && { m: preview.m, b: preview.b };
        race.drawDataOverlay(this.#canvas('lines'), { ...options, squaresOf, preview: line });
      }
    }
    if (layers.has('loss') && this.#sees('.loss-view', this.#loss)) {
      race.drawLoss(this.#canvas('loss'), { ...this.#lossOptions(), cursor: race.step });
    }
  }

  /**
   * @param {Race} race
   * @param {number} x in CSS pixels of the loss view
   * @returns {number | null} the step there
   */
  stepAt(race, x) {
    return race.stepAt(x, this.#lossOptions()) ?? null;
  }

  dispose() {
    this.#data.dispose();
    this.#loss.dispose();
    this.#observer.disconnect();
  }

  #lossOptions() {
    const { by, scale } = this.#settings;
    return { ...this.#loss.options, styles: this.styles, by, scale, until: this.#course.furthest };
  }

  /**
   * @param {string} selector
   * @param {Stage} stage
   */
  #sees(selector, stage) {
    return stage.visible && this.#seen.has(partOf(this.#root, selector));
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #onSight = (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#seen.add(target);
      else this.#seen.delete(target);
    }
    this.#invalidate('rows', 'lines', 'loss');
  };

  /**
   * @param {string} name
   * @returns {HTMLCanvasElement}
   */
  #canvas(name) {
    return /** @type {HTMLCanvasElement} */ (partOf(this.#root, `canvas.${name}`));
  }
}
