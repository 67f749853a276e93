/** The views of one race in the page, and the hand on the surface. */

import { Charts } from './charts.js';
import { Explorer } from './explorer.js';
import { Hand } from './hand.js';
import { Orbit } from './orbit.js';
import { Picture } from './picture.js';
import { partOf } from './stage.js';

/** @typedef {import('./player.js').Layer} Layer */

/** Puts the parts together, draws them, and takes them apart. */
export class Surface {
  /** @type {Hand} */ #hand;

  /**
   * @param {ParentNode} root where the elements are
   * @param {import('./engine.js').Engine} engine
   * @param {import('./course.js').Course} course
   * @param {() => import('./state.js').LookSettings} looks without racers that are not there
   * @param {(...layers: Layer[]) => void} invalidate
   * @param {(start: import('./state.js').Params) => void} begin
   */
  constructor(root, engine, course, looks, invalidate, begin) {
    const handle = partOf(root, '.start');
    const cursor = partOf(root, '.cursor');
    this.picture = new Picture(root, engine, looks, invalidate);
    const { picture } = this;
    this.explorer = new Explorer({ picture, handle, cursor, course, invalidate, begin });
    this.orbit = new Orbit(this.picture, course, this.explorer);
    this.charts = new Charts(root, course, looks, invalidate);
    const layers = partOf(root, '.layers');
    this.#hand = new Hand(layers, handle, this.explorer, () => this.looker);
  }

  /** @returns {number[] | undefined} the trail style of each racer; without them, one after the other */
  get styles() {
    return this.picture.styles;
  }

  set styles(styles) {
    this.picture.styles = styles;
    this.charts.styles = styles;
  }

  /** @returns {import('./engine.js').Palette} with one trail for each racer, in their order */
  get palette() {
    const { palette } = this.picture;
    const trails = this.styles?.map((style) => palette.trails[style]);
    return trails ? { ...palette, trails } : palette;
  }

  /** @returns {import('./orbit.js').Looker} looks around on what is shown, map or scene */
  get looker() {
    return this.picture.scene ? this.orbit : this.explorer;
  }

  /**
   * @param {import('./engine.js').Race} race
   * @param {ReadonlySet<Layer>} layers
   */
  draw(race, layers) {
    // A pointer among the data is no matter of the surface.
    if (layers.size > Number(layers.has('row'))) {
      this.picture.draw(race, layers);
      this.explorer.see(race);
    }
    this.charts.draw(race, layers, this.explorer.readout);
  }

  /** Looks again for a change of theme. */
  refresh() {
    this.picture.refresh();
    this.charts.refresh();
  }

  dispose() {
    this.picture.dispose();
    this.charts.dispose();
    this.#hand.dispose();
  }
}

/**
 * @param {() => Surface | null} surface the one of the moment
 */
export function viewActions(surface) {
  return {
    zoomIn: () => surface()?.looker.zoomIn(),
    zoomOut: () => surface()?.looker.zoomOut(),
    wholeMap: () => surface()?.looker.fit('start'),
    fitTrails: () => surface()?.looker.fit('trails'),
    fitMinimum: () => surface()?.looker.fit('minimum'),
    lookLeft: () => surface()?.looker.look(-1, 0),
    lookRight: () => surface()?.looker.look(1, 0),
    lookUp: () => surface()?.looker.look(0, -1),
    lookDown: () => surface()?.looker.look(0, 1),
  };
}
