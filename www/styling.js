/** Which trail style each racer has: one that tells the optimizer wherever there is a choice. */

/** How many trail styles there are: one for each racer that a race has room for. */
export const STYLES = 8;

/**
 * The optimizers with a style of their own, in its order; the styles after these are for the others.
 * @type {readonly string[]}
 */
const OWN = ['sgd', 'momentum', 'rmsprop', 'adam'];

/**
 * @param {string} optimizer
 * @param {ReadonlySet<number>} taken
 * @returns {number} its own style, or one that stands for no other optimizer, or any that is free
 */
export function freeStyle(optimizer, taken) {
  const own = OWN.indexOf(optimizer);
  const others = Array.from({ length: STYLES }, (_, i) => (i + OWN.length) % STYLES);
  const wanted = own < 0 ? others : [own, ...others];
  return wanted.find((style) => !taken.has(style)) ?? 0;
}

/**
 * @param {readonly string[]} optimizers of the racers
 * @returns {number[]} the style of each, as long as nobody chooses others
 */
export function usualStyles(optimizers) {
  /** @type {Set<number>} */
  const taken = new Set();
  return optimizers.map((optimizer) => {
    const style = freeStyle(optimizer, taken);
    taken.add(style);
    return style;
  });
}
