/**
 * The engine's equations as MathML, with letters or with numbers, and as plain text. Pure: lists
 * in, text out.
 */

import { significant } from './numbers.js';

/**
 * An equation's right side, as the engine gives it: a number, a name, or an operator or function
 * with what it is of.
 * @typedef {number | string | [string, ...any[]]} Tree
 */

/**
 * What a name stands for: MathML and text, how tightly they hold together, or another tree.
 * @typedef {{math: string, text: string, rank: number} | {tree: Tree}} Leaf
 */

/** @typedef {(name: string) => Leaf} Names */

/**
 * How tightly operators bind; what binds less than its surroundings is put into parentheses.
 * @type {Record<string, number>}
 */
const RANKS = { '+': 1, '-': 1, mod: 1, '*': 2, '/': 2, '^': 3 };
const SIGN = 1.5;
const WHOLE = 4;

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

const mi = (/** @type {string} */ text) => `<mi>${escaped(text)}</mi>`;
const mn = (/** @type {string} */ text) => `<mn>${escaped(text)}</mn>`;
const mo = (/** @type {string} */ text) => `<mo>${escaped(text)}</mo>`;
const word = (/** @type {string} */ text) => `<mtext>${escaped(text)}</mtext>`;
const row = (/** @type {string} */ inner) => `<mrow>${inner}</mrow>`;
const fenced = (/** @type {string} */ open, /** @type {string} */ inner, close = open) =>
  row(`<mo stretchy="true">${open}</mo>${inner}<mo stretchy="true">${close}</mo>`);

/**
 * One letter. With an accent on it, it is written as one character: fonts without mathematics place
 * that better than MathML's `mover`, but browsers do not slant it by themselves.
 * @param {string} text
 */
function letter(text) {
  return /\p{M}/u.test(text.normalize('NFD'))
    ? `<mi class="accented">${escaped(text)}</mi>`
    : mi(text);
}

/**
 * A sequence of letters, digits and signs, as in t−1.
 * @param {string} text
 */
function sequence(text) {
  const parts = text.match(/[\d.]+|[a-z]{2,}|\p{L}\p{M}*|[^\s]/gu) ?? [];
  const inner = parts.map((part) => {
    if (/^\d/.test(part)) return mn(part);
    if (/^[a-z]{2,}$/.test(part)) return word(part);
    return /^\p{L}/u.test(part) ? letter(part) : mo(part);
  });
  return inner.length === 1 ? inner[0] : row(inner.join(''));
}

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉';

/**
 * The letter of a quantity, such as `m̂_t` or `β₁`: what stands below follows after `_`, what stands
 * above after `^`.
 * @param {string} symbol
 * @param {boolean} [before] the one of the step before
 * @returns {string} MathML
 */
export function symbolMath(symbol, before = false) {
  const digits = [...symbol].filter((character) => SUBSCRIPTS.includes(character));
  const [head, below = digits.map((digit) => SUBSCRIPTS.indexOf(digit)).join('')] = [...symbol]
    .filter((character) => !digits.includes(character))
    .join('')
    .split('_');
  const [base, above] = head.split('^');
  const sub = before && below === 't' ? 't−1' : below;
  // What stands before the letter, such as the sign of a product, is no part of what is below it.
  const [, sign, rest] = /** @type {string[]} */ (/^([∏∇]?)(.*)$/u.exec(base));
  const mean = /^E\[(.)²\]$/u.exec(rest);
  const core = mean
    ? row(`${mi('E')}${mo('[')}<msup>${mi(mean[1])}${mn('2')}</msup>${mo(']')}`)
    : letter(rest);
  let math = core;
  if (sub && above) math = `<msubsup>${core}${sequence(sub)}${sequence(above)}</msubsup>`;
  else if (sub) math = `<msub>${core}${sequence(sub)}</msub>`;
  return sign ? row(`${mo(sign)}${math}`) : math;
}

/**
 * The same as text, for those who read no MathML: `m̂ₜ₋₁` as `m̂(t−1)`.
 * @param {string} symbol
 * @param {boolean} [before]
 */
export function symbolText(symbol, before = false) {
  const [head, below = ''] = symbol.split('_');
  const sub = before && below === 't' ? 't−1' : below;
  return sub ? `${head}(${sub})` : head;
}

/**
 * @param {number} value
 * @returns {Leaf} with few digits as MathML, with all of them as text
 */
export function numberLeaf(value) {
  const { digits, exponent } = significant(value);
  const [sign, size] = digits.startsWith('−') ? [mo('−'), digits.slice(1)] : ['', digits];
  const text = String(value);
  if (exponent === 0) {
    return { math: row(`${sign}${mn(size)}`), text, rank: sign ? SIGN : WHOLE };
  }
  const ten = `<msup>${mn('10')}${sequence(String(exponent).replace('-', '−'))}</msup>`;
  const math = row(`${sign}${mn(size)}${mo('·')}${ten}`);
  return { math, text, rank: sign ? SIGN : RANKS['*'] };
}

/**
 * @param {string} text
 * @returns {Leaf} what has no letter, written out
 */
export function wordLeaf(text) {
  return { math: word(text), text, rank: WHOLE };
}

/**
 * @typedef {object} Shown
 * @property {string} math
 * @property {string} text
 * @property {number} rank
 */

/**
 * @param {Shown} part
 * @param {number} rank what it has to bind at least as tightly as
 * @returns {Shown}
 */
function within(part, rank) {
  if (part.rank >= rank) return part;
  return { math: fenced('(', part.math, ')'), text: `(${part.text})`, rank: WHOLE };
}

/**
 * A tree itself in place of a name that stands for one.
 * @param {Tree} tree
 * @param {Names} names
 * @returns {Tree}
 */
function spelled(tree, names) {
  const leaf = typeof tree === 'string' ? names(tree) : null;
  return leaf && 'tree' in leaf ? spelled(leaf.tree, names) : tree;
}

/** Whether a fraction is among the factors of a product. */
function hasFraction(/** @type {Tree} */ tree) {
  return (
    Array.isArray(tree) && (tree[0] === '/' || (tree[0] === '*' && tree.slice(1).some(hasFraction)))
  );
}

/**
 * How tightly the right side of an operator has to hold together: a − (b − c), but a + b + c; and a
 * sign never follows another.
 * @param {string} op
 * @param {Shown} right
 */
function rankOfRight(op, right) {
  if (op === 'mod') return 3;
  const next = op === '-' || right.rank === SIGN;
  return RANKS[op] + (next ? 1 : 0);
}

/**
 * @param {Tree} tree
 * @param {Names} names
 * @returns {Shown}
 */
export function show(tree, names) {
  if (typeof tree === 'number') return /** @type {Shown} */ (numberLeaf(tree));
  if (typeof tree === 'string') {
    const leaf = names(tree);
    return 'tree' in leaf ? show(leaf.tree, names) : leaf;
  }
  const [op, a, b] = tree;
  if (b === undefined) return one(op, a, names);
  const rank = RANKS[op];
  const left = show(a, names);
  const right = show(b, names);
  switch (op) {
    case '+':
    case '-':
    case '*':
    case 'mod': {
      const sign = { '+': '+', '-': '−', '*': '·', mod: 'mod' }[op];
      const first = within(left, op === 'mod' ? 2 : rank);
      const second = within(right, rankOfRight(op, right));
      return {
        math: row(`${first.math}${mo(sign)}${second.math}`),
        text: `${first.text} ${op === 'mod' ? '%' : op} ${second.text}`,
        rank,
      };
    }
    case '/': {
      const text = `${within(left, rank).text} / ${within(right, rank + 1).text}`;
      if (Array.isArray(a) && a[0] === '*' && hasFraction(spelled(a[1], names))) {
        // A fraction times a fraction, instead of a fraction in a numerator.
        const [first, second] = [within(show(a[1], names), rank), show(a[2], names)];
        const math = `${first.math}${mo('·')}<mfrac>${second.math}${right.math}</mfrac>`;
        return { math: row(math), text, rank };
      }
      return { math: `<mfrac>${left.math}${right.math}</mfrac>`, text, rank };
    }
    case '^': {
      const base = within(left, WHOLE);
      // What stands above a letter with something below it stands right above that.
      const below = /^<msub>(.*)<\/msub>$/u.exec(base.math);
      return {
        math: below
          ? `<msubsup>${below[1]}${right.math}</msubsup>`
          : `<msup>${base.math}${right.math}</msup>`,
        text: `${base.text} ** ${within(right, WHOLE).text}`,
        rank,
      };
    }
    default:
      return {
        math: row(`${mi(op)}${fenced('(', `${left.math}${mo(',')}${right.math}`, ')')}`),
        text: `${op}(${left.text}, ${right.text})`,
        rank: WHOLE,
      };
  }
}

/**
 * @param {string} op a sign or a function of one number
 * @param {Tree} of
 * @param {Names} names
 * @returns {Shown}
 */
function one(op, of, names) {
  const inner = show(of, names);
  if (op === '-') {
    const { math, text } = within(inner, RANKS['*']);
    return { math: row(`${mo('−')}${math}`), text: `-${text}`, rank: SIGN };
  }
  const text = `${op}(${inner.text})`;
  switch (op) {
    case 'sqrt':
      return { math: `<msqrt>${inner.math}</msqrt>`, text, rank: WHOLE };
    case 'abs':
      return { math: fenced('|', inner.math), text, rank: WHOLE };
    case 'floor':
      return { math: fenced('⌊', inner.math, '⌋'), text, rank: WHOLE };
    default:
      return { math: row(`${mi(op)}${fenced('(', inner.math, ')')}`), text, rank: WHOLE };
  }
}

/**
 * An equation in pieces that may stand on lines of their own: one for each summand.
 * @param {string} before what stands before the first, such as a letter and `=`
 * @param {Tree} tree
 * @param {Names} names
 * @returns {string[]} each a whole `math` element
 */
export function pieces(before, tree, names) {
  /** @type {[string, Tree][]} */
  const summands = [];
  /** @type {Tree} */
  let rest = tree;
  while (Array.isArray(rest) && rest.length === 3 && (rest[0] === '+' || rest[0] === '-')) {
    summands.unshift([rest[0] === '+' ? '+' : '−', rest[2]]);
    rest = rest[1];
  }
  summands.unshift(['', rest]);
  return summands.map(([sign, summand], i) => {
    const shown = show(summand, names);
    const tight = sign === '' ? 1 : shown.rank === SIGN || sign === '−' ? 2 : 1;
    return whole(
      `${i === 0 ? before : ''}${sign && `<mo form="infix">${sign}</mo>`}${within(shown, tight).math}`,
    );
  });
}

/** @param {string} inner */
export function whole(inner) {
  return `<math displaystyle="true">${row(inner)}</math>`;
}
