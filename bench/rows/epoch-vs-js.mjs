// One optimizer's epochs against plain JavaScript.

import { join } from 'node:path';
import { Problem, root } from '../../scripts/shell.mjs';
import { inTurn, typicalTime } from '../measure.mjs';
import { plainJs } from '../peers.mjs';

/** The epochs of a round: to warm up, and to time. */
const first = 1000;
const epochs = 2000;

/** @type {import('../bench.mjs').Row} */
export const epochVsJs = {
  name: 'epoch-vs-js',
  what: "SGD's epochs over 16,000 rows in batches of 64, against plain JavaScript with typed arrays",
  unit: 'µs',
  goal: { figure: 'ratio', least: 3 },
  async measure({ engine, dataset }) {
    const racer = { optimizer: 'sgd', learningRate: 0.1, clip: 1 };
    const race = new engine.Race(dataset, {
      racers: [racer],
      threshold: 0,
      epochs: first + epochs,
    });
    const peer = plainJs();
    const { m, b } = race.state(0);
    const task = {
      data: join(root, 'data/diamonds.csv'),
      settings: { ...race.config(), ...racer },
      start: { m, b },
      first,
      epochs,
    };

    const ours = () => {
      race.configure(race.config());
      race.advance(first * race.stepsPerEpoch);
      return typicalTime(epochs, () => race.advance(race.stepsPerEpoch)) * 1000;
    };
    const theirs = async () => {
      const answer = await peer.ask(JSON.stringify(task));
      const { m, b } = race.state(0);
      if (answer.m !== m || answer.b !== b) {
        throw new Problem(
          `Plain JavaScript came to (${answer.m}, ${answer.b}), we to (${m}, ${b}).`,
        );
      }
      return answer.milliseconds * 1000;
    };
    const times = await inTurn(7, ours, theirs);
    race.free();
    return {
      ...times,
      peerName: peer.name,
      ratio: times.peer && times.peer / times.ours,
      notes: ['The m and b of plain JavaScript are equal to ours in every bit.'],
    };
  },
};
