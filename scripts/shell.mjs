// Running other programs from the scripts: one way to start them, to say what is going on, to
// fail with a remedy, and to leave nothing behind when the person presses Ctrl-C.

import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** An expected failure: its message tells the person what to do, so no stack trace is shown. */
export class Problem extends Error {}

/**
 * Tells the person something. On stderr, because some commands print JSON on stdout.
 *
 * @param {string} message
 */
export function say(message) {
  process.stderr.write(`${message}\n`);
}

/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();

/** @type {Set<() => unknown>} */
const cleanups = new Set();

/**
 * Has `action` run when a signal ends the script. Returns a function that withdraws it.
 *
 * @param {() => unknown} action
 */
export function onInterrupt(action) {
  cleanups.add(action);
  return () => cleanups.delete(action);
}

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] replaces the environment
 * @property {'show' | 'capture' | 'tee' | 'hide'} [output] where standard output goes: to the
 *   person, into the result, both, or nowhere (then standard error is kept for the result as well)
 * @property {number} [timeout] milliseconds
 */

/**
 * @typedef {object} Result
 * @property {boolean} ok
 * @property {boolean} missing whether there is no such program
 * @property {string} output what was captured
 */

/**
 * Runs a program in the project's folder to its end. Never throws.
 *
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Result>}
 */
export function run(command, args, { env = process.env, output = 'show', timeout } = {}) {
  const quiet = output === 'capture' || output === 'hide';
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      // A group of its own, so that the compilers a build has started end with it.
      detached: process.platform !== 'win32',
      stdio: ['ignore', output === 'show' ? 2 : 'pipe', quiet ? 'pipe' : 'inherit'],
    });
    children.add(child);
    const timer = timeout && setTimeout(() => stop(child, 'SIGTERM'), timeout);
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
      text += chunk;
      if (output === 'tee') process.stdout.write(chunk);
    });
    child.stderr?.setEncoding('utf8').on('data', (/** @type {string} */ chunk) => {
      if (output === 'hide') text += chunk;
    });
    /** @param {Omit<Result, 'output'>} result */
    const finish = (result) => {
      clearTimeout(timer);
      children.delete(child);
      resolve({ ...result, output: text });
    };
    child.on('error', (error) => {
      finish({ ok: false, missing: 'code' in error && error.code === 'ENOENT' });
    });
    child.on('close', (code) => finish({ ok: code === 0, missing: false }));
  });
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function stop(child, signal) {
  if (!child.pid) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch {
    // It has just ended by itself.
  }
}

/**
 * Runs a script's work: a Problem becomes its message and exit code 1, a signal ends everything
 * the script has started.
 *
 * @param {() => Promise<void>} work
 */
export async function main(work) {
  let ending = false;
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, async () => {
      // Ctrl-C arrives twice: from the terminal, and passed on by npm.
      if (ending) return;
      ending = true;
      for (const child of children) stop(child, 'SIGTERM');
      for (const action of cleanups) await action();
      process.exit(process.exitCode ?? 128 + constants.signals[signal]);
    });
  }
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(`\n${error.message}`);
    process.exitCode = 1;
  }
}
