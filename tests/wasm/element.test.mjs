// What is written about the element, against its description and the code.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  ATTRIBUTES,
  CSS_PROPERTIES,
  EVENTS,
  METHODS,
  PARTS,
  PROPERTIES,
} from '../../scripts/api.mjs';
import { made } from '../../scripts/element.mjs';
import { root } from '../../scripts/shell.mjs';
import { DownhillPlot } from '../../www/downhill-plot.js';

/** @param {string} path */
const read = (path) => readFileSync(join(root, path), 'utf8');

/** The texts of all modules in a folder. @param {string} folder */
function sources(folder) {
  const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.js'));
  return names.map((name) => read(`${folder}/${name}`)).join('\n');
}

/** What a pattern's group finds, each once. @param {string} text @param {RegExp} pattern */
function found(text, pattern) {
  return [...new Set([...text.matchAll(pattern)].map(([, name]) => name))].sort();
}

/** @param {readonly {name: string}[]} list */
const names = (list) => list.map(({ name }) => name).sort();

for (const [path, text] of Object.entries(made())) {
  test(`${path} is as the description says`, () => {
    assert.equal(read(path), text, `stale: npm run element writes ${path} anew`);
  });
}

test('the description names every part, event and custom property, and no other', () => {
  const panels = sources('www/panels');
  assert.deepEqual(names(PARTS), found(panels, /\spart="([a-z-]+)"/g));
  const element = read('www/downhill-plot.js');
  assert.deepEqual(names(EVENTS), found(read('www/telling.js'), /#emit\('(downhill-[a-z]+)'/g));
  assert.deepEqual(names(EVENTS), found(element, /@fires (downhill-[a-z]+)/g));
  assert.deepEqual(
    names(CSS_PROPERTIES),
    found(sources('www/styles'), /var\(\s*(--downhill-[a-z-]+)/g),
  );
});

test('every property and method is there', () => {
  const { prototype } = DownhillPlot;
  for (const { name } of METHODS) {
    assert.equal(typeof Reflect.get(prototype, name, {}), 'function', name);
  }
  const element = read('www/downhill-plot.js');
  for (const name of [...ATTRIBUTES.map(({ property }) => property), ...names(PROPERTIES)]) {
    const described = Object.getOwnPropertyDescriptor(prototype, name);
    // Those of Lit become properties once the element is registered.
    assert.ok(described?.get || new RegExp(`^    this\\.${name} = `, 'm').test(element), name);
  }
});

test('examples and what is written are read again', () => {
  for (const { name, example, read, write } of ATTRIBUTES) {
    const value = read(example);
    assert.notEqual(value, undefined, name);
    assert.deepEqual(read(write(value)), value, name);
  }
});
