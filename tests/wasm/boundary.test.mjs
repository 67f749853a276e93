// What the engine refuses of numbers that JavaScript hands it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawnBy } from './canvas.mjs';
import { dataset, engine } from './engine.mjs';

const { Race, Table } = engine;

const options = { width: 600, height: 400, pixelRatio: 2, theme: 'light' };

const small = { rows: 400, batchSize: 16, threshold: 0 };

test('a racer is a whole number, and nothing is taken for one', () => {
  const race = new Race(dataset, small);
  race.advance(3);
  const wrong = [-1, 4, 1.5, 2 ** 32, Number.NaN, Number.POSITIVE_INFINITY, undefined, 'sgd'];
  for (const ask of /** @type {const} */ ([
    'state',
    'trail',
    'epochLosses',
    'report',
    'explain',
    'arrows',
  ])) {
    for (const index of wrong) {
      const told = typeof index === 'number' ? `${index}` : 'NaN';
      assert.throws(
        () => race[ask](/** @type {any} */ (index)),
        new RegExp(`^Error: racer is ${told}, but it takes a whole number from 0 to 3$`),
        `${ask}(${index})`,
      );
    }
  }
  for (const number of [-1, 4, 1.5, 2 ** 32, Number.NaN]) {
    const other = { ...options, squaresOf: number, arrowsOf: number, batchBowl: true };
    const squares = new RegExp(`squaresOf is ${number}, but it takes a whole number from 0 to 3`);
    assert.throws(() => race.rowBeside(300, 200, 0, 0, other), squares);
    assert.throws(() => drawnBy((canvas) => race.drawDataOverlay(canvas, other)), squares);
    const arrows = new RegExp(`arrowsOf is ${number}, but it takes a whole number from 0 to 3`);
    assert.throws(() => race.arrowAt(300, 200, other), arrows);
    assert.throws(() => drawnBy((canvas) => race.drawOverlay(canvas, other)), arrows);
  }
});

test('sizes and times are finite and not negative', () => {
  const race = new Race(dataset, small);
  const table = new Table(dataset);
  for (const wrong of [Number.NaN, -5, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    const refused = (/** @type {string} */ name) =>
      new RegExp(`^Error: ${name} is ${wrong}, but it takes a finite number from 0 upwards$`);
    for (const name of ['width', 'height', 'pixelRatio']) {
      assert.throws(() => race.region({ ...options, [name]: wrong }), refused(name));
    }
    assert.throws(() => race.advanceFor(wrong), refused('milliseconds'));
    assert.throws(() => race.catchUp(wrong), refused('milliseconds'));
    assert.throws(() => table.advanceFor(wrong), refused('milliseconds'));
  }
  assert.equal(race.step, 0);
  // An element without room has no size.
  assert.ok(race.region({ ...options, width: 0, height: 0 }));
});

test('a change takes the styles that a picture takes, and is refused whole', () => {
  const race = new Race(dataset, small);
  race.advance(20);
  const config = { ...race.config(), epochs: 7 };
  const styled = (/** @type {number[]} */ styles) => () =>
    race.change(config, Float64Array.from(styles));
  assert.throws(styled([0, 1]), /styles is a list of 2, but it takes a list of 4, one for each/);
  assert.throws(styled([0, 1, 2, 256]), /styles\[3\] is 256, but it takes a whole number from 0/);
  assert.throws(styled([0, 1, 2.5, 3]), /styles\[2\] is 2\.5, but it takes/);
  assert.notEqual(race.config().epochs, 7);
  styled([0, 1, 2, 7])();
  assert.equal(race.config().epochs, 7);
});
