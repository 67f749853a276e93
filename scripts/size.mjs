// Fails when the built page has grown too large to transfer: its WebAssembly, JavaScript and CSS
// together, gzipped. Data and images do not count.

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './shell.mjs';

const limit = 250_000;

/** @type {Record<string, number>} */
const sizes = { '.wasm': 0, '.js': 0, '.css': 0 };
for (const entry of readdirSync(join(root, 'dist'), { recursive: true, encoding: 'utf8' })) {
  const kind = extname(entry);
  if (kind in sizes) sizes[kind] += gzipSync(readFileSync(join(root, 'dist', entry))).length;
}

const total = Object.values(sizes).reduce((sum, size) => sum + size);
const kilobytes = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} KB`;
const parts = Object.entries(sizes).map(([kind, size]) => `${kind} ${kilobytes(size)}`);
console.log(`${parts.join(', ')}: ${kilobytes(total)} gzipped of at most ${kilobytes(limit)}`);
if (!sizes['.wasm'] || !sizes['.js']) {
  console.log('dist/ is not a built page: its WebAssembly or JavaScript is missing.');
  process.exitCode = 1;
}
if (total > limit) {
  console.log('The page has grown too large.');
  process.exitCode = 1;
}
