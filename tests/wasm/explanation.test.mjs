// Explanations as the page gets them: their numbers are the report's, and the calculator is the
// same engine.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chances, dataset, engine, optimizers } from './engine.mjs';

const { Race, calculate } = engine;

/** Where an explained term stands in the report. */
function told(/** @type {any} */ report, /** @type {string} */ name) {
  if (name === 'gradient') return report.gradient;
  if (name === 'paramsAfter') return report.paramsAfter;
  if (name === 'learningRate') return report.learningRate;
  return report.stateAfter[name] ?? report.terms[name];
}

const pair = (/** @type {number[]} */ [m, b]) => ({ m, b });

test('explanations have the numbers of the report, and the calculator makes the same step', () => {
  const chance = chances(20_240_601);
  for (let round = 0; round < 60; round += 1) {
    const chosen = Array.from(
      { length: 4 },
      () => optimizers[Math.floor(chance() * optimizers.length)],
    );
    const race = new Race(dataset, {
      rows: 200,
      threshold: 0,
      batchSize: chance() < 0.2 ? null : 1 + Math.floor(60 * chance()),
      seed: Math.floor(1000 * chance()),
      racers: chosen.map((optimizer) => ({
        optimizer,
        learningRate: 0.05 * chance(),
        clip: chance() < 0.5 ? null : 2 * chance(),
        weightDecay: chance() < 0.5 ? 0 : 0.1 * chance(),
        ascend: chance() < 0.1,
        schedule: chance() < 0.5 ? 'constant' : 'cosine',
      })),
    });
    race.seek(1 + Math.floor(150 * chance()));
    for (const index of chosen.keys()) {
      const report = race.report(index);
      const explained = race.explain(index);
      assert.equal(explained.optimizer, chosen[index]);
      assert.equal(explained.step, report.step);
      const names = explained.terms.map((/** @type {any} */ { name }) => name);
      assert.deepEqual([names[0], names.at(-1)], ['gradient', 'paramsAfter']);
      assert.ok(names.includes('step'));
      for (const { name, value, before } of explained.terms) {
        assert.deepEqual(value, told(report, name), name);
        assert.deepEqual(before, report.stateBefore[name] ?? null, name);
      }
      const { "params'": params, t } = explained.inputs;
      assert.deepEqual(params.value, report.paramsBefore);
      assert.ok(t === undefined || t.value === report.step);
      for (const [name, { value }] of Object.entries(explained.inputs)) {
        if (name in report.settings && name !== 'learningRate') {
          assert.equal(value, report.settings[name], name);
        }
      }

      const counts = ['steps', 'decay', 'firstDecay', 'secondDecay'];
      const state = Object.entries(report.stateBefore).filter(([name]) => !counts.includes(name));
      const calculated = calculate({
        racer: report.settings,
        step: report.step,
        params: pair(report.paramsBefore),
        gradient: pair(report.gradient),
        state: Object.fromEntries(
          state.map(([name, value]) => [name, Array.isArray(value) ? pair(value) : value]),
        ),
      });
      assert.deepEqual(calculated.paramsAfter, report.paramsAfter);
      assert.deepEqual(calculated.terms, report.terms);
      assert.deepEqual(calculated.stateAfter, report.stateAfter);
    }
  }
});

test('before the first step there is nothing to explain', () => {
  const race = new Race(dataset, {});
  assert.equal(race.explain(0), null);
  assert.throws(() => race.explain(4), /racer is 4, but it takes a whole number from 0 to 3/);
});

test('an equation crosses as nested lists', () => {
  const race = new Race(dataset, { racers: [{ optimizer: 'momentum' }] });
  race.advance(2);
  const velocity = race.explain(0).terms.find((/** @type {any} */ { name }) => name === 'velocity');
  assert.deepEqual(velocity.equation, [
    '+',
    ['*', 'momentum', "velocity'"],
    ['*', 'learningRate', 'clippedGradient'],
  ]);
  assert.deepEqual([velocity.symbol, velocity.arrow], ['v_t', 'momentum']);
});

test('the calculator refuses as the engine does', () => {
  const good = {
    racer: { optimizer: 'adam' },
    step: 1,
    params: { m: 0, b: 0 },
    gradient: { m: 1, b: -1 },
  };
  assert.ok(calculate(good).paramsAfter[0] < 0);
  for (const [change, message] of /** @type {[object, RegExp][]} */ ([
    [{ racer: { optimizer: 'adam', beta1: 1 } }, /^Error: beta1 is 1, but it takes a number/],
    [
      { gradient: { m: 'x', b: 0 } },
      /^Error: gradient\.m is "x", but it takes a number from -1e150/,
    ],
    [{ gradient: { m: Number.NaN, b: 0 } }, /^Error: gradient\.m is NaN, but it takes a number/],
    [{ step: 0 }, /^Error: step is 0, but it takes a whole number from 1/],
    [
      { state: { velocity: { m: 0, b: 0 } } },
      /^Error: state\.velocity is an object, but it takes no/,
    ],
    [{ extra: 1 }, /^Error: extra is 1, but it takes no value: there are only racer, step,/],
  ])) {
    assert.throws(
      () => calculate({ ...good, ...change }),
      (/** @type {any} */ error) => {
        assert.match(String(error), message);
        assert.ok(error.setting && error.value && error.legal);
        return true;
      },
    );
  }
});
