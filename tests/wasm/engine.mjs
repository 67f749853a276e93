// The engine as the page has it, for tests in Node.

import { readFile } from 'node:fs/promises';
import { loadEngine } from '../../scripts/engine.mjs';

export const { engine, dataset } = await loadEngine();

/** @param {string} path in the repository */
export async function json(path) {
  return JSON.parse(await readFile(new URL(`../../${path}`, import.meta.url), 'utf8'));
}

/**
 * The name of every optimizer.
 *
 * @type {string[]}
 */
export const optimizers = engine
  .settings()
  .optimizers.map((/** @type {{name: string}} */ { name }) => name);

/** A generator of numbers from 0 to 1, always the same (Lehmer's, with Park and Miller's factor). */
export function chances(/** @type {number} */ seed) {
  let state = seed;
  return () => {
    state = (state * 48_271) % 0x7fffffff;
    return state / 0x7fffffff;
  };
}
