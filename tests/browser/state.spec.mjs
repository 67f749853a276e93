// How the page writes numbers and sentences.

import { expect, test } from '@playwright/test';
import { formatCount, formatDollars, formatNumber, grouped } from '../../www/numbers.js';
import { placeText, rowText } from '../../www/readings.js';
import {
  announce,
  dataText,
  joinWords,
  lineText,
  lossText,
  newsText,
  SILENT,
  SPEEDS,
  speedText,
  standingText,
  startText,
  statusText,
  stoppedBetween,
  timelineEnd,
  timelineText,
} from '../../www/state.js';

test('numbers keep their width and a true minus sign', () => {
  expect(formatNumber(0.9219148)).toBe('0.9219');
  expect(formatNumber(-0.0832551)).toBe('−0.0833');
  expect(formatNumber(-0)).toBe('0.0000');
  // What is not zero does not look like it.
  expect(formatNumber(-0.00000006)).toBe('−6.0e−8');
  expect(formatNumber(0.00005)).toBe('0.0001');
  expect(formatNumber(-8.9e-17)).toBe('0.0000');
  expect(formatNumber(7756.4256)).toBe('7,756.4');
  expect(formatNumber(-256.789)).toBe('−256.79');
  expect(formatNumber(1424002054.8658)).toBe('1.42e9');
  expect(formatNumber(-1.5e300)).toBe('−2e300');
  expect(formatNumber(9.73e20)).toBe('9.7e20');
  expect(formatNumber(Number.POSITIVE_INFINITY)).toBe('∞');
  expect(formatNumber(Number.NEGATIVE_INFINITY)).toBe('−∞');
  expect(formatNumber(Number.NaN)).toBe('–');
});

test('numbers have as many digits as it takes to tell them from their neighbours', () => {
  expect(formatNumber(0.9219148908581, 0.003)).toBe('0.9219');
  expect(formatNumber(0.9219148908581, 1e-9)).toBe('0.921914891');
  expect(formatNumber(-0.000061471, 1e-9)).toBe('−0.000061471');
  expect(formatNumber(7736.837054, 0.001)).toBe('7,736.837');
  expect(formatNumber(1424002054.8658, 10)).toBe('1.424002055e9');
  // There are no more.
  expect(formatNumber(0.5, 1e-30)).toBe('0.500000000000000');
  for (const none of [0, -1, Number.NaN]) expect(formatNumber(0.5, none)).toBe('0.5000');
});

test('a row of the data is told with its residual from the chosen line', () => {
  const racers = /** @type {any} */ ([{ label: 'SGD', loss: 0.3924 }]);
  const row = { x: 1.5, y: 10106, row: 3, at: /** @type {[number, number]} */ ([1, 2]) };
  const said = (/** @type {number} */ predicted, squared = 0.25) =>
    rowText({ ...row, line: { racer: 0, predicted, squared } }, racers);
  expect(said(6301)).toBe(
    '1.50 carat, $10,106; SGD says $6,301, $3,805 too little. ' +
      'Squared error 0.2500; their mean is the loss, 0.3924.',
  );
  expect(said(11106.4)).toContain('SGD says $11,106, $1,000 too much.');
  expect(said(-500)).toContain('SGD says −$500, $10,606 too little.');
  expect(said(-1.5e9, 1e18)).toContain(
    'SGD says −$1.50e9, $1.50e9 too little. Squared error 1.0e18;',
  );
  expect(said(Number.NaN)).toBe('1.50 carat, $10,106. SGD has no line any more.');
  expect(rowText({ ...row, line: null }, racers)).toBe(
    '1.50 carat, $10,106. Choose an optimizer under Squares to see what its line says.',
  );
  // Of a racer that has left, nothing is told.
  expect(rowText({ ...row, line: { racer: 1, predicted: 1, squared: 1 } }, racers)).toMatch(
    /Choose/,
  );
});

test('a place of the map in one sentence', () => {
  const fine = { m: 0.003, b: 0.003, loss: 0.06 };
  const at = { m: 0.5, b: -0.25, slope: 4000, intercept: -100, loss: 0.75, fine, arrow: null };
  expect(placeText({ ...at, nearest: null }, ['SGD'])).toBe(
    'm 0.5000, b −0.2500, loss 0.7500: price = $4,000 · carat − $100.',
  );
  expect(placeText({ ...at, nearest: { racer: 0, step: 1200 } }, ['SGD'])).toMatch(
    / Here SGD was at step 1,200\.$/,
  );
  const close = { m: 1e-8, b: 1e-6, loss: 0.0000006 };
  expect(placeText({ ...at, fine: close, nearest: null }, ['SGD'])).toMatch(
    /^m 0.50000000, b −0.250000, loss 0.7500000:/,
  );
});

test('dollars and counts', () => {
  expect(formatDollars(1570.1177)).toBe('$1,570.12');
  expect(formatDollars(14239929470.0458)).toBe('$1.42e10');
  expect(formatDollars(Number.POSITIVE_INFINITY)).toBe('$∞');
  expect(formatDollars(Number.NaN)).toBe('–');
  // A landscape without data has no prices.
  expect(formatDollars(null)).toBe('–');
  expect(formatCount(1267750)).toBe('1,267,750');
  expect(formatCount(999.6)).toBe('1,000');
  // Only what stands before the point is in groups.
  expect(grouped('-1234567.89012')).toBe('-1,234,567.89012');
  expect(grouped('-123')).toBe('-123');
});

test('the line in dollars and carats', () => {
  expect(lineText({ slope: 7736.837, intercept: -2251.351 })).toBe(
    'price = $7,737 · carat − $2,251',
  );
  expect(lineText({ slope: 20, intercept: 3 })).toBe('price = $20 · carat + $3');
});

test('a line that falls', () => {
  expect(lineText({ slope: -1500.4, intercept: 2 })).toBe('price = −$1,500 · carat + $2');
  // One that climbed.
  expect(lineText({ slope: -1.5e30, intercept: 2e6 })).toBe('price = −$1.50e30 · carat + $2.00e6');
});

test('the timeline has some length from the start', () => {
  expect(timelineEnd(0)).toBe(1000);
  expect(timelineEnd(1_267_750)).toBe(1_267_750);
  expect(timelineText(150, 1000)).toBe('step 150 of 1,000');
});

test('speeds in words', () => {
  expect(speedText(SPEEDS[0])).toBe('1 step a second');
  expect(speedText(SPEEDS[SPEEDS.length - 1])).toBe('256 steps a frame');
});

test('lists in words', () => {
  expect(joinWords([])).toBe('');
  expect(joinWords(['SGD'])).toBe('SGD');
  expect(joinWords(['SGD', 'Momentum', 'Adam'])).toBe('SGD, Momentum and Adam');
});

/** @param {Partial<import('../../www/state.js').RacerState>} [changes] */
function racer(changes) {
  return {
    optimizer: 'sgd',
    label: 'SGD',
    m: 0,
    b: 0,
    slope: 0,
    intercept: 0,
    loss: 1,
    testRmse: 4000,
    step: 500,
    epoch: 2,
    learningRate: 0.1,
    stop: null,
    ...changes,
  };
}

/** @type {import('../../www/state.js').Stop} */
const converged = { reason: 'converged', step: 31_250, epoch: 125, message: '' };

test('what a racer is doing', () => {
  expect(statusText(racer({ step: 0, epoch: 0 }))).toBe('at the start');
  expect(statusText(racer())).toBe('racing, epoch 2');
  expect(statusText(racer({ stop: converged }))).toBe('converged, epoch 125');
  expect(statusText(racer({ stop: { ...converged, reason: 'outOfEpochs', epoch: 10_000 } }))).toBe(
    'out of epochs, 10,000',
  );
  expect(statusText(racer({ stop: { ...converged, reason: 'diverged', epoch: 3 } }))).toBe(
    'diverged, epoch 3',
  );
});

test('who is ahead, and what is new', () => {
  const minimum = { of: 1, m: 1, b: 0, slope: 7000, intercept: 0, loss: 0, testRmse: 1 };
  const adam = racer({ label: 'Adam', loss: 0.25 });
  const before = { step: 500, finished: false, racers: [racer(), adam], minimum };
  expect(standingText(before)).toBe('Step 500: Adam is lowest, with a loss of 0.2500.');
  const after = { ...before, racers: [racer(), { ...adam, stop: converged }] };
  expect(newsText(before, after)).toBe('Adam converged, epoch 125.');
  expect(newsText(before, before)).toBe('');
  // Where somebody left, others stand in the places, and nobody has stopped.
  const three = { ...after, racers: [racer(), racer({ optimizer: 'adam' }), after.racers[1]] };
  expect(stoppedBetween(three, { ...after, racers: three.racers.slice(1) })).toEqual([]);
  expect(newsText(three, { ...after, racers: three.racers.slice(1) })).toBe('');
  expect(newsText(before, { ...after, finished: true })).toBe(
    'All have stopped after step 500: Adam is lowest, with a loss of 0.2500.',
  );
});

test('start, data and loss in words', () => {
  expect(startText(null)).toBe('Start');
  expect(startText({ m: -0.08325, b: 0.5 })).toBe('Start, at m −0.0833, b 0.5000');
  expect(dataText(null)).toMatch(/being loaded/);
  const minimum = { of: 1, m: 1, b: 0, slope: 7000, intercept: 0, loss: 0, testRmse: 1 };
  const race = { step: 1500, finished: false, racers: [racer({ slope: 20 })], minimum };
  expect(dataText(race)).toMatch(/ SGD: price = \$20 · carat \+ \$0\.$/);
  expect(lossText(null, 'loss')).toMatch(/being loaded/);
  expect(lossText(race, 'loss')).toBe(
    'Loss of each optimizer over time, now at step 1,500: SGD 1.0000.',
  );
  expect(lossText(race, 'testRmse')).toBe(
    'Test error of each optimizer over time, now at step 1,500: SGD $4,000.00.',
  );
});

test('at most one sentence in two seconds, the newest', () => {
  let voice = announce(SILENT, 'one', 0);
  expect(voice.spoken).toBe('one');
  voice = announce(voice, 'two', 10);
  voice = announce(voice, 'three', 1990);
  expect(voice.spoken).toBe('one');
  voice = announce(voice, '', 1999);
  expect(voice.spoken).toBe('one');
  voice = announce(voice, '', 2000);
  expect(voice).toMatchObject({ spoken: 'three', pending: '' });
  expect(announce(voice, '', 9000).spoken).toBe('three');
  // Said again, it is another text, or nobody would hear it.
  const again = announce(voice, 'three', 9000);
  expect(again.spoken).not.toBe('three');
  expect(again.spoken.replace(/\W/gu, '')).toBe('three');
  expect(announce(again, 'three', 20_000).spoken).toBe('three');
});
