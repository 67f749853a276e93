/** The plot as an element: what a page can say to it, ask it and hear from it. */

import { LitElement } from 'lit';
import { actionsOf } from './actions.js';
import { attributeNamed } from './attributes.js';
import { Author, WISHES } from './author.js';
import { canFillScreen, dialogOn, fillsScreen, isOfPage } from './classroom.js';
import { Comparison } from './comparison.js';
import { loadEngine, textOf } from './engine.js';
import { Gesture } from './gesture.js';
import { Inspection } from './inspection.js';
import { keyOf } from './keys.js';
import { check, looksFor, TAB } from './looks.js';
import { Opening } from './opening.js';
import { failure, hasFallback } from './panels/failure.js';
import { plot } from './panels/plot.js';
import { Sharing } from './sharing.js';
import { Sheet } from './sheet.js';
import { Showing } from './showing.js';
import { Sight, watch } from './sight.js';
import { parseTheme } from './state.js';
import { styles } from './styles/index.js';
import { STYLES } from './styling.js';
import { Telling } from './telling.js';

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./state.js').Camera} Camera */
/** @typedef {import('./wishes.js').Kept} Kept */

/** Importing this module where there is no document must not fail. */
const Base = globalThis.HTMLElement ? LitElement : /** @type {typeof LitElement} */ (class {});

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

  #author = new Author(
    this,
    () => this.#opening.carryOut(),
    (fault) => this.#telling.correct(fault),
  );
  #inspection = new Inspection({
    work: (work) => this.#showing.course?.work(work),
    step: () => this.#showing.player?.step(),
    say: (sentence) => this.#telling.say(sentence),
    refuse: (message) => this.#telling.refuse(message),
    tab: () => this.#tab,
    openTab: (id) => {
      this.tab = id;
    },
    arrowsOf: () => this.looks.arrowsOf,
    drawArrows: (arrowsOf) => this.#actions.change({ arrowsOf }),
    onReveal: () => this.#telling.change(),
    onChange: () => {
      this.#light();
      this.requestUpdate();
    },
  });
  #telling = new Telling(this, this.#inspection);
  #showing = new Showing({
    gesture: new Gesture(this),
    onLook: (race, layers) => {
      if (!layers.has('overlay')) return;
      this.#inspection.see(race);
      this.#light();
    },
    onDraw: (course, layers) => {
      this.#light();
      this.requestUpdate();
      this.#telling.see(course, layers);
    },
    onMode: () => this.#telling.turn(this.#showing.course?.finished() ?? true),
    onTake: () => this.#telling.dismiss(),
    onSeats: (place) => this.#inspection.follow(place),
    // What the drawing calls its camera is set as the scene.
    onRefuse: (error) => this.#telling.refuse(textOf(error).replace(/^camera\b/, 'scene')),
    onFail: ({ message }) => {
      this.#comparison.abandon();
      this.#rest();
      this.#telling.fail(message);
    },
    onChange: () => this.requestUpdate(),
  });
  #opening = new Opening(
    this,
    { showing: this.#showing, inspector: this.#inspection.inspector, author: this.#author },
    (notice) => this.#telling.refuse(notice),
  );
  #comparison = new Comparison(
    () => /** @type {Engine} */ (this.#showing.engine).table(),
    (before, now) => this.#telling.compare(before, now),
    (error) => this.#showing.fail(error),
  );
  #sharing = new Sharing(this);
  #sheet = new Sheet(this);
  #actions = actionsOf(this, {
    showing: this.#showing,
    telling: this.#telling,
    inspection: this.#inspection,
    comparison: this.#comparison,
    sharing: this.#sharing,
    sheet: this.#sheet,
  });
  /** @type {Sight | null} */ #sight = null;
  #tab = 'race';
  /** The tab whose panel is out of sight, or ''. */
  #unseenTab = '';
  /** @type {IntersectionObserver | null} */ #panelSight = null;

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
    return this.#showing.course?.race ?? null;
  }

  /** @returns {object} every setting of the race */
  get config() {
    return this.race?.config() ?? this.#opening.wanted;
  }

  set config(config) {
    this.configure(config);
  }

  /** @returns {import('./player.js').Mode} */
  get mode() {
    return this.#showing.player?.mode ?? 'paused';
  }

  /** @returns {number} an index of `SPEEDS` */
  get speed() {
    return this.#showing.speed;
  }

  set speed(index) {
    this.#showing.speed = index;
  }

  /**
   * What the views show: arrows, squares, scales. Setting some of them leaves the others as they
   * are; what a view does not take is refused like a setting of the race.
   * @returns {import('./state.js').LookSettings}
   */
  get looks() {
    return this.#showing.looks;
  }

  set looks(changes) {
    this.#attempt(() => {
      this.#showing.looks = changes;
      this.#opening.note({ ...changes });
    });
  }

  /** @returns {string} the open one of the tabs below the picture */
  get tab() {
    return this.#tab;
  }

  set tab(id) {
    this.#attempt(() => {
      check(TAB, id);
      this.#tab = id;
      this.#opening.note({ tab: id });
      this.#telling.change();
      this.#inspection.turn();
      this.requestUpdate();
    });
  }

  /** @returns {Camera | null} the eye in three dimensions; null where the map is shown */
  get scene() {
    return this.#showing.scene;
  }

  /** @param {Camera | null} camera a refused one is shown, and the picture stays */
  set scene(camera) {
    this.#showing.scene = camera ?? null;
  }

  /** @returns {number} the step shown, or the one that is being gone to */
  get at() {
    const { player } = this.#showing;
    return player?.goal ?? player?.at ?? this.#opening.kept.step;
  }

  set at(step) {
    this.#author.property(wish('step'), step);
  }

  /** @returns {Kept['view']} what is shown of the surface; null: the default part of the map */
  get view() {
    const { surface } = this.#showing;
    if (!surface) return this.#opening.kept.view;
    return this.scene ? '3d' : surface.picture.view;
  }

  set view(view) {
    this.#author.property(wish('view'), view);
  }

  /** @returns {string} race, step and view, for an address; '' while there is no race */
  get link() {
    return this.#opening.link;
  }

  set link(link) {
    this.#author.property(wish('link'), link);
  }

  /** Plays, or will as soon as there is a race. */
  play() {
    const { player } = this.#showing;
    if (player) player.play();
    else this.#opening.turn(true);
  }

  /** Rests, or will where the race would have begun by itself. */
  pause() {
    const { player } = this.#showing;
    if (player) player.pause();
    else this.#opening.turn(false);
  }

  /**
   * Takes steps by hand, at rest. Very many are run to, frame by frame.
   * @param {number} [steps]
   */
  step(steps = 1) {
    const { player } = this.#showing;
    this.#telling.ask();
    if (player) player.step(Number(steps));
    else this.seek(this.at + Number(steps));
  }

  /** One step back, at rest. */
  back() {
    this.seek(Math.max(0, this.at - 1));
  }

  /** Back to the start, and the timeline begins anew. */
  reset() {
    this.seek(0);
    this.#showing.course?.reset();
  }

  /**
   * Shows any step, earlier or later.
   * @param {number} step
   */
  seek(step) {
    const { player } = this.#showing;
    this.#telling.ask();
    const to = Number(step);
    if (player) player.seek(to);
    else this.#opening.ask({ step: to, mode: 'paused' });
  }

  /** Runs until every optimizer has stopped. */
  finish() {
    const { player } = this.#showing;
    if (player) player.finish();
    else this.#opening.ask({ mode: 'finishing' });
  }

  /**
   * Changes the settings. Refused ones are shown, and the race before them stays.
   * @param {Record<string, any>} config
   * @returns {boolean} whether the settings are taken
   */
  configure(config) {
    const refusal = this.#showing.configure(config);
    if (!refusal) {
      this.#opening.begin(config);
    } else if (!this.#showing.error) {
      this.#refuse(refusal);
    }
    return refusal === '';
  }

  /**
   * Changes the settings and stays at the same step; racers that are left as they are keep their
   * runs. Refused ones leave everything as it was.
   * @param {object} config
   * @returns {string} why they are refused, or ''
   */
  change(config) {
    const refusal = this.#showing.change(config);
    if (!refusal) this.#opening.say(config);
    return refusal;
  }

  /**
   * Where the drawing puts a point of the surface.
   * @param {number} m
   * @param {number} b
   * @returns {[number, number]} CSS pixels from the picture's top left corner; not numbers where
   *   a point is not on the part that is shown in three dimensions
   */
  pixel(m, b) {
    const { surface } = this.#showing;
    return this.race && surface ? surface.picture.pixel(this.race, m, b) : [Number.NaN, Number.NaN];
  }

  /**
   * Does what a key press asks for. The page hands on presses from outside the element; those that
   * are rather its own are left to it.
   * @param {KeyboardEvent} event
   */
  handleKey(event) {
    const key = keyOf(event);
    if (!key || !this.#showing.player || isOfPage(this, event, key.key)) return;
    // On a dialog there are no keys of the race; that of the help closes it.
    const dialog = dialogOn(this);
    if (dialog && !(key.action === 'help' && dialog.matches('.help'))) return;
    event.preventDefault();
    this.#actions[key.action](key.argument ?? 0);
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.#adopt();
    this.addEventListener('keydown', this.handleKey);
    this.addEventListener('fullscreenchange', this.#onFullScreen);
    this.#opening.stay();
    this.#sight = new Sight(
      this,
      () => this.#start(),
      (seen) => this.#showing.see(seen),
    );
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.handleKey);
    this.removeEventListener('fullscreenchange', this.#onFullScreen);
    dialogOn(this)?.close();
    this.#sight?.dispose();
    this.#sight = null;
    this.#panelSight?.disconnect();
    this.#panelSight = null;
    this.#opening.keep(() => {
      this.#comparison.cancel();
      this.#rest();
    });
    this.#showing.close();
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
    if (changed.has('theme')) this.#showing.surface?.refresh();
    const panel = this.renderRoot.querySelector('.panel');
    if (this.#panelSight || !panel || !this.isConnected) return;
    this.#panelSight = watch(panel, (seen) => {
      this.#unseenTab = seen ? '' : this.#tab;
    });
  }

  /** @param {() => void} take takes a value, or says why it does not */
  #attempt(take) {
    try {
      take();
    } catch (error) {
      this.#refuse(textOf(error));
    }
  }

  /** @param {string} message what of an author is refused, and why */
  #refuse(message) {
    this.#author.warn(message);
    this.#telling.refuse(message);
  }

  /** What was set before the element was known stands before its accessors: it is set again. */
  #adopt() {
    for (const [name, value] of Object.entries(this)) {
      if (!Object.getOwnPropertyDescriptor(DownhillPlot.prototype, name)?.get) continue;
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
  }

  /** Loads what is needed and shows the race. */
  async #start() {
    try {
      const [engine] = await Promise.all([loadEngine(), this.updateComplete]);
      const { surface, error } = this.#showing;
      if (!this.isConnected || surface || error) return;
      this.#inspection.attach(engine);
      this.#opening.open(engine);
      this.requestUpdate();
    } catch (error) {
      this.#showing.fail(error);
    }
  }

  /** Lights arrows and marks terms that belong together. */
  #light() {
    const { surface, drawnLooks } = this.#showing;
    if (surface) this.#inspection.light(surface, drawnLooks.arrowsOf);
  }

  /** Lets go of the timers. */
  #rest() {
    this.#telling.dispose();
    this.#inspection.dispose();
  }

  #onFullScreen = () => this.requestUpdate();

  /**
   * @internal
   * @override
   */
  render() {
    const { error } = this.#showing;
    if (error) return failure(error, hasFallback(this), () => location.reload());
    const told = this.#telling.model;
    return plot(
      {
        ...this.#showing.model,
        ...told,
        looks: looksFor(this.looks, told.race?.racers.length ?? STYLES),
        canShare: this.home !== '',
        sharing: this.#sharing.model,
        classroom: {
          projector: this.projector,
          canFillScreen: canFillScreen(),
          fillsScreen: fillsScreen(this),
        },
        comparison: this.#comparison.state,
        inspection: this.#inspection,
        tab: this.#tab,
        unseenTab: this.#unseenTab,
        sheet: this.#sheet.open,
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
