/**
 * Looking around on the surface: which part of it is shown, what is under the pointer, and
 * where the race starts. It knows numbers and places, no events.
 */

/** @typedef {import('./course.js').Course} Course */
/** @typedef {import('./orbit.js').Looker} Looker */
/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./picture.js').Picture} Picture */
/** @typedef {import('./player.js').Layer} Layer */
/** @typedef {import('./state.js').Params} Params */
/** @typedef {import('./state.js').Readout} Readout */
/** @typedef {import('./state.js').Region} Region */

/** How much closer one press of a button or key looks. */
const ZOOM = 1.5;
/** How far one press of a key pans, in CSS pixels. */
const PAN = 60;
/** A trail farther from the pointer than this, in CSS pixels, is not meant. */
const NEAR = 32;
/** A race that is slower than this to begin anew begins once, where the start is dropped. */
const LIVE_MS = 20;

/**
 * What an explorer needs of the plot.
 * @typedef {object} Ground
 * @property {Picture} picture
 * @property {HTMLElement} handle that of the start
 * @property {HTMLElement} cursor reads the map by keys
 * @property {Course} course
 * @property {(...layers: Layer[]) => void} invalidate
 * @property {(start: Params) => void} begin starts the race elsewhere, up to the same step
 */

/**
 * Looks around on the surface of one plot.
 * @implements {Looker}
 */
export class Explorer {
  /** @type {Ground} */ #ground;
  /** Where the pointer is, in CSS pixels of the picture. */
  #pointer = /** @type {[number, number] | null} */ (null);
  /** Where the keys have put the cursor, in CSS pixels of the picture. */
  #cursor = /** @type {[number, number] | null} */ (null);
  /** Whether keys read the map. */
  #reads = false;
  /** Where a hand holds the start, in CSS pixels of the picture. */
  #held = /** @type {[number, number] | null} */ (null);
  #slow = false;
  /** @type {Region | null} what a hand took hold of, or what others have shown since */ #grasped =
    null;
  /** @type {Region | null} what was looked at last */ #shown = null;
  /** @type {Readout | null} */ #readout = null;

  /** @param {Ground} ground */
  constructor(ground) {
    this.#ground = ground;
  }

  /** @returns {Readout | null} what is under the pointer */
  get readout() {
    return this.#readout;
  }

  /**
   * @param {number} factor above 1: closer
   * @param {number} [x] what stays in its place, in CSS pixels; the cursor, if keys read the map, or
   *   the middle of the picture
   * @param {number} [y]
   */
  zoom(factor, x, y) {
    const { options } = this.#ground.picture;
    const [across, down] = this.#reads && this.#cursor ? this.#cursor : middleOf(options);
    this.#show((race) => race.zoomed(options, factor, x ?? across, y ?? down));
  }

  zoomIn() {
    this.zoom(ZOOM);
  }

  zoomOut() {
    this.zoom(1 / ZOOM);
  }

  /**
   * Moves the surface under the picture.
   * @param {number} dx
   * @param {number} dy
   */
  pan(dx, dy) {
    const { options } = this.#ground.picture;
    this.#show((race) => race.panned(options, dx, dy));
  }

  /**
   * Looks one press farther into a direction.
   * @param {number} right 1, 0 or −1
   * @param {number} down
   */
  look(right, down) {
    this.pan(-right * PAN, -down * PAN);
  }

  /** @param {'start' | 'trails' | 'minimum'} what */
  fit(what) {
    const { options } = this.#ground.picture;
    // The default view fits itself to every size.
    this.#show((race) => (what === 'start' ? null : race.fitted(what, options)));
  }

  /** @returns {() => void} shows again the part that is shown now, unless others have shown another */
  grasp() {
    const { picture } = this.#ground;
    this.#grasped = picture.view;
    this.#shown = picture.view;
    return () => {
      if (picture.view === this.#shown) picture.view = this.#grasped;
    };
  }

  /** @param {[number, number] | null} place of the pointer, in CSS pixels of the picture */
  point(place) {
    this.#pointer = place ?? (this.#reads ? this.#cursor : null);
    this.#ground.invalidate('readout');
  }

  /**
   * Reads the map by keys: at first in its middle, later where the cursor was.
   * @param {Race} race
   * @param {[number, number]} step from there, in CSS pixels; one beside the plot is not taken
   * @returns {Readout | null} what is there; null where there is nothing new
   */
  readAt(race, [dx, dy]) {
    const { picture } = this.#ground;
    if (!picture.visible || picture.scene) return null;
    const { options } = picture;
    const from =
      this.#cursor && race.at(...this.#cursor, options) ? this.#cursor : middleOf(options);
    const to = /** @type {[number, number]} */ ([from[0] + dx, from[1] + dy]);
    const readout = this.#read(race, ...to);
    this.#reads = true;
    this.#cursor = readout ? to : from;
    this.point(this.#cursor);
    return readout;
  }

  /** The keys read no more. */
  endReading() {
    this.#reads = false;
    this.point(null);
  }

  /**
   * Holds the start over a place of the picture; the race follows where that is quick enough.
   * @param {number} x
   * @param {number} y
   */
  holdStart(x, y) {
    const held = this.#held;
    this.#held = [x, y];
    this.point([x, y]);
    if (this.#slow && held) this.#ground.invalidate('overlay');
    else this.#begin(x, y);
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  dropStart(x, y) {
    this.#held = null;
    this.#slow = false;
    this.#begin(x, y);
  }

  /**
   * Moves the start from where it is.
   * @param {number} dx in CSS pixels
   * @param {number} dy
   */
  nudgeStart(dx, dy) {
    const { picture, course } = this.#ground;
    const place = picture.visible && course.work((race) => this.#placeOfStart(race));
    if (!place) return;
    const [x, y] = [place[0] + dx, place[1] + dy];
    this.point([x, y]);
    this.#begin(x, y);
  }

  /**
   * Brings readout and handle in line with a picture that is being drawn.
   * @param {Race} race
   */
  see(race) {
    const { picture, handle, cursor } = this.#ground;
    if (!picture.visible) return;
    cursor.hidden = picture.scene !== null;
    if (picture.scene) {
      this.#reads = false;
      this.#readout = null;
      handle.hidden = true;
      return;
    }
    const { options } = picture;
    this.#readout = this.#pointer && this.#read(race, ...this.#pointer);
    picture.pointed = this.#readout?.arrow?.kind ?? null;
    const place = this.#held ?? this.#placeOfStart(race);
    handle.hidden = !place || !(this.#held || race.at(...place, options));
    handle.toggleAttribute('data-held', this.#held !== null);
    if (place) handle.style.translate = `${place[0]}px ${place[1]}px`;
    if (this.#cursor) cursor.style.translate = `${this.#cursor[0]}px ${this.#cursor[1]}px`;
  }

  /** @param {(race: Race) => Region | null} work gives the next view */
  #show(work) {
    const { picture, course } = this.#ground;
    if (!picture.visible) return;
    if (picture.view !== this.#shown) this.#grasped = picture.view;
    picture.view = course.work(work);
    this.#shown = picture.view;
  }

  /**
   * @param {Race} race
   * @returns {[number, number]}
   */
  #placeOfStart(race) {
    const { picture, course } = this.#ground;
    const [x, y] = race.pixel(course.start.m, course.start.b, picture.options);
    return [x, y];
  }

  /**
   * @param {number} x
   * @param {number} y
   */
  #begin(x, y) {
    const { picture, course, begin } = this.#ground;
    const before = performance.now();
    const at = course.work((race) => race.at(x, y, picture.options));
    if (at) {
      // The default view fits itself to the start, which would move away under the hand.
      picture.view ??= course.work((race) => race.region(picture.options)) ?? null;
      begin({ m: at.m, b: at.b });
    }
    this.#slow = performance.now() - before > LIVE_MS;
  }

  /**
   * @param {Race} race
   * @param {number} x
   * @param {number} y
   * @returns {Readout | null}
   */
  #read(race, x, y) {
    const { options, overlayOptions } = this.#ground.picture;
    const at = race.at(x, y, options);
    if (!at) return null;
    const { m, b } = race.region(options);
    const nearest = race.nearest(x, y, options);
    const kind = race.arrowAt(x, y, overlayOptions);
    return {
      ...at,
      // What is next to it, or a tenth as far above the minimum, reads differently.
      fine: {
        m: (m[1] - m[0]) / options.width,
        b: (b[1] - b[0]) / options.height,
        loss: (at.loss - race.minimum().loss) / 10,
      },
      nearest: nearest && nearest.distance <= NEAR ? nearest : null,
      arrow: kind && this.#ground.picture.arrow(race, kind),
    };
  }
}

/**
 * @param {{width: number, height: number}} picture
 * @returns {[number, number]}
 */
function middleOf({ width, height }) {
  return [width / 2, height / 2];
}
