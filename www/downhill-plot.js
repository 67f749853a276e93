/** The plot as an element: picture, legend and controls of one race. */

import { html, LitElement } from 'lit';
import { styles } from './downhill-plot.styles.js';
import { EngineError, isFault, loadEngine, textOf } from './engine.js';
import { actionOf } from './keys.js';
import { controls } from './panels/controls.js';
import { failure } from './panels/failure.js';
import { legend } from './panels/legend.js';
import { Player } from './player.js';
import { Stage } from './stage.js';
import {
  ANNOUNCE_EVERY_MS,
  announce,
  DEFAULT_SPEED,
  epochOf,
  FIRST_LOOK_STEPS,
  formatCount,
  newsText,
  pictureText,
  SILENT,
  standingText,
} from './state.js';

/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./engine.js').Palette} Palette */
/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./keys.js').KeyAction} KeyAction */
/** @typedef {import('./player.js').Layer} Layer */
/** @typedef {import('./state.js').Snapshot} Snapshot */

/** Importing this module where there is no document must not fail. */
const Base = globalThis.HTMLElement ? LitElement : /** @type {typeof LitElement} */ (class {});

/**
 * Shows a race of optimizers down a loss surface.
 *
 * @fires downhill-ready when the first picture is there
 * @fires downhill-step after each drawn change of the step; `detail.step`
 * @fires downhill-stop when a racer stops; `detail` is its state
 * @fires downhill-error when a setting is refused or the plot cannot go on; `detail.message`
 */
export class DownhillPlot extends Base {
  static styles = styles;

  static properties = {
    theme: { type: String, reflect: true },
    autoplay: { type: Boolean },
  };

  /** @type {Engine | null} */ #engine = null;
  /** @type {Race | null} */ #race = null;
  /** @type {Player | null} */ #player = null;
  /** @type {Stage | null} */ #stage = null;
  /** @type {EngineError | null} */ #error = null;
  /** @type {Snapshot | null} */ #snapshot = null;
  /** @type {Palette | null} */ #palette = null;
  /** @type {object} */ #wanted = {};
  #notice = '';
  #progress = 0;
  #announcer = SILENT;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #voice;
  /** The next picture is worth a sentence, because a person asked for it. */
  #asked = false;
  #description = 'The loss surface is being loaded.';
  #described = Number.NEGATIVE_INFINITY;

  constructor() {
    super();
    /**
     * `light`, `dark` or `system`: as the surroundings are.
     * @type {import('./state.js').ThemeChoice}
     */
    this.theme = 'system';
    /** Plays as soon as it is ready; a visitor who wants less motion sees it at rest. */
    this.autoplay = false;
  }

  /** @returns {Race | null} the running race; drawn anew with the next change */
  get race() {
    return this.#race;
  }

  /** @returns {object} every setting of the race */
  get config() {
    return this.#race?.config() ?? this.#wanted;
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
    return this.#player?.speed ?? DEFAULT_SPEED;
  }

  set speed(index) {
    if (this.#player) this.#player.speed = index;
  }

  play() {
    this.#player?.play();
  }

  pause() {
    this.#player?.pause();
  }

  /**
   * Takes steps by hand, at rest.
   * @param {number} [steps]
   */
  step(steps = 1) {
    this.#asked = true;
    this.#player?.step(steps);
  }

  /** Back to the start. */
  reset() {
    this.#asked = true;
    this.#player?.reset();
  }

  /**
   * Shows any step, earlier or later.
   * @param {number} step
   */
  seek(step) {
    this.#asked = true;
    this.#player?.pause();
    this.#work((race) => race.seek(step));
    this.#player?.invalidate('overlay');
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
    if (!this.#race) {
      this.#wanted = config;
      return true;
    }
    try {
      this.#race.configure(config);
    } catch (error) {
      if (isFault(error)) this.#fail(error);
      else this.#refuse(textOf(error));
      return false;
    }
    this.#notice = '';
    this.#player?.invalidate('base', 'overlay');
    this.requestUpdate();
    return true;
  }

  /**
   * Where the drawing puts a point of the surface.
   * @param {number} m
   * @param {number} b
   * @returns {[number, number]} CSS pixels from the picture's top left corner
   */
  pixel(m, b) {
    if (!this.#race || !this.#stage) return [Number.NaN, Number.NaN];
    const [x, y] = this.#race.pixel(m, b, this.#stage.options);
    return [x, y];
  }

  /**
   * Does what a key press asks for. The page hands on presses from outside the element.
   * @param {KeyboardEvent} event
   */
  handleKey(event) {
    const action = actionOf(event);
    if (!action || !this.#player) return;
    event.preventDefault();
    this.#actions[action]();
  }

  /** @override */
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener('keydown', this.handleKey);
    this.#start();
  }

  /** @override */
  disconnectedCallback() {
    super.disconnectedCallback();
    this.removeEventListener('keydown', this.handleKey);
    this.#release();
  }

  /**
   * @override
   * @param {import('lit').PropertyValues} changed
   */
  updated(changed) {
    if (changed.has('theme')) this.#stage?.refresh();
  }

  #actions = {
    toggle: () => this.#player?.toggle(),
    step: () => this.step(),
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
      if (!this.isConnected || this.#stage || this.#error) return;
      this.#engine = engine;
      const first = this.#race === null;
      if (first) this.#race = this.#open(engine);
      this.#player = new Player({ track: this.#track, onChange: this.#onPlayer });
      this.#stage = new Stage(this.#part('.layers'), () =>
        this.#player?.invalidate('base', 'overlay'),
      );
      this.#player.invalidate('base', 'overlay');
      if (first && this.autoplay) this.#begin(this.#player);
      this.requestUpdate();
    } catch (error) {
      this.#fail(error);
    }
  }

  /**
   * @param {Engine} engine
   * @returns {Race} the wanted one; the default one beside a notice when that is refused
   */
  #open(engine) {
    try {
      return engine.race(this.#wanted);
    } catch (error) {
      if (isFault(error) || Object.keys(this.#wanted).length === 0) throw error;
      this.#wanted = {};
      this.#refuse(textOf(error));
      return this.#open(engine);
    }
  }

  /** @param {Player} player */
  #begin(player) {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) player.step(FIRST_LOOK_STEPS);
    else player.play();
  }

  /** Lets go of the clock, the observers and the timer; the race stays for a return. */
  #release() {
    this.#player?.dispose();
    this.#player = null;
    this.#stage?.dispose();
    this.#stage = null;
    clearTimeout(this.#voice);
  }

  /** @type {import('./player.js').Track} */
  #track = {
    advance: (steps) => {
      this.#work((race) => race.advance(steps));
    },
    advanceFor: (milliseconds) => {
      this.#work((race) => {
        this.#progress = race.advanceFor(milliseconds).progress;
      });
    },
    reset: () => this.#work((race) => race.reset()),
    finished: () => this.#work((race) => race.finished) ?? true,
    draw: (layers) => this.#work((race) => this.#draw(race, layers)),
  };

  /**
   * Every call that moves or draws the race goes through here, so that an exception can
   * never leave a frozen page behind.
   * @template T
   * @param {(race: Race) => T} work
   * @returns {T | undefined}
   */
  #work(work) {
    if (!this.#race || this.#error) return undefined;
    try {
      return work(this.#race);
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  /**
   * @param {Race} race
   * @param {ReadonlySet<Layer>} layers
   */
  #draw(race, layers) {
    const stage = this.#stage;
    if (!stage || !this.#engine) return;
    if (stage.visible) {
      const { options } = stage;
      if (layers.has('base')) {
        this.#palette = this.#engine.theme(options.theme);
        race.drawBase(this.#canvas('base'), options);
      }
      race.drawOverlay(this.#canvas('overlay'), options);
    }
    const before = this.#snapshot;
    const after = read(race);
    this.#snapshot = after;
    this.#describe(after);
    this.#tell(before, after);
    this.requestUpdate();
  }

  /** @param {Snapshot} race */
  #describe(race) {
    const now = performance.now();
    if (this.mode !== 'paused' && now - this.#described < ANNOUNCE_EVERY_MS) return;
    this.#described = now;
    this.#description = pictureText(race);
  }

  /**
   * Tells the page, and those who listen to it, what is new.
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
    const sentence = this.#asked ? standingText(after) : newsText(before, after);
    this.#asked = false;
    if (sentence) this.#say(sentence);
  }

  /** @param {string} sentence */
  #say(sentence) {
    const now = performance.now();
    this.#announcer = announce(this.#announcer, sentence, now);
    clearTimeout(this.#voice);
    if (this.#announcer.pending) {
      this.#voice = setTimeout(() => this.#say(''), this.#announcer.quietUntil - now);
    }
    this.requestUpdate();
  }

  #onPlayer = () => {
    const race = this.#snapshot;
    if (race && !this.#asked) {
      if (this.mode === 'playing') this.#say('Playing.');
      if (this.mode === 'finishing') this.#say('Running to the end.');
      // A race that ends by itself has its own sentence.
      if (this.mode === 'paused' && !this.#track.finished()) {
        this.#say(`Paused. ${standingText(race)}`);
      }
    }
    this.requestUpdate();
  };

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
    this.#release();
    // Whatever the engine holds is not to be trusted, not even to be freed.
    this.#race = null;
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
   * @param {string} selector
   * @returns {HTMLElement}
   */
  #part(selector) {
    const element = this.renderRoot.querySelector(selector);
    if (!(element instanceof HTMLElement)) throw new Error(`the plot has no ${selector}`);
    return element;
  }

  /**
   * @param {Layer} layer
   * @returns {HTMLCanvasElement}
   */
  #canvas(layer) {
    return /** @type {HTMLCanvasElement} */ (this.#part(`canvas.${layer}`));
  }

  /** @override */
  render() {
    if (this.#error) return failure(this.#error, () => location.reload());
    const race = this.#snapshot;
    return html`
      <div class="plot" part="plot">
        <div class="stage" part="stage">
          <div class="layers">
            <canvas class="base" aria-hidden="true"></canvas>
            <canvas class="overlay" role="img" aria-label=${this.#description}></canvas>
          </div>
          ${race ? '' : html`<p class="waiting">Loading 20,000 diamonds …</p>`}
          ${
            this.mode === 'finishing'
              ? html`<progress max="1" .value=${this.#progress} aria-label="Running to the end"></progress>`
              : ''
          }
          ${this.#notice ? this.#renderNotice() : ''}
        </div>
        <div class="controls" part="controls">
          <p class="step">
            <strong>Step ${race ? formatCount(race.step) : '–'}</strong>
            <span>${race ? `epoch ${formatCount(epochOf(race))}` : ''}</span>
          </p>
          ${controls(
            {
              mode: this.mode,
              speed: this.speed,
              ready: race !== null,
              finished: race?.finished ?? false,
            },
            this.#actions,
          )}
        </div>
        <div class="side" part="side">
          ${legend(race, this.#palette)}
        </div>
        <div class="hidden" role="status">${this.#announcer.spoken}</div>
      </div>
    `;
  }

  #renderNotice() {
    const dismiss = () => {
      this.#notice = '';
      this.requestUpdate();
    };
    return html`<div class="notice" role="alert">
      <p>${this.#notice}</p>
      <button data-action="dismiss" @click=${dismiss}>Dismiss</button>
    </div>`;
  }
}

/**
 * @param {Race} race
 * @returns {Snapshot}
 */
function read(race) {
  return {
    step: race.step,
    finished: race.finished,
    racers: Array.from({ length: race.racers }, (_, i) => race.state(i)),
    minimum: race.minimum(),
  };
}
