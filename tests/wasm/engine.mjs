// The engine as the page has it, for tests in Node.

import { readFile } from 'node:fs/promises';
import { loadEngine } from '../../scripts/engine.mjs';

export const { engine, dataset } = await loadEngine();

/** @param {string} path in the repository */
export async function json(path) {
  return JSON.parse(await readFile(new URL(`../../${path}`, import.meta.url), 'utf8'));
}
