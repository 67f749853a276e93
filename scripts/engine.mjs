// The engine's WebAssembly in Node, as the page has it in a browser.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './shell.mjs';
import { replayFolder } from './wasm.mjs';

/**
 * The engine with reruns of recorded runs.
 *
 * @typedef {typeof import('../www/pkg/downhill.js') & {replay(dataset: object, file: unknown): any}}
 *   ReplayEngine
 */

/** Loads www/pkg and returns its bindings and the built-in data. */
export const loadEngine = () => load(join(root, 'www/pkg'));

/** The same with reruns; `setupReplay` must have built it. */
export async function loadReplayEngine() {
  const { engine, dataset } = await load(replayFolder);
  return { engine: /** @type {ReplayEngine} */ (engine), dataset };
}

async function load(/** @type {string} */ folder) {
  /** @type {typeof import('../www/pkg/downhill.js')} */
  const engine = await import(`${folder}/downhill.js`);
  engine.initSync({ module: readFileSync(join(folder, 'downhill_bg.wasm')) });
  const dataset = engine.Dataset.diamonds(readFileSync(join(folder, 'diamonds.bin')));
  return { engine, dataset };
}
