/**
 * How a race comes onto its stage: from what an author says, from a link, or as it was before its
 * element was moved or taken out of the document; and how all of it goes into a link.
 */

import { defaultsFor, spelledOut } from './defaults.js';
import { isFault, textOf } from './engine.js';
import { writeLink } from './link.js';
import { FIRST_LOOKS } from './looks.js';
import { ignoredText } from './settle.js';
import { FIRST_LOOK_STEPS } from './state.js';
import { fulfil, saidBy } from './wishes.js';

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./link.js').Bookmark} Bookmark */
/** @typedef {import('./wishes.js').Kept} Kept */

/**
 * What was wanted before a config, in case that it is refused.
 * @typedef {object} Former
 * @property {object} wanted
 * @property {Kept} kept
 * @property {import('./wishes.js').Said} said
 * @property {Partial<Kept>} since asked after the config
 * @property {Former | null} former
 */

/** The settings of a race of which nothing is said. */
const DEFAULTS = Object.freeze({});

/** Opens, keeps and restores the race of one plot. */
export class Opening {
  /** @type {import('./downhill-plot.js').DownhillPlot} */ #plot;
  /** @type {import('./showing.js').Showing} */ #showing;
  /** @type {import('./inspector.js').Inspector} */ #inspector;
  /** @type {import('./author.js').Author} */ #author;
  /** @type {(message: string) => void} */ #refuse;
  /** How the race is to be shown when there is a picture of it. */
  #kept = /** @type {Kept} */ ({ step: 0, view: null, looks: {}, bench: [] });
  #said = saidBy(DEFAULTS);
  /** @type {Former | null} what was there before a config that is not checked yet */ #former =
    null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #freeing;
  /** @type {object} the settings of the race, while there is none */ wanted = DEFAULTS;

  /**
   * @param {import('./downhill-plot.js').DownhillPlot} plot
   * @param {object} parts
   * @param {import('./showing.js').Showing} parts.showing
   * @param {import('./inspector.js').Inspector} parts.inspector
   * @param {import('./author.js').Author} parts.author
   * @param {(message: string) => void} refuse shows what is left out, and why
   */
  constructor(plot, { showing, inspector, author }, refuse) {
    this.#plot = plot;
    this.#showing = showing;
    this.#inspector = inspector;
    this.#author = author;
    this.#refuse = refuse;
  }

  /** @returns {Readonly<Kept>} how the race was shown, or will be */
  get kept() {
    return this.#kept;
  }

  /** @returns {string} race, step and view, for an address; '' while there is no race */
  get link() {
    const { course, engine } = this.#showing;
    const write = () => engine && writeLink(this.#bookmark, defaultsFor(engine));
    return course?.work(write) ?? '';
  }

  /**
   * Opens the race, or goes on after a move in the document.
   * @param {Engine} engine
   */
  open(engine) {
    if (!this.#showing.course) this.#prepare(engine);
    this.#showing.open(this.#plot.renderRoot, engine, () => engine.race(this.wanted));
    this.#resume();
  }

  /**
   * Keeps how the race is shown; in a moment it is freed, unless its element {@link stay}s.
   * @param {() => void} leave called before it is freed
   */
  keep(leave) {
    if (this.#showing.surface) {
      const { step, view, looks, bench } = this.#bookmark;
      // What runs to a step is sent there again; only what runs to the end is to be finished.
      const mode = this.#showing.player?.goal == null ? this.#plot.mode : 'paused';
      this.#kept = { step, view, looks, bench, mode };
    }
    this.#freeing = setTimeout(() => {
      leave();
      this.#free();
    });
  }

  /**
   * What is asked of a plot that is not shown is done as soon as it is.
   * @param {Partial<Kept>} changes
   */
  ask(changes) {
    this.#kept = { ...this.#kept, ...changes };
    if (this.#former) this.#former.since = { ...this.#former.since, ...changes };
  }

  /** @param {Partial<import('./looks.js').Looks>} looks chosen ones, a tab among them */
  note(looks) {
    this.ask({ looks: /** @type {Kept['looks']} */ ({ ...this.#kept.looks, ...looks }) });
  }

  /** @param {boolean} plays as soon as it is shown; one that never was begins as its visitor likes */
  turn(plays) {
    if (this.#kept.mode === undefined) this.#plot.autoplay = plays;
    else this.ask({ mode: plays ? 'playing' : 'paused' });
  }

  /** @param {Record<string, any>} config of another race, which begins at its start */
  begin(config) {
    const { looks, bench } = this.#kept;
    // Whatever was given, even nothing, is for the engine to refuse.
    const [before, now] = [this.wanted, config].map((/** @type {any} */ one) =>
      JSON.stringify(one?.racers),
    );
    const beside = this.#showing.setup ?? (before === now ? { bench, worn: looks.styles } : null);
    const styles = beside?.worn ?? '';
    const { wanted } = this;
    const kept = this.#kept;
    if (!this.#showing.engine) {
      this.#former = { wanted, kept, said: this.#said, since: {}, former: this.#former };
    }
    const seen = { step: 0, view: null, bench: beside?.bench, looks: { ...looks, styles } };
    this.#kept = { ...kept, ...seen };
    this.wanted = config;
    this.say(config);
  }

  /** @param {object} config says everything, and goes before what was said until now */
  say(config) {
    this.#said = saidBy(config);
  }

  /** What is only moved is back at once, and goes on with the same race. */
  stay() {
    clearTimeout(this.#freeing);
  }

  /** Puts what the author says into the race that is running. */
  carryOut() {
    const { engine, surface } = this.#showing;
    if (!engine || !surface) return;
    const plot = this.#plot;
    const wishes = this.#author.take();
    // Settings are meant for the race itself, not for one that is visited.
    if (wishes.some(([{ setting }]) => setting)) this.#showing.endVisit();
    const { config, looks, bench, view, scene, step, notice, said } = this.#fulfil(
      engine,
      plot.config,
      wishes,
    );
    // A link is another race; attributes change the one that is there.
    if (config && looks) {
      if (!this.#showing.configure(config)) this.begin(config);
    } else if (config) {
      this.#showing.change(config);
    }
    this.#said = said;
    if (notice) this.#refuse(notice);
    if (scene !== undefined) plot.scene = scene;
    this.#look(looks, { view, bench, step });
    if (step !== undefined) plot.seek(step);
  }

  /**
   * @param {Engine} engine
   * @param {object} config as it is
   * @param {import('./wishes.js').Wish[]} wishes
   * @returns {Partial<Kept> & {config?: object, notice: string, said: import('./wishes.js').Said}}
   *   what the author asks to be different
   */
  #fulfil(engine, config, wishes) {
    const { ignored, refused, ...changes } = fulfil(engine, config, wishes, this.#said);
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
    const wishes = this.#author.take();
    for (let former = this.#former; former; former = this.#former) {
      try {
        spelledOut(engine.race, this.wanted);
        this.#former = null;
      } catch (error) {
        this.#goBack(former, error);
      }
    }
    const { config, notice, scene, said, ...rest } = this.#fulfil(engine, this.wanted, wishes);
    this.#said = said;
    if (scene !== undefined) this.#showing.scene = scene;
    this.wanted = config ?? this.wanted;
    this.#kept = { ...this.#kept, ...rest };
    if (notice) this.#refuse(notice);
  }

  /**
   * What was wanted before stays, with what was asked since.
   * @param {Former} former
   * @param {unknown} error why the wanted race is refused
   */
  #goBack({ wanted, kept, said, since, former }, error) {
    if (isFault(error)) throw error;
    this.wanted = wanted;
    this.#said = said;
    this.#former = former;
    this.#kept = kept;
    this.ask(since);
    const message = textOf(error);
    this.#author.warn(message);
    this.#refuse(message);
  }

  /** Shows the race as it was kept, or as it begins. */
  #resume() {
    const { player } = this.#showing;
    if (!player) return;
    const { step, view, looks, bench, mode } = this.#kept;
    this.#look(looks, { view, bench, step });
    if (step !== player.at) player.seek(step);
    if (mode === undefined) {
      if (this.#plot.autoplay) this.#begin(player);
    } else if (mode === 'playing') {
      player.play();
    } else if (mode === 'finishing') {
      player.finish();
    }
    this.carryOut();
  }

  /** @param {import('./player.js').Player} player */
  #begin(player) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) player.step(FIRST_LOOK_STEPS);
    else player.play();
  }

  /**
   * @param {import('./looks.js').Looks | undefined} looks without them, they stay as they are
   * @param {Partial<Kept>} beside
   */
  #look(looks, { view, bench = [], step = 0 }) {
    if (looks) {
      const { tab, styles, terms, ...settings } = looks;
      this.#inspector.resume(/** @type {number | null} */ (terms ?? null), step);
      this.#showing.seat(bench, String(styles ?? ''));
      this.#plot.looks = { ...FIRST_LOOKS, ...settings };
      this.#plot.tab = String(tab ?? 'race');
    }
    const { surface } = this.#showing;
    if (!surface) return;
    if (view !== '3d') surface.picture.view = view;
    else if (!surface.picture.scene) surface.orbit.toggle();
  }

  /** @returns {Bookmark} */
  get #bookmark() {
    const { config, at, scene, tab } = this.#plot;
    const { surface, looks, setup } = this.#showing;
    const view = surface?.picture.view ?? null;
    const { bench = [], worn: styles = '' } = setup ?? {};
    const terms = this.#inspector.revealed;
    return { config, bench, step: at, view, scene, looks: { ...looks, tab, styles, terms } };
  }

  /** The numbers of a race that is not shown any more make it again, to the last bit. */
  #free() {
    const left = this.#showing.free();
    if (!left) return;
    const { config, bench, styles, before } = left;
    this.wanted = config;
    this.#kept = {
      ...this.#kept,
      ...before,
      bench,
      looks: { ...this.#kept.looks, ...before?.looks, styles },
    };
  }
}
