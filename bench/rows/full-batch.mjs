// Updates a second when the batch is all training rows.

import { inTurn, typicalTime } from '../measure.mjs';

/** How often a round times the updates, and how many of them at once. */
const times = 50;
const updates = 100_000;

/** @type {import('../bench.mjs').Row} */
export const fullBatch = {
  name: 'full-batch',
  what: 'updates of SGD a second when the batch is all 16,000 training rows, on one core',
  unit: 'million/s',
  goal: { figure: 'ours', least: 20 },
  async measure(bench) {
    const ours = await rate(bench, 'sgd');
    const adam = await rate(bench, 'adam');
    return {
      ours,
      peer: null,
      peerName: null,
      ratio: null,
      notes: [`Adam: ${adam.toFixed(1)} million/s.`],
    };
  },
};

/**
 * Millions of updates a second.
 *
 * @param {import('../bench.mjs').Bench} bench
 * @param {string} optimizer
 */
async function rate({ engine, dataset }, optimizer) {
  const race = new engine.Race(dataset, {
    racers: [{ optimizer }],
    batchSize: null,
    threshold: 0,
    epochs: times * updates,
  });
  const { ours } = await inTurn(
    7,
    () => {
      race.configure(race.config());
      return typicalTime(times, () => race.advance(updates));
    },
    null,
  );
  race.free();
  return updates / ours / 1000;
}
