/**
 * What is set: the race, and everyone who could take part in it, also those who sit out. Plain
 * data; the engine decides what is legal, and every change is only a proposal until it agrees.
 */

import { freeStyle, usualStyles } from './styling.js';

/** @typedef {import('./values.js').Setting} Setting */
/** @typedef {import('./values.js').Value} Value */
/** @typedef {import('./link.js').Seat} Seat */
/** @typedef {Record<string, any>} Config with every name spelled out */

/**
 * An optimizer as the engine describes it.
 * @typedef {object} OptimizerInfo
 * @property {string} name
 * @property {string} title
 * @property {string} idea
 * @property {string} formula
 * @property {string} paper
 * @property {Setting[]} settings
 * @property {Record<string, Record<string, Value>>} defaults by framework, of those that have it
 */

/**
 * A surface to race on.
 * @typedef {object} Landscape
 * @property {string} name
 * @property {string} title
 * @property {string} about
 */

/**
 * Everything that can be set, as the engine describes it.
 * @typedef {object} Settings
 * @property {number} maxRacers
 * @property {Setting[]} race
 * @property {Setting} framework
 * @property {OptimizerInfo[]} optimizers
 * @property {Landscape[]} landscapes
 * @property {{name: string, label: string, help: string}[]} fairness
 */

/**
 * What a config says of itself.
 * @typedef {object} Summary
 * @property {string[]} labels of its racers
 * @property {string} fairness the name of the rule behind their settings
 * @property {string} heading that rule in words
 * @property {Landscape} landscape
 */

/**
 * What the engine knows of settings.
 * @typedef {object} Rules
 * @property {Settings} settings
 * @property {(config: Config) => Summary} summary
 * @property {(config: Config, fairness: string) => Config} withFairness
 */

/**
 * Someone who could take part.
 * @typedef {object} Entrant
 * @property {number} style of its trail, which it keeps
 * @property {boolean} on whether it takes part
 * @property {Config} values its part of the config
 */

/**
 * @typedef {object} Roster
 * @property {Config} race the config but for its racers
 * @property {Entrant[]} entrants
 */

/**
 * A value that the engine refused, and why.
 * @typedef {object} Refusal
 * @property {string} place of the field
 * @property {string} text what was entered
 * @property {string} message
 */

/**
 * Hands a config to the race, with the trail style of each racer and with the config of everyone,
 * also of those who sit out; returns why it is refused, or ''.
 * @typedef {(config: Config, styles: number[], everyone: Config) => string} Take
 */

/** The place of a field that belongs to the race. */
export const RACE = 'race';

/** Knows the roster, proposes changes of it, and remembers what was refused. */
export class Setup {
  /** @type {Rules} */ #rules;
  /** @type {Take} */ #take;
  /** @type {Roster} */ #roster;
  /** @type {Refusal | null} */ #refusal = null;
  /** @type {string[]} */ #labels = [];
  #version = 0;

  /**
   * @param {Rules} rules
   * @param {Config} config of the race as it stands
   * @param {Take} take
   */
  constructor(rules, config, take) {
    this.#rules = rules;
    this.#take = take;
    this.#roster = rosterOf(config);
    this.#settle();
  }

  /** @returns {Settings} */
  get settings() {
    return this.#rules.settings;
  }

  /** @returns {Roster} */
  get roster() {
    return this.#roster;
  }

  /** @returns {string[]} the name of each entrant */
  get labels() {
    return this.#labels;
  }

  /** @returns {Refusal | null} */
  get refusal() {
    return this.#refusal;
  }

  /** @returns {number[]} the trail style of each who takes part */
  get styles() {
    return this.#roster.entrants.filter(({ on }) => on).map(({ style }) => style);
  }

  /** @returns {Summary} of the race as it stands */
  get summary() {
    return this.#rules.summary(configOf(this.#roster));
  }

  /** @returns {string[]} what other rules are called that give who takes part the same settings */
  get alike() {
    const config = configOf(this.#roster);
    const { fairness } = this.summary;
    const under = (/** @type {string} */ name) =>
      JSON.stringify(this.#rules.withFairness(config, name).racers);
    const known = this.settings.fairness;
    if (!known.some(({ name }) => name === fairness)) return [];
    const now = under(fairness);
    return known
      .filter(({ name }) => name !== fairness && under(name) === now)
      .map(({ label }) => label);
  }

  /** @returns {number} another one after each change */
  get version() {
    return this.#version;
  }

  /**
   * Takes in a config that came from elsewhere; who sits out stays where the others are the same.
   * @param {Config} config
   */
  see(config) {
    const { racers, ...race } = config;
    const now = this.#roster.entrants.filter(({ on }) => on).map(({ values }) => values);
    this.#roster =
      JSON.stringify(now) === JSON.stringify(racers) ? { ...this.#roster, race } : rosterOf(config);
    this.#refusal = null;
    this.#settle();
  }

  /** @returns {Seat[]} who sits out */
  get bench() {
    return this.#roster.entrants.flatMap(({ on, values }, place) =>
      on ? [] : [{ place, racer: values }],
    );
  }

  /** @returns {string} the style of each entrant, as a link has them; '' is the usual ones */
  get worn() {
    const { entrants } = this.#roster;
    const styles = entrants.map(({ style }) => style).join('-');
    return styles === usualOf(entrants).join('-') ? '' : styles;
  }

  /**
   * Puts others beside those who take part.
   * @param {readonly Seat[]} bench who sits out
   * @param {string} worn the style of each entrant; the usual ones where these are not as many
   */
  seat(bench, worn) {
    const entrants = this.#roster.entrants.filter(({ on }) => on);
    for (const { place, racer } of bench) {
      entrants.splice(place, 0, { style: 0, on: false, values: racer });
    }
    const given = worn.split('-').map(Number);
    const styles = worn && given.length === entrants.length ? given : usualOf(entrants);
    this.#roster = {
      ...this.#roster,
      entrants: entrants.map((entrant, i) => ({ ...entrant, style: styles[i] })),
    };
    this.#settle();
  }

  /**
   * @param {number} i an entrant
   * @param {string} name
   * @param {Value} value
   */
  set(i, name, value) {
    this.#propose(this.#with(i, { [name]: value }), `${i}.${name}`, value);
  }

  /**
   * @param {string} name
   * @param {Value} value
   */
  setRace(name, value) {
    const race = { ...this.#roster.race, [name]: value };
    // Another surface has another place to start.
    if (!this.settings.race.some((setting) => setting.name === name)) race.start = null;
    this.#propose({ ...this.#roster, race }, `${RACE}.${name}`, value);
  }

  /** @param {number} i */
  toggle(i) {
    const entrants = this.#roster.entrants.map((entrant, k) =>
      k === i ? { ...entrant, on: !entrant.on } : entrant,
    );
    this.#propose({ ...this.#roster, entrants }, `${i}.on`, null);
  }

  /** @param {number} i */
  duplicate(i) {
    const { entrants } = this.#roster;
    const { optimizer } = entrants[i].values;
    const copy = { ...entrants[i], on: true, style: freeStyle(optimizer, stylesOf(entrants)) };
    this.#propose(
      { ...this.#roster, entrants: entrants.toSpliced(i + 1, 0, copy) },
      `${i}.on`,
      null,
    );
  }

  /** @param {number} i */
  remove(i) {
    const entrants = this.#roster.entrants.toSpliced(i, 1);
    this.#propose({ ...this.#roster, entrants }, `${i}.on`, null);
  }

  /**
   * Adds an optimizer, under the rule that the others follow.
   * @param {string} optimizer
   */
  add(optimizer) {
    const { entrants } = this.#roster;
    const framework = this.settings.framework.default;
    const values = this.#defaults(optimizer, String(framework));
    const before = configOf(this.#roster, false);
    const { fairness } = this.#rules.summary(before);
    const next = {
      ...this.#roster,
      entrants: [
        ...entrants,
        { style: freeStyle(optimizer, stylesOf(entrants)), on: true, values },
      ],
    };
    this.#propose(this.#fair(next, fairness), `${entrants.length}.on`, null);
  }

  /**
   * Follows a framework's conventions: its defaults replace all values.
   * @param {number} i
   * @param {string} framework
   */
  follow(i, framework) {
    const { optimizer } = this.#roster.entrants[i].values;
    const entrants = this.#roster.entrants.with(i, {
      ...this.#roster.entrants[i],
      values: this.#defaults(optimizer, framework),
    });
    this.#propose({ ...this.#roster, entrants }, `${i}.framework`, framework);
  }

  /** @param {string} fairness the name of a rule for everyone's settings */
  choose(fairness) {
    this.#propose(this.#fair(this.#roster, fairness), `${RACE}.fairness`, fairness);
  }

  /**
   * @param {number} i
   * @returns {OptimizerInfo}
   */
  infoOf(i) {
    const { optimizer } = this.#roster.entrants[i].values;
    const info = this.settings.optimizers.find(({ name }) => name === optimizer);
    if (!info) throw new Error(`the engine does not describe ${optimizer}`);
    return info;
  }

  /**
   * @param {number} i
   * @param {string} name
   * @returns {Value} what it is where only the framework is chosen
   */
  usual(i, name) {
    return this.infoOf(i).defaults[this.#roster.entrants[i].values.framework][name];
  }

  /**
   * @param {string} optimizer
   * @param {string} framework
   * @returns {Config}
   */
  #defaults(optimizer, framework) {
    const info = this.settings.optimizers.find(({ name }) => name === optimizer);
    return { optimizer, framework, ...info?.defaults[framework] };
  }

  /**
   * @param {number} i
   * @param {Record<string, Value>} changes
   * @returns {Roster}
   */
  #with(i, changes) {
    const { entrants } = this.#roster;
    const values = { ...entrants[i].values, ...changes };
    return { ...this.#roster, entrants: entrants.with(i, { ...entrants[i], values }) };
  }

  /**
   * @param {Roster} roster
   * @param {string} fairness
   * @returns {Roster} with everyone's settings by that rule, also of those who sit out
   */
  #fair(roster, fairness) {
    if (!this.settings.fairness.some(({ name }) => name === fairness)) return roster;
    const { racers } = this.#rules.withFairness(configOf(roster, false), fairness);
    const entrants = roster.entrants.map((entrant, i) => ({ ...entrant, values: racers[i] }));
    return { ...roster, entrants };
  }

  /**
   * @param {Roster} roster
   * @param {string} place of the field that was touched
   * @param {Value} value what was entered
   */
  #propose(roster, place, value) {
    const styles = roster.entrants.filter(({ on }) => on).map(({ style }) => style);
    const message = this.#take(configOf(roster), styles, configOf(roster, false));
    if (message) {
      this.#refusal = { place, text: String(value), message: plain(message) };
    } else {
      this.#roster = roster;
      this.#refusal = null;
    }
    this.#settle();
  }

  #settle() {
    this.#version += 1;
    this.#labels = this.#rules.summary(configOf(this.#roster, false)).labels;
  }
}

/**
 * @param {readonly Entrant[]} entrants
 * @returns {number[]} the style of each, as long as nobody chooses others
 */
function usualOf(entrants) {
  return usualStyles(entrants.map(({ values }) => values.optimizer));
}

/**
 * @param {Config} config
 * @returns {Roster} everyone in it takes part
 */
function rosterOf({ racers, ...race }) {
  const styles = usualStyles(racers.map((/** @type {Config} */ { optimizer }) => optimizer));
  const entrants = racers.map((/** @type {Config} */ values, /** @type {number} */ i) => ({
    style: styles[i],
    on: true,
    values,
  }));
  return { race, entrants };
}

/**
 * @param {Roster} roster
 * @param {boolean} [only] those who take part
 * @returns {Config}
 */
export function configOf({ race, entrants }, only = true) {
  const taken = only ? entrants.filter(({ on }) => on) : entrants;
  return { ...race, racers: taken.map(({ values }) => values) };
}

/**
 * @param {readonly Entrant[]} entrants
 * @returns {Set<number>} the styles that they have
 */
function stylesOf(entrants) {
  return new Set(entrants.map(({ style }) => style));
}

/**
 * @param {string} message of the engine
 * @returns {string} without the place in the config, which the field beside it shows
 */
function plain(message) {
  return message.replace(/^racers\[\d+\]\./, '');
}
