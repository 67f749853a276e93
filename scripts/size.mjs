// Fails when one of the ways to get Downhill has grown too large to transfer: its WebAssembly,
// JavaScript, HTML and CSS, gzipped. Data and images do not count.

import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packed } from './inline.mjs';
import { root } from './shell.mjs';

const limit = 300_000;

/** What is code. */
const kinds = ['.wasm', '.js', '.css', '.html'];

const dist = join(root, 'dist');
const size = (/** @type {Buffer | string} */ text) => gzipSync(text, { level: 9 }).length;

/** Code of files that stand beside each other: of the page and of that for frames. */
function files() {
  const assets = readdirSync(join(dist, 'assets')).map((name) => join('assets', name));
  const code = ['index.html', 'www/early.js', ...assets].filter((name) =>
    kinds.includes(extname(name)),
  );
  if (!code.some((name) => name.endsWith('.wasm'))) throw new Error('dist/ is not a built page.');
  return code.reduce((sum, name) => sum + size(readFileSync(join(dist, name))), 0);
}

/** Code of a build that is one file: all of it but the data, and but images. */
function oneFile(/** @type {string} */ name) {
  const text = readFileSync(join(dist, name), 'utf8');
  const data = packed('diamonds.bin');
  if (!text.includes(data)) throw new Error(`${name} does not have the data inside.`);
  return size(text.replace(data, '').replaceAll(/data:image\/[^"]*/g, ''));
}

const ways = {
  'index.html and embed.html': files(),
  'downhill-plot.js': oneFile('downhill-plot.js'),
  'downhill.html': oneFile('downhill.html'),
};
for (const [name, bytes] of Object.entries(ways)) {
  const large = bytes > limit;
  console.log(
    `${name}: ${(bytes / 1000).toFixed(1)} KB of code, gzipped; at most ${limit / 1000}` +
      `${large ? ' (too large)' : ''}`,
  );
  if (large) process.exitCode = 1;
}
