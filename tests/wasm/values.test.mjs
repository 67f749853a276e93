// What is typed into a field, read as a number.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readOf } from '../../www/values.js';

test('numbers are read as people write them', () => {
  for (const [text, value] of /** @type {const} */ ([
    ['0,001', 0.001],
    ['0,999', 0.999],
    ['-0,125', -0.125],
    ['0,5', 0.5],
    ['1,5e−3', 0.0015],
    ['−1e−8', -1e-8],
    ['20,000', 20_000],
    ['1 234 567', 1_234_567],
    ['1,234.5', 1234.5],
    ['1_000', 1000],
    [' .5 ', 0.5],
  ])) {
    assert.equal(readOf(text), value, text);
  }
  // What is no number is for the engine to refuse, as it was typed.
  for (const text of [
    '',
    'fast',
    '1e999',
    '-1e999',
    'Infinity',
    '1,2,3',
    '1,00,000',
    '01,000,000',
  ]) {
    assert.equal(readOf(text), text);
  }
});
