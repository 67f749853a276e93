/**
 * The calculator: any parameters, gradient, state and settings, and what every optimizer of the
 * race makes of them. The engine computes and refuses; nothing here knows a formula or a range.
 */

import { isFault, textOf } from './engine.js';
import { readOf } from './values.js';

/** @typedef {[number, number]} Pair */

/**
 * What one racer begins with.
 * @typedef {object} Own
 * @property {Record<string, any>} settings a racer of a config
 * @property {Record<string, Pair | number>} state
 */

/**
 * Everything that can be typed.
 * @typedef {object} Typed
 * @property {number} step the number of the update
 * @property {Pair} params
 * @property {Pair} gradient
 * @property {Own[]} racers
 */

/**
 * @typedef {object} Calculated
 * @property {Record<string, Pair | number>} terms
 * @property {Pair} paramsAfter
 */

/**
 * A number that can be typed.
 * @typedef {object} Field
 * @property {string} id as the engine names it in a refusal
 * @property {string} label
 * @property {number | null} value
 */

/** What a rule remembers, but follows from the number of the step. */
const COUNTS = ['steps', 'decay', 'firstDecay', 'secondDecay'];

/**
 * The numbers of the shown step.
 * @param {import('./engine.js').Race} race
 * @param {number} chosen the racer whose parameters and gradient are taken
 * @returns {Typed | null} null before its first step
 */
function typedFrom(race, chosen) {
  const report = race.report(chosen);
  if (!report) return null;
  const { racers } = race.config();
  return {
    step: report.step,
    params: report.paramsBefore,
    gradient: report.gradient,
    racers: Array.from({ length: race.racers }, (_, i) => {
      // One that could not make a single step has nothing to remember.
      const { settings, stateBefore } = race.report(i) ?? { settings: racers[i], stateBefore: {} };
      const state = Object.entries(stateBefore).filter(([name]) => !COUNTS.includes(name));
      return { settings, state: Object.fromEntries(state) };
    }),
  };
}

/** @param {Pair} pair */
const named = ([m, b]) => ({ m, b });

/**
 * @param {Typed} typed
 * @param {number} racer
 * @returns {object} what the engine is asked
 */
export function question({ step, params, gradient, racers }, racer) {
  const { settings, state } = racers[racer];
  return {
    racer: settings,
    step,
    params: named(params),
    gradient: named(gradient),
    state: Object.fromEntries(
      Object.entries(state).map(([name, value]) => [
        name,
        Array.isArray(value) ? named(value) : value,
      ]),
    ),
  };
}

/** @param {string} id @returns {string[]} */
const path = (id) => id.split('.');

/**
 * @param {Typed} typed
 * @param {number} racer whose settings and state are meant
 * @param {string} id of a field
 * @param {unknown} value
 * @returns {Typed} another one, with that value
 */
function withValue(typed, racer, id, value) {
  const [place, name, axis] = path(id);
  const set = (/** @type {any} */ pair, /** @type {string} */ at) =>
    /** @type {any} */ (at === 'm' ? [value, pair[1]] : [pair[0], value]);
  if (place === 'step') return { ...typed, step: /** @type {number} */ (value) };
  if (place === 'params') return { ...typed, params: set(typed.params, name) };
  if (place === 'gradient') return { ...typed, gradient: set(typed.gradient, name) };
  const racers = typed.racers.map((own, i) => {
    if (i !== racer) return own;
    if (place !== 'state') return { ...own, settings: { ...own.settings, [id]: value } };
    const changed = axis ? set(own.state[name], axis) : value;
    return { ...own, state: { ...own.state, [name]: changed } };
  });
  return { ...typed, racers };
}

/**
 * What is typed is judged among these: of numbers that are all too large, one after the other can
 * be typed anew.
 * @param {Typed} typed
 * @returns {Typed} the same with zeros
 */
function zeroed({ step, racers }) {
  const zero = (/** @type {Pair | number} */ value) =>
    Array.isArray(value) ? /** @type {Pair} */ ([0, 0]) : 0;
  return {
    step,
    params: [0, 0],
    gradient: [0, 0],
    racers: racers.map(({ settings, state }) => ({
      settings,
      state: Object.fromEntries(Object.entries(state).map(([name, at]) => [name, zero(at)])),
    })),
  };
}

/**
 * A typed text as the engine should judge it: a number where it is one, else as it stands.
 * @param {string} text
 * @returns {number | string | null}
 */
function typedValue(text) {
  return text.trim() === '' ? null : readOf(text);
}

/**
 * @param {Typed} typed
 * @param {number} racer
 * @param {import('./sentences.js').Explanation} explanation names the settings that count
 * @returns {{common: Field[], settings: Field[], state: Field[]}}
 */
export function fieldsOf(typed, racer, { terms, inputs }) {
  const both = (/** @type {string} */ id, /** @type {string} */ label, /** @type {Pair} */ pair) =>
    /** @type {const} */ (['m', 'b']).map((axis, i) => ({
      id: `${id}.${axis}`,
      label: label ? `${label}, ${axis}` : axis,
      value: pair[i],
    }));
  const { settings, state } = typed.racers[racer];
  const names = new Set(['learningRate', 'clip', ...Object.keys(inputs)]);
  return {
    common: [
      ...both('params', '', typed.params),
      ...both('gradient', 'Gradient', typed.gradient),
      { id: 'step', label: 'Step', value: typed.step },
    ],
    settings: [...names].flatMap((name) => {
      const value = settings[name];
      if (typeof value !== 'number' && value !== null) return [];
      const title = name === 'clip' ? 'Gradient clipping' : inputs[name]?.title || 'Learning rate';
      return [{ id: name, label: title, value }];
    }),
    state: Object.entries(state).flatMap(([name, value]) => {
      const title = terms.find((term) => term.name === name)?.title ?? name;
      if (Array.isArray(value)) return both(`state.${name}`, title, value);
      return [{ id: `state.${name}`, label: title, value }];
    }),
  };
}

/** Keeps what is typed, and lets the engine compute and refuse. */
export class Calculator {
  /** @type {(question: object) => Calculated} */ #calculate;
  /** @type {Typed | null} */ #typed = null;
  /** @type {{id: string, message: string} | null} */ #refusal = null;
  /** @type {(Calculated | null)[]} */ #results = [];
  #edited = false;

  /** @param {(question: object) => Calculated} calculate throws an error with `setting` for what it refuses */
  constructor(calculate) {
    this.#calculate = calculate;
  }

  /** @returns {Typed | null} */
  get typed() {
    return this.#typed;
  }

  /** @returns {{id: string, message: string} | null} the field whose last value was refused, and why */
  get refusal() {
    return this.#refusal;
  }

  /** @returns {boolean} whether anything differs from the step that it was filled with */
  get edited() {
    return this.#edited;
  }

  /**
   * Takes the numbers of the shown step.
   * @param {import('./engine.js').Race} race
   * @param {number} chosen
   */
  fill(race, chosen) {
    this.#typed = typedFrom(race, chosen);
    this.#refusal = null;
    this.#edited = false;
    this.#compute();
  }

  /**
   * Takes a number; where it is refused, the one before stays.
   * @param {number} racer
   * @param {string} id of the field
   * @param {string} text
   */
  type(racer, id, text) {
    if (!this.#typed) return;
    const value = typedValue(text);
    try {
      this.#calculate(question(withValue(zeroed(this.#typed), racer, id, value), racer));
    } catch (error) {
      if (isFault(error)) throw error;
      this.#refusal = { id, message: textOf(error) };
      return;
    }
    this.#typed = withValue(this.#typed, racer, id, value);
    this.#refusal = null;
    this.#edited = true;
    this.#compute();
  }

  /** @returns {(Calculated | null)[]} the next update of each racer; null where the engine refuses */
  get results() {
    return this.#results;
  }

  #compute() {
    const typed = this.#typed;
    this.#results = typed?.racers.map((_, i) => this.#resultOf(typed, i)) ?? [];
  }

  /**
   * @param {Typed} typed
   * @param {number} racer
   */
  #resultOf(typed, racer) {
    try {
      return this.#calculate(question(typed, racer));
    } catch (error) {
      // The last steps of a run that diverges are beyond what the engine takes.
      if (isFault(error)) throw error;
      return null;
    }
  }
}
