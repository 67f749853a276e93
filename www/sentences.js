/**
 * What can be said about the terms of one step: a sentence for each that is true of its numbers.
 * Pure, so that each condition is tested on both of its sides.
 */

import { formatSignificant, grouped } from './numbers.js';
import { joinWords } from './state.js';

/** @typedef {[number, number]} Pair for m and for b */

/**
 * One computed quantity, as `Race.explain` gives it.
 * @typedef {object} Term
 * @property {string} name
 * @property {string} symbol
 * @property {string} title
 * @property {string} role
 * @property {string | null} arrow
 * @property {import('./mathml.js').Tree | null} equation
 * @property {Pair | number | null} before
 * @property {Pair | number} value
 */

/**
 * One optimizer's last update in equations, as `Race.explain` gives it.
 * @typedef {object} Explanation
 * @property {string} optimizer
 * @property {string} idea
 * @property {string} paper
 * @property {number} step
 * @property {Term[]} terms
 * @property {Record<string, {symbol: string, title: string, value: Pair | number}>} inputs
 * @property {Pair} losses on all rows, before and after
 */

/**
 * @typedef {object} Context
 * @property {Explanation} explanation
 * @property {'batch' | 'rows' | 'surface'} seen what the gradient is of
 */

const AXES = /** @type {const} */ (['m', 'b']);

/** @param {string[]} clauses */
function sentence(...clauses) {
  const text = clauses.filter(Boolean).join(' ');
  return text && text[0].toUpperCase() + text.slice(1);
}

/**
 * @param {Pair} pair
 * @param {(value: number, axis: 0 | 1) => boolean} holds
 * @returns {string} `m`, `b`, `m and b` or ``
 */
function where(pair, holds) {
  return joinWords(AXES.filter((_, i) => holds(pair[i], /** @type {0 | 1} */ (i))));
}

/** @param {number} factor @returns {string} `3.1`, `12`, `1,000` */
export function times(factor) {
  if (factor >= 1e6 || factor < 1e-3) return formatSignificant(Number(factor.toPrecision(2)));
  // Near one, the second digit would say that there is no difference.
  const fine = factor >= 100 || (factor > 0.9 && factor < 1.1);
  const digits = Number(factor.toPrecision(fine ? 3 : 2));
  return grouped(String(digits));
}

/** @param {number} share @returns {string} `35 %` */
function percent(share) {
  // Nearly all is not all.
  const digits = Number((100 * share).toPrecision(share > 0.9 && share < 1 ? 3 : 2));
  return `${grouped(String(Number(digits.toFixed(6))))} %`;
}

/**
 * How two sizes compare, as `3.1 times as large in m as in b`.
 * @param {Pair} sizes neither negative
 * @returns {string} '' where neither can be compared with the other
 */
export function compared([m, b]) {
  if (m === 0 && b === 0) return 'zero in m and b';
  if (m === 0 || b === 0) return `zero in ${m === 0 ? 'm' : 'b'} and not in ${m === 0 ? 'b' : 'm'}`;
  const [ratio, larger, smaller] = m >= b ? [m / b, 'm', 'b'] : [b / m, 'b', 'm'];
  if (!Number.isFinite(ratio)) return '';
  if (ratio < 1.05) return 'about as large in m as in b';
  return `${times(ratio)} times as large in ${larger} as in ${smaller}`;
}

/**
 * @param {number} factor
 * @param {string} what
 */
function multiplies(factor, what) {
  if (Math.abs(factor - 1) < 5e-4) return `Bias correction hardly changes ${what} any more.`;
  return `Bias correction multiplies ${what} by ${times(factor)}.`;
}

/** The direction in which the loss falls: against the gradient. */
function downhill(/** @type {Pair} */ gradient, /** @type {Context['seen']} */ seen) {
  const whose = { batch: 'On this batch', rows: 'Over all rows', surface: 'Here' }[seen];
  const ways = AXES.flatMap((axis, i) =>
    gradient[i] === 0 ? [] : [`${gradient[i] < 0 ? 'larger' : 'smaller'} ${axis}`],
  );
  if (ways.length === 0) return `${whose} the loss is flat: it pulls nowhere.`;
  const flat = where(gradient, (value) => value === 0);
  return `${whose} the loss falls towards ${joinWords(ways)}${flat && `; in ${flat} it is flat`}.`;
}

/**
 * Whether what is subtracted leads up or down the gradient, along each axis.
 * @param {Pair} subtracted
 * @param {Pair} gradient
 */
export function slopes(subtracted, gradient) {
  const product = (/** @type {number} */ i) => Math.sign(subtracted[i]) * Math.sign(gradient[i]);
  return {
    uphill: where(subtracted, (_, i) => product(i) < 0),
    downhill: where(subtracted, (_, i) => product(i) > 0),
  };
}

/** What grew and what shrank. */
function changes(/** @type {Pair} */ before, /** @type {Pair} */ after) {
  const parts = [
    ['grows', where(after, (value, i) => Math.abs(value) > Math.abs(before[i]))],
    ['shrinks', where(after, (value, i) => Math.abs(value) < Math.abs(before[i]))],
    ['stays as it is', where(after, (value, i) => Math.abs(value) === Math.abs(before[i]))],
  ];
  const said = parts.filter(([, axes]) => axes).map(([verb, axes]) => `${verb} in ${axes}`);
  return `It ${joinWords(said)}.`;
}

/** @param {Pair | number} value @returns {Pair} */
const pairOf = (value) => (Array.isArray(value) ? value : [value, value]);

/**
 * @param {Explanation} explanation
 * @param {string} name of a term or an input
 * @returns {Pair | null}
 */
function find({ terms, inputs }, name) {
  const value = terms.find((term) => term.name === name)?.value ?? inputs[name]?.value;
  return value === undefined ? null : pairOf(value);
}

/**
 * The gradient that the rule gets: the last of those before it.
 * @param {Explanation} explanation
 * @returns {Pair}
 */
function rulesGradient({ terms }) {
  return pairOf(terms.filter(({ role }) => role === 'gradient').at(-1)?.value ?? [0, 0]);
}

/**
 * How a step compares with plain gradient descent's, along each axis.
 * @param {Pair} step
 * @param {Pair} plain
 */
export function besidePlain(step, plain) {
  /** @type {string[]} */
  const alike = [];
  /** @type {string[]} */
  const opposite = [];
  /** @type {string[]} */
  const others = [];
  for (const [i, axis] of AXES.entries()) {
    const ratio = step[i] / plain[i];
    if (plain[i] === 0) {
      if (step[i] !== 0) others.push(`Plain SGD would not move ${axis} at all.`);
    } else if (step[i] === 0) others.push(`It does not move ${axis}, though plain SGD would.`);
    else if (ratio < 0) opposite.push(axis);
    else if (Math.abs(ratio - 1) < 0.005) alike.push(`as large in ${axis}`);
    else if (Number.isFinite(ratio)) alike.push(`${times(ratio)} times as large in ${axis}`);
  }
  if (opposite.length > 0) {
    others.unshift(`In ${joinWords(opposite)} it goes the other way than plain SGD’s.`);
  }
  if (alike.length > 0) others.unshift(`It is ${joinWords(alike)} as plain SGD’s would be.`);
  return others.join(' ');
}

/**
 * @param {Pair | number} value
 * @param {Explanation} explanation
 * @param {string} what
 */
function share(value, explanation, what) {
  const [rate] = find(explanation, 'learningRate') ?? [0];
  if (rate === 0) return 'The learning rate is zero: nothing moves.';
  return `It is ${percent(pairOf(value)[0] / rate)} of the learning rate: with that much ${what} counts.`;
}

/** @type {Record<string, (term: Term, context: Context) => string>} */
const BY_NAME = {
  gradient: ({ value }, { seen }) => downhill(pairOf(value), seen),

  clippedGradient: ({ value, title }, { explanation }) => {
    const after = pairOf(value);
    const before = find(explanation, 'gradient') ?? after;
    const limit = find(explanation, 'clip');
    const turned = where(after, (part, i) => Math.sign(part) !== Math.sign(before[i]));
    const sign = turned && 'The sign is turned around, so that it climbs.';
    if (!limit || title !== 'Clipped gradient') return sign;
    const range = `±${formatSignificant(limit[0])}`;
    const cut = where(after, (part, i) => Math.abs(part) < Math.abs(before[i]));
    return sentence(
      sign,
      cut
        ? `Clipping cuts it to ${range} in ${cut}.`
        : `Clipping changes nothing: both parts are within ${range}.`,
    );
  },

  decayedGradient: (_, { explanation }) => {
    const params = find(explanation, "params'") ?? [0, 0];
    const moved = where(params, (value) => value !== 0);
    if (!moved) return 'Weight decay pulls nowhere: both parameters are zero.';
    return `Weight decay pulls ${moved} towards zero.`;
  },

  decayedParams: (_, { explanation }) => {
    const [rate] = find(explanation, 'learningRate') ?? [0];
    const [decay] = find(explanation, 'weightDecay') ?? [0];
    return `Before the step, weight decay multiplies both parameters by ${formatSignificant(1 - rate * decay)}.`;
  },

  learningRate: ({ value }, { explanation }) => {
    const [full] = find(explanation, "learningRate'") ?? [0];
    const rate = pairOf(value)[0];
    if (rate === full) return 'The schedule leaves the learning rate at its full value.';
    if (rate === 0) return 'The schedule has brought the learning rate to zero: nothing moves.';
    return `The schedule has brought the learning rate to ${percent(rate / full)} of its full value.`;
  },

  correctedFirstMoment: (_, { explanation }) => {
    const correction = find(explanation, 'firstCorrection');
    return correction ? multiplies(1 / correction[0], 'the first moment') : '';
  },

  correctedSecondMoment: (_, { explanation }) => {
    const correction = find(explanation, 'secondCorrection');
    return correction ? multiplies(1 / correction[0], 'the second moment') : '';
  },

  correctedLearningRate: ({ value }, { explanation }) => {
    const rate = find(explanation, 'learningRate');
    if (!rate || rate[0] === 0) return 'The learning rate is zero: nothing moves.';
    return multiplies(pairOf(value)[0] / rate[0], 'the learning rate');
  },

  decayedLearningRate: ({ value }, { explanation }) => {
    const rate = find(explanation, 'learningRate');
    if (!rate || rate[0] === 0) return 'The learning rate is zero: nothing moves.';
    const share = pairOf(value)[0] / rate[0];
    if (share === 1) return 'The learning rate has not decayed yet.';
    return `The learning rate has decayed to ${percent(share)} of what it was.`;
  },

  lookAhead: ({ value }, { explanation }) => {
    const ahead = pairOf(value);
    const velocity = find(explanation, 'velocity') ?? ahead;
    const further = where(ahead, (part, i) => Math.abs(part) > Math.abs(velocity[i]));
    const shorter = where(ahead, (part, i) => Math.abs(part) < Math.abs(velocity[i]));
    const said = [
      further && `further than the velocity in ${further}`,
      shorter && `less far in ${shorter}`,
    ];
    const words = joinWords(said.filter(Boolean));
    return words
      ? `Looking ahead, it goes ${words}.`
      : 'Looking ahead, it goes as far as the velocity.';
  },

  variance: ({ value }, { explanation }) => {
    const variance = pairOf(value);
    const correction = find(explanation, 'correction');
    const square = find(explanation, 'squareAverage') ?? variance;
    const mean = find(explanation, 'gradientAverage');
    if (!mean) return correction ? multiplies(1 / correction[0], 'the mean square') : '';
    const full = square.map((part) => part / (correction?.[0] ?? 1));
    const left = AXES.map((axis, i) =>
      full[i] > 0 ? `${percent(variance[i] / full[i])} of the mean square in ${axis}` : '',
    ).filter(Boolean);
    if (left.length === 0) return 'Nothing is left of it: there was no gradient yet.';
    return `Without the square of the mean, what is left is ${joinWords(left)}.`;
  },

  gradientRate: ({ value }, { explanation }) => share(value, explanation, 'the gradient'),

  momentRate: ({ value }, { explanation }) => share(value, explanation, 'the first moment'),

  momentumNow: ({ value }, { explanation }) => {
    const beta = find(explanation, 'beta1');
    if (!beta || beta[0] === 0) return 'There is no momentum: β₁ is zero.';
    return `At step ${explanation.step} it is ${percent(pairOf(value)[0] / beta[0])} of β₁.`;
  },

  momentumNext: ({ value }, { explanation }) => {
    const [now, next] = [find(explanation, 'momentumNow')?.[0] ?? 0, pairOf(value)[0]];
    if (next === now) return 'It will be the same at the next step.';
    return next > now ? 'It rises from step to step.' : 'It falls from step to step.';
  },

  momentumProduct: ({ value, before }) => {
    const [product, last] = [pairOf(value)[0], pairOf(before ?? 1)[0]];
    if (product >= last) return 'It is as large as before.';
    return 'It shrinks with every step: what it corrects for is soon over.';
  },

  longestAverage: ({ value }) =>
    `In the long run, the average will be of about ${times(pairOf(value)[0])} gradients.`,

  averageLength: ({ value }) => {
    const length = formatSignificant(pairOf(value)[0]);
    return pairOf(value)[0] > 5
      ? `It is ${length}, more than 5: the second moment is trusted.`
      : `It is ${length}, not more than 5: the second moment is not used yet.`;
  },

  rectification: ({ value }) => {
    const factor = pairOf(value)[0];
    if (Math.abs(factor - 1) < 5e-4) return 'It hardly changes the step any more.';
    return `It multiplies the step by ${times(factor)}, as the second moment is still young.`;
  },

  delta: ({ value }, { explanation }) => {
    const gradient = rulesGradient(explanation);
    const delta = pairOf(value);
    const said = AXES.flatMap((axis, i) => {
      const scale = delta[i] / gradient[i];
      return gradient[i] !== 0 && scale > 0 && Number.isFinite(scale)
        ? [`by ${times(scale)} in ${axis}`]
        : [];
    });
    return said.length > 0
      ? `The gradient is multiplied ${joinWords(said)}.`
      : 'There is no gradient to scale.';
  },
};

/** @type {Record<string, (term: Term, context: Context) => string>} */
const BY_ROLE = {
  momentum: ({ name, value, before }, { explanation, seen }) => {
    const what = name === 'velocity' ? 'velocity' : 'moment';
    const gradient = find(explanation, 'gradient') ?? [0, 0];
    const { uphill } = slopes(pairOf(value), gradient);
    if (uphill) {
      const whose = seen === 'batch' ? 'the batch’s gradient' : 'the gradient';
      return `It carries uphill in ${uphill}: ${what} and ${whose} have opposite signs there.`;
    }
    if (before !== null && pairOf(before).every((part) => part === 0)) {
      return 'Nothing was remembered before this step: it is made of this gradient alone.';
    }
    const { downhill: ways } = slopes(pairOf(value), gradient);
    return ways
      ? `It points downhill in ${ways}, as the gradient does.`
      : 'It points neither uphill nor downhill.';
  },

  secondMoment: ({ name, value, before }) => {
    const sizes = pairOf(value).map((part) => (name === 'infinityNorm' ? part : Math.sqrt(part)));
    const ratio = compared(/** @type {Pair} */ (sizes));
    const whose = name === 'infinityNorm' ? 'It is' : 'Its root is';
    return sentence(
      before === null ? '' : changes(pairOf(before), pairOf(value)),
      ratio && `${whose} ${ratio}.`,
    );
  },

  correction: ({ value }, { explanation }) => {
    const weight = pairOf(value)[0];
    if (weight >= 0.9995) return 'By now the average has its full weight.';
    return `At step ${explanation.step} the average has ${percent(weight)} of its full weight.`;
  },

  denominator: ({ value }) => {
    const sizes = pairOf(value);
    const ratio = compared(sizes);
    return ratio && `It is ${ratio}.`;
  },

  step: ({ name, value }, { explanation, seen }) => {
    const step = pairOf(value);
    const gradient = find(explanation, 'gradient') ?? [0, 0];
    const [rate] = find(explanation, 'learningRate') ?? [0];
    const used = rulesGradient(explanation);
    const plain = /** @type {Pair} */ ([rate * used[0], rate * used[1]]);
    if (step.every((part) => part === 0)) return 'It does not move.';
    // Sums of products of very large or small numbers may lose their sign, not those of signs.
    const { uphill, downhill: down } = slopes(step, gradient);
    const whose = seen === 'batch' ? ' on this batch' : '';
    const way =
      uphill && down
        ? `It leads downhill in ${down} and uphill in ${uphill}${whose}.`
        : uphill
          ? `It leads uphill${whose}.`
          : down
            ? `It leads downhill${whose}.`
            : '';
    if (name !== 'step' || explanation.optimizer === 'sgd') return way;
    return sentence(way, besidePlain(step, plain));
  },

  params: ({ value }, { explanation, seen }) => {
    const after = pairOf(value);
    const before = find(explanation, "params'") ?? after;
    const moves = [
      ['rise', where(after, (part, i) => part > before[i])],
      ['fall', where(after, (part, i) => part < before[i])],
      ['stay', where(after, (part, i) => part === before[i])],
    ].flatMap(([verb, axes]) => (axes ? [`${axes} ${verb}${axes.length > 1 ? '' : 's'}`] : []));
    const [from, to] = explanation.losses;
    const [first, last] = [formatSignificant(from), formatSignificant(to)];
    const way = to < from ? 'falls' : to > from ? 'rises' : 'stays the same';
    // A change may be too small for the digits that are shown.
    const shown = to === from ? '' : first === last ? ' a little' : ` from ${first} to ${last}`;
    const gradient = find(explanation, 'gradient') ?? [0, 0];
    const { uphill, downhill: down } = slopes(
      [before[0] - after[0], before[1] - after[1]],
      gradient,
    );
    // What begins downhill and ends higher has come through a lower place. A batch has its own.
    const far = to > from && seen !== 'batch' && down && !uphill;
    const past = far ? ' The step went too far: it came past lower places.' : '';
    return `${joinWords(moves)}. The loss on all rows ${way}${shown}.${past}`;
  },
};

/**
 * @param {Term} term
 * @param {Context} context
 * @returns {string} what is true of it at this step
 */
export function sentenceOf(term, context) {
  const told = (BY_NAME[term.name] ?? BY_ROLE[term.role])?.(term, context);
  const text = told || plainly(term);
  return context.seen === 'surface' ? text.replace(' on all rows', '') : text;
}

/**
 * Of what nothing else can be said.
 * @param {Term} term
 */
function plainly({ value, before }) {
  if (before !== null) return changes(pairOf(before), pairOf(value));
  if (!Array.isArray(value)) return `It is ${formatSignificant(value)}.`;
  return `It is ${formatSignificant(value[0])} for m and ${formatSignificant(value[1])} for b.`;
}
