// The engine's WebAssembly in Node, as the page has it in a browser.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './shell.mjs';

/** Loads www/pkg and returns its bindings and the built-in data. */
export async function loadEngine() {
  const folder = join(root, 'www/pkg');
  /** @type {typeof import('../www/pkg/downhill.js')} */
  const engine = await import(`${folder}/downhill.js`);
  engine.initSync({ module: readFileSync(join(folder, 'downhill_bg.wasm')) });
  const dataset = engine.Dataset.diamonds(readFileSync(join(folder, 'diamonds.bin')));
  return { engine, dataset };
}
