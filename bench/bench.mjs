// npm run bench [-- NAME...] [--json] [--full]: how fast the engine is, also against others who do
// the same work. They are installed in bench/peers, never among the project's own packages.

import { availableParallelism, loadavg } from 'node:os';
import { loadEngine } from '../scripts/engine.mjs';
import { setup } from '../scripts/setup.mjs';
import { main, Problem, say } from '../scripts/shell.mjs';
import { openSite } from './browser.mjs';
import { report } from './report.mjs';
import { epochVsJs } from './rows/epoch-vs-js.mjs';
import { fullBatch } from './rows/full-batch.mjs';
import { pageRows } from './rows/page.mjs';
import { seek } from './rows/seek.mjs';
import { tableVsNumpy } from './rows/table-vs-numpy.mjs';
import { updateVsTfjs, updateVsTorch } from './rows/update.mjs';
import { wasmVsNative } from './rows/wasm-vs-native.mjs';

/**
 * @typedef {object} Bench what the benchmarks measure
 * @property {typeof import('../www/pkg/downhill.js')} engine
 * @property {import('../www/pkg/downhill.js').Dataset} dataset
 * @property {() => Promise<import('./browser.mjs').Site>} site the built page and a browser, made
 *   when they are first asked for
 * @property {boolean} full whether a slow peer does the whole of its work
 */

/**
 * @typedef {object} Figures
 * @property {number} ours
 * @property {number | null} peer null where there is none, or where it is absent
 * @property {string | null} peerName
 * @property {number | null} ratio
 * @property {string[]} notes what else there is to say
 */

/**
 * @typedef {object} Row a benchmark
 * @property {string} name
 * @property {string} what
 * @property {string} unit of `ours` and `peer`
 * @property {{figure: 'ours' | 'ratio', least?: number, most?: number}} goal what must be reached
 * @property {(bench: Bench) => Promise<Figures>} measure
 */

/** @type {Row[]} */
const engineRows = [
  tableVsNumpy,
  epochVsJs,
  updateVsTfjs,
  updateVsTorch,
  wasmVsNative,
  seek,
  fullBatch,
];

const rows = [...engineRows, ...pageRows];

/** Names that stand for several benchmarks. */
const groups = { engine: engineRows, page: pageRows };

const usage = `npm run bench -- [NAME...] [--json] [--full]

  NAME    only these benchmarks: ${rows.map(({ name }) => name).join(', ')};
          or all of engine or page
  --json  prints the figures as JSON and nothing else (with npm's own -s: npm run -s bench)
  --full  lets NumPy train the whole table, which takes minutes`;

await main(async () => {
  const { names, json, full } = parse(process.argv.slice(2));
  const isChosen = (/** @type {Row} */ row) =>
    names.length === 0 ||
    names.includes(row.name) ||
    Object.entries(groups).some(([name, group]) => names.includes(name) && group.includes(row));
  await setup();
  /** @type {Promise<import('./browser.mjs').Site> | null} */
  let opened = null;
  const site = () => {
    opened ??= openSite();
    return opened;
  };
  const bench = { ...(await loadEngine()), site, full };
  const load = loadavg()[0];
  const results = [];
  try {
    for (const row of rows.filter(isChosen)) {
      say(`Measuring ${row.name}: ${row.what}`);
      const figures = await row.measure(bench);
      if (json) figures.notes.forEach(say);
      results.push({ row, figures });
    }
  } finally {
    // TypeScript does not see that a row may have asked for it.
    await /** @type {Promise<import('./browser.mjs').Site> | null} */ (opened)?.then((site) =>
      site.close(),
    );
  }
  if (json) {
    const list = results.map(({ row: { name, unit }, figures: { notes: _, ...figures } }) => ({
      name,
      unit,
      ...figures,
    }));
    console.log(JSON.stringify(list, null, 2));
  } else {
    process.stdout.write(
      `\n${report(results)}\n` +
        `When it began, the machine had a load of ${load.toFixed(1)} on ${availableParallelism()} ` +
        'cores. Compare figures only from a machine that does nothing else.\n',
    );
  }
});

/** @param {string[]} words */
function parse(words) {
  const options = words.filter((word) => word.startsWith('-'));
  const names = words.filter((word) => !word.startsWith('-'));
  const option = options.find((word) => word !== '--json' && word !== '--full');
  if (option) throw new Problem(`There is no option ${option}.\n\n${usage}`);
  const isKnown = (/** @type {string} */ name) =>
    Object.hasOwn(groups, name) || rows.some((row) => row.name === name);
  const stranger = names.find((name) => !isKnown(name));
  if (stranger) throw new Problem(`There is no benchmark "${stranger}".\n\n${usage}`);
  return { names, json: options.includes('--json'), full: options.includes('--full') };
}
