/** The two views beside the surface: the data with everyone's line, and the loss so far. */

import { partOf, Stage } from './stage.js';

/** @typedef {import('./course.js').Course} Course */
/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./player.js').Layer} Layer */
/** @typedef {import('./state.js').LookSettings} LookSettings */
/** @typedef {import('./state.js').Params} Params */
/** @typedef {import('./state.js').PointedRow} PointedRow */

/** Draws the data view and the loss view of one plot, while they can be seen. */
export class Charts {
  /** @type {ParentNode} */ #root;
  /** @type {Course} */ #course;
  /** @type {(...layers: Layer[]) => void} */ #invalidate;
  /** @type {Stage} */ #data;
  /** @type {Stage} */ #loss;
  /** @type {IntersectionObserver} */ #observer;
  /** @type {Set<Element>} */ #seen = new Set();
  /** @type {() => LookSettings} */ #looks;
  /** @type {number[] | undefined} the trail style of each racer */ styles;
  /** What is pointed at in the data view, in its CSS pixels. */
  #pointer = /** @type {[number, number] | null} */ (null);
  /** @type {PointedRow | null} */ #row = null;

  /**
   * @param {ParentNode} root where the canvases are
   * @param {Course} course
   * @param {() => LookSettings} looks
   * @param {(...layers: Layer[]) => void} invalidate
   */
  constructor(root, course, looks, invalidate) {
    this.#root = root;
    this.#course = course;
    this.#looks = looks;
    this.#invalidate = invalidate;
    const [data, loss] = [partOf(root, '.data-view'), partOf(root, '.loss-view')];
    this.#data = new Stage(data, () => invalidate('rows', 'lines'));
    this.#loss = new Stage(loss, () => invalidate('loss'));
    // A little early, so that nothing is empty when it comes into sight.
    this.#observer = new IntersectionObserver(this.#onSight, { rootMargin: '25%' });
    this.#observer.observe(data);
    this.#observer.observe(loss);
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
    const { squaresOf } = this.#looks();
    const options = { ...this.#data.options, styles: this.styles };
    if (this.#course.hasRows && this.#sees('.data-view', this.#data)) {
      if (layers.has('rows')) race.drawData(this.#canvas('rows'), options);
      // What is under the pointer on the surface is a line here.
      if (layers.has('lines') || layers.has('readout') || layers.has('row')) {
        const line = preview && { m: preview.m, b: preview.b };
        const pointed = this.#pointer;
        const shown = { ...options, squaresOf, preview: line, pointed };
        this.#row = race.drawDataOverlay(this.#canvas('lines'), shown);
      }
    }
    if (layers.has('loss') && this.#sees('.loss-view', this.#loss)) {
      race.drawLoss(this.#canvas('loss'), { ...this.#lossOptions(), cursor: race.step });
    }
  }

  /** @returns {PointedRow | null} the row that is pointed at */
  get row() {
    return this.#row;
  }

  /** @param {[number, number] | null} place of the pointer, in CSS pixels of the data view */
  point(place) {
    if (!place && !this.#pointer) return;
    this.#pointer = place;
    this.#invalidate('row');
  }

  /**
   * Points at the next row in a direction, at first at one in the middle.
   * @param {Race} race
   * @param {[number, number]} step at least so far away, in CSS pixels
   * @returns {PointedRow | null} that row; null where there is none
   */
  nextRow(race, step) {
    const { width, height, ...rest } = this.#data.options;
    const { squaresOf } = this.#looks();
    const [[x, y], [dx, dy]] = this.#row
      ? [this.#row.at, step]
      : [
          [width / 2, height / 2],
          [0, 0],
        ];
    /** @type {PointedRow | null} */
    const row = race.rowBeside(x, y, dx, dy, { ...rest, width, height, squaresOf });
    if (row) {
      this.#row = row;
      this.point(row.at);
    }
    return row;
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
    const { by, scale, measure, ghosts } = this.#looks();
    return {
      ...this.#loss.options,
      styles: this.styles,
      by,
      scale,
      ghosts,
      measure,
      until: this.#course.furthest,
    };
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
