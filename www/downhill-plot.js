/** The plot as an element: picture, legend and controls of one race. */

import { LitElement } from 'lit';
import { attributeNamed } from './attributes.js';
import { Author, WISHES } from './author.js';
import { canFillScreen, classroomActions, fillsScreen, isCovered } from './classroom.js';
import { Comparison, comparisonNews, NOT_COMPUTED } from './comparison.js';
import { Course } from './course.js';
import { defaultsFor } from './defaults.js';
import { Detour } from './detour.js';
import { EngineError, isFault, loadEngine, snapshotOf, textOf } from './engine.js';
import { Inspection, STEP_TAB } from './inspection.js';
import { keyOf } from './keys.js';
import { writeLink } from './link.js';
import { FIRST_LOOKS, followed, looksFor, withLooks } from './looks.js';
import { failure, hasFallback } from './panels/failure.js';
import { plot } from './panels/plot.js';
import { Player } from './player.js';
import { ignoredText } from './settle.js';
import { Setups } from './setups.js';
import { Sharing } from './sharing.js';
import { Sight } from './sight.js';
import { DEFAULT_SPEED, FIRST_LOOK_STEPS, parseTheme, sceneText } from './state.js';
import { styles } from './styles/index.js';
import { Surface, viewActions } from './surface.js';
import { Voice } from './voice.js';
import { fulfil } from './wishes.js';

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./link.js').Bookmark} Bookmark */
/** @typedef {import('./player.js').Layer} Layer */
/** @typedef {import('./wishes.js').Kept} Kept */
/** @typedef {import('./state.js').Camera} Camera */
/** @typedef {import('./state.js').Snapshot} Snapshot */

/** @type {readonly Layer[]} */
const ALL = ['base', 'overlay', 'rows', 'lines', 'loss'];

/** Importing this module where there is no document must not fail. */
const Base = globalThis.HTMLElement ? LitElement : /** @type {typeof LitElement} */ (class {});

/** The settings of a race of which nothing is said. */
const DEFAULTS = Object.freeze({});

/**
 * Shows a race of optimizers down a loss surface.
 *
 * @fires downhill-ready when the first picture is there
 * @fires downhill-step after each drawn change of the step; `detail.step`
 * @fires downhill-stop when a racer stops; `detail` is its state
 * @fires downhill-change after each change of what `link` gives, at rest
 * @fires downhill-error when a setting is refused or the plot cannot go on; `detail.message`
 */
export class DownhillPlot extends Base {
  /** @internal */
  static styles = styles;

  /** @internal */
  static properties = {
    theme: { type: String, reflect: true },
    autoplay: { type: Boolean },
    projector: { type: Boolean, reflect: true },
    controls: { type: String, reflect: true },
    home: { attribute: false },
  };

  static get observedAttributes() {
    const own = Reflect.get(Base, 'observedAttributes', DownhillPlot);
    return [...(own ?? []), ...WISHES.map(({ name }) => name)];
  }

  static {
    // Those of the list that have no property of their own below.
    for (const attribute of WISHES) {
      const { property, setting } = attribute;
      if (!setting) continue;
      Object.defineProperty(DownhillPlot.prototype, property, {
        configurable: true,
        enumerable: true,
        /** @this {DownhillPlot} */
        get() {
          return this.race ? setting.get(this.config) : undefined;
        },
        /** @this {DownhillPlot} @param {unknown} value */
        set(value) {
          this.#author.property(attribute, value);
        },
      });
    }
  }

  /** @type {Course | null} */ #course = null;
  /** @type {Player | null} */ #player = null;
  /** @type {Surface | null} */ #surface = null;
  /** @type {EngineError | null} */ #error = null;
  /** @type {Snapshot | null} */ #snapshot = null;
  /** @type {Engine | null} */ #engine = null;
  /** @type {Sight | null} */ #sight = null;
  #seen = true;
  /** @type {object} */ #wanted = DEFAULTS;
  /** @type {Camera | null} */ #scene = null;
  /** How the race is to be shown when there is a picture of it. */
  #kept = /** @type {Kept} */ ({ step: 0, view: null, looks: {} });
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #freeing;
  #author = new Author(
    this,
    () => this.#carryOut(),
    (fault) => this.#emit('downhill-error', { ...fault, fatal: false }),
  );
  #speed = DEFAULT_SPEED;
  #notice = '';
  #looks = FIRST_LOOKS;
  #tab = 'race';
  #sheet = false;
  /** @type {Comparison | null} */ #comparison = null;
  #detour = new Detour();
  #setups = new Setups((config, styles) => this.#take(config, styles));
  #sharing = new Sharing(this);
  #voice = new Voice(() => this.requestUpdate());
  #inspection = new Inspection({
    work: (work) => this.#course?.work(work),
    step: () => this.#player?.step(),
    say: (sentence) => this.#voice.say(sentence),
    refuse: (message) => this.#refuse(message),
    tab: () => this.#tab,
    openTab: (id) => {
      this.tab = id;
    },
    arrowsOf: () => this.#looks.arrowsOf,
    drawArrows: (arrowsOf) => this.#actions.change({ arrowsOf }),
    onChange: () => {
      this.#light();
      this.requestUpdate();
    },
  });

  constructor() {
    super();
    /**
     * `light`, `dark` or `system`: as the surroundings are.
     * @type {import('./state.js').ThemeChoice}
     */
    this.theme = 'system';
    /** Plays as soon as it is ready; a visitor who wants less motion sees it at rest. */
    this.autoplay = false;
    /** Large letters, thick trails and strong contrast, to be read from the last row. */
    this.projector = false;
    /**
     * What is shown: `full`, `playback` or `none`.
     * @type {typeof import('./attributes.js').CONTROLS[number]}
     */
    this.controls = 'full';
    /** The folder of a page that shares its races; '' where there is none to share. */
    this.home = '';
  }

  /** @returns {Race | null} the running race; drawn anew with the next change */
  get race() {
    return this.#course?.race ?? null;
  }

  /** @returns {object} every setting of the race */
  get config() {
    return this.race?.config() ?? this.#wanted;
  }

  set config(config) {
    this.configure(config);
  }

  /** @returns {import('./player.js').Mode} */
  get mode() {
    return this.#player?.mode ?? 'paused';
  }

  /** @returns {number} an index of `SPEEDS` */
  get speed() {
    return this.#player?.speed ?? this.#speed;
  }

  set speed(index) {
    this.#speed = index;
    if (this.#player) this.#player.speed = index;
  }

  /**
   * What the views show: arrows, squares, scales. Setting some of them leaves the others as they
   * are; what a view does not take is refused like a setting of the race.
   * @returns {import('./state.js').LookSettings}
   */
  get looks() {
    return this.#looks;
  }

  set looks(changes) {
    try {
      this.#looks = withLooks(this.#looks, changes);
    } catch (error) {
      this.#refuse(textOf(error));
      return;
    }
    this.#player?.invalidate('base', 'overlay', 'lines', 'loss');
    this.requestUpdate();
  }

  /** @returns {string} the open one of the tabs below the picture */
  get tab() {
    return this.#tab;
  }

  set tab(id) {
    this.#tab = id;
    this.#change();
    this.#inspection.turn();
    this.requestUpdate();
  }

  /** @returns {Camera | null} the eye in three dimensions; null where the map is shown */
  get scene() {
    return this.#surface ? this.#surface.picture.scene : this.#scene;
  }

  /** @param {Camera | null} camera a refused one is shown, and the picture stays */
  set scene(camera) {
    this.#scene = camera;
    this.#surface?.orbit.from(camera);
  }

  /** @returns {number} the step shown, or the one that is being gone to */
  get at() {
    return this.#player?.goal ?? this.#player?.at ?? this.#kept.step;
  }

  set at(step) {
    this.#author.property(wish('step'), step);
  }

  /** @returns {Kept['view']} what is shown of the surface; null: the default part of the map */
  get view() {
    if (!this.#surface) return this.#kept.view;
    return this.scene ? '3d' : this.#surface.picture.view;
  }

  set view(view) {
    this.#author.property(wish('view'), view);
  }

  /** @returns {string} race, step and view, for an address; '' while there is no race */
  get link() {
    const engine = this.#engine;
    const write = () => engine && writeLink(this.#bookmark, defaultsFor(engine));
    return this.#course?.work(write) ?? '';
  }

  set link(link) {
    this.#author.property(wish('link'), link);
  }

  /** Plays, or will as soon as there is a race. */
  play() {
    if (this.#player) this.#player.play();
    else this.autoplay = true;
  }

  /** Rests, or will where the race would have begun by itself. */
  pause() {
    if (this.#player) this.#player.pause();
    else this.autoplay = false;
  }

  /**
   * Takes steps by hand, at rest.
   * @param {number} [steps]
   */
  step(steps = 1) {
    this.#voice.ask();
    this.#player?.step(steps);
  }

  /** One step back, at rest. */
  back() {
    this.#voice.ask();
    this.#player?.back();
  }

  /** Back to the start, and the timeline begins anew. */
  reset() {
    this.seek(0);
    this.#course?.reset();
  }

  /**
   * Shows any step, earlier or later.
   * @param {number} step
   */
  seek(step) {
    this.#voice.ask();
    this.#player?.seek(step);
  }

  /** Runs until every optimizer has stopped. */
  finish() {
    this.#player?.finish();
  }

  /**
   * Changes the settings. Refused ones are shown, and the race before them stays.
   * @param {object} config
   * @returns {boolean} whether the settings are taken
   */
  configure(config) {
    if (!this.#course) {
      this.#wanted = config;
      return true;
    }
    const refusal = this.#course.configure(config);
    if (refusal) {
      if (!this.#error) this.#refuse(refusal);
      return false;
    }
    this.#notice = '';
    this.#setups.see(this.#course.race);
    this.#dress();
    // Another surface has other places.
    if (this.#surface) this.#surface.picture.view = null;
    this.#player?.invalidate(...ALL);
    this.requestUpdate();
    return true;
  }

  /**
   * Changes the settings and stays at the same step; racers that are left as they are keep their
   * runs. Refused ones leave everything as it was.
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
   * @param {import('./setup.js').Config} config
   * @param {number[]} [styles] of its racers; without them, those they have
   * @returns {string} why it is refused, or ''
   */
  #take(config, styles) {
    const [course, player, surface] = [this.#course, this.#player, this.#surface];
    if (!course || !player || !surface) return 'there is no race yet';
    const { landscape, standardize } = /** @type {import('./setup.js').Config} */ (this.config);
    const before = surface.styles;
    const refusal = course.change(config);
    this.requestUpdate();
    if (refusal) return refusal;
    this.#notice = '';
    if (styles) {
      surface.styles = styles;
      this.#looks = followed(this.#looks, before, styles);
    }
    // Another surface has other places.
    const places = landscape === config.landscape && standardize === config.standardize;
    if (!places) surface.picture.view = null;
    player.catchUp();
    player.invalidate(...ALL);
    return '';
  }

  /** Gives each trail the style that its racer has in the panel. */
  #dress() {
    const [course, surface, engine] = [this.#course, this.#surface, this.#engine];
    if (course && surface && engine) {
      surface.styles = this.#setups.of(course.race, engine.rules).styles;
    }
  }

  /**
   * Where the drawing puts a point of the surface.
   * @param {number} m
   * @param {number} b
   * @returns {[number, number]} CSS pixels from the picture's top left corner; not numbers where
   *   a point is not on the part that is shown in three dimensions
   */
  pixel(m, b) {
    if (!this.race || !this.#surface) return [Number.NaN, Number.NaN];
    const { options, scene } = this.#surface.picture;
    if (scene) {
      const seen = this.race.scenePixel(m, b, options);
      return seen ? [seen.x, seen.y] : [Number.NaN, Number.NaN];
    }
    const [x, y] = this.race.pixel(m, b, options);
    return [x, y];
  }

  /**
   * Does what a key press asks for. The page hands on presses from outside the element.
   * @param {KeyboardEvent} event
   */
  handleKey(event) {
    const key = keyOf(event);
    if (!key || !this.#player || (isCovered(this) && key.action !== 'help')) return;
    event.preventDefault();
    this.#actions[key.action](key.argument ?? 0);
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('keydown', this.handleKey);
    this.addEventListener('fullscreenchange', this.#onFullScreen);
    clearTimeout(this.#freeing);
    this.#sight = new Sight(
      this,
      () => this.#start(),
      (seen) => {
        this.#seen = seen;
        this.#player?.see(seen);
      },
    );
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.handleKey);
    this.removeEventListener('fullscreenchange', this.#onFullScreen);
    this.#sight?.dispose();
    this.#sight = null;
    if (this.#surface) {
      const { picture } = this.#surface;
      const looks = { ...this.#looks, tab: this.tab, styles: this.#worn };
      const kept = { step: this.at, view: picture.view, looks };
      this.#kept = { ...kept, mode: this.mode };
    }
    this.#release();
    // What is only moved is back at once, and goes on with the same race.
    this.#freeing = setTimeout(() => this.#free());
  }

  /**
   * @override
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   */
  attributeChangedCallback(name, before, after) {
    if (!this.#author.attribute(name, before, after)) return;
    super.attributeChangedCallback(name, before, after);
    // Lit does not take back what it was told while it writes a property out.
    if (name === 'controls') this.controls = /** @type {any} */ (after) ?? 'full';
    if (name === 'theme') this.theme = parseTheme(after);
  }

  /**
   * @internal
   * @override
   * @param {import('lit').PropertyValues} changed
   */
  updated(changed) {
    if (changed.has('theme')) this.#surface?.refresh();
  }

  #actions = {
    toggle: () => this.#player?.toggle(),
    back: () => this.back(),
    step: () => this.step(),
    first: () => this.seek(0),
    latest: () => this.seek(this.#course?.furthest ?? 0),
    // A presenter's remote control has two keys.
    previous: () => this.back(),
    next: () => (this.#inspection.reveals ? this.#inspection.actions.reveal() : this.step()),
    choose: (/** @type {number} */ racer) => this.#choose(racer),
    ...classroomActions(this),
    share: () => this.#sharing.toggle(),
    shareClosed: () => this.#sharing.closed(),
    shareAs: (/** @type {import('./share.js').Controls} */ controls) =>
      this.#sharing.choose(controls),
    copy: (/** @type {import('./share.js').Gift} */ gift) => this.#sharing.copy(gift),
    compute: () => this.#comparison?.compute(),
    cancelTable: () => this.#comparison?.cancel(),
    visit: (/** @type {object} */ run, /** @type {string} */ name) => this.#visit(run, name),
    endDetour: () => this.#endDetour(),
    ...this.#inspection.actions,
    scrub: (/** @type {number} */ step) => this.#player?.scrub(step),
    hold: () => this.#player?.hold(),
    letGo: () => this.#player?.letGo(),
    dismiss: () => {
      this.#notice = '';
      this.requestUpdate();
    },
    fold: (/** @type {number} */ style) => {
      this.#setups.fold(style);
      this.requestUpdate();
    },
    openTab: async (/** @type {string} */ id) => {
      this.tab = id;
      if (!this.#sheet) return;
      // In the sheet of a small screen the panel comes up to where it can be read.
      await this.updateComplete;
      const deck = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.deck'));
      const handle = /** @type {HTMLElement | null} */ (this.renderRoot.querySelector('.handle'));
      if (deck && handle) deck.parentElement?.scrollTo(0, deck.offsetTop - handle.offsetHeight);
    },
    unfold: () => {
      this.#sheet = !this.#sheet;
      this.requestUpdate();
    },
    ...viewActions(() => this.#surface),
    change: (/** @type {Partial<import('./state.js').LookSettings>} */ changes) => {
      this.looks = /** @type {import('./state.js').LookSettings} */ (changes);
    },
    pointAtLoss: (/** @type {number} */ x) => {
      const step = this.#course?.work((race) => this.#surface?.charts.stepAt(race, x));
      if (typeof step === 'number') this.#player?.scrub(step);
    },
    reset: () => this.reset(),
    finish: () => this.finish(),
    speed: (/** @type {number} */ index) => {
      this.speed = index;
    },
  };

  /** Loads what is needed and opens the race, or goes on after a move in the document. */
  async #start() {
    try {
      const [engine] = await Promise.all([loadEngine(), this.updateComplete]);
      if (!this.isConnected || this.#surface || this.#error) return;
      this.#engine = engine;
      if (!this.#course) this.#prepare(engine);
      const course =
        this.#course ??
        new Course(
          this.#open(engine),
          (error) => this.#fail(error),
          (error) => this.#refuse(textOf(error)),
        );
      this.#course = course;
      this.#inspection.attach(engine);
      const player = new Player({ track: course, draw: this.#draw, onChange: this.#onPlayer });
      player.speed = this.#speed;
      this.#player = player;
      this.#comparison ??= new Comparison(engine.table, this.#onComparison, (error) =>
        this.#fail(error),
      );
      this.#surface = new Surface(
        this.renderRoot,
        engine,
        course,
        () => looksFor(this.#looks, course.race.racers),
        (...layers) => player.invalidate(...layers),
        (start) => this.#restart(course, start),
      );
      this.#surface.orbit.from(this.#scene);
      this.#dress();
      player.see(this.#seen);
      player.invalidate(...ALL);
      this.#resume(player, this.#surface);
      this.requestUpdate();
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * @param {Engine} engine
   * @param {object} config as it is
   * @returns {Partial<Kept> & {config?: object, notice: string}} what the author asks to be different
   */
  #fulfil(engine, config) {
    const { ignored, refused, ...changes } = fulfil(engine, config, this.#author.take());
    for (const { attribute, value, legal } of refused) {
      this.#author.refuse(attribute, value, legal);
    }
    return { ...changes, notice: ignoredText(ignored) };
  }

  /**
   * Puts what the author says into the race that is about to be opened.
   * @param {Engine} engine
   */
  #prepare(engine) {
    try {
      const { config, notice, scene, ...rest } = this.#fulfil(engine, this.#wanted);
      this.#scene = scene ?? this.#scene;
      this.#wanted = config ?? this.#wanted;
      this.#kept = { ...this.#kept, ...rest };
      if (notice) this.#refuse(notice);
    } catch (error) {
      // What is wrong with the wanted race is said when it is opened.
      if (isFault(error)) throw error;
    }
  }

  /** Puts what the author says into the race that is running. */
  #carryOut() {
    const [engine, surface, player] = [this.#engine, this.#surface, this.#player];
    if (!engine || !surface || !player) return;
    const { config, looks, view, scene, step, notice } = this.#fulfil(engine, this.config);
    // A link is another race; attributes change the one that is there.
    if (config && looks) this.configure(config);
    else if (config) this.change(config);
    if (notice) this.#refuse(notice);
    if (scene !== undefined) this.scene = scene;
    this.#look(surface, looks, view);
    if (step !== undefined) this.seek(step);
  }

  /**
   * Shows the race as it was kept, or as it begins.
   * @param {Player} player
   * @param {Surface} surface
   */
  #resume(player, surface) {
    const { step, view, looks, mode } = this.#kept;
    this.#look(surface, looks, view);
    if (step !== player.at) player.seek(step);
    if (mode === undefined) {
      if (this.autoplay) this.#begin(player);
    } else if (mode === 'playing') {
      player.play();
    } else if (mode === 'finishing' && player.mode === 'paused') {
      player.finish();
    }
    this.#carryOut();
  }

  /**
   * @param {Surface} surface
   * @param {import('./looks.js').Looks} [looks] without them, they stay as they are
   * @param {Kept['view']} [view]
   */
  #look(surface, looks, view) {
    if (looks) {
      const { tab, styles, ...settings } = looks;
      if (styles !== undefined) this.#wear(String(styles));
      this.looks = { ...FIRST_LOOKS, ...settings };
      this.tab = String(tab ?? 'race');
    }
    if (view !== '3d') surface.picture.view = view;
    else if (!surface.picture.scene) surface.orbit.toggle();
  }

  /** @param {string} styles those of the trails, as a link has them; '' is in their order */
  #wear(styles) {
    const [course, engine] = [this.#course, this.#engine];
    if (!styles || !course || !engine) return;
    this.#setups.of(course.race, engine.rules).wear(styles.split('-').map(Number));
    this.#dress();
  }

  /** @returns {string} the styles of the trails, as a link has them */
  get #worn() {
    const styles = this.#surface?.styles ?? [];
    return styles.every((style, i) => style === i) ? '' : styles.join('-');
  }

  /** @returns {Bookmark} */
  get #bookmark() {
    const view = this.#surface?.picture.view ?? null;
    const looks = { ...this.#looks, tab: this.tab, styles: this.#worn };
    return { config: this.config, step: this.at, view, scene: this.scene, looks };
  }

  /**
   * @param {Engine} engine
   * @returns {Race} the wanted one; the default one beside a notice when that is refused
   */
  #open(engine) {
    try {
      return engine.race(this.#wanted);
    } catch (error) {
      if (isFault(error) || this.#wanted === DEFAULTS) throw error;
      this.#wanted = DEFAULTS;
      this.#refuse(textOf(error));
      return this.#open(engine);
    }
  }

  /**
   * Starts the race elsewhere and shows the same step of it.
   * @param {Course} course
   * @param {import('./state.js').Params} start
   */
  #restart(course, start) {
    if (!this.#take({ ...this.config, start })) this.#setups.see(course.race);
  }

  /**
   * Shows another race for a while.
   * @param {object} config
   * @param {string} name
   */
  #visit(config, name) {
    const engine = this.#engine;
    if (!engine) return;
    this.#drive((vehicle) => this.#detour.open(vehicle, engine.race(config), name));
    this.#voice.say(`${name}, is on the map.`);
    this.renderRoot.querySelector('.stage')?.scrollIntoView({ block: 'nearest' });
  }

  #endDetour() {
    this.#drive((vehicle) => this.#detour.back(vehicle));
    this.#voice.say('Back to your race.');
  }

  /**
   * Puts another race on the map.
   * @param {(vehicle: import('./detour.js').Vehicle) => void} change
   */
  #drive(change) {
    const [course, player, surface] = [this.#course, this.#player, this.#surface];
    if (!course || !player || !surface) return;
    course.work(() => change({ course, player, surface, plot: this }));
    this.#dress();
    player.invalidate(...ALL);
  }

  /** Lights the arrow of the term that is pointed at, and marks the terms of an arrow that is. */
  #light() {
    const surface = this.#surface;
    if (!surface) return;
    const { inspector } = this.#inspection;
    const { arrow } = surface.explorer.readout ?? {};
    const racer = looksFor(this.#looks, this.race?.racers ?? 0).arrowsOf;
    inspector.pointAt(arrow && racer === inspector.racer ? arrow.kind : null);
    const term = this.#tab === STEP_TAB && inspector.arrow === null ? inspector.lit : null;
    surface.picture.light(term, inspector.racer);
  }

  /**
   * Shows squares and arrows of one racer; asked for again, of none.
   * @param {number} racer nothing changes where there is none of that number
   */
  #choose(racer) {
    if (!this.race || racer >= this.race.racers) return;
    const chosen = racer === this.#looks.squaresOf ? null : racer;
    this.#actions.change({ squaresOf: chosen, arrowsOf: chosen });
    this.#actions.inspect(racer);
  }

  /** @param {Player} player */
  #begin(player) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) player.step(FIRST_LOOK_STEPS);
    else player.play();
  }

  /** The numbers of a race that is not shown any more make it again, to the last bit. */
  #free() {
    const home = this.#course?.work(() => this.#course && this.#detour.leave(this.#course));
    if (home) this.#kept = { ...this.#kept, ...home };
    const race = this.#course?.work((race) => race);
    if (!race) return;
    this.#wanted = race.config();
    this.#course = null;
    race.free();
  }

  /** Lets go of the clock, the observers and the timer; the race stays for a return. */
  #release() {
    this.#comparison?.cancel();
    this.#player?.dispose();
    this.#player = null;
    this.#scene = this.scene;
    this.#surface?.dispose();
    this.#surface = null;
    this.#voice.dispose();
    this.#inspection.dispose();
  }

  /** @param {ReadonlySet<Layer>} layers */
  #draw = (layers) => this.#course?.work((race) => this.#show(race, layers));

  /**
   * @param {Race} race
   * @param {ReadonlySet<Layer>} layers
   */
  #show(race, layers) {
    if (!this.#surface) return;
    this.#surface.draw(race, layers);
    this.#light();
    this.requestUpdate();
    // The pointer is in no link.
    if (layers.size > Number(layers.has('readout'))) this.#change();
    // A pointer that moves changes nothing of the race.
    if (this.#snapshot && !layers.has('overlay')) return;
    const before = this.#snapshot;
    const after = { ...snapshotOf(race), rule: this.#course?.summary.heading };
    this.#snapshot = after;
    this.#voice.see(before, after, this.mode);
    this.#inspection.see(race);
    this.#tell(before, after);
  }

  /**
   * Tells the page what is new.
   * @param {Snapshot | null} before
   * @param {Snapshot} after
   */
  #tell(before, after) {
    if (!before) {
      this.#emit('downhill-ready', { step: after.step });
      return;
    }
    if (after.step !== before.step) this.#emit('downhill-step', { step: after.step });
    for (const [i, racer] of after.racers.entries()) {
      if (racer.stop && !before.racers[i]?.stop) this.#emit('downhill-stop', racer);
    }
  }

  /**
   * @param {import('./comparison.js').ComparisonState} before
   * @param {import('./comparison.js').ComparisonState} now
   */
  #onComparison = (before, now) => {
    const news = comparisonNews(before, now);
    if (news) this.#voice.say(news);
    this.requestUpdate();
  };

  #onFullScreen = () => this.requestUpdate();

  #onPlayer = () => {
    this.#voice.notice(this.mode, this.#snapshot, this.#course?.finished() ?? true);
    this.#change();
    if (this.mode === 'paused') this.#inspection.look();
    this.requestUpdate();
  };

  /** At rest, `link` may give something new. */
  #change() {
    if (this.mode === 'paused') this.#emit('downhill-change', {});
  }

  /** @param {string} message */
  #refuse(message) {
    this.#notice = message;
    this.#emit('downhill-error', { message, fatal: false });
    this.requestUpdate();
  }

  /** @param {unknown} error */
  #fail(error) {
    if (this.#error) return;
    this.#error =
      error instanceof EngineError ? error : new EngineError('fault', textOf(error), error);
    console.error(this.#error);
    this.#comparison?.abandon();
    this.#detour.forget();
    this.#release();
    // Whatever the engine holds is not to be trusted, not even to be freed.
    this.#course = null;
    this.#emit('downhill-error', { message: this.#error.message, fatal: true });
    this.requestUpdate();
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /**
   * @internal
   * @override
   */
  render() {
    if (this.#error) return failure(this.#error, hasFallback(this), () => location.reload());
    const [course, engine] = [this.#course, this.#engine];
    return plot(
      {
        race: this.#snapshot,
        palette: this.#surface?.palette ?? null,
        everyStyle: this.#surface?.picture.palette ?? null,
        setup: course && engine ? this.#setups.of(course.race, engine.rules) : null,
        folded: this.#setups.folded,
        rule: course?.summary.heading ?? '',
        conditions: course?.conditions ?? null,
        catchingUp: this.#player?.catchingUp ?? false,
        mode: this.mode,
        speed: this.speed,
        at: this.#player?.at ?? 0,
        furthest: this.#course?.furthest ?? 0,
        progress: this.#course?.progress ?? 0,
        readout: this.#surface?.explorer.readout ?? null,
        start: this.#course?.start ?? null,
        hasRows: this.#course?.hasRows ?? true,
        hasBatches: this.#course?.hasBatches ?? true,
        looks: looksFor(this.#looks, this.#snapshot?.racers.length ?? 8),
        zoomed: Boolean(this.#surface?.picture.view),
        scene: this.scene !== null,
        canShare: this.home !== '',
        sharing: this.#sharing.model,
        classroom: {
          projector: this.projector,
          canFillScreen: canFillScreen(),
          fillsScreen: fillsScreen(this),
        },
        comparison: this.#comparison?.state ?? NOT_COMPUTED,
        detour: this.#detour.name,
        inspection: this.#inspection,
        tab: this.#tab,
        sheet: this.#sheet,
        notice: this.#notice,
        description: this.scene
          ? sceneText(this.#voice.description, this.scene)
          : this.#voice.description,
        spoken: this.#voice.spoken,
      },
      this.#actions,
    );
  }
}

/**
 * @param {string} name of an attribute
 * @returns {import('./attributes.js').Attribute}
 */
function wish(name) {
  const attribute = attributeNamed(name);
  if (!attribute) throw new Error(`there is no attribute ${name}`);
  return attribute;
}
