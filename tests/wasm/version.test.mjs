import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { initSync, version } from '../../www/pkg/downhill.js';

const file = (/** @type {string} */ path) => readFile(new URL(`../../${path}`, import.meta.url));

test('the engine loads in Node and is of the version that package.json has', async () => {
  initSync({ module: await file('www/pkg/downhill_bg.wasm') });
  assert.equal(version(), JSON.parse(String(await file('package.json'))).version);
});
