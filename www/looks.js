/**
 * How one looks at a race, beyond the part of the map: what a link holds of it. Each look is
 * described once; links are written, read and checked by this list.
 */

/**
 * @typedef {object} Look
 * @property {string} name in a link, and in the settings of the views
 * @property {null | boolean | number | string} usual what it is when nothing is said
 * @property {string} legal what it takes, as a phrase
 * @property {(value: unknown) => boolean} takes
 */

/** @typedef {Record<string, null | boolean | number | string>} Looks */

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

/** @type {readonly Look[]} */
export const LOOKS = [
  choice('by', ['step', 'epoch']),
  choice('scale', ['log', 'linear']),
  {
    name: 'squaresOf',
    usual: null,
    legal: 'the number of a racer, the first one being 0',
    takes: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) < 8,
  },
  {
    name: 'tab',
    usual: 'race',
    legal: 'the name of a tab',
    takes: (value) => typeof value === 'string' && /^[a-z]{1,20}$/.test(value),
  },
];

/**
 * @param {Looks} settings of the views, some of which are looks
 * @returns {Looks}
 */
export function looksOf(settings) {
  return Object.fromEntries(
    LOOKS.flatMap(({ name }) => (Object.hasOwn(settings, name) ? [[name, settings[name]]] : [])),
  );
}
