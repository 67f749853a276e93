// The published table against the tutorial's loop in NumPy.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadReplayEngine } from '../../scripts/engine.mjs';
import { setupReplay } from '../../scripts/setup.mjs';
import { Problem, root } from '../../scripts/shell.mjs';
import { inTurn } from '../measure.mjs';
import { numpy } from '../peers.mjs';
import { publishedTable } from '../table.mjs';

/** The epochs of each method that NumPy trains a round, unless it trains all. */
const part = 100;

/** @type {import('../bench.mjs').Row} */
export const tableVsNumpy = {
  name: 'table-vs-numpy',
  what: "the published table, WebAssembly in Node against the tutorial's loop in NumPy",
  unit: 's',
  goal: { figure: 'ratio', least: 50 },
  async measure({ engine, dataset, full }) {
    const found = await numpy();
    const { peer } = found;
    const runs = recordedRuns();
    const all = runs.map((run) => run.epochs_run);
    const cases = runs.map(({ case: settings }) => ({
      ...settings,
      epochs: full ? settings.epochs : part,
    }));
    const file = { groups: { part: cases.map((settings) => ({ case: settings })) } };
    await setupReplay();
    const rerun = await loadReplayEngine();
    const expected = rerun.engine.replay(rerun.dataset, file).groups.part;

    const theirs =
      peer &&
      (async () => {
        const answer = await peer.ask(join(root, 'data/diamonds.csv'), JSON.stringify(cases));
        const seconds = cases.map((settings, i) => {
          const { m, b, epochs_run, seconds } = answer.runs[i];
          if (m !== expected[i].m || b !== expected[i].b || epochs_run !== expected[i].epochs_run) {
            const { name } = settings.optimizer;
            throw new Problem(
              `NumPy's ${name} came to (${m}, ${b}), which is not what we compute.`,
            );
          }
          return (seconds / epochs_run) * all[i];
        });
        return seconds.reduce((sum, value) => sum + value, 0);
      });
    const ours = () => {
      const cells = publishedTable(engine, dataset);
      return cells.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
    };
    const times = await inTurn(full ? 1 : 5, ours, theirs);
    const epochs = all.map((count) => count.toLocaleString('en-US')).join(', ');
    return {
      ...times,
      peerName: peer?.name ?? 'NumPy',
      ratio: times.peer && times.peer / times.ours,
      notes: peer
        ? [
            full
              ? 'NumPy trained the whole table.'
              : `Ours is the whole table. NumPy trained ${part} epochs of each method a round, ` +
                `scaled to all (${epochs}); --full trains all.`,
            "NumPy's m and b are equal to ours in every bit.",
          ]
        : [found.why],
    };
  },
};

/** @returns {{case: any, epochs_run: number}[]} */
function recordedRuns() {
  const path = join(root, 'tests/reference/numpy_runs.json');
  return JSON.parse(readFileSync(path, 'utf8')).groups.tutorial_table;
}
