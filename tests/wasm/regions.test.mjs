// Every region that the engine gives is one that it takes, and is drawn with its axes.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLink } from '../../www/link.js';
import { drawnBy } from './canvas.mjs';
import { dataset, engine } from './engine.mjs';

const { Race } = engine;

const options = { width: 900, height: 700, pixelRatio: 2, theme: 'light' };

/** @typedef {{m: [number, number], b: [number, number]}} Region */

/**
 * Shows a region as a map and in three dimensions.
 * @param {InstanceType<typeof Race>} race
 * @param {Region} view
 */
function assertShown(race, view) {
  for (const draw of /** @type {const} */ (['drawBase', 'drawOverlay', 'drawScene'])) {
    const calls = drawnBy((canvas) => race[draw](canvas, { ...options, view }));
    const numbers = calls.flat().filter((part) => typeof part === 'number');
    assert.ok(numbers.every(Number.isFinite), `${draw} ${JSON.stringify(view)}`);
    const texts = calls.filter(([name]) => name === 'fillText').map(([, text]) => String(text));
    assert.ok(!texts.some((text) => /NaN|inf/i.test(text)), `${texts}`);
    // Two names of axes, and marks on both.
    if (draw === 'drawBase') assert.ok(texts.length >= 6, `${JSON.stringify(view)} ${texts}`);
  }
}

test('a start far away is shown, dragged and zoomed', () => {
  for (const start of [
    { m: 0, b: 3e12 },
    { m: -5e14, b: 1 },
    { m: 1e100, b: -1e100 },
  ]) {
    const race = new Race(dataset, { start, rows: 400 });
    race.advance(2);
    let view = /** @type {Region} */ (race.region(options));
    assertShown(race, view);
    const [x, y] = race.pixel(start.m, start.b, options);
    for (const move of [
      (/** @type {object} */ at) => race.panned(at, 30, -40),
      (/** @type {object} */ at) => race.panned(at, -30, 40),
      (/** @type {object} */ at) => race.zoomed(at, 1.3, 300, 200),
      (/** @type {object} */ at) => race.zoomed(at, 1 / 1.3, 300, 200),
      (/** @type {object} */ at) => race.region(at),
    ]) {
      view = move({ ...options, view });
      assertShown(race, view);
    }
    // There and back again, as a drag of no more than its length.
    const after = race.pixel(start.m, start.b, { ...options, view });
    assert.ok(Math.hypot(after[0] - x, after[1] - y) < 400, `${after} ${[x, y]}`);
  }
});

test('any two numbers are a range, the lower one first', () => {
  const race = new Race(dataset, { rows: 400 });
  race.advance(5);
  /** @type {[number, number][]} */
  const ranges = [
    [1, 1 + Number.EPSILON],
    [-1e-300, 1e-300],
    [-1e-13, 1e-13],
    [1e12, 1e12 + 1],
    [-3e13, 2e12],
    [1e200, 1.1e200],
    [-Number.MAX_VALUE, Number.MAX_VALUE],
  ];
  for (const m of ranges) {
    for (const b of /** @type {[number, number][]} */ ([[0, 1], ...ranges])) {
      let view = /** @type {Region} */ ({ m, b });
      assertShown(race, view);
      view = race.zoomed({ ...options, view }, 2, 400, 300);
      view = race.panned({ ...options, view }, 50, 0);
      assertShown(race, view);
      // What the engine takes, a link takes.
      const { bookmark, ignored } = readLink(
        `#view=${[...view.m, ...view.b]}&v=1`,
        /** @type {any} */ ({ config: race.config() }),
      );
      assert.deepEqual([bookmark.view, ignored], [view, []]);
    }
  }
});
