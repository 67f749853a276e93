/** The canvases of one plot: which of them are drawn, with what options, and when not at all. */

import { partOf, Stage } from './stage.js';

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./engine.js').Palette} Palette */
/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./player.js').Layer} Layer */
/** @typedef {import('./stage.js').DrawOptions} DrawOptions */
/** @typedef {import('./state.js').ArrowKind} ArrowKind */
/** @typedef {import('./state.js').Camera} Camera */
/** @typedef {import('./state.js').LookSettings} LookSettings */
/** @typedef {import('./state.js').Region} Region */

/** Draws a race on the canvases of an element. */
export class Picture {
  /** @type {ParentNode} */ #root;
  /** @type {Engine} */ #engine;
  /** @type {Stage} */ #stage;
  /** @type {(...layers: Layer[]) => void} */ #onChange;
  /** @type {Palette} */ #palette;
  /** @type {() => LookSettings} */ #looks;
  /** @type {Region | null} */ #view = null;
  /** @type {number[] | undefined} the trail style of each racer */ styles;
  /** @type {Camera | null} */ #scene = null;
  /** @type {Camera | null} */ #lastScene = null;
  /** @type {ArrowKind | null} */ #lit = null;
  #litRacer = 0;
  /** @type {ArrowKind[] | null} the kinds that are drawn of that racer; null is all */ #kinds =
    null;
  /** The term at which the gradient of that racer is drawn; '' as the rule gets it. */
  #gradientAt = '';
  /** @type {ArrowKind | null} */ #pointed = null;

  /**
   * @param {ParentNode} root where the canvases are
   * @param {Engine} engine
   * @param {() => LookSettings} looks
   * @param {(...layers: Layer[]) => void} onChange called with what has to be drawn anew
   */
  constructor(root, engine, looks, onChange) {
    this.#root = root;
    this.#engine = engine;
    this.#looks = looks;
    this.#onChange = onChange;
    this.#stage = new Stage(partOf(root, '.layers'), () => onChange('base', 'overlay'));
    const { theme, projector } = this.#stage.options;
    this.#palette = engine.theme(theme, projector);
  }

  /** @returns {boolean} false while there is no room for it; then nothing has a place */
  get visible() {
    return this.#stage.visible;
  }

  /** @returns {DrawOptions} those of the surface */
  get options() {
    const options = { ...this.#stage.options, styles: this.styles };
    if (!this.#view && !this.#scene) return options;
    return { ...options, view: this.#view ?? undefined, camera: this.#scene };
  }

  /** @returns {Region | null} the part of the surface that is shown; null is the default one */
  get view() {
    return this.#view;
  }

  /** @param {Region | null | undefined} view nothing changes where there is no answer */
  set view(view) {
    if (view === undefined) return;
    this.#view = view;
    this.#onChange('base', 'overlay');
  }

  /** @returns {Camera | null} the eye in three dimensions; null where the map is shown */
  get scene() {
    return this.#scene;
  }

  /** @param {Camera | null} camera */
  set scene(camera) {
    this.#scene = camera;
    this.#lastScene = camera ?? this.#lastScene;
    this.#onChange('base', 'overlay');
  }

  /** @returns {Camera | null} the eye when three dimensions were shown last */
  get lastScene() {
    return this.#lastScene;
  }

  /**
   * @returns {DrawOptions & {arrowsOf: number | null, arrowKinds: ArrowKind[] | null,
   *   gradientAt: string, batchBowl: boolean, lit: ArrowKind | null}} those of what moves on it
   */
  get overlayOptions() {
    const { batchBowl } = this.#looks();
    const lit = this.#pointed ?? this.#lit;
    const arrowsOf = this.#arrowsOf;
    const shown = arrowsOf === this.#litRacer;
    const [arrowKinds, gradientAt] = shown ? [this.#kinds, this.#gradientAt] : [null, ''];
    return { ...this.options, arrowsOf, arrowKinds, gradientAt, batchBowl, lit };
  }

  /**
   * @param {Race} race
   * @param {ArrowKind} kind
   * @returns {import('./state.js').Arrow | null} the drawn arrow of that kind
   */
  arrow(race, kind) {
    const { arrowsOf, gradientAt } = this.overlayOptions;
    /** @type {import('./state.js').Arrow[]} */
    const arrows = arrowsOf === null ? [] : race.arrows(arrowsOf, gradientAt);
    return arrows.find((arrow) => arrow.kind === kind) ?? null;
  }

  /**
   * @param {Race} race
   * @param {number} m
   * @param {number} b
   * @returns {[number, number]} where that point of the surface is drawn, in CSS pixels; not numbers
   *   where it is not on the part that is shown in three dimensions
   */
  pixel(race, m, b) {
    if (this.#scene) {
      const seen = race.scenePixel(m, b, this.options);
      return seen ? [seen.x, seen.y] : [Number.NaN, Number.NaN];
    }
    const [x, y] = race.pixel(m, b, this.options);
    return [x, y];
  }

  /**
   * Emphasizes an arrow because its term is pointed at; none of a racer's arrows need be shown.
   * @param {ArrowKind | null} kind
   * @param {number} racer
   * @param {ArrowKind[] | null} kinds the arrows of that racer that are drawn; null is all
   * @param {string} gradientAt the term at which its gradient is drawn; '' as the rule gets it
   */
  light(kind, racer, kinds, gradientAt) {
    this.#shine(() => {
      this.#lit = kind;
      this.#litRacer = racer;
      this.#kinds = kinds;
      this.#gradientAt = gradientAt;
    });
  }

  /** @returns {number | null} the racer whose arrows are drawn */
  get #arrowsOf() {
    return this.#lit && !this.#pointed ? this.#litRacer : this.#looks().arrowsOf;
  }

  /** @param {ArrowKind | null} kind of arrow that is emphasized, because it is pointed at itself */
  set pointed(kind) {
    this.#shine(() => {
      this.#pointed = kind;
    });
  }

  /** @returns {Palette} the colours that were drawn last */
  get palette() {
    return this.#palette;
  }

  /** Looks again for a change of theme. */
  refresh() {
    this.#stage.refresh();
  }

  /**
   * @param {Race} race
   * @param {ReadonlySet<Layer>} layers
   */
  draw(race, layers) {
    if (!this.visible) return;
    const { options } = this;
    if (layers.has('base')) {
      this.#palette = this.#engine.theme(options.theme, options.projector);
      const shown = { ...options, units: this.#looks().units };
      if (this.#scene) race.drawScene(this.#canvas('base'), shown);
      else race.drawBase(this.#canvas('base'), shown);
    }
    if (layers.has('overlay')) {
      if (this.#scene) race.drawSceneOverlay(this.#canvas('overlay'), this.overlayOptions);
      else race.drawOverlay(this.#canvas('overlay'), this.overlayOptions);
    }
  }

  dispose() {
    this.#stage.dispose();
  }

  /** @param {() => void} change of what is emphasized or drawn of the arrows */
  #shine(change) {
    const shown = () => {
      const { lit, arrowsOf, arrowKinds, gradientAt } = this.overlayOptions;
      return `${lit} of ${arrowsOf}: ${arrowKinds}, ${gradientAt}`;
    };
    const before = shown();
    change();
    if (before !== shown()) this.#onChange('overlay');
  }

  /**
   * @param {string} name
   * @returns {HTMLCanvasElement}
   */
  #canvas(name) {
    return /** @type {HTMLCanvasElement} */ (partOf(this.#root, `canvas.${name}`));
  }
}
