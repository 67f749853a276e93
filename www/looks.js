/**
 * How one looks at a race, beyond the part of the map: what a link holds of it. Each look is
 * described once; links are written, read and checked by this list.
 */

import { shown } from './settle.js';
import { STYLES } from './styling.js';

/**
 * @typedef {object} Look
 * @property {string} name in a link, and in the settings of the views
 * @property {null | boolean | number | string} usual what it is when nothing is said
 * @property {string} legal what it takes, as a phrase
 * @property {(value: unknown) => boolean} takes
 */

/** @typedef {Record<string, null | boolean | number | string>} Looks */
/** @typedef {import('./state.js').LookSettings} LookSettings */

/**
 * @param {string} name
 * @param {readonly string[]} of the first is the usual one
 * @returns {Look}
 */
function choice(name, of) {
  return {
    name,
    usual: of[0],
    legal: `one of ${of.join(', ')}`,
    takes: (value) => of.some((one) => one === value),
  };
}

/**
 * @param {string} name
 * @returns {Look} none, unless a racer is chosen
 */
function racer(name) {
  return count(name, 'the number of a racer, the first one being 0', STYLES);
}

/**
 * @param {string} name
 * @param {string} legal
 * @param {number} end the first number that is too large
 * @returns {Look} none, unless a number from 0 is chosen
 */
function count(name, legal, end) {
  const takes = (/** @type {unknown} */ value) =>
    Number.isInteger(value) && Number(value) >= 0 && Number(value) < end;
  return { name, usual: null, legal, takes };
}

/**
 * @param {string} name
 * @returns {Look} off, unless it is switched on
 */
function mark(name) {
  return {
    name,
    usual: false,
    legal: 'true or false',
    takes: (value) => typeof value === 'boolean',
  };
}

/**
 * @param {string} name
 * @returns {Look} on, unless it is switched off
 */
function usually(name) {
  return { ...mark(name), usual: true };
}

/**
 * Those of the three views.
 * @type {readonly Look[]}
 */
export const VIEWS = [
  choice('by', ['step', 'epoch']),
  choice('scale', ['log', 'linear']),
  racer('squaresOf'),
  racer('arrowsOf'),
  mark('batchBowl'),
  choice('units', ['standardized', 'own']),
  choice('measure', ['loss', 'testRmse']),
  usually('ghosts'),
];

/** The open one of the tabs below the picture. */
export const TAB = choice('tab', ['race', 'optimizers', 'data', 'step', 'table']);

/** @type {readonly Look[]} */
export const LOOKS = [
  ...VIEWS,
  TAB,
  count('terms', 'how many terms of the step are revealed, from 0 to 99', 100),
  {
    name: 'styles',
    usual: '',
    legal: 'the trail style of each racer, from 0 to 7, with - between them, none of them twice',
    takes: (value) => /^(?!.*-$)(?:([0-7])(?!.*\1)(?:-|$))+$/.test(String(value)),
  },
];

/** @type {LookSettings} */
export const FIRST_LOOKS = Object.freeze(
  /** @type {any} */ (Object.fromEntries(VIEWS.map(({ name, usual }) => [name, usual]))),
);

/**
 * @param {LookSettings} before
 * @param {object} changes
 * @returns {LookSettings}
 * @throws {TypeError} in words, where a look is unknown or does not take its value
 */
export function withLooks(before, changes) {
  if (Object(changes) !== changes)
    throw new TypeError(`looks is ${shown(changes)}, but it takes an object of looks`);
  for (const [name, value] of Object.entries(changes)) {
    const look = VIEWS.find((candidate) => candidate.name === name);
    if (!look) {
      const names = VIEWS.map((candidate) => candidate.name).join(', ');
      throw new TypeError(`looks.${name} is set, but there are only ${names}`);
    }
    check(look, value, `looks.${name}`);
  }
  return { ...before, ...changes };
}

/**
 * @param {Look} look
 * @param {unknown} value
 * @param {string} [name] what it is called where it was set
 * @throws {TypeError} in words, where the look does not take the value
 */
export function check({ usual, takes, legal, name: own }, value, name = own) {
  if (value === usual || takes(value)) return;
  throw new TypeError(`${name} is ${shown(value)}, but it takes ${legal}`);
}

/**
 * @param {LookSettings} looks
 * @param {number} racers how many there are
 * @returns {LookSettings} the same, without racers that are not there
 */
export function looksFor(looks, racers) {
  const of = (/** @type {number | null} */ racer) =>
    racer !== null && racer < racers ? racer : null;
  return { ...looks, arrowsOf: of(looks.arrowsOf), squaresOf: of(looks.squaresOf) };
}

/**
 * @param {number | null} racer
 * @param {number[] | undefined} before the style of each racer, which tells who is who
 * @param {number[]} styles those from now on
 * @returns {number | null} where the racer is then; null where it is gone
 */
export function placeOf(racer, before, styles) {
  const place = racer === null ? -1 : styles.indexOf(before?.[racer] ?? racer);
  return place < 0 ? null : place;
}

/**
 * Keeps arrows and squares with the racer that has them, which its style tells.
 * @param {LookSettings} looks
 * @param {number[] | undefined} before the style of each racer
 * @param {number[]} styles those from now on
 * @returns {LookSettings}
 */
export function followed(looks, before, styles) {
  const of = (/** @type {number | null} */ racer) => placeOf(racer, before, styles);
  return { ...looks, arrowsOf: of(looks.arrowsOf), squaresOf: of(looks.squaresOf) };
}
