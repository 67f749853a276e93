// Who does the same work: each a program of its own, which is asked by its arguments and answers
// with a line of JSON. What it needs is installed in bench/peers where it is not there yet.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { Problem, root, run, say } from '../scripts/shell.mjs';

const folder = join(root, 'bench/peers');
const numpyVersion = '2.4.6';

/**
 * @typedef {object} Peer
 * @property {string} name
 * @property {(...args: string[]) => Promise<any>} ask runs its program and returns the answer
 */

/**
 * A peer, or why there is none.
 *
 * @typedef {{peer: Peer} | {peer: null, why: string}} Found
 */

/**
 * @param {string} name
 * @param {string} command
 * @param {string} script in bench/peers
 * @returns {Peer}
 */
function program(name, command, script) {
  return {
    name,
    async ask(...args) {
      const { ok, output } = await run(command, [join(folder, script), ...args], {
        output: 'hide',
      });
      if (!ok) throw new Problem(`${name} did not do its work:\n${output}`);
      // What stands before the last line are warnings.
      return JSON.parse(output.trim().split('\n').at(-1) ?? '');
    },
  };
}

/** Plain JavaScript in a Node that has no WebAssembly in it. */
export function plainJs() {
  return program(`JavaScript (Node ${process.versions.node})`, process.execPath, 'plain.mjs');
}

/** @returns {Promise<Found>} NumPy, in a virtual environment */
export async function numpy() {
  const python = join(folder, '.venv/bin/python');
  const peer = program(`NumPy ${numpyVersion}`, python, 'numpy_table.py');
  const installed = () => versionOf(python, 'numpy').then((version) => version === numpyVersion);
  if (await installed()) return { peer };

  const base = await findPython();
  if (!base) return { peer: null, why: `Python is missing: ${noPython}` };
  say(`Set-up: installing NumPy ${numpyVersion} into bench/peers/.venv`);
  const made = await run(base, ['-m', 'venv', '--clear', join(folder, '.venv')]);
  if (!made.ok) {
    return {
      peer: null,
      why: `${base} could not make a virtual environment. On Debian:  apt-get install python3-venv`,
    };
  }
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  await run(python, [...pip, `numpy==${numpyVersion}`]);
  if (await installed()) return { peer };
  return {
    peer: null,
    why:
      `NumPy ${numpyVersion} could not be installed; what is wrong stands above. It is downloaded, ` +
      'which needs a network connection, and it needs Python 3.11 or newer.',
  };
}

/** @returns {Promise<Found>} TensorFlow.js, a package of its own */
export async function tensorflowJs() {
  const { name, why } = await npmPackage('tfjs', 'TensorFlow.js', '@tensorflow/tfjs');
  return why ? { peer: null, why } : { peer: program(name, process.execPath, 'tfjs/update.mjs') };
}

/**
 * Plotly.js, which runs in a page.
 *
 * @returns {Promise<{name: string, file: string, why: ''} | {name: string, file: null, why: string}>}
 */
export async function plotly() {
  const { name, why } = await npmPackage('plotly', 'Plotly.js', 'plotly.js-dist-min');
  const file = join(folder, 'plotly/node_modules/plotly.js-dist-min/plotly.min.js');
  return why ? { name, file: null, why } : { name, file, why: '' };
}

/**
 * Installs a peer that is a package of npm, where it is not there yet.
 *
 * @param {string} at its folder in bench/peers
 * @param {string} title
 * @param {string} dependency
 * @returns {Promise<{name: string, why: string}>} its name, and why it is not there, or ''
 */
async function npmPackage(at, title, dependency) {
  const own = join(folder, at);
  const { dependencies } = JSON.parse(readFileSync(join(own, 'package.json'), 'utf8'));
  const name = `${title} ${dependencies[dependency]}`;
  const found = { name, why: '' };
  const stamp = join(own, 'node_modules/.made-from');
  const lock = readFileSync(join(own, 'package-lock.json'));
  const hash = createHash('sha256').update(lock).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return found;

  say(`Set-up: installing ${name} into bench/peers/${at}`);
  // Its packages run nothing when they are installed but an appeal for donations.
  const quietly = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const args = ['ci', '--prefix', own, ...quietly];
  // Started by npm, we know where it is.
  const npm = process.env.npm_execpath ?? '';
  const { ok } =
    basename(npm) === 'npm-cli.js'
      ? await run(process.execPath, [npm, ...args])
      : await run('npm', args);
  if (!ok) {
    const why = `${name} could not be installed; what is wrong stands above.`;
    return { name, why: `${why} It is downloaded, which needs a network connection.` };
  }
  writeFileSync(stamp, hash);
  return found;
}

/** @returns {Promise<Found>} PyTorch, where the person has it; it is too large to install */
export async function torch() {
  const python = await findPython();
  if (!python) return { peer: null, why: `PyTorch is left out: ${noPython}` };
  const version = await versionOf(python, 'torch');
  if (version) return { peer: program(`PyTorch ${version}`, python, 'torch_update.py') };
  return {
    peer: null,
    why: `PyTorch is left out: ${python} does not have it. PYTHON=... names another Python.`,
  };
}

const noPython = 'there is no python3 or python in PATH, and PYTHON names none.';

/** The person's Python. */
async function findPython() {
  for (const python of [process.env.PYTHON, 'python3', 'python']) {
    if (python && (await run(python, ['--version'], { output: 'hide' })).ok) return python;
  }
}

/**
 * The version of a package, where that Python has it.
 *
 * @param {string} python
 * @param {string} name
 */
async function versionOf(python, name) {
  const code = `import ${name}; print(${name}.__version__)`;
  const { ok, output } = await run(python, ['-c', code], { output: 'capture' });
  return ok ? output.trim() : '';
}
