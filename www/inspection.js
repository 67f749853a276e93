/** The inspector and the calculator of one plot, and what a person can do with them. */

import { Calculator } from './calculator.js';
import { Inspector, READABLE_MS, textOfStep } from './inspector.js';
import { put } from './sharing.js';

/** @typedef {import('./engine.js').Race} Race */

/** How long it is said that something was copied. */
const COPIED_MS = 2000;

/** The tab of the inspector. */
const STEP_TAB = 'step';

/**
 * What the inspection asks of its plot.
 * @typedef {object} Host
 * @property {<T>(work: (race: Race) => T) => T | undefined} work guarded work with the race
 * @property {() => void} step takes one step of the race
 * @property {(sentence: string) => void} say to those who do not see it
 * @property {(message: string) => void} refuse shows why something was not done
 * @property {() => string} tab the open one
 * @property {(id: string) => void} openTab
 * @property {() => number | null} arrowsOf the racer whose last update is drawn as arrows
 * @property {(racer: number | null) => void} drawArrows
 * @property {() => void} onReveal called when more terms are revealed, or all of them
 * @property {() => void} onChange called when something else is to be shown
 */

/** Follows the race while its tab is open. */
export class Inspection {
  /** @type {Host} */ #host;
  /** @type {Calculator | null} */ #calculator = null;
  /** @type {number | null} the racer whose arrows were switched on by opening the inspector */
  #arrows = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #copied;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #waiting;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.inspector = new Inspector(() => {
      if (this.inspector.rows) host.onChange();
      else this.look();
    });
  }

  /** @returns {Calculator | null} null until there is an engine */
  get calculator() {
    return this.#calculator;
  }

  /** Notes that a tab was opened, this one or another. */
  turn() {
    if (this.#open) {
      // Whoever's arrows a person chose, or a link, is who is asked about.
      const drawn = this.#host.arrowsOf();
      if (drawn !== null && drawn !== this.#arrows) this.inspector.choose(drawn);
      this.look();
    }
    // What was pointed at there is no more.
    else this.inspector.point(null);
    this.#follow();
  }

  /**
   * Stays with its racer where others come or go.
   * @param {(racer: number | null) => number | null} place where each is now
   */
  follow(place) {
    const now = place(this.inspector.racer);
    this.#arrows = place(this.#arrows);
    if (now === null) this.inspector.choose(0);
    else this.inspector.racer = now;
    this.#follow();
  }

  get #open() {
    return this.#host.tab() === STEP_TAB;
  }

  /** While someone looks, draws the arrows of that racer, unless a person chose others or none. */
  #follow() {
    const wanted = this.#open ? this.inspector.racer : null;
    if (this.#host.arrowsOf() !== this.#arrows || wanted === this.#arrows) return;
    this.#arrows = wanted;
    this.#host.drawArrows(wanted);
  }

  /** @returns {boolean} whether a step was copied just now */
  get copied() {
    return this.#copied !== undefined;
  }

  /** @param {import('./engine.js').Engine} engine */
  attach(engine) {
    // A plot that was moved keeps what was typed.
    this.#calculator ??= new Calculator(engine.calculate);
  }

  /**
   * Takes in the step that is shown, while someone looks: at once, or where one comes hard upon the
   * other, a moment later.
   * @param {Race} race
   */
  see(race) {
    // Where a class is guessing, the picture may never be ahead of the terms.
    if (this.#open && !this.#take(race, this.inspector.revealed === null)) {
      this.#waiting ??= setTimeout(() => this.look(), READABLE_MS);
    }
  }

  /**
   * @param {Race} race
   * @param {boolean} hurried
   * @returns {boolean}
   */
  #take(race, hurried) {
    const { inspector } = this;
    const before = inspector.explanation;
    if (!inspector.see(race, { hurried })) return false;
    this.#stopWaiting();
    this.#fill(race);
    if (inspector.revealed !== null && before?.step !== inspector.explanation?.step) {
      this.#host.say(inspector.spoken);
    }
    return true;
  }

  #stopWaiting() {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
  }

  /** Lets go of the timers. */
  dispose() {
    this.#stopWaiting();
    clearTimeout(this.#copied);
    this.#copied = undefined;
  }

  /** @returns {boolean} whether terms are shown one by one, so that the next thing is a term */
  get reveals() {
    return this.#open && this.inspector.revealed !== null;
  }

  /**
   * Lights the arrow of the term that is pointed at, and marks the terms of an arrow that is; hides
   * the arrows of terms that are still to be revealed.
   * @param {import('./surface.js').Surface} surface
   * @param {number | null} arrowsOf the racer whose arrows are drawn
   */
  light({ explorer, picture }, arrowsOf) {
    const { inspector } = this;
    const { arrow } = explorer.readout ?? {};
    inspector.pointAt(arrow && arrowsOf === inspector.racer ? arrow.kind : null);
    const lit = this.#open && inspector.arrow === null ? inspector.lit : null;
    const [kinds, gradientAt] = this.#open ? [inspector.kinds, inspector.gradientAt] : [null, ''];
    picture.light(lit, inspector.racer, kinds, gradientAt);
  }

  /** Looks at the step that is shown now. */
  look() {
    this.#stopWaiting();
    if (!this.#open) return;
    this.#host.work((race) => this.#take(race, false));
    this.#host.onChange();
  }

  /** Says for a moment that a step was copied. */
  #noteCopy() {
    clearTimeout(this.#copied);
    this.#copied = setTimeout(() => {
      this.#copied = undefined;
      this.#host.onChange();
    }, COPIED_MS);
    this.#host.say('Copied.');
    this.#host.onChange();
  }

  /** Unless someone is calculating with other numbers, or on another race. */
  #fill(/** @type {Race} */ race) {
    const calculator = this.#calculator;
    if (!calculator) return;
    const { racers } = race.config();
    const typed = calculator.typed?.racers ?? [];
    const fits =
      typed.length === racers.length &&
      typed.every(({ settings }, i) => settings.optimizer === racers[i].optimizer);
    if (!calculator.edited || !fits) calculator.fill(race, this.inspector.racer);
  }

  /** @param {(calculator: Calculator, race: Race) => void} work */
  #calculate(work) {
    this.#host.work((race) => {
      if (this.#calculator) work(this.#calculator, race);
    });
    this.#host.onChange();
  }

  /** @type {Omit<import('./panels/inspector.js').InspectorActions, 'step'> & {inspector: () => void}} */
  actions = {
    inspector: () => this.#host.openTab(this.#open ? 'race' : STEP_TAB),
    inspect: (racer) => {
      this.inspector.choose(racer);
      this.#follow();
    },
    oneByOne: () => {
      this.inspector.toggle();
      this.#host.onReveal();
    },
    reveal: () => {
      this.#host.openTab(STEP_TAB);
      this.look();
      const { inspector } = this;
      if (inspector.revealed === null) inspector.toggle();
      else if (inspector.next() === '') {
        this.#host.step();
        return;
      }
      this.#host.onReveal();
      if (inspector.spoken) this.#host.say(inspector.spoken);
      else this.#host.step();
    },
    pointAtTerm: (term) => this.inspector.point(term),
    pinTerm: (term) => this.inspector.pin(term),
    copyStep: async () => {
      const { rows, racer } = this.inspector;
      const label = this.#host.work((race) => race.state(racer).label);
      if (!rows || !label) return;
      if (await put(textOfStep(rows, label))) this.#noteCopy();
      else this.#host.refuse('The browser does not let this page copy.');
    },
    fillCalculator: () =>
      this.#calculate((calculator, race) => calculator.fill(race, this.inspector.racer)),
    typeNumber: (field, text) =>
      this.#calculate((calculator) => calculator.type(this.inspector.racer, field, text)),
  };
}
