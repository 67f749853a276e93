/**
 * One race on its stage: the course that it takes, the player that moves it and the surface that
 * shows it, and what changes all of them together.
 */

import { Course } from './course.js';
import { Detour } from './detour.js';
import { EngineError, textOf } from './engine.js';
import { FIRST_LOOKS, followed, looksFor, placeOf, withLooks } from './looks.js';
import { Player } from './player.js';
import { Setups } from './setups.js';
import { clampSpeed, DEFAULT_SPEED } from './state.js';
import { Surface } from './surface.js';

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./player.js').Layer} Layer */
/** @typedef {import('./setup.js').Config} Config */
/** @typedef {import('./state.js').Camera} Camera */
/** @typedef {import('./state.js').LookSettings} LookSettings */
/** @typedef {import('./state.js').Params} Params */
/** @typedef {import('./state.js').Region} Region */

/**
 * What is told of a race.
 * @typedef {object} Host
 * @property {(race: Race, layers: ReadonlySet<Layer>) => void} onLook called before each picture
 * @property {(course: Course, layers: ReadonlySet<Layer>) => void} onDraw called after each picture
 * @property {import('./gesture.js').Gesture} gesture what a hand is doing
 * @property {() => void} onMode called when mode or speed changed
 * @property {() => void} onTake called when the race has other settings
 * @property {(place: (racer: number | null) => number | null) => void} onSeats called when racers
 *   may have other places, with where each is now
 * @property {(error: unknown) => void} onRefuse called for what the engine does not take
 * @property {(error: EngineError) => void} onFail called once, when nothing can go on
 * @property {() => void} onChange called when something else is to be shown
 */

/** @type {readonly Layer[]} */
const ALL = ['base', 'overlay', 'rows', 'lines', 'loss'];

/** Shows a race; player and surface are there only while its element is in the document. */
export class Showing {
  /** @type {Host} */ #host;
  /** @type {Engine | null} */ #engine = null;
  /** @type {Course | null} */ #course = null;
  /** @type {Player | null} */ #player = null;
  /** @type {Surface | null} */ #surface = null;
  /** @type {EngineError | null} */ #error = null;
  /** @type {Camera | null} */ #scene = null;
  #looks = FIRST_LOOKS;
  #speed = DEFAULT_SPEED;
  #seen = true;
  #detour = new Detour();
  #setups = new Setups((...proposal) => this.#take(...proposal));

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  /** @returns {Engine | null} null until it is loaded */
  get engine() {
    return this.#engine;
  }

  /** @returns {Course | null} */
  get course() {
    return this.#course;
  }

  /** @returns {Player | null} */
  get player() {
    return this.#player;
  }

  /** @returns {Surface | null} */
  get surface() {
    return this.#surface;
  }

  /** @returns {EngineError | null} why nothing can go on */
  get error() {
    return this.#error;
  }

  /** @returns {number} an index of `SPEEDS` */
  get speed() {
    return this.#player?.speed ?? this.#speed;
  }

  set speed(index) {
    this.#speed = clampSpeed(index);
    if (this.#player) this.#player.speed = index;
  }

  /** @returns {LookSettings} as they were chosen */
  get looks() {
    return this.#looks;
  }

  /** @param {LookSettings} changes some of them; throws where a view does not take one */
  set looks(changes) {
    this.#looks = withLooks(this.#looks, changes);
    this.#player?.invalidate('base', 'overlay', 'lines', 'loss');
    this.#host.onChange();
  }

  /** @returns {LookSettings} without racers that are not there */
  get drawnLooks() {
    const course = this.#course;
    const looks = looksFor(this.#looks, course?.race.racers ?? 0);
    // Where all rows are trained on, there is no test error.
    if (!course?.hasTestRows) looks.measure = 'loss';
    // A test surface has no rows, and an epoch is a step.
    return course?.hasRows ? looks : { ...looks, by: 'step', squaresOf: null };
  }

  /** @returns {Camera | null} the eye in three dimensions; null where the map is shown */
  get scene() {
    return this.#surface ? this.#surface.picture.scene : this.#scene;
  }

  set scene(camera) {
    this.#scene = camera;
    this.#surface?.orbit.from(camera);
  }

  /** @returns {import('./setup.js').Setup | null} null until there is a race */
  get setup() {
    const [course, engine] = [this.#course, this.#engine];
    return course && engine && this.#setups.of(course.race, engine.rules);
  }

  /**
   * Puts those who sit out beside the race.
   * @param {readonly import('./link.js').Seat[]} bench
   * @param {string} styles those of everyone's trails, as a link has them
   */
  seat(bench, styles) {
    this.setup?.seat(bench, styles);
    this.#dress();
  }

  /**
   * Puts a race on the stage, or the one that was there before.
   * @param {ParentNode} root where the elements are
   * @param {Engine} engine
   * @param {() => Race} open called where there is no race yet
   */
  open(root, engine, open) {
    this.#engine = engine;
    this.#course ??= new Course(
      open(),
      (error) => this.fail(error),
      (error) => {
        // What is refused once would be refused with every frame.
        this.#player?.pause();
        this.#host.onRefuse(error);
      },
    );
    const course = this.#course;
    const player = new Player({ track: course, draw: this.#draw, onChange: this.#host.onMode });
    player.speed = this.#speed;
    this.#player = player;
    this.#surface = new Surface(
      root,
      engine,
      course,
      () => this.drawnLooks,
      (...layers) => player.invalidate(...layers),
      (start) => this.#restart(course, start),
    );
    this.#surface.orbit.from(this.#scene);
    this.#dress();
    player.settle();
    player.see(this.#seen);
    player.invalidate(...ALL);
  }

  /** Lets go of the clock and the observers; the race stays for a return. */
  close() {
    this.#player?.dispose();
    this.#player = null;
    this.#scene = this.scene;
    this.#surface?.dispose();
    this.#surface = null;
  }

  /**
   * Frees the race.
   * @returns {Pick<import('./link.js').Bookmark, 'config' | 'bench'> & {styles: string,
   *   before?: ReturnType<Detour['leave']>} | null} its settings and those of who sits out,
   *   and where a detour had left it
   */
  free() {
    const course = this.#course;
    const before = course?.work(() => this.#detour.leave(course));
    const race = course?.work((race) => race);
    if (!race) return null;
    const config = race.config();
    const { bench = [], worn: styles = '' } = this.setup ?? {};
    this.#course = null;
    race.free();
    return { config, bench, styles, before };
  }

  /**
   * Ends it for good.
   * @param {unknown} error
   */
  fail(error) {
    if (this.#error) return;
    this.#error =
      error instanceof EngineError ? error : new EngineError('fault', textOf(error), error);
    console.error(this.#error);
    this.#detour.forget();
    this.close();
    // Whatever the engine holds is not to be trusted, not even to be freed.
    this.#course = null;
    this.#host.onFail(this.#error);
  }

  /**
   * Out of sight, time stands still.
   * @param {boolean} seen
   */
  see(seen) {
    this.#seen = seen;
    this.#player?.see(seen);
  }

  /**
   * Begins anew with other settings, or judges them where there is no race to begin. Refused ones leave
   * everything as it was.
   * @param {object} config
   * @returns {string} why they are refused, or ''
   */
  configure(config) {
    const course = this.#course;
    const refusal = course ? course.configure(config) : this.#refusalOf(config);
    if (refusal || !course) return refusal;
    // They are meant for the race itself, not for one that is visited.
    const before = course.work(() => this.#detour.leave(course));
    if (before) {
      this.#looks = before.looks;
      course.configure(config);
    }
    this.#setups.see(course.race);
    this.#dress();
    // Another surface has other places.
    if (this.#surface) this.#surface.picture.view = null;
    this.#player?.invalidate(...ALL);
    this.#host.onTake();
    return '';
  }

  /**
   * Changes the settings and stays at the same step. Refused ones leave everything as it was.
   * @param {object} config
   * @returns {string} why they are refused, or ''
   */
  change(config) {
    const course = this.#course;
    const refusal = course ? this.#take(config) : 'there is no race yet';
    if (course && !refusal) {
      this.#setups.see(course.race);
      this.#dress();
    }
    return refusal;
  }

  /**
   * Shows another race for a while.
   * @param {object} config
   * @param {string} name
   */
  visit(config, name) {
    const engine = this.#engine;
    if (engine) this.#drive((vehicle) => this.#detour.open(vehicle, engine.race(config), name));
  }

  /** Comes back from it, if there is one. */
  endVisit() {
    if (this.#detour.name) this.#drive((vehicle) => this.#detour.back(vehicle));
  }

  /** @param {number} style of the racer whose settings are folded away, or unfolded */
  fold(style) {
    this.#setups.fold(style);
    this.#host.onChange();
  }

  /** What the panels show of it. */
  get model() {
    const [course, player, surface] = [this.#course, this.#player, this.#surface];
    return {
      palette: surface?.palette ?? null,
      everyStyle: surface?.picture.palette ?? null,
      setup: this.setup,
      folded: this.#setups.folded,
      summary: course?.summary ?? null,
      conditions: course?.conditions ?? null,
      catchingUp: player?.catchingUp ?? false,
      moving: player?.moving ?? false,
      mode: player?.mode ?? 'paused',
      speed: this.speed,
      at: player?.at ?? 0,
      furthest: course?.furthest ?? 0,
      progress: course?.progress ?? 0,
      readout: surface?.explorer.readout ?? null,
      row: surface?.charts.row ?? null,
      start: course?.start ?? null,
      hasRows: course?.hasRows ?? true,
      hasBatches: course?.hasBatches ?? true,
      zoomed: Boolean(surface?.picture.view),
      scene: this.scene !== null,
      detour: this.#detour.name,
    };
  }

  /** @param {ReadonlySet<Layer>} layers */
  #draw = (layers) => {
    const course = this.#course;
    course?.work((race) => {
      if (!this.#surface) return;
      this.#host.onLook(race, layers);
      this.#surface.draw(race, layers);
      this.#host.onDraw(course, layers);
    });
  };

  /**
   * @param {Config} config
   * @param {number[]} [styles] of its racers; without them, those they have
   * @param {Config} [everyone] the same with those who sit out, whom the race itself does not see
   * @returns {string} why it is refused, or ''
   */
  #take(config, styles, everyone = config) {
    const [course, player, surface] = [this.#course, this.#player, this.#surface];
    if (!course || !player || !surface) return 'there is no race yet';
    const { landscape, standardize } = /** @type {Config} */ (course.race.config());
    const before = surface.styles;
    const worn = before ?? Array.from({ length: course.race.racers }, (_, i) => i);
    // What is dragged is compared with the run before the drag.
    const refusal =
      this.#faultOf(everyone) ||
      course.change(config, this.#host.gesture.first() ? worn : undefined);
    this.#host.onChange();
    if (refusal) return refusal;
    this.#host.onTake();
    if (styles) {
      surface.styles = styles;
      this.#looks = followed(this.#looks, before, styles);
      this.#host.onSeats((racer) => placeOf(racer, before, styles));
    }
    // Another surface has other places.
    const places = landscape === config.landscape && standardize === config.standardize;
    if (!places) surface.picture.view = null;
    player.catchUp();
    player.invalidate(...ALL);
    return '';
  }

  /**
   * @param {Config} config
   * @returns {string} what is wrong in it whatever it is used for, or ''
   */
  #faultOf(config) {
    try {
      this.#engine?.rules.summary(config);
      return '';
    } catch (error) {
      return textOf(error);
    }
  }

  /**
   * @param {object} config
   * @returns {string} why no race can be made of it, or ''; also where nobody can say that yet
   */
  #refusalOf(config) {
    if (this.#error) return this.#error.message;
    try {
      this.#engine?.race(config).free();
      return '';
    } catch (error) {
      return textOf(error);
    }
  }

  /** Gives each trail the style that its racer has in the panel. */
  #dress() {
    const [surface, setup] = [this.#surface, this.setup];
    if (surface && setup) surface.styles = setup.styles;
  }

  /**
   * Starts the race elsewhere and shows the same step of it.
   * @param {Course} course
   * @param {Params} start
   */
  #restart(course, start) {
    if (!this.#take({ ...course.race.config(), start })) this.#setups.see(course.race);
  }

  /**
   * Puts another race on the map.
   * @param {(vehicle: import('./detour.js').Vehicle) => void} change
   */
  #drive(change) {
    const [course, player, surface] = [this.#course, this.#player, this.#surface];
    if (!course || !player || !surface) return;
    course.work(() => change({ course, player, surface, showing: this }));
    this.#dress();
    player.invalidate(...ALL);
  }
}
