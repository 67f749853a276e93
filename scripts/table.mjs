// npm run -s table: the tutorial's comparison as published and as corrected, computed now.

import { loadEngine } from './engine.mjs';
import { setup } from './setup.mjs';
import { main } from './shell.mjs';

/** @typedef {{epochs: number, milliseconds: number, testRmse: number}} Cell */
/** @typedef {{method: string, published: Cell, corrected: Cell}} Row */

await main(async () => {
  await setup();
  const { engine, dataset } = await loadEngine();
  const table = new engine.Table(dataset);
  const terminal = process.stderr.isTTY;
  for (let done = 0; done < 1; ) {
    done = table.advanceFor(250);
    if (terminal) process.stderr.write(`\rComputing: ${Math.round(100 * done)} %`);
  }
  if (terminal) process.stderr.write('\r\x1b[K');
  process.stdout.write(format(table.rows()));
});

/** @param {Row[]} rows */
function format(rows) {
  const cell = (/** @type {Cell} */ { milliseconds, testRmse, epochs }) => [
    `${(milliseconds / 1000).toFixed(3)} s`,
    testRmse.toFixed(4),
    epochs.toLocaleString('en-US'),
  ];
  const lines = [
    ['', 'as published', '', '', 'as corrected', '', ''],
    ['method', 'runtime', 'test RMSE ($)', 'epochs', 'runtime', 'test RMSE ($)', 'epochs'],
    ...rows.map(({ method, published, corrected }) => [
      method,
      ...cell(published),
      ...cell(corrected),
    ]),
  ];
  const widths = lines[1].map((_, i) => Math.max(...lines.slice(1).map((line) => line[i].length)));
  const text = lines.map((line, n) =>
    line
      .map((word, i) => (i === 0 || n === 0 ? word.padEnd(widths[i]) : word.padStart(widths[i])))
      .join('  ')
      .trimEnd(),
  );
  return (
    `${text.join('\n')}\n\n` +
    'As published, the gradients of SGD, momentum and RMSprop lack their minus sign: these three\n' +
    'climb. With every sign right, all four arrive at the same error.\n'
  );
}
