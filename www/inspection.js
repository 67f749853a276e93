/** The inspector and the calculator of one plot, and what a person can do with them. */

import { Calculator } from './calculator.js';
import { Inspector, textOfStep } from './inspector.js';

/** @typedef {import('./engine.js').Race} Race */

/** The tab of the inspector. */
export const STEP_TAB = 'step';

/**
 * What the inspection asks of its plot.
 * @typedef {object} Host
 * @property {<T>(work: (race: Race) => T) => T | undefined} work guarded work with the race
 * @property {() => void} step takes one step of the race
 * @property {(sentence: string) => void} say to those who do not see it
 * @property {(message: string) => void} refuse shows why something was not done
 * @property {() => string} tab the open one
 * @property {(id: string) => void} openTab
 * @property {() => void} onChange called when something else is to be shown
 */

/** Follows the race while its tab is open. */
export class Inspection {
  /** @type {Host} */ #host;
  /** @type {Calculator | null} */ #calculator = null;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
    this.inspector = new Inspector(() => {
      if (!this.inspector.rows) this.look();
      host.onChange();
    });
  }

  /** @returns {Calculator | null} null until there is an engine */
  get calculator() {
    return this.#calculator;
  }

  /** @param {import('./engine.js').Engine} engine */
  attach(engine) {
    this.#calculator = new Calculator(engine.calculate);
  }

  /**
   * Takes in the step that is shown, while someone looks.
   * @param {Race} race
   * @param {import('./player.js').Mode} mode
   */
  see(race, mode) {
    if (this.#host.tab() !== STEP_TAB) return;
    const { inspector } = this;
    const before = inspector.explanation;
    inspector.see(race, { hurried: mode !== 'paused' });
    const after = inspector.explanation;
    if (before === after) return;
    this.#fill(race);
    if (inspector.revealed !== null && before?.step !== after?.step) {
      this.#host.say(inspector.spoken);
    }
  }

  /** @returns {boolean} whether terms are shown one by one, so that the next thing is a term */
  get reveals() {
    return this.#host.tab() === STEP_TAB && this.inspector.revealed !== null;
  }

  /** Looks at the step that is shown now. */
  look() {
    this.#host.work((race) => this.see(race, 'paused'));
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
    inspector: () => this.#host.openTab(this.#host.tab() === STEP_TAB ? 'race' : STEP_TAB),
    inspect: (racer) => {
      this.inspector.choose(racer);
    },
    oneByOne: () => this.inspector.toggle(),
    reveal: () => {
      this.#host.openTab(STEP_TAB);
      const { inspector } = this;
      if (inspector.revealed === null) inspector.toggle();
      else if (inspector.next() === '') {
        this.#host.step();
        return;
      }
      if (inspector.spoken) this.#host.say(inspector.spoken);
      else this.#host.step();
    },
    pointAtTerm: (term) => this.inspector.point(term),
    pinTerm: (term) => this.inspector.pin(term),
    copyStep: () => {
      const { rows, racer } = this.inspector;
      const label = this.#host.work((race) => race.state(racer).label);
      if (!rows || !label) return;
      // A browser may forbid it, for example in a frame.
      Promise.resolve(navigator.clipboard?.writeText(textOfStep(rows, label)))
        .then(() => this.#host.say('Copied.'))
        .catch(() => this.#host.refuse('The browser does not let this page copy.'));
    },
    fillCalculator: () =>
      this.#calculate((calculator, race) => calculator.fill(race, this.inspector.racer)),
    typeNumber: (field, text) =>
      this.#calculate((calculator) => calculator.type(this.inspector.racer, field, text)),
  };
}
