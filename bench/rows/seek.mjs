// Any step of a long race.

import { inTurn, milliseconds, quantile } from '../measure.mjs';

const seeks = 400;

/** @type {import('../bench.mjs').Row} */
export const seek = {
  name: 'seek',
  what: 'to a random step in a race of four optimizers over 2.5 million updates each',
  unit: 'ms',
  goal: { figure: 'ours', most: 16 },
  async measure({ engine, dataset }) {
    const race = new engine.Race(dataset, { threshold: 0, epochs: 10_000 });
    while (!race.advanceFor(250).finished);
    const end = race.step;
    const anywhere = () => Math.floor(Math.random() * (end + 1));
    /** @type {number[]} */
    const times = [];
    const { ours } = await inTurn(
      seeks,
      () => {
        const step = anywhere();
        const time = milliseconds(() => race.seek(step));
        times.push(time);
        return time;
      },
      null,
    );
    race.free();
    // Called again, this returns what the module exported when it began.
    const { memory } = engine.initSync({ module: new Uint8Array() });
    const megabytes = (memory.buffer.byteLength / 2 ** 20).toFixed(1);
    return {
      ours,
      peer: null,
      peerName: null,
      ratio: null,
      notes: [
        `${seeks} seeks in ${end.toLocaleString('en-US')} steps: 95 of 100 within ` +
          `${quantile(times, 0.95).toFixed(1)} ms, the slowest ${Math.max(...times).toFixed(1)} ms.`,
        `The WebAssembly's memory has grown to ${megabytes} MB (must stay below 64 MB).`,
      ],
    };
  },
};
