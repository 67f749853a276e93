/**
 * The step inspector: which optimizer it looks at, what of its last update is shown, and as what.
 * It knows no document; the panel shows what it says.
 */

import { numberLeaf, pieces, show, symbolMath, symbolText, whole, wordLeaf } from './mathml.js';
import { formatSignificant } from './numbers.js';
import { sentenceOf } from './sentences.js';

/** @typedef {import('./mathml.js').Leaf} Leaf */
/** @typedef {import('./mathml.js').Tree} Tree */
/** @typedef {import('./sentences.js').Explanation} Explanation */
/** @typedef {import('./sentences.js').Term} Term */

/** @typedef {import('./state.js').ArrowKind} ArrowKind */

/**
 * A term with its numbers, for one parameter or for both.
 * @typedef {object} Numbers
 * @property {'m' | 'b' | ''} of '' where both share it
 * @property {string[]} math the pieces of the equation with numbers, without the result
 * @property {string} result
 * @property {string} exact the equation with all digits, to be copied
 */

/**
 * @typedef {object} TermRow
 * @property {string} name
 * @property {string} title
 * @property {ArrowKind | null} arrow
 * @property {string[]} letters the pieces of the equation with letters
 * @property {Numbers[]} numbers
 * @property {string} sentence
 */

/**
 * @typedef {object} StepRows
 * @property {string} optimizer
 * @property {string} idea
 * @property {string} paper
 * @property {number} step
 * @property {string[]} rule the update of the parameters, with letters
 * @property {boolean} hasMoment whether a letter is that of the first moment
 * @property {TermRow[]} terms
 */

/** Whether a name is that of the state before. */
const isBefore = (/** @type {string} */ name) => name.endsWith("'");
const bare = (/** @type {string} */ name) => (isBefore(name) ? name.slice(0, -1) : name);

/**
 * @param {string} symbol
 * @param {boolean} [before]
 * @returns {Leaf}
 */
function symbolLeaf(symbol, before = false) {
  return { math: symbolMath(symbol, before), text: symbolText(symbol, before), rank: 4 };
}

/**
 * Names as letters; what has none is written out.
 * @param {Explanation} explanation
 * @returns {(name: string) => Leaf}
 */
function letters({ terms, inputs }) {
  return (name) => {
    const term = terms.find((candidate) => candidate.name === bare(name));
    const input = inputs[name];
    if (term && (isBefore(name) || !input)) {
      if (term.symbol) return symbolLeaf(term.symbol, isBefore(name));
      if (term.equation !== null && !isBefore(name)) return { tree: term.equation };
    }
    if (input?.symbol) return symbolLeaf(input.symbol);
    return wordLeaf((input?.title || term?.title || bare(name)).toLowerCase());
  };
}

/**
 * @param {number | [number, number] | null | undefined} value
 * @param {number} i
 */
function part(value, i) {
  return Array.isArray(value) ? value[i] : (value ?? Number.NaN);
}

/**
 * Names as numbers.
 * @param {Explanation} explanation
 * @param {number} i 0 for m, 1 for b
 * @returns {(name: string) => Leaf}
 */
function numbers({ terms, inputs }, i) {
  return (name) => {
    if (name === 'pi') return symbolLeaf('π');
    const input = inputs[name];
    const value = input ? input.value : terms.find((term) => term.name === name)?.value;
    return numberLeaf(part(value, i));
  };
}

const EQUALS = '<mo>=</mo>';

/**
 * @param {Term} term
 * @param {Explanation} explanation
 * @returns {string[]}
 */
function lettersOf({ symbol, equation }, explanation) {
  const left = symbol ? symbolMath(symbol) : '';
  if (equation === null) {
    const at = `<mo>∇</mo><mi>L</mi><mrow><mo>(</mo>${symbolMath('θ_t−1')}<mo>)</mo></mrow>`;
    return [whole(symbol === '∇L' ? at : `${left}${EQUALS}${at}`)];
  }
  const names = letters(explanation);
  return pieces(left && `${left}${EQUALS}`, equation, names);
}

/**
 * @param {Term} term
 * @param {Explanation} explanation
 * @returns {Numbers[]}
 */
function numbersOf({ equation, value }, explanation) {
  const places = Array.isArray(value)
    ? /** @type {const} */ (['m', 'b'])
    : /** @type {const} */ (['']);
  return places.map((of, i) => {
    const exact = String(part(value, i));
    const result = formatSignificant(part(value, i));
    // The very number once more says nothing.
    if (equation === null || typeof equation === 'string') {
      return { of, math: [], result, exact };
    }
    const names = numbers(explanation, i);
    const text = `${show(equation, names).text} = ${exact}`;
    return { of, math: pieces(EQUALS, equation, names), result, exact: text };
  });
}

/**
 * @param {Explanation} explanation
 * @param {import('./sentences.js').Context['seen']} seen
 * @returns {StepRows}
 */
export function rowsOf(explanation, seen) {
  const { optimizer, idea, paper, step, terms } = explanation;
  const last = terms[terms.length - 1];
  return {
    optimizer,
    idea,
    paper,
    step,
    rule: lettersOf(last, explanation),
    hasMoment: terms.some(({ symbol }) => symbol === 'm_t'),
    terms: terms.map((term) => ({
      name: term.name,
      title: term.title,
      arrow: /** @type {ArrowKind | null} */ (term.arrow),
      letters: lettersOf(term, explanation),
      numbers: numbersOf(term, explanation),
      sentence: sentenceOf(term, { explanation, seen }),
    })),
  };
}

/**
 * A step with all its digits, for a spreadsheet or a pocket calculator.
 * @param {StepRows} rows
 * @param {string} label of the optimizer
 * @returns {string}
 */
export function textOfStep({ step, terms }, label) {
  const lines = terms.flatMap(({ title, numbers }) =>
    numbers.map(({ of, exact }) => `${title}${of && ` (${of})`}: ${exact}`),
  );
  return [`${label}, step ${step}`, ...lines].join('\n');
}

/** @type {readonly ArrowKind[]} */
const ARROWS = ['gradient', 'momentum', 'secondMoment', 'step'];

/** Numbers that follow each other faster than one can read need not all be shown. */
export const READABLE_MS = 120;

/** What the inspector shows, and how much of it. */
export class Inspector {
  /** @type {() => void} */ #onChange;
  /** @type {Explanation | null} */ #explanation = null;
  /** @type {StepRows | null} */ #rows = null;
  /** @type {import('./sentences.js').Context['seen']} */ #seen = 'batch';
  #racer = 0;
  /** @type {number | null} */ #revealed = null;
  /** @type {{terms: number | null, step: number} | null} what is revealed once a step is there */
  #resumed = null;
  /** @type {string | null} */ #pointed = null;
  /** @type {string | null} */ #pinned = null;
  /** @type {ArrowKind | null} */ #arrow = null;
  #last = Number.NEGATIVE_INFINITY;

  /** @param {() => void} onChange called when another arrow is to be lit, or another racer's shown */
  constructor(onChange) {
    this.#onChange = onChange;
  }

  /** @returns {number} the racer whose step is shown */
  get racer() {
    return this.#racer;
  }

  /** The same one in another place. */
  set racer(place) {
    this.#racer = place;
  }

  /** @returns {StepRows | null} null before the first step */
  get rows() {
    return this.#rows;
  }

  /** @returns {Explanation | null} null before the first step */
  get explanation() {
    return this.#explanation;
  }

  /** @returns {number | null} how many terms are shown, in the order of computation; null is all */
  get revealed() {
    return this.#revealed;
  }

  /** @returns {string | null} the name of the term that is pointed at, or else pinned */
  get term() {
    return this.#pointed ?? this.#pinned;
  }

  /** @returns {string | null} the name of the term whose arrow stays lit */
  get pinned() {
    return this.#pinned;
  }

  /** @returns {ArrowKind | null} the arrow under the pointer on the surface */
  get arrow() {
    return this.#arrow;
  }

  /** @returns {ArrowKind | null} what to light on the surface */
  get lit() {
    const name = this.term;
    const term = name ? this.#rows?.terms.find((one) => one.name === name) : this.#newest;
    if (!name && this.#revealed === null) return this.#arrow;
    const kind = term?.arrow ?? null;
    return kind && this.kinds?.includes(kind) === false ? null : kind;
  }

  /**
   * The arrows that give nothing away: each comes with the term that gives it its length, the last
   * one of its kind; the gradient comes with its first one, and changes with the others.
   * @returns {ArrowKind[] | null} null is all
   */
  get kinds() {
    if (this.#revealed === null) return null;
    const hidden = this.#rows?.terms.slice(this.#revealed) ?? [];
    const known = this.gradientAt ? 'gradient' : null;
    // Where the step leads to is seen with the step.
    const left = hidden.filter(({ name, arrow }) => name !== 'paramsAfter' && arrow !== known);
    return ARROWS.filter((kind) => !left.some(({ arrow }) => arrow === kind));
  }

  /** @returns {string} the gradient's term that was revealed last, or '' */
  get gradientAt() {
    const shown = this.#rows?.terms.slice(0, this.#revealed ?? 0) ?? [];
    return shown.findLast(({ arrow }) => arrow === 'gradient')?.name ?? '';
  }

  /** @returns {TermRow | null} the last one that was revealed */
  get #newest() {
    return this.#revealed === null ? null : (this.#rows?.terms[this.#revealed - 1] ?? null);
  }

  /**
   * Takes in the step that is shown.
   * @param {import('./engine.js').Race} race
   * @param {object} [how]
   * @param {boolean} [how.hurried] whether it may wait, if the last one was shown just now
   * @param {number} [how.now] in milliseconds
   * @returns {boolean} whether it was taken in
   */
  see(race, { hurried = false, now = performance.now() } = {}) {
    if (hurried && now - this.#last < READABLE_MS) return false;
    this.#last = now;
    if (this.#racer >= race.racers) this.#racer = 0;
    const { landscape, batchSize } = race.config();
    this.#seen = landscape !== 'linear' ? 'surface' : batchSize === null ? 'rows' : 'batch';
    const before = this.#explanation;
    this.#explanation = race.explain(this.#racer);
    this.#rows = this.#explanation && rowsOf(this.#explanation, this.#seen);
    // Another step than the one that was half revealed begins anew.
    const moved = before?.step !== this.#explanation?.step;
    if (this.#revealed !== null && moved) this.#revealed = this.#rows ? 1 : 0;
    if (this.#resumed?.step === race.step) {
      this.#revealed = this.#resumed.terms;
      this.#resumed = null;
    }
    return true;
  }

  /** @param {number} racer */
  choose(racer) {
    if (racer === this.#racer) return;
    this.#racer = racer;
    this.#pinned = null;
    this.#pointed = null;
    this.#explanation = null;
    this.#rows = null;
    this.#onChange();
  }

  /**
   * Has so many terms revealed once a step is shown, as a link says.
   * @param {number | null} terms null is all
   * @param {number} step
   */
  resume(terms, step) {
    this.#revealed = terms;
    this.#resumed = { terms, step };
  }

  /** Begins to reveal the terms one by one, or shows them all. */
  toggle() {
    this.#resumed = null;
    this.#revealed = this.#revealed === null ? (this.#rows ? 1 : 0) : null;
    this.#onChange();
  }

  /**
   * Reveals the next term.
   * @returns {string} what there is to say about it; '' when all are revealed, and it is time for
   *   the next step
   */
  next() {
    this.#resumed = null;
    const count = this.#rows?.terms.length ?? 0;
    const revealed = this.#revealed ?? 0;
    if (revealed >= count) return '';
    this.#revealed = revealed + 1;
    this.#onChange();
    return spoken(this.#newest);
  }

  /** @returns {string} the newest term in words */
  get spoken() {
    return spoken(this.#newest);
  }

  /** @param {string | null} name of the term under the pointer or with the focus */
  point(name) {
    if (name === this.#pointed) return;
    this.#pointed = name;
    this.#onChange();
  }

  /** @param {string} name of a term whose arrow stays lit; asked for again, no more */
  pin(name) {
    this.#pinned = name === this.#pinned ? null : name;
    this.#onChange();
  }

  /** @param {ArrowKind | null} kind of the arrow under the pointer on the surface */
  pointAt(kind) {
    if (kind === this.#arrow) return;
    this.#arrow = kind;
    this.#onChange();
  }
}

/** @param {TermRow | null} row */
function spoken(row) {
  if (!row) return '';
  const values = row.numbers.map(({ of, result }) => `${of ? `for ${of}, ` : ''}${result}`);
  return `${row.title}: ${values.join('; ')}. ${row.sentence}`;
}
