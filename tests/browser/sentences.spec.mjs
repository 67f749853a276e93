// What the inspector says of a term: each condition on both of its sides.

import { expect, test } from '@playwright/test';
import { besidePlain, compared, sentenceOf, slopes, times } from '../../www/sentences.js';

/**
 * @typedef {import('../../www/sentences.js').Term} Term
 * @typedef {import('../../www/sentences.js').Explanation} Explanation
 */

/**
 * @param {Partial<Term> & {name: string}} term
 * @returns {Term}
 */
const termOf = (term) => ({
  symbol: '',
  title: '',
  role: 'factor',
  arrow: null,
  equation: null,
  before: null,
  value: [0, 0],
  ...term,
});

/**
 * @param {Partial<Term> & {name: string}} term
 * @param {object} [rest]
 * @param {Record<string, any>} [rest.inputs]
 * @param {(Partial<Term> & {name: string})[]} [rest.terms]
 * @param {[number, number]} [rest.losses]
 * @param {number} [rest.step]
 * @param {string} [rest.optimizer]
 * @param {'batch' | 'rows' | 'surface'} [seen]
 */
function said(
  term,
  { inputs = {}, terms = [], losses = [1, 1], step = 1, optimizer = 'x' } = {},
  seen = 'batch',
) {
  /** @type {Explanation} */
  const explanation = {
    optimizer,
    idea: '',
    paper: '',
    step,
    losses,
    inputs: Object.fromEntries(
      Object.entries(inputs).map(([name, value]) => [name, { symbol: '', title: '', value }]),
    ),
    terms: [...terms, term].map(termOf),
  };
  return sentenceOf(termOf(term), { explanation, seen });
}

test('the gradient: where the loss falls', () => {
  const at = (/** @type {[number, number]} */ value, /** @type {any} */ seen) =>
    said({ name: 'gradient', role: 'gradient', value }, {}, seen);
  expect(at([-1, 2], 'batch')).toBe('On this batch the loss falls towards larger m and smaller b.');
  expect(at([1, 0], 'rows')).toBe(
    'Over all rows the loss falls towards smaller m; in b it is flat.',
  );
  expect(at([0, 0], 'surface')).toBe('Here the loss is flat: it pulls nowhere.');
});

test('clipping: cut, within, and exactly at the limit', () => {
  const at = (
    /** @type {[number, number]} */ gradient,
    /** @type {[number, number]} */ value,
    title = 'Clipped gradient',
  ) =>
    said(
      { name: 'clippedGradient', role: 'gradient', title, value },
      { inputs: { clip: 10 }, terms: [{ name: 'gradient', role: 'gradient', value: gradient }] },
    );
  expect(at([12, -11], [10, -10])).toBe('Clipping cuts it to ±10 in m and b.');
  expect(at([12, 3], [10, 3])).toBe('Clipping cuts it to ±10 in m.');
  expect(at([10, -3], [10, -3])).toBe('Clipping changes nothing: both parts are within ±10.');
  expect(at([12, 3], [-10, -3])).toBe(
    'The sign is turned around, so that it climbs. Clipping cuts it to ±10 in m.',
  );
  expect(at([2, 0], [-2, -0], 'Reversed gradient')).toBe(
    'The sign is turned around, so that it climbs.',
  );
});

test('weight decay pulls what is not zero', () => {
  const at = (/** @type {[number, number]} */ params) =>
    said({ name: 'decayedGradient', role: 'gradient' }, { inputs: { "params'": params } });
  expect(at([1, -1])).toBe('Weight decay pulls m and b towards zero.');
  expect(at([0, -1])).toBe('Weight decay pulls b towards zero.');
  expect(at([0, 0])).toBe('Weight decay pulls nowhere: both parameters are zero.');
  expect(said({ name: 'decayedParams' }, { inputs: { learningRate: 0.5, weightDecay: 0.1 } })).toBe(
    'Before the step, weight decay multiplies both parameters by 0.95.',
  );
});

test('momentum goes uphill only against the gradient', () => {
  const at = (
    /** @type {[number, number]} */ value,
    /** @type {[number, number]} */ gradient,
    /** @type {any} */ before = [1, 1],
  ) =>
    said(
      { name: 'velocity', role: 'momentum', value, before },
      { terms: [{ name: 'gradient', role: 'gradient', value: gradient }] },
    );
  expect(at([1, 1], [-1, 1])).toBe(
    'It carries uphill in m: velocity and the batch’s gradient have opposite signs there.',
  );
  expect(at([1, -1], [-1, 1])).toContain('It carries uphill in m and b');
  expect(at([1, 1], [1, 0])).toBe('It points downhill in m, as the gradient does.');
  expect(at([1, 0], [0, 1])).toBe('It points neither uphill nor downhill.');
  expect(at([1, 1], [1, 1], [0, 0])).toBe(
    'Nothing was remembered before this step: it is made of this gradient alone.',
  );
  // The product of very small numbers is zero; their signs are not.
  expect(slopes([1e-200, 1e-200], [-1e-200, 1e-200])).toEqual({ uphill: 'm', downhill: 'b' });
});

test('second moments: growth and proportion', () => {
  const at = (
    /** @type {[number, number]} */ value,
    /** @type {any} */ before,
    name = 'secondMoment',
  ) => said({ name, role: 'secondMoment', value, before });
  expect(at([4, 1], [1, 2])).toBe(
    'It grows in m and shrinks in b. Its root is 2 times as large in m as in b.',
  );
  expect(at([1, 1], [1, 1])).toBe(
    'It stays as it is in m and b. Its root is about as large in m as in b.',
  );
  expect(at([2, 4], [1, 1], 'infinityNorm')).toBe(
    'It grows in m and b. It is 2 times as large in b as in m.',
  );
  expect(compared([0, 0])).toBe('zero in m and b');
  expect(compared([0, 2])).toBe('zero in m and not in b');
  expect(compared([1.04, 1])).toBe('about as large in m as in b');
  expect(compared([1.06, 1])).toBe('1.06 times as large in m as in b');
  expect(compared([1e300, 1e-300])).toBe('');
});

test('bias correction: strong at first, then hardly any', () => {
  const at = (/** @type {number} */ value, step = 1) =>
    said(
      { name: 'correctedFirstMoment', role: 'momentum' },
      {
        step,
        terms: [{ name: 'firstCorrection', role: 'correction', value }],
      },
    );
  expect(at(1 - 0.9)).toBe('Bias correction multiplies the first moment by 10.');
  expect(at(0.9996)).toBe('Bias correction hardly changes the first moment any more.');
  expect(at(0.96)).toBe('Bias correction multiplies the first moment by 1.04.');
  const weight = (/** @type {number} */ value) =>
    said({ name: 'firstCorrection', role: 'correction', value }, { step: 3 });
  expect(weight(0.271)).toBe('At step 3 the average has 27 % of its full weight.');
  expect(weight(0.9995)).toBe('By now the average has its full weight.');
});

test('schedules: full, less, more, nothing', () => {
  const at = (/** @type {number} */ value) =>
    said({ name: 'learningRate', role: 'rate', value }, { inputs: { "learningRate'": 0.1 } });
  expect(at(0.1)).toBe('The schedule leaves the learning rate at its full value.');
  expect(at(0.035)).toBe('The schedule has brought the learning rate to 35 % of its full value.');
  expect(at(0.2)).toBe('The schedule has brought the learning rate to 200 % of its full value.');
  expect(at(0)).toBe('The schedule has brought the learning rate to zero: nothing moves.');
});

test('RAdam trusts its second moment above five, not at five', () => {
  const at = (/** @type {number} */ value) => said({ name: 'averageLength', value });
  expect(at(5)).toBe('It is 5, not more than 5: the second moment is not used yet.');
  expect(at(5.01)).toBe('It is 5.01, more than 5: the second moment is trusted.');
});

test('the step: its way, and plain SGD beside it', () => {
  const at = (
    /** @type {[number, number]} */ value,
    /** @type {[number, number]} */ gradient,
    optimizer = 'adam',
  ) =>
    said(
      { name: 'step', role: 'step', value },
      {
        optimizer,
        inputs: { learningRate: 0.1 },
        terms: [{ name: 'gradient', role: 'gradient', value: gradient }],
      },
    );
  expect(at([0.31, 0.1], [1, 1])).toBe(
    'It leads downhill on this batch. It is 3.1 times as large in m and as large in b as plain SGD’s would be.',
  );
  expect(at([-0.1, 0.2], [1, 0])).toBe(
    'It leads uphill on this batch. In m it goes the other way than plain SGD’s. Plain SGD would not move b at all.',
  );
  expect(at([-0.1, -0.2], [1, 1])).toBe(
    'It leads uphill on this batch. In m and b it goes the other way than plain SGD’s.',
  );
  expect(at([0.1, -0.1], [1, 1])).toContain(
    'It leads downhill in m and uphill in b on this batch.',
  );
  expect(at([0.1, 0.1], [1, 1], 'sgd')).toBe('It leads downhill on this batch.');
  expect(at([0, 0], [1, 1])).toBe('It does not move.');
  expect(besidePlain([0, 1], [1, 0])).toBe(
    'It does not move m, though plain SGD would. Plain SGD would not move b at all.',
  );
  expect(besidePlain([1e300, 1], [1e-300, 1])).toBe('It is as large in b as plain SGD’s would be.');
});

test('new parameters and the loss', () => {
  const at = (
    /** @type {[number, number]} */ value,
    /** @type {[number, number]} */ losses,
    /** @type {any} */ seen,
  ) =>
    said(
      { name: 'paramsAfter', role: 'params', value },
      { losses, inputs: { "params'": [0, 0] } },
      seen,
    );
  expect(at([1, 1], [2, 1], 'batch')).toBe('m and b rise. The loss on all rows falls from 2 to 1.');
  expect(at([1, -1], [1, 2], 'batch')).toBe(
    'm rises and b falls. The loss on all rows rises from 1 to 2.',
  );
  expect(at([0, -1], [1, 1], 'surface')).toBe('b falls and m stays. The loss stays the same.');
  const past = (/** @type {[number, number]} */ gradient, /** @type {any} */ seen) =>
    said(
      { name: 'paramsAfter', role: 'params', value: [1, 1] },
      {
        losses: [1, 2],
        inputs: { "params'": [0, 0] },
        terms: [{ name: 'gradient', role: 'gradient', value: gradient }],
      },
      seen,
    ).includes('The step went too far');
  expect(past([-1, -2], 'surface')).toBe(true);
  expect(past([-1, 0], 'rows')).toBe(true);
  expect(past([-1, -2], 'batch')).toBe(false);
  expect(past([-1, 2], 'surface')).toBe(false);
  expect(past([0, 0], 'surface')).toBe(false);
  expect(at([1, 1], [1.0000001, 1], 'rows')).toContain('The loss on all rows falls a little.');
});

test('other terms are said as they are', () => {
  expect(said({ name: 'new', value: 0.25 })).toBe('It is 0.25.');
  expect(said({ name: 'new', value: [1, -2] })).toBe('It is 1 for m and −2 for b.');
  expect(said({ name: 'new', value: [1, 2], before: [2, 1] })).toBe(
    'It grows in b and shrinks in m.',
  );
  expect([times(3.14), times(12.3), times(1000), times(0.5), times(1.044)]).toEqual([
    '3.1',
    '12',
    '1,000',
    '0.5',
    '1.04',
  ]);
});

test('on a surface without data nothing is said of rows, batches, epochs or prices', async ({
  page,
}) => {
  await page.goto('./#landscape=rosenbrock&measure=testRmse&by=epoch&squaresOf=1&step=40&v=1');
  await expect(page.locator('.step strong')).toHaveText('Step 40');
  const words =
    /batch|diamond|carat|dollar|\$|epoch|price|slope m|intercept|of the line|train|RMSE/i;
  // What is about other surfaces, settings that are there for all, and the tutorial's table.
  const apart =
    '#landscape option, .comparison, dialog, [data-setting="epochs"], [data-setting="threshold"]';
  for (const tab of ['race', 'optimizers', 'data', 'step']) {
    await page.locator(`[data-tab="${tab}"]`).click();
    const said = await page.locator('downhill-plot').evaluate((plot, apart) => {
      const root = /** @type {ShadowRoot} */ (plot.shadowRoot);
      return [...root.querySelectorAll('*')]
        .filter(
          (each) => each.checkVisibility() && !each.closest(apart) && each.localName !== 'style',
        )
        .flatMap((each) => [
          ...[...each.childNodes]
            .filter((node) => node.nodeType === 3)
            .map((node) => node.nodeValue),
          each.getAttribute('title'),
          each.getAttribute('aria-label'),
        ])
        .filter(Boolean)
        .map(String);
    }, apart);
    expect(said.length).toBeGreaterThan(50);
    expect(said.filter((text) => words.test(text))).toEqual([]);
  }
  await page.locator('[data-tab="data"]').click();
  await expect(page.getByLabel('Steps', { exact: true }).first()).toHaveValue('10000');
  const text = await page.locator('main').innerText();
  expect(text).toContain('This surface is made for tests');
  expect(text).not.toContain('How much does a diamond cost');
  await page.locator('.layers').hover();
  await expect(page.locator('.readout')).toContainText('loss');
  await expect(page.locator('.readout')).not.toContainText('price');
  await page.locator('[data-tab="data"]').click();
  await page.locator('#landscape').selectOption('linear');
  await expect(page.locator('main')).toContainText('How much does a diamond cost');
});

test('who rests high above the least is at a standstill, not converged', async ({ page }) => {
  await page.goto('./#landscape=plateau&start=40,30&racers=sgd~learningRate:0.001,adam&v=1');
  await page.locator('[data-action="finish"]').click();
  const status = page.locator('[data-racer="sgd"] [data-value="status"]');
  await expect(status).toHaveText(/^at a standstill, step \d/);
  await expect(status).toHaveAttribute(
    'title',
    /^Came to a standstill at step [\d,]+: the loss hardly changed any more, well above the least\.$/,
  );
});
