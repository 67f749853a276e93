// What is where on the pictures, as the page asks for it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dataset, engine } from './engine.mjs';

const { Race } = engine;

const options = { width: 900, height: 700, pixelRatio: 2, theme: 'light' };

/** @typedef {{m: [number, number], b: [number, number]}} Region */

const span = (/** @type {[number, number]} */ [low, high]) => high - low;

/** @param {number} is @param {number} should @param {number} slack */
function near(is, should, slack) {
  assert.ok(Math.abs(is - should) <= slack, `${is} is not ${should}`);
}

function raced(steps = 300) {
  const race = new Race(dataset, {});
  race.advance(steps);
  return race;
}

test('a region that was shown is shown again, and stays round at any size', () => {
  const race = raced();
  const region = /** @type {Region} */ (race.region(options));
  assert.deepEqual(race.region({ ...options, view: null }), region);
  const again = /** @type {Region} */ (race.region({ ...options, view: region }));
  for (const k of /** @type {const} */ (['m', 'b'])) {
    near(again[k][0], region[k][0], 1e-9);
    near(again[k][1], region[k][1], 1e-9);
  }
  const narrow = { ...options, width: 330, view: region };
  const [x0, y0] = race.pixel(0, 0, narrow);
  const [x1, y1] = race.pixel(0.1, 0.1, narrow);
  // The training rows' variance is nearly, not quite, that of all rows, which is 1.
  near((x1 - x0) / (y0 - y1), 1, 0.02);
  const seen = /** @type {Region} */ (race.region(narrow));
  assert.ok(seen.m[0] <= region.m[0] + 1e-9 && seen.b[1] >= region.b[1] - 1e-9);
});

test('zooming holds what is under the pointer, dragging moves it along', () => {
  const race = raced();
  for (const factor of [1.25, 0.5, 1e6]) {
    const view = race.zoomed(options, factor, 300, 200);
    const [was, is] = [race.at(300, 200, options), race.at(300, 200, { ...options, view })];
    near(is.m, was.m, 1e-6 * span(view.m));
    near(is.b, was.b, 1e-6 * span(view.b));
    near(span(race.region(options).m) / span(view.m) / factor, 1, 1e-6);
  }
  const view = race.panned(options, 40, -25);
  const [x, y] = race.pixel(0.5, 0.25, options);
  const [movedX, movedY] = race.pixel(0.5, 0.25, { ...options, view });
  near(movedX - x, 40, 0.01);
  near(movedY - y, -25, 0.01);
  let closest = race.region(options);
  for (let i = 0; i < 300; i += 1) {
    closest = race.zoomed({ ...options, view: closest }, 1.3, 400, 300);
  }
  assert.ok(span(closest.m) > 1e-12 && span(closest.m) < 1e-9, `${span(closest.m)}`);
});

test('fitting shows the start, all trails, or the surroundings of the minimum', () => {
  const race = raced();
  assert.deepEqual(race.fitted('start', options), race.region(options));
  const { m, b } = race.minimum();
  const closer = race.fitted('minimum', options);
  near((closer.m[0] + closer.m[1]) / 2, m, 1e-9);
  near((closer.b[0] + closer.b[1]) / 2, b, 1e-9);
  near(span(race.region(options).b) / span(closer.b), 20, 1e-6);
  const all = race.fitted('trails', options);
  for (let i = 0; i < race.racers; i += 1) {
    const trail = race.trail(i);
    for (let k = 0; k < trail.length; k += 2) {
      assert.ok(trail[k] > all.m[0] && trail[k] < all.m[1]);
      assert.ok(trail[k + 1] > all.b[0] && trail[k + 1] < all.b[1]);
    }
  }
  assert.notDeepEqual(all, race.region(options));
  race.seek(0);
  assert.deepEqual(race.fitted('trails', options), race.region(options));
  assert.throws(() => race.fitted('all', options), /what is "all", but it takes one of start, /);
});

test('a place is told with its loss and in the data’s own units', () => {
  const race = raced();
  const { m, b, slope, intercept, loss } = race.minimum();
  const [x, y] = race.pixel(m, b, options);
  const at = race.at(x, y, options);
  near(at.m, m, 1e-12);
  near(at.loss, loss, 1e-12);
  near(at.slope, slope, 1e-6);
  near(at.intercept, intercept, 1e-6);
  assert.equal(race.at(2, 2, options), null);
  assert.equal(race.at(Number.NaN, 200, options), null);
});

test('the nearest point of a trail has its step, also where trails are thinned', () => {
  const race = new Race(dataset, { threshold: 0, racers: [{ optimizer: 'sgd' }] });
  for (const [steps, at] of [
    [10, 10],
    [10, 4],
    [50_001, 50_001],
    [50_001, 40_000],
  ]) {
    race.seek(at);
    const { m, b, loss } = race.state(0);
    race.seek(steps);
    const view = { m: [m - 1e-4, m + 1e-4], b: [b - 1e-4, b + 1e-4] };
    const close = { ...options, view };
    const [x, y] = race.pixel(m, b, close);
    const found = race.nearest(x + 0.01, y, close);
    assert.deepEqual([found.racer, found.step, found.m, found.b], [0, at, m, b]);
    assert.equal(found.loss, loss);
    near(found.distance, 0.01, 1e-6);
  }
  assert.equal(race.nearest(2, 2, options), null);
  const view = { m: [100, 101], b: [100, 101] };
  assert.equal(race.nearest(400, 300, { ...options, view }), null);
});

test('rows are told in their own units, with what a line makes of them', () => {
  const race = raced(40);
  const line = race.state(3);
  const other = { ...options, squaresOf: 3 };
  /** @type {{x: number, y: number, row: number, at: [number, number], line: any}} */
  let row = race.rowBeside(450, 350, 0, 0, other);
  const seen = new Set();
  for (let step = 0; step < 30; step += 1) {
    assert.ok(row.x > 0.19 && row.x < 5.1 && row.y >= 326 && row.y < 18_824, `${row.x} ${row.y}`);
    assert.ok(Number.isInteger(row.row) && row.row < 53_940);
    near(row.line.predicted, line.slope * row.x + line.intercept, 1e-9);
    const dollars = (row.y - row.line.predicted) ** 2;
    // The standard deviation of the prices.
    near(Math.sqrt(dollars / row.line.squared), 3980, 40);
    assert.equal(row.line.racer, 3);
    seen.add(row.row);
    const next = race.rowBeside(...row.at, -10, 0, other);
    if (!next) break;
    assert.ok(next.at[0] <= row.at[0] - 10);
    row = next;
  }
  assert.ok(seen.size > 10 && row.x < 1, `${seen.size} ${row.x}`);
  assert.equal(race.rowBeside(...row.at, -900, 0, other), null);
  const at = race.rowBeside(...row.at, 0, 0, options);
  assert.deepEqual(at, { ...row, row: at.row, line: null });

  // Over raw data, the loss is in the units of the data.
  const raw = new Race(dataset, { standardize: false });
  const { line: first, y } = raw.rowBeside(300, 300, 0, 0, { ...options, squaresOf: 0 });
  near(first.squared / (y - first.predicted) ** 2, 1, 1e-12);
  const valley = new Race(dataset, { landscape: 'rosenbrock' });
  assert.throws(
    () => valley.rowBeside(1, 1, 0, 0, options),
    /landscape is "rosenbrock", but it takes "linear"/,
  );
});

test('the loss view tells the step under the pointer, by step and by epoch', () => {
  const race = raced(1000);
  const steps = (/** @type {object} */ more) => {
    const at = [];
    for (let x = 0; x < 900; x += 1) at.push(race.stepAt(x, { ...options, ...more }));
    const seen = /** @type {number[]} */ (at.filter((step) => typeof step === 'number'));
    assert.ok(seen.length > 700 && seen.length < 900);
    assert.ok(seen.every((step, i) => i === 0 || step >= seen[i - 1]));
    return [seen[0], seen.at(-1)];
  };
  assert.deepEqual(steps({}), [0, 1000]);
  assert.deepEqual(steps({ by: 'epoch' }), [0, 1000]);
  race.seek(20);
  assert.deepEqual(steps({}), [0, 20]);
  assert.deepEqual(steps({ until: 1000, cursor: 20, scale: 'linear' }), [0, 1000]);
  assert.throws(
    () => race.stepAt(1, { ...options, until: -1 }),
    /until is -1, but it takes a whole/,
  );
  assert.throws(
    () => race.stepAt(1, { ...options, by: 'day' }),
    /by is "day", but it takes one of step, epoch$/,
  );
});

test('an update tells what of it can be drawn', () => {
  const race = raced(0);
  assert.deepEqual(race.arrows(3), []);
  race.advance(5);
  const [sgd, adam] = [race.arrows(0), race.arrows(3)];
  const kinds = (/** @type {{kind: string}[]} */ arrows) => arrows.map(({ kind }) => kind);
  assert.deepEqual(kinds(sgd), ['gradient', 'step']);
  assert.deepEqual(kinds(adam), ['gradient', 'momentum', 'secondMoment', 'step']);
  const { paramsBefore, paramsAfter } = race.report(3);
  assert.deepEqual(adam[3].value, [
    paramsAfter[0] - paramsBefore[0],
    paramsAfter[1] - paramsBefore[1],
  ]);
  assert.ok(adam[1].terms.includes('firstMoment'));
  assert.throws(() => race.arrows(4), /racer is 4, but it takes a whole number from 0 to 3/);
});

test('an arrow is found under the pointer, of the racer that is asked for', () => {
  const race = raced(0);
  const middle = (/** @type {number} */ racer) => race.report(racer)?.paramsBefore;
  assert.equal(race.arrowAt(400, 300, { ...options, arrowsOf: 3 }), null);
  race.advance(20);
  const [m, b] = middle(3);
  const [x, y] = race.pixel(m, b, options);
  const bar = race.arrows(3)[2].value;
  const wide = { ...options, arrowsOf: 3 };
  // The bars are drawn to both sides; to the left and down there is nothing else.
  const side = bar[0] > bar[1] ? [-60, 0] : [0, 60];
  assert.equal(race.arrowAt(x + side[0], y + side[1], wide), 'secondMoment');
  assert.equal(race.arrowAt(x + side[0], y + side[1], options), null);
  assert.equal(race.arrowAt(x - 200, y, wide), null);
  assert.equal(race.arrowAt(2, 2, wide), null);
  const some = (/** @type {unknown} */ arrowKinds) =>
    race.arrowAt(x + side[0], y + side[1], { ...wide, arrowKinds });
  assert.equal(some(null), 'secondMoment');
  assert.equal(some(['secondMoment']), 'secondMoment');
  assert.equal(some(['gradient', 'step']), null);
  assert.equal(some([]), null);
  // Before the climb turns it around, the gradient's arrow points downhill.
  const climber = new Race(dataset, { racers: [{ optimizer: 'sgd', ascend: true }] });
  climber.advance(1);
  const at = climber.report(0).paramsBefore;
  const [uphill, downhill] = ['', 'gradient'].map((gradientAt) => {
    const shown = { ...options, arrowsOf: 0, arrowKinds: ['gradient'], gradientAt };
    const [left, up] = climber.pixel(at[0], at[1], shown);
    const [{ value }] = climber.arrows(0, gradientAt);
    const size = Math.hypot(...value);
    const [dx, dy] = [(40 * value[0]) / size, (-40 * value[1]) / size];
    return [1, -1].map((way) => climber.arrowAt(left + way * dx, up + way * dy, shown));
  });
  assert.deepEqual([uphill, downhill], Array(2).fill(['gradient', null]));
  const [there, back] = ['', 'gradient'].map((term) => climber.arrows(0, term)[0].value);
  assert.deepEqual(there, [-back[0], -back[1]]);
  const refused = (/** @type {object} */ more) => () => race.arrowAt(x, y, { ...options, ...more });
  assert.throws(refused({ arrowsOf: 4 }), /arrowsOf is 4, but it takes a whole number from 0 to 3/);
  assert.throws(
    refused({ arrowsOf: 0, arrowKinds: ['step', 'speed'] }),
    /arrowKinds is "speed", but it takes null or a list of gradient, momentum, secondMoment, step/,
  );
  assert.throws(refused({ arrowKinds: 'step' }), /arrowKinds is .+, but it takes a list of texts/);
  assert.throws(
    refused({ arrowsOf: 0, lit: 'speed' }),
    /lit is "speed", but it takes null or one of gradient, momentum, secondMoment, step/,
  );
});

test('trail styles that no racer can have are refused in words', () => {
  const race = raced(1);
  const canvas = /** @type {any} */ ({});
  for (const draw of /** @type {const} */ (['drawOverlay', 'drawDataOverlay', 'drawLoss'])) {
    const styled = (/** @type {unknown} */ styles) => () =>
      race[draw](canvas, { ...options, styles });
    assert.throws(
      styled([0, 1, 8, 3]),
      /styles\[2\] is 8, but it takes a whole number from 0 to 7/,
    );
    assert.throws(styled([0, 0.5, 2, 3]), /styles\[1\] is 0\.5, but it takes a whole number/);
    assert.throws(styled([0]), /styles is a list of 1, but it takes a list of 4, one for each/);
  }
});

test('a projector has larger text and thicker lines', () => {
  const [plain, large] = [engine.theme('dark'), engine.theme('dark', true)];
  assert.ok(large.textSize > 1.4 * plain.textSize && large.lineWidth > 1.4 * plain.lineWidth);
  assert.deepEqual(engine.theme('dark', false), plain);
  // Larger margins leave less room for the plot.
  const race = raced(0);
  const plot = (/** @type {object} */ more) => {
    let seen = 0;
    for (let x = 0; x < 900; x += 1) seen += race.at(x, 350, { ...options, ...more }) ? 1 : 0;
    return seen;
  };
  assert.ok(plot({ projector: true }) < plot({}) - 20);
  // A size of its own replaces the theme's.
  assert.ok(plot({ textSize: 26 }) < plot({ projector: true }) - 5);
  assert.equal(plot({ textSize: plain.textSize }), plot({}));
  for (const textSize of [5, 97, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(
      () => race.at(450, 350, { ...options, textSize }),
      new RegExp(`textSize is ${textSize}, but it takes a number from 6 to 96`),
    );
  }
});

test('options that make no picture are refused in words', () => {
  const race = raced(0);
  const region = (/** @type {object} */ wrong) => () => race.region({ ...options, ...wrong });
  assert.throws(
    region({ view: { m: [1, 1], b: [0, 1] } }),
    /^Error: view\.m is \[1, 1\], but it takes two finite numbers, the lower one first$/,
  );
  assert.throws(region({ view: { m: [0, 1], b: [Number.NaN, 1] } }), /view\.b is \[NaN, 1\]/);
  assert.throws(
    region({ view: { m: [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], b: [0, 1] } }),
    /view\.m is \[-Infinity, Infinity\]/,
  );
  assert.throws(
    region({ view: { m: [0, 1], b: [0, 1], c: 1 } }),
    /view\.c is set, but it takes no value: there are only m, b$/,
  );
  assert.throws(
    region({ wide: true }),
    /options\.wide is set, but it takes no value: there are only width, /,
  );
  assert.throws(region({ theme: 'pink' }), /theme is "pink"/);
  for (const factor of [0, -2, Number.NaN, Number.POSITIVE_INFINITY]) {
    assert.throws(
      () => race.zoomed(options, factor, 1, 1),
      new RegExp(`factor is ${factor}, but it takes a number`),
    );
  }
});
