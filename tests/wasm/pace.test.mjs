// Why clipped runs over raw data hardly move: what the page says of it holds for real runs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { farthestStep, paceText } from '../../www/pace.js';
import { dataset, engine } from './engine.mjs';

const { Race } = engine;

/** @param {object[]} racers */
function raw(racers) {
  return new Race(dataset, { standardize: false, threshold: 0, racers });
}

test('no step goes farther than is said, and clipped ones go as far', () => {
  const schedules = [
    {},
    { schedule: 'exponential', gamma: 0.99 },
    { schedule: 'warmup', warmup: 50, warmupStart: 0.2 },
    { schedule: 'cosine', horizon: 40 },
  ];
  const rules = [
    { optimizer: 'sgd' },
    { optimizer: 'momentum', momentum: 0.9 },
    { optimizer: 'momentum', momentum: 0.5, dampening: 0.8, rateInVelocity: false },
    { optimizer: 'momentum', momentum: 0.95, rateInVelocity: true },
    { optimizer: 'nesterov', momentum: 0.9 },
    { optimizer: 'nesterov', momentum: 0.8, rateInVelocity: true },
  ];
  for (const schedule of schedules) {
    const racers = rules.map((rule) => ({ ...rule, ...schedule, clip: 3, learningRate: 0.2 }));
    const race = raw(racers);
    const { racers: spelledOut } = race.config();
    /** @type {number[]} */
    const most = spelledOut.map(farthestStep);
    const seen = most.map(() => 0);
    for (let step = 0; step < 120; step += 1) {
      const before = most.map((_, i) => race.state(i));
      race.advance(1);
      for (const [i, { m, b }] of before.entries()) {
        const now = race.state(i);
        seen[i] = Math.max(seen[i], Math.abs(now.m - m), Math.abs(now.b - b));
      }
    }
    for (const [i, step] of most.entries()) {
      assert.ok(
        seen[i] <= step * (1 + 1e-9),
        `${seen[i]} of ${step}: ${JSON.stringify(racers[i])}`,
      );
      assert.ok('schedule' in schedule || seen[i] > 0.99 * step, `${seen[i]} of ${step}`);
    }
    race.free();
  }
});

test('where clipping is not all that limits a step, nothing is said', () => {
  const sgd = {
    optimizer: 'sgd',
    clip: 1,
    learningRate: 0.1,
    weightDecay: 0,
    schedule: 'constant',
  };
  assert.equal(farthestStep(sgd), 0.1);
  assert.equal(farthestStep({ ...sgd, clip: null }), null);
  assert.equal(farthestStep({ ...sgd, weightDecay: 0.1 }), null);
  assert.equal(farthestStep({ ...sgd, schedule: 'exponential', gamma: 1.01 }), null);
  assert.equal(farthestStep({ ...sgd, optimizer: 'adam' }), null);
});

test('the sentences are chosen by the settings and have their numbers', () => {
  /** @param {object} change @param {object[]} racers */
  const said = (change, racers) => {
    const race = new Race(dataset, { standardize: false, ...change, racers });
    const { racers: all, ...config } = race.config();
    const [minimum, condition] = [race.minimum(), race.conditions()?.current ?? 1];
    const { m, b } = race.state(0);
    const named = all.map((/** @type {any} */ values, /** @type {number} */ i) => ({
      label: `${values.optimizer} ${i}`,
      values,
    }));
    return paceText({ config, racers: named, start: { m, b }, minimum, condition });
  };
  const [away, ...rest] = said({}, [
    { optimizer: 'sgd', learningRate: 0.1 },
    { optimizer: 'momentum', learningRate: 0.01 },
    { optimizer: 'adam', learningRate: 0.01 },
  ]);
  assert.match(
    away,
    /^Over raw data the minimum is far away: [67],\d{3} dollars per carat from the start along m\.$/,
  );
  assert.match(
    rest[0],
    /to ±1, .* a step goes at most 0\.1 along an axis: sgd 0 \(learning rate 0\.1\) and momentum 1 \(learning rate 0\.01, momentum 0\.9\) need at least [67]\d,\d{3} steps\.$/,
  );
  assert.match(rest[1], /^adam 2 divides /);
  assert.match(rest[2], /condition number of 13\.4 /);
  assert.equal(rest.length, 3);
  const two = said({}, [
    { optimizer: 'sgd', learningRate: 0.1, clip: 2 },
    { optimizer: 'sgd', learningRate: 0.1 },
  ]);
  assert.match(two[1], /±2, .* at most 0\.2 .* needs at least 3\d,\d{3} steps\.$/);
  assert.match(two[2], /±1, .* at most 0\.1 .* needs at least 7\d,\d{3} steps\.$/);
  assert.deepEqual(said({ standardize: true }, [{ optimizer: 'sgd' }]), []);
  assert.deepEqual(said({ landscape: 'rosenbrock' }, [{ optimizer: 'sgd' }]), []);
  assert.deepEqual(said({}, [{ optimizer: 'sgd', clip: null }, { optimizer: 'adam' }]), []);
  assert.deepEqual(said({}, [{ optimizer: 'sgd', clip: 1e6 }]), []);
  // Who climbs goes away from the minimum.
  const [climber, adam] = [
    { optimizer: 'sgd', ascend: true },
    { optimizer: 'adam', ascend: true },
  ];
  assert.deepEqual(said({}, [climber, adam]), []);
  const beside = said({}, [climber, { optimizer: 'sgd' }, adam]);
  assert.match(beside[1], /: sgd 1 \(learning rate 0\.1\) needs/);
  assert.equal(beside.length, 3);
  assert.match(said({}, [{ optimizer: 'sgd', clip: 0 }])[1], / never arrives\.$/);
});
