// The recorded runs of NumPy and PyTorch, through the WebAssembly.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadReplayEngine } from '../../scripts/engine.mjs';
import { json } from './engine.mjs';

const { engine, dataset } = await loadReplayEngine();

/** @param {unknown} value */
function numbers(value) {
  return /** @type {number[]} */ ([value].flat(9).filter((entry) => typeof entry === 'number'));
}

test('NumPy’s runs are matched to the last bit', async () => {
  const recorded = await json('tests/reference/numpy_runs.json');
  const ours = engine.replay(dataset, recorded);
  let runs = 0;
  for (const [name, group] of Object.entries(recorded.groups)) {
    for (const [index, theirs] of group.entries()) {
      runs += 1;
      const run = ours.groups[name][index];
      for (const key of [
        'initial',
        'first_updates',
        'epoch_losses',
        'm',
        'b',
        'epochs_run',
        'test_rmse',
        'normalization',
        'case',
      ]) {
        assert.deepStrictEqual(run[key], theirs[key], `${name}: ${key}`);
      }
      const [m, b] = theirs.ols;
      assert.ok(Math.abs(run.ols[0] - m) <= 1e-12 * Math.abs(m), `${name}: ols`);
      assert.ok(Math.abs(run.ols[1] - b) <= 1e-12 * Math.max(1, Math.abs(b)), `${name}: ols`);
    }
  }
  assert.equal(runs, 14);
});

test('PyTorch’s runs are matched within their tolerances', async () => {
  const recorded = await json('tests/reference/torch_runs.json');
  const ours = engine.replay(dataset, recorded);
  assert.equal(ours.runs.length, 20);
  for (const [index, { optimizer, path }] of recorded.runs.entries()) {
    const [theirs, run] = [numbers(path), numbers(ours.runs[index].path)];
    assert.equal(run.length, 400);
    for (const [at, value] of theirs.entries()) {
      const bound = at < 20 ? 1e-12 : 1e-9;
      assert.ok(Math.abs(run[at] - value) <= bound, `${optimizer}, update ${(at >> 1) + 1}`);
    }
  }
});

test('a file of another format is refused in words', () => {
  assert.throws(() => engine.replay(dataset, {}), /^Error: the file is of another format, but/);
});
