// One update against frameworks.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Problem, root } from '../../scripts/shell.mjs';
import { inTurn, typicalTime } from '../measure.mjs';
import { tensorflowJs, torch } from '../peers.mjs';

/** @type {import('../bench.mjs').Row} */
export const updateVsTfjs = {
  name: 'update-vs-tfjs',
  what: 'one update of SGD, batch 64, against TensorFlow.js on its CPU backend',
  unit: 'µs',
  goal: { figure: 'ratio', least: 400 },
  measure: async (bench) =>
    // It computes in single precision.
    measure(bench, 'TensorFlow.js', await tensorflowJs(), 1e-5),
};

/** @type {import('../bench.mjs').Row} */
export const updateVsTorch = {
  name: 'update-vs-torch',
  what: 'one update of SGD, batch 64, against PyTorch',
  unit: 'µs',
  goal: { figure: 'ratio', least: 200 },
  measure: async (bench) => measure(bench, 'PyTorch', await torch(), 1e-9),
};

/** How often a round times our updates, and how many of them at once: ten epochs. */
const times = 200;
const updates = 2500;

/**
 * @param {import('../bench.mjs').Bench} bench
 * @param {string} name
 * @param {import('../peers.mjs').Found} found
 * @param {number} tolerance of m and b
 * @returns {Promise<import('../bench.mjs').Figures>}
 */
async function measure({ engine, dataset }, name, found, tolerance) {
  const { x, y, start, path, learningRate } = recordedRun();
  const race = new engine.Race(dataset, {
    racers: [{ optimizer: 'sgd', learningRate }],
    threshold: 0,
  });
  const ours = () => {
    race.configure(race.config());
    return (typicalTime(times, () => race.advance(updates)) / updates) * 1000;
  };

  const { peer } = found;
  const task = {
    x,
    y,
    start,
    learning_rate: learningRate,
    first: path.length,
    warm_up: 2000,
    times: 100,
    updates: 50,
  };
  const theirs =
    peer &&
    (async () => {
      const { m, b, milliseconds } = await peer.ask(JSON.stringify(task));
      const end = path[path.length - 1];
      if (!(Math.hypot(m - end[0], b - end[1]) < tolerance)) {
        throw new Problem(`${name} came to (${m}, ${b}) and not to (${end}).`);
      }
      return (milliseconds / task.updates) * 1000;
    });

  const figures = await inTurn(7, ours, theirs);
  race.free();
  return {
    ...figures,
    peerName: peer?.name ?? name,
    ratio: figures.peer && figures.peer / figures.ours,
    notes: peer
      ? ['Ours includes shuffling; the peer has the same 64 rows at hand for each update.']
      : [found.why],
  };
}

/** The recorded run of plain SGD on 64 rows. */
function recordedRun() {
  const file = JSON.parse(readFileSync(join(root, 'tests/reference/torch_runs.json'), 'utf8'));
  const [run] = file.runs;
  const { x, y, start } = file;
  return { x, y, start, path: run.path, learningRate: run.hyperparameters.lr };
}
