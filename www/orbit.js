/**
 * Looking around in three dimensions: a hand or a key turns the surface and comes closer, where
 * on the map it moves and zooms.
 */

/** @typedef {import('./state.js').Camera} Camera */

/**
 * What a hand on the picture and the buttons and keys of the view do, on the map and in three
 * dimensions.
 * @typedef {object} Looker
 * @property {(factor: number, x: number, y: number) => void} zoom above 1: closer
 * @property {() => void} zoomIn
 * @property {() => void} zoomOut
 * @property {(dx: number, dy: number) => void} pan drags the picture, in CSS pixels
 * @property {(right: number, down: number) => void} look by one press, 1, 0 or −1
 * @property {(what: 'start' | 'trails' | 'minimum') => void} fit
 * @property {(place: [number, number] | null) => void} point
 * @property {() => () => void} grasp gives what shows again what is shown now
 */

/** How much closer one press of a button or key comes. */
const CLOSER = 1.2;
/** How far one press of a key turns, in CSS pixels of a drag. */
const TURN = 24;
/** What zooms the map by some factor comes closer by the square root of it: there is less room. */
const GENTLY = 0.5;

/**
 * Turns the surface of one plot.
 * @implements {Looker}
 */
export class Orbit {
  /** @type {import('./picture.js').Picture} */ #picture;
  /** @type {import('./course.js').Course} */ #course;
  /** @type {Looker} */ #map;

  /**
   * @param {import('./picture.js').Picture} picture
   * @param {import('./course.js').Course} course
   * @param {Looker} map which part of the surface is shown is its business
   */
  constructor(picture, course, map) {
    this.#picture = picture;
    this.#course = course;
    this.#map = map;
  }

  /** @param {number} factor */
  zoom(factor) {
    this.#approach(factor ** GENTLY);
  }

  zoomIn() {
    this.#approach(CLOSER);
  }

  zoomOut() {
    this.#approach(1 / CLOSER);
  }

  /**
   * @param {number} dx
   * @param {number} dy
   */
  pan(dx, dy) {
    this.#show((race, options) => race.orbited(options, dx, dy));
  }

  /**
   * The eye goes around to the right or the left, up or down.
   * @param {number} right
   * @param {number} down
   */
  look(right, down) {
    this.pan(-right * TURN, -down * TURN);
  }

  /** @returns {() => void} shows again what is seen now, unless the map is shown by then */
  grasp() {
    const { scene } = this.#picture;
    return () => {
      if (this.#picture.scene) this.#picture.scene = scene;
    };
  }

  /** @param {'start' | 'trails' | 'minimum'} what */
  fit(what) {
    if (what === 'start')
      this.#show((race, options) => race.orbited({ ...options, camera: null }, 0, 0));
    this.#map.fit(what);
  }

  /** In three dimensions a pointer reads nothing. */
  point() {}

  /**
   * Looks from somewhere else, or at the map again.
   * @param {Camera | null} camera
   */
  from(camera) {
    if (camera === null) this.#picture.scene = null;
    else this.#show((race, options) => race.orbited({ ...options, camera }, 0, 0));
  }

  /** From the map to three dimensions, as they were seen last, and back. */
  toggle() {
    const { scene, lastScene } = this.#picture;
    if (scene) this.#picture.scene = null;
    else this.#show((race, options) => race.orbited({ ...options, camera: lastScene }, 0, 0));
  }

  /** @param {number} factor */
  #approach(factor) {
    this.#show((race, options) => race.approached(options, factor));
  }

  /**
   * @param {(race: import('./engine.js').Race, options: import('./stage.js').DrawOptions) => Camera}
   *   work gives the next camera
   */
  #show(work) {
    const { options } = this.#picture;
    const camera = this.#course.work((race) => work(race, options));
    if (camera) this.#picture.scene = camera;
  }
}
