// What the data view and the loss view draw.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnBy } from './canvas.mjs';
import { dataset, engine } from './engine.mjs';

const { Race } = engine;

const options = { width: 600, height: 400, pixelRatio: 2, theme: 'light' };

const small = { rows: 400, batchSize: 16, threshold: 0 };

/** @param {InstanceType<typeof Race>} race @param {object} [more] */
const losses = (race, more) => drawnBy((canvas) => race.drawLoss(canvas, { ...options, ...more }));

/** @param {InstanceType<typeof Race>} race @returns {string[]} where rows are lit */
function lit(race) {
  const calls = drawnBy((canvas) => race.drawDataOverlay(canvas, options));
  // A dot is a line of one pixel.
  const dots = calls.filter(([name, x, y], i) => {
    const [before, x0, y0] = calls[i - 1] ?? [];
    return name === 'lineTo' && before === 'moveTo' && x === Number(x0) + 1 && y === y0;
  });
  return dots.map(([, x, y]) => `${x} ${y}`).sort();
}

test('there is no test error where no rows are left to test on', () => {
  const none = /^Error: measure is "testRmse", but it takes "loss" here: there are no rows to test/;
  for (const config of [{ ...small, trainFraction: 1 }, { landscape: 'booth' }]) {
    const race = new Race(dataset, config);
    race.advance(30);
    assert.equal(race.state(0).testRmse, null);
    assert.throws(() => losses(race, { measure: 'testRmse' }), none);
    assert.ok(losses(race).length > 100);
  }
  const race = new Race(dataset, small);
  race.advance(30);
  assert.notDeepEqual(losses(race, { measure: 'testRmse' }), losses(race));
  // Also after all rows were given to training.
  race.change({ ...race.config(), trainFraction: 1 });
  assert.throws(() => losses(race, { measure: 'testRmse' }), none);
});

test('the batch that is lit is the current one, though the first racer has stopped', () => {
  const wild = { optimizer: 'sgd', learningRate: 100, clip: null };
  const calm = { optimizer: 'adam' };
  const race = new Race(dataset, { ...small, racers: [wild, calm] });
  const other = new Race(dataset, { ...small, racers: [calm, wild] });
  race.seek(2000);
  other.seek(2000);
  assert.equal(race.state(0).stop.reason, 'diverged');
  assert.equal(race.state(1).stop, null);
  const then = lit(race);
  assert.ok(then.length > 10, `${then.length}`);
  assert.deepEqual(then, lit(other));
  race.advance(1);
  assert.notDeepEqual(lit(race), then);
});

test('the rows of the data view and its racers are those of the present config', () => {
  const race = new Race(dataset, small);
  const told = (/** @type {InstanceType<typeof Race>} */ race) => [
    race.rowBeside(300, 200, 0, 0, { ...options, squaresOf: 0 }),
    race.state(0).label,
  ];
  const before = told(race);
  const config = { ...small, seed: 7, racers: [{ optimizer: 'adam' }] };
  const fresh = told(new Race(dataset, config));
  assert.notDeepEqual(fresh, before);
  race.change(config);
  assert.deepEqual(told(race), fresh);
  race.configure(small);
  assert.deepEqual(told(race), before);
});

test('the loss view is the same however often it was drawn before', () => {
  const race = new Race(dataset, small);
  /** @type {object[]} */
  const cases = [];
  for (const by of ['step', 'epoch']) {
    for (const measure of ['loss', 'testRmse']) {
      for (const scale of ['log', 'linear']) cases.push({ by, measure, scale });
    }
  }
  /** @param {InstanceType<typeof Race>} race @param {object} more */
  const picture = (race, more) => {
    const calls = losses(race, more);
    // The second time the same curves are kept as pixels, the third time these are shown.
    return calls.some(([name]) => name === 'drawImage') ? 'kept' : JSON.stringify(calls);
  };
  const afresh = (/** @type {object} */ more) => {
    const fresh = new Race(dataset, race.config());
    fresh.seek(furthest);
    fresh.seek(race.step);
    return picture(fresh, more);
  };
  let furthest = 0;
  for (const step of [0, 1, 30, 31, 700, 699, 13, 33_000, 32_999, 40_001, 40_003, 40_002, 100]) {
    race.seek(step);
    furthest = Math.max(furthest, step);
    for (const one of cases) {
      for (const until of [furthest, step]) {
        const more = { ...one, until, cursor: step };
        const was = picture(race, more);
        if (was !== 'kept') assert.equal(was, afresh(more), `${step} ${JSON.stringify(more)}`);
      }
    }
  }
  const more = { until: furthest, cursor: 50 };
  const before = picture(race, more);
  race.configure({ ...small, seed: 3 });
  race.seek(furthest);
  race.seek(100);
  assert.notEqual(picture(race, more), before);
  assert.equal(picture(race, more), afresh(more));
});
