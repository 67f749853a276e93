// The boundary between JavaScript and the engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataset, engine } from './engine.mjs';

const { Dataset, Race, Table } = engine;

/** A small race, quick to run. */
const small = { rows: 200, batchSize: 16, epochs: 20, threshold: 0 };

/** @param {InstanceType<typeof Race>} race */
const everything = (race) =>
  Array.from({ length: race.racers }, (_, i) => [
    race.state(i),
    [...race.trail(i)],
    [...race.epochLosses(i)],
    race.report(i),
  ]);

test('the default race is the four optimizers on 16,000 of 20,000 diamonds', () => {
  assert.equal(dataset.rows, 53_940);
  const race = new Race(dataset, {});
  const config = race.config();
  assert.equal(config.v, 1);
  assert.deepEqual([config.rows, config.seed, config.batchSize], [20_000, 42, 64]);
  assert.deepEqual(
    config.racers.map((/** @type {{optimizer: string}} */ { optimizer }) => optimizer),
    ['sgd', 'momentum', 'rmsprop', 'adam'],
  );
  assert.equal(race.stepsPerEpoch, 250);
  // numpy.random.RandomState(42), after shuffling 53,940 rows: m, then b.
  const { m, b } = race.state(0);
  assert.deepEqual([m, b], [-0.08325511292131023, -0.6618531818998317]);
});

test('a config that is read back makes the same race', () => {
  const config = {
    ...small,
    seed: 7,
    start: { m: 1.5, b: -2 },
    racers: [
      { optimizer: 'adam', framework: 'keras' },
      { optimizer: 'nadam', beta1: 0.5 },
    ],
  };
  const race = new Race(dataset, config);
  const again = new Race(dataset, race.config());
  race.advance(50);
  again.advance(50);
  assert.deepEqual(again.config(), race.config());
  assert.deepEqual(everything(again), everything(race));
});

test('seeking back and forth gives the same as going straight', () => {
  const straight = new Race(dataset, small);
  straight.advance(77);
  const walker = new Race(dataset, small);
  for (const step of [150, 3, 120, 0, 200, 77]) assert.equal(walker.seek(step), step);
  assert.deepEqual(everything(walker), everything(straight));
  walker.seek(0);
  assert.equal(walker.step, 0);
  assert.equal(walker.report(0), null);
  assert.equal(walker.trail(0).length, 2);
  assert.equal(walker.seek(1e15), 200, 'beyond the end it goes to the end');
  assert.equal(walker.finished, true);
  assert.equal(walker.state(3).stop.reason, 'outOfEpochs');
});

test('long work comes in slices', () => {
  const race = new Race(dataset, { ...small, epochs: 20_000 });
  let last = -1;
  for (let slices = 0; ; slices += 1) {
    const { step, finished, progress } = race.advanceFor(5);
    assert.equal(step, race.step);
    assert.ok(progress > last, `${progress}`);
    last = progress;
    if (finished) break;
    assert.ok(slices < 10_000);
  }
  assert.equal(last, 1);
  assert.equal(race.step, 200_000);
});

test('a report has every term of an update under its name', () => {
  const race = new Race(dataset, { ...small, racers: [{ optimizer: 'adam' }] });
  race.advance(1);
  const report = race.report(0);
  assert.equal(report.step, 1);
  assert.equal(report.batch.length, 16);
  assert.deepEqual(Object.keys(report.stateAfter), [
    'firstMoment',
    'secondMoment',
    'firstDecay',
    'secondDecay',
  ]);
  assert.deepEqual(report.stateBefore.firstMoment, [0, 0]);
  // At the first step the correction gives the gradient back, so that the step is η·g/(|g| + ε).
  const g = report.gradient;
  for (const i of [0, 1]) {
    assert.ok(Math.abs(report.terms.correctedFirstMoment[i] - g[i]) < 1e-15);
    assert.ok(Math.abs(report.terms.step[i] - (0.01 * g[i]) / (Math.abs(g[i]) + 1e-8)) < 1e-15);
  }
});

test('wrong settings are refused in words, and the race stays as it is', () => {
  const race = new Race(dataset, small);
  race.advance(33);
  const before = everything(race);
  for (const [config, message] of /** @type {[object, RegExp][]} */ ([
    [
      { batchSize: 0 },
      /^Error: batchSize is 0, but it takes a whole number from 1 to 65536, or null/,
    ],
    [{ sede: 1 }, /^Error: sede is 1, but it takes no value: a race has only v, landscape, /],
    [{ rows: 60_000 }, /^Error: rows is 60000, but it takes a whole number up to 53940/],
    [
      { racers: [{ optimizer: 'adam', beta2: 1 }] },
      /^Error: racers\[0\]\.beta2 is 1, but it takes/,
    ],
    [{ racers: [{ optimizer: 'adam', beta2: Number.NaN }] }, /beta2 is NaN, but it takes a number/],
    [{ seed: () => 1 }, /^Error: config is no such value/],
    [/** @type {any} */ ('fast'), /^Error: config is "fast", but it takes an object/],
  ])) {
    assert.throws(
      () => race.configure(config),
      (/** @type {any} */ error) => {
        assert.match(String(error), message);
        assert.ok(error.setting && error.value && error.legal);
        return true;
      },
    );
    assert.deepEqual(everything(race), before);
  }
  assert.throws(() => race.state(4), /racer is 4, but it takes a whole number from 0 to 3/);
  assert.throws(() => race.advance(-1), /steps is -1, but it takes a whole number/);
  assert.throws(() => race.seek(Number.NaN), /step is NaN, but it takes a whole number/);
  assert.throws(() => engine.theme('pink'), /theme is "pink", but it takes one of light, dark/);
  assert.throws(() => Dataset.diamonds(new Uint8Array(7)), /7 bytes long, but it takes 4 bytes/);
});

test('the tutorial’s table comes out to four decimals, published and corrected', () => {
  const table = new Table(dataset);
  let progress = 0;
  while (progress < 1) {
    const next = table.advanceFor(100);
    assert.ok(next > progress);
    progress = next;
  }
  const figures = table
    .rows()
    .map((/** @type {any} */ { method, published, corrected }) => [
      method,
      published.testRmse.toFixed(4),
      published.epochs,
      corrected.testRmse.toFixed(4),
      corrected.epochs,
    ]);
  assert.deepEqual(figures, [
    ['SGD', '1424002054.8658', 10_000, '1570.9689', 5071],
    ['Momentum', '14239929470.0458', 10_000, '1569.7264', 628],
    ['RMSprop', '137715232.4602', 10_000, '1570.3487', 402],
    ['Adam', '1570.1177', 412, '1569.7024', 125],
  ]);
});
