// The published table, WebAssembly against native code.

import { Problem, run } from '../../scripts/shell.mjs';
import { inTurn } from '../measure.mjs';
import { publishedTable } from '../table.mjs';

/** @typedef {import('../table.mjs').Cell} Cell */

/** @type {import('../bench.mjs').Row} */
export const wasmVsNative = {
  name: 'wasm-vs-native',
  what: 'the published table, WebAssembly in Node against the native build',
  unit: 's',
  goal: { figure: 'ratio', most: 1.5 },
  async measure({ engine, dataset }) {
    /** @type {Cell[]} */
    let cells = [];
    const ours = () => {
      cells = publishedTable(engine, dataset);
      return seconds(cells);
    };
    const theirs = async () => {
      const native = await nativeTable();
      for (const [i, { optimizer, m, b }] of cells.entries()) {
        if (native[i].m !== m || native[i].b !== b) {
          throw new Problem(
            `The native ${optimizer} ends at (${native[i].m}, ${native[i].b}), not (${m}, ${b}).`,
          );
        }
      }
      return seconds(native);
    };
    const times = await inTurn(5, ours, theirs);
    return {
      ...times,
      peerName: 'native build',
      ratio: times.peer && times.ours / times.peer,
      notes: ["The ratio is WebAssembly's time over native's. Both end at the same m and b."],
    };
  },
};

/** @param {Cell[]} cells */
function seconds(cells) {
  return cells.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
}

/** @returns {Promise<Cell[]>} */
async function nativeTable() {
  const args = ['run', '--release', '--locked', '--quiet', '--example', 'table'];
  const { ok, output } = await run('cargo', args, { output: 'hide' });
  if (!ok) throw new Problem(`The native build did not compute the table:\n${output}`);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '');
}
