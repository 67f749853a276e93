/**
 * Why clipped runs over raw data hardly move: how far a step goes at most, how far the minimum is,
 * and so how many steps the way takes at least.
 */

import { formatCount, formatSignificant } from './numbers.js';
import { joinWords } from './state.js';

/** @typedef {import('./setup.js').Config} Config */

/** With fewer steps to make, nobody asks why it takes so long. */
const LONG = 1000;
/** Up to this condition number, descent takes dozens of steps. */
const ROUND = 50;
/** Rules that divide each component of the gradient by its recent size. */
const SCALED = ['adam', 'adamw', 'nadam', 'adamax', 'rmsprop'];

/**
 * @param {Config} racer its settings
 * @returns {number | null} how far one step goes at most along an axis, where clipping limits it;
 *   null where it does not, or not alone
 */
export function farthestStep({ optimizer, clip, weightDecay, schedule, gamma, ...rest }) {
  const { learningRate, momentum = 0, dampening = 0 } = rest;
  const grows = (schedule === 'step' || schedule === 'exponential') && gamma > 1;
  if (clip === null || weightDecay || grows) return null;
  const step = learningRate * clip;
  switch (optimizer) {
    case 'sgd':
      return step;
    case 'momentum':
      // The first velocity is not dampened; the others sum up to a geometric series.
      return step * Math.max(1, (1 - dampening) / (1 - momentum));
    case 'nesterov':
      return step / (1 - momentum);
    default:
      return null;
  }
}

/**
 * @param {object} race
 * @param {Config} race.config but for its racers
 * @param {{label: string, values: Config}[]} race.racers
 * @param {{m: number, b: number}} race.start
 * @param {{m: number, b: number}} race.minimum
 * @param {number} race.condition the condition number of the loss
 * @returns {string[]} sentences; none where the data are standardized or nobody is held back
 */
export function paceText({ config, racers: all, start, minimum, condition }) {
  if (config.landscape !== 'linear' || config.standardize) return [];
  // Who climbs goes away from it.
  const racers = all.filter(({ values }) => !values.ascend);
  const [m, b] = [Math.abs(minimum.m - start.m), Math.abs(minimum.b - start.b)];
  const away = Math.max(m, b);
  /** @type {Map<string, {clip: number, step: number, names: string[]}>} those with equal steps */
  const held = new Map();
  for (const { label, values } of racers) {
    const step = farthestStep(values);
    if (step === null || away <= LONG * step) continue;
    const { clip, learningRate, momentum } = values;
    const also = momentum ? `, momentum ${formatSignificant(momentum)}` : '';
    // Rounded, so that 0.1 and what is computed to be 0.1 are the same.
    const group = held.get(`${clip} ${formatSignificant(step)}`) ?? {
      clip,
      step,
      names: /** @type {string[]} */ ([]),
    };
    group.names.push(`${label} (learning rate ${formatSignificant(learningRate)}${also})`);
    held.set(`${clip} ${formatSignificant(step)}`, group);
  }
  if (held.size === 0) return [];
  const sentences = [
    `Over raw data the minimum is far away: ${formatCount(away)} dollars ` +
      `${m > b ? 'per carat from the start along m' : 'from the start along b'}.`,
  ];
  for (const { clip, step, names } of held.values()) {
    const steps = Number((away / step).toPrecision(12));
    const way =
      step > 0
        ? `${names.length > 1 ? 'need' : 'needs'} at least ${formatCount(Math.ceil(steps))} steps`
        : `never ${names.length > 1 ? 'arrive' : 'arrives'}`;
    sentences.push(
      `Clipping limits each component of the gradient to ±${formatSignificant(clip)}, however steep ` +
        `it is, so that a step goes at most ${formatSignificant(step)} along an axis: ` +
        `${joinWords(names)} ${way}.`,
    );
  }
  const scaled = racers.filter(
    ({ values }) => SCALED.includes(values.optimizer) && away > LONG * values.learningRate,
  );
  if (scaled.length > 0) {
    const one = scaled.length === 1;
    sentences.push(
      `${joinWords(scaled.map(({ label }) => label))} ${one ? 'divides' : 'divide'} each component by ` +
        `its own recent size, so that ${one ? 'its' : 'their'} steps are about as long as the learning ` +
        `rate, too.`,
    );
  }
  if (condition < ROUND) {
    sentences.push(
      `The ravine is not what holds them back: a condition number of ${condition.toFixed(1)} alone ` +
        `costs dozens of steps, not thousands.`,
    );
  }
  return sentences;
}
