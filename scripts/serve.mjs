// Serves the built page for the browser tests, under a sub-path as a plain web server would:
//
//   node scripts/serve.mjs /any/sub/path/
//
// Takes any free port and prints the address.

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { root } from './shell.mjs';

const base = process.argv[2] ?? '/';

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webp': 'image/webp',
};

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  try {
    if (!pathname.startsWith(base)) throw new Error('outside the page');
    // `normalize` leaves no `..` in a path that starts with a slash.
    const path = normalize(`/${decodeURIComponent(pathname.slice(base.length)) || 'index.html'}`);
    const body = await readFile(join(root, 'dist', path));
    response.setHeader('content-type', types[extname(path)] ?? 'application/octet-stream');
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
});

server.listen(0, 'localhost', () => {
  const address = server.address();
  if (address && typeof address === 'object') {
    console.log(`http://localhost:${address.port}${base}`);
  }
});
