// What the inspector shows of random races: equations that come out, and sentences that are true.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Calculator } from '../../www/calculator.js';
import { Inspection } from '../../www/inspection.js';
import { Inspector, rowsOf, textOfStep } from '../../www/inspector.js';
import { wordLeaf } from '../../www/mathml.js';
import { chances, dataset, engine, optimizers } from './engine.mjs';

const { Race, calculate } = engine;

/** Computes an equation that is written with all digits. */
function computed(/** @type {string} */ text) {
  const functions = { ...Math, ...{ π: Math.PI, single: Math.fround } };
  const names = ['sqrt', 'abs', 'floor', 'cos', 'max', 'min', 'single', 'π'];
  const work = new Function(...names, `return ${text};`);
  return work(
    ...names.map((name) => /** @type {any} */ (functions)[name] ?? Reflect.get(Math, name)),
  );
}

const RACERS = [
  ...optimizers.map((optimizer) => ({ optimizer })),
  ...optimizers.map((optimizer) => ({ optimizer, framework: 'pytorch', weightDecay: 0.1 })),
  {
    optimizer: 'momentum',
    dampening: 0.3,
    rateInVelocity: false,
    schedule: 'exponential',
    gamma: 0.9,
  },
  { optimizer: 'nesterov', rateInVelocity: true, schedule: 'warmup' },
  { optimizer: 'rmsprop', centered: true, biasCorrection: true, momentum: 0.9, clip: 0.5 },
  {
    optimizer: 'rmsprop',
    centered: true,
    epsilonInRoot: true,
    momentum: 0.5,
    rateInVelocity: true,
  },
  { optimizer: 'adam', amsgrad: true, schedule: 'cosine', horizon: 20 },
  { optimizer: 'adam', framework: 'keras', amsgrad: true, schedule: 'step', stepSize: 10 },
  { optimizer: 'adagrad', rateDecay: 0.1, epsilonInRoot: true, ascend: true },
  { optimizer: 'adamax', epsilonInMaximum: true, decoupledDecay: true, weightDecay: 0.2 },
];

test('every shown equation, computed with its digits, gives the shown result', () => {
  const chance = chances(7_654_321);
  let equations = 0;
  for (const racer of RACERS) {
    const race = new Race(dataset, { rows: 200, batchSize: 16, threshold: 0, racers: [racer] });
    for (const step of [1, 2, 5 + Math.floor(100 * chance())]) {
      race.seek(step);
      const { terms } = rowsOf(race.explain(0), 'batch');
      assert.equal(terms.at(-1)?.name, 'paramsAfter');
      for (const { name, numbers, letters, sentence } of terms) {
        assert.ok(letters.length > 0 && !letters.join().includes('undefined'), name);
        assert.match(sentence, /^[A-Zmb].*\.$/u, name);
        assert.doesNotMatch(sentence, /undefined|NaN|Infinity|∞/u, `${name}: ${sentence}`);
        for (const { math, exact } of numbers) {
          assert.ok(!math.join().includes('NaN'), name);
          const [equation, result] = exact.split(' = ');
          if (result === undefined) continue;
          equations += 1;
          // JavaScript's powers may be off by a digit; fused arithmetic rounds once less.
          const [value, told] = [computed(equation), Number(result)];
          const scale = Math.max(1e-12, Math.abs(told));
          assert.ok(Math.abs(value - told) <= 1e-9 * scale, `${name}: ${exact} but ${value}`);
        }
      }
    }
  }
  assert.ok(equations > 1000, `${equations}`);
});

test('a sentence says uphill only where what is subtracted points against the gradient', () => {
  const chance = chances(99);
  let uphill = 0;
  for (let round = 0; round < 40; round += 1) {
    const race = new Race(dataset, {
      rows: 200,
      threshold: 0,
      seed: round,
      batchSize: 1 + Math.floor(20 * chance()),
      racers: Array.from({ length: 6 }, () => ({
        optimizer: optimizers[Math.floor(chance() * optimizers.length)],
        learningRate: 0.2 * chance(),
        clip: null,
      })),
    });
    race.seek(1 + Math.floor(200 * chance()));
    for (let i = 0; i < race.racers; i += 1) {
      const explanation = race.explain(i);
      if (!explanation) continue;
      const gradient = explanation.terms[0].value;
      for (const { role, name, value } of explanation.terms) {
        if (role !== 'momentum' && role !== 'step') continue;
        const row = rowsOf(explanation, 'batch').terms.find((term) => term.name === name);
        const against = [0, 1].filter(
          (axis) => Math.sign(value[axis]) * Math.sign(gradient[axis]) < 0,
        );
        const text = row?.sentence ?? '';
        if (!/^(Bias|Looking|The gradient)/.test(text)) {
          assert.equal(text.includes('uphill'), against.length > 0, `${name}: ${text}`);
        }
        if (text.includes('carries uphill in')) {
          const told = /uphill in (m and b|m|b):/.exec(text)?.[1];
          assert.equal(told, against.map((axis) => 'mb'[axis]).join(' and '));
          uphill += 1;
        }
      }
      const { losses } = explanation;
      const last = rowsOf(explanation, 'batch').terms.at(-1)?.sentence ?? '';
      assert.equal(last.includes('rows falls'), losses[1] < losses[0], last);
      assert.equal(last.includes('rows rises'), losses[1] > losses[0], last);
    }
  }
  assert.ok(uphill > 20, `${uphill} are too few to show anything`);
});

test('terms are revealed one by one, and another step begins anew', () => {
  const race = new Race(dataset, { rows: 200, batchSize: 16, racers: [{ optimizer: 'adam' }] });
  let changes = 0;
  const inspector = new Inspector(() => {
    changes += 1;
  });
  inspector.see(race);
  assert.equal(inspector.rows, null);
  inspector.toggle();
  assert.equal(inspector.revealed, 0);
  assert.equal(inspector.next(), '', 'nothing to reveal before the first step');
  race.advance(1);
  inspector.see(race);
  assert.equal(inspector.revealed, 1);
  assert.equal(inspector.lit, 'gradient');
  assert.match(inspector.next(), /^First moment: for m, .+; for b, .+\. Nothing was remembered/);
  // What the map shows is the corrected one, which is still to come.
  assert.deepEqual(inspector.kinds, ['gradient']);
  assert.equal(inspector.lit, null);
  const count = /** @type {any} */ (inspector).rows?.terms.length ?? 0;
  for (let revealed = 2; revealed < count; revealed += 1) assert.notEqual(inspector.next(), '');
  assert.equal(inspector.lit, 'step');
  assert.deepEqual(inspector.kinds, ['gradient', 'momentum', 'secondMoment', 'step']);
  assert.equal(inspector.next(), '', 'then comes the next step');
  race.advance(1);
  inspector.see(race);
  assert.equal(inspector.revealed, 1);
  assert.deepEqual(inspector.kinds, ['gradient']);
  inspector.toggle();
  assert.equal(inspector.revealed, null);
  assert.equal(inspector.kinds, null);
  assert.ok(changes > count);
});

test('each arrow comes with the term that gives it its length', () => {
  for (const racer of RACERS) {
    const race = new Race(dataset, { rows: 200, batchSize: 16, threshold: 0, racers: [racer] });
    race.advance(7);
    const inspector = new Inspector(() => {});
    inspector.see(race);
    inspector.toggle();
    /** @type {Map<string, string>} the term with which each arrow comes */
    const came = new Map();
    const { terms } = /** @type {any} */ (inspector).rows;
    /** @type {number[]} the gradient as it stands with each term */
    let gradient = [];
    for (const { name, arrow } of terms) {
      for (const kind of inspector.kinds ?? []) if (!came.has(kind)) came.set(kind, name);
      if (arrow === 'gradient') {
        const { value } = inspector.explanation?.terms.find((term) => term.name === name) ?? {};
        gradient = /** @type {number[]} */ (value);
      }
      const [drawn] = race.arrows(0, inspector.gradientAt);
      assert.deepEqual(
        drawn.value,
        gradient.map((part) => -part),
        `${name} of ${JSON.stringify(racer)}`,
      );
      inspector.next();
    }
    const names = terms.map((/** @type {{name: string}} */ { name }) => name);
    assert.equal(came.get('gradient'), 'gradient');
    assert.deepEqual(race.arrows(0, inspector.gradientAt), race.arrows(0));
    for (const [kind, last] of /** @type {const} */ ([
      ['momentum', ['correctedFirstMoment', 'firstMoment', 'velocity']],
      ['step', ['step']],
    ])) {
      const term = last.find((name) => names.includes(name));
      const drawn = race.arrows(0).some((/** @type {{kind: string}} */ one) => one.kind === kind);
      if (drawn) assert.equal(came.get(kind), term, `${kind} of ${JSON.stringify(racer)}`);
    }
  }
});

test('a pointed term and a pointed arrow light each other', () => {
  const race = new Race(dataset, { rows: 200, batchSize: 16, racers: [{ optimizer: 'adam' }] });
  race.advance(3);
  const inspector = new Inspector(() => {});
  inspector.see(race);
  assert.equal(inspector.lit, null);
  inspector.pin('secondMoment');
  assert.equal(inspector.lit, 'secondMoment');
  inspector.point('correctedFirstMoment');
  assert.equal(inspector.lit, 'momentum');
  inspector.point(null);
  assert.equal(inspector.lit, 'secondMoment');
  inspector.pin('secondMoment');
  inspector.pointAt('step');
  assert.equal(inspector.lit, 'step');
});

test('while the race plays, not every picture changes the numbers', () => {
  const race = new Race(dataset, { rows: 200, batchSize: 16 });
  const inspector = new Inspector(() => {});
  race.advance(1);
  inspector.see(race, { hurried: true, now: 0 });
  race.advance(1);
  inspector.see(race, { hurried: true, now: 50 });
  assert.equal(inspector.rows?.step, 1);
  inspector.see(race, { hurried: true, now: 200 });
  assert.equal(inspector.rows?.step, 2);
  race.advance(1);
  inspector.see(race, { now: 201 });
  assert.equal(inspector.rows?.step, 3, 'at rest, always');
});

test('a step can be copied with all its digits', () => {
  const race = new Race(dataset, { rows: 200, batchSize: 16, racers: [{ optimizer: 'sgd' }] });
  race.advance(2);
  const rows = rowsOf(race.explain(0), 'batch');
  const [m, b] = race.report(0).paramsAfter;
  const text = textOfStep(rows, 'SGD');
  assert.match(text, /^SGD, step 2\nGradient \(m\): /);
  assert.ok(text.includes(`New parameters (m): `) && text.endsWith(` = ${b}`));
  assert.ok(text.includes(` = ${m}\n`));
});

test('the calculator starts with the shown step and keeps what was right', () => {
  const race = new Race(dataset, {
    rows: 200,
    batchSize: 16,
    racers: [{ optimizer: 'momentum' }, { optimizer: 'adam' }, { optimizer: 'nadam' }],
  });
  race.advance(5);
  const calculator = new Calculator(calculate);
  calculator.fill(race, 1);
  assert.deepEqual(calculator.results[1]?.paramsAfter, race.report(1).paramsAfter);
  // The others start from the same place.
  const { paramsBefore, gradient } = race.report(1);
  assert.deepEqual(calculator.typed?.params, paramsBefore);
  assert.deepEqual(calculator.typed?.gradient, gradient);

  calculator.type(1, 'gradient.m', '2.5');
  assert.deepEqual(calculator.typed?.gradient, [2.5, gradient[1]]);
  calculator.type(1, 'state.firstMoment.b', '−0.25');
  const moment = /** @type {number[]} */ (calculator.typed?.racers[1].state.firstMoment ?? []);
  assert.equal(moment[1], -0.25);
  calculator.type(1, 'state.firstMoment.b', '−1e−8');
  const smaller = /** @type {number[]} */ (calculator.typed?.racers[1].state.firstMoment ?? []);
  assert.equal(smaller[1], -1e-8);
  assert.equal(calculator.edited, true);
  const before = calculator.results;
  for (const [id, text, why] of [
    ['gradient.m', 'steep', /^gradient\.m is "steep", but it takes a number from -1e150 to 1e150$/],
    ['gradient.m', '', /^gradient\.m is null, but it takes a number/],
    ['beta1', '1', /^beta1 is 1, but it takes a number from 0 to below 1$/],
    ['step', '2.5', /^step is 2\.5, but it takes a whole number/],
    ['state.secondMoment.m', '-1', /^state\.secondMoment\.m is -1, but it takes a number from 0/],
  ]) {
    calculator.type(1, /** @type {string} */ (id), /** @type {string} */ (text));
    assert.equal(calculator.refusal?.id, id);
    assert.match(calculator.refusal?.message ?? '', /** @type {RegExp} */ (why));
    assert.deepEqual(calculator.results, before);
  }
  calculator.fill(race, 1);
  assert.equal(calculator.refusal, null);
  assert.deepEqual(calculator.results[1]?.paramsAfter, race.report(1).paramsAfter);
});

test('a run that diverges is inspected to its last step', () => {
  const racers = [
    { optimizer: 'sgd', learningRate: 10, clip: null },
    { optimizer: 'momentum', learningRate: 10, clip: null },
  ];
  const race = new Race(dataset, { racers });
  const host = { tab: () => 'step', work: () => {}, onChange: () => {} };
  const inspection = new Inspection(/** @type {any} */ (host));
  inspection.attach(/** @type {any} */ ({ calculate }));
  const calculator = /** @type {Calculator} */ (inspection.calculator);
  let refused = 0;
  while (!race.finished) {
    race.advance(1);
    inspection.see(race);
    inspection.dispose();
    inspection.inspector.choose(race.state(0).stop ? 1 : 0);
    calculator.fill(race, inspection.inspector.racer);
    if (calculator.results.includes(null)) refused += 1;
  }
  assert.ok(refused > 2, `${refused}`);

  // Where all are too large, one after the other is typed anew.
  calculator.fill(race, 1);
  assert.deepEqual(calculator.results, [null, null]);
  calculator.type(1, 'gradient.m', 'steep');
  assert.match(calculator.refusal?.message ?? '', /^gradient\.m is "steep", but it takes/);
  calculator.type(1, 'params.m', '1e151');
  assert.match(calculator.refusal?.message ?? '', /^params\.m is 1e151, but it takes/);
  for (const id of ['params.m', 'params.b', 'gradient.m', 'gradient.b']) {
    calculator.type(1, id, '1');
    assert.equal(calculator.refusal, null);
  }
  const after = () => calculator.results.map((result) => result?.paramsAfter ?? null);
  assert.deepEqual(after(), [[-9, -9], null]);
  for (const id of ['state.velocity.m', 'state.velocity.b']) calculator.type(1, id, '0');
  assert.deepEqual(after(), [
    [-9, -9],
    [-9, -9],
  ]);
});

test('what is written out in an equation cannot be markup', () => {
  const { math, text } = /** @type {{math: string, text: string}} */ (wordLeaf('a < b & "c"'));
  assert.equal(math, '<mtext>a &#60; b &#38; &#34;c&#34;</mtext>');
  assert.equal(text, 'a < b & "c"');
});
