// npm test [-- PART...]: sets up what is missing, then runs all checks and tests, or the named
// parts. Every part runs, whatever became of those before it. The last line is the sum.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { setupChromium } from './chromium.mjs';
import { setup } from './setup.mjs';
import { main, Problem, root, run, say } from './shell.mjs';
import { setupRustChecks } from './toolchain.mjs';
import { buildReplay } from './wasm.mjs';

/** @typedef {import('./toolchain.mjs').Toolchain} Toolchain */

/**
 * @typedef {object} Count
 * @property {number} passed
 * @property {number} failed
 * @property {string} [note] what else there is to say
 */

/**
 * The parts in their order. A check counts as one; the others count their tests.
 *
 * @type {Record<string, (toolchain: Toolchain) => Promise<Count>>}
 */
const parts = {
  rustfmt: () => check('cargo', ['fmt', '--all', '--check']),
  clippy: () => check('cargo', ['clippy', '--workspace', '--all-targets', ...strictly]),
  // Like the build for the page, of which it then takes over what is compiled.
  'clippy-wasm': ({ args, env }) =>
    check('cargo', ['clippy', '--release', '--lib', ...args, ...strictly], env),
  rustdoc: () =>
    check('cargo', ['doc', '--workspace', '--no-deps', '--locked'], {
      ...process.env,
      RUSTDOCFLAGS: '-D warnings',
    }),
  'types-page': () => check(...tool('typescript/bin/tsc')),
  'types-tools': () => check(...tool('typescript/bin/tsc', '--project', 'tsconfig.node.json')),
  biome: () => check(...tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings')),
  rust: rustTests,
  wasm: nodeTests,
  build: () => check(process.execPath, ['scripts/build.mjs']),
  size: () => check(process.execPath, ['scripts/size.mjs']),
  browser: browserTests,
};

const strictly = ['--locked', '--', '-D', 'warnings'];

/**
 * The command line of a program that npm has installed.
 *
 * @param {string} path
 * @param {string[]} args
 * @returns {[string, string[]]}
 */
function tool(path, ...args) {
  return [process.execPath, [join(root, 'node_modules', path), ...args]];
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<Count>}
 */
async function check(command, args, env) {
  const { ok } = await run(command, args, { env });
  return ok ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/**
 * The count of a run of tests. One that failed otherwise than by a test, or ran none, has failed.
 *
 * @param {boolean} ok
 * @param {number} passed
 * @param {number} failed
 * @returns {Count}
 */
function count(ok, passed, failed) {
  if (!ok && failed === 0) return { passed, failed: 1, note: 'ended with an error' };
  if (passed + failed === 0) return { passed, failed: 1, note: 'no test was run' };
  return { passed, failed };
}

/** The sum of the numbers that the first group of `pattern` finds. */
function sum(/** @type {string} */ text, /** @type {RegExp} */ pattern) {
  return [...text.matchAll(pattern)].reduce((total, match) => total + Number(match[1]), 0);
}

async function rustTests() {
  const args = ['test', '--locked', '--no-fail-fast'];
  const { ok, output } = await run('cargo', args, { output: 'tee' });
  return count(
    ok,
    sum(output, /^test result: .* (\d+) passed;/gm),
    sum(output, /^test result: .* (\d+) failed;/gm),
  );
}

async function nodeTests() {
  const folder = join(root, 'tests/wasm');
  const files = readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
  if (files.length === 0) return count(true, 0, 0);
  const args = ['--test', '--test-reporter=spec', ...files.map((name) => join(folder, name))];
  const result = await run(process.execPath, args, { output: 'tee' });
  const output = stripVTControlCharacters(result.output);
  // Node counts a file without tests as a test of the file's name.
  const empty = output.match(/^✔ .*\.test\.mjs \(/gm)?.length ?? 0;
  const failed = sum(output, /^ℹ (?:fail|cancelled) (\d+)$/gm) + empty;
  return count(result.ok, sum(output, /^ℹ pass (\d+)$/gm) - empty, failed);
}

async function browserTests() {
  const report = join(root, 'test-results/report.json');
  rmSync(report, { force: true });
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const args = tool('@playwright/test/cli.js', 'test', '--reporter=list,json');
  const { ok } = await run(...args, { env });
  const { stats } = JSON.parse(readFileSync(report, 'utf8'));
  return count(ok, stats.expected, stats.unexpected + stats.flaky);
}

/** Runs the named parts and returns the sum. */
async function runParts(/** @type {string[]} */ names, /** @type {Toolchain} */ toolchain) {
  /** @type {Map<string, Count>} */
  const counts = new Map();
  const lines = [];
  for (const name of names) {
    say(`\n── ${name} ──`);
    const start = performance.now();
    // What is built on a failed build would be the page of before.
    const unbuilt = ['size', 'browser'].includes(name) && counts.get('build')?.failed;
    const result = unbuilt
      ? { passed: 0, failed: 1, note: 'not run, as the build failed' }
      : await parts[name](toolchain).catch((error) => ({ passed: 0, failed: 1, note: `${error}` }));
    counts.set(name, result);
    const { passed, failed, note } = result;
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    lines.push(
      `${failed ? '✗' : '✓'} ${name.padEnd(12)} ${`${passed}`.padStart(5)} passed` +
        `${`${failed}`.padStart(5)} failed ${seconds.padStart(7)} s${note ? `  ${note}` : ''}`,
    );
    say(/** @type {string} */ (lines.at(-1)));
  }
  say(`\n── all parts ──\n${lines.join('\n')}\n`);
  const all = [...counts.values()];
  return {
    passed: all.reduce((total, { passed }) => total + passed, 0),
    failed: all.reduce((total, { failed }) => total + failed, 0),
  };
}

await main(async () => {
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts);
  const unknown = names.find((name) => !Object.hasOwn(parts, name));
  if (unknown) {
    throw new Problem(
      `There is no part "${unknown}". The parts: ${Object.keys(parts).join(', ')}.`,
    );
  }
  let total = { passed: 0, failed: 1 };
  try {
    const toolchain = await setup();
    if (names.some((name) => /rustfmt|clippy/.test(name))) await setupRustChecks();
    if (names.includes('wasm')) await buildReplay(toolchain);
    if (names.includes('browser')) await setupChromium();
    total = await runParts(names, toolchain);
  } finally {
    if (total.failed) process.exitCode = 1;
    process.on('exit', () => console.log(`${total.passed} passed, ${total.failed} failed`));
  }
});
