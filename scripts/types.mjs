// The module's type declarations, made by tsc from the JSDoc of the sources.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ATTRIBUTES, EVENTS } from './api.mjs';
import { Problem, root, run } from './shell.mjs';

const entry = 'define.d.ts';

/** Writes dist/types: the declarations of `www/define.js` and of all that they mention. */
export async function writeTypes() {
  const all = mkdtempSync(join(tmpdir(), 'downhill-types-'));
  const target = join(root, 'dist/types');
  try {
    await declare(all);
    rmSync(target, { recursive: true, force: true });
    for (const [path, text] of mentioned(all)) {
      mkdirSync(dirname(join(target, path)), { recursive: true });
      writeFileSync(join(target, path), adapt(path, text));
    }
  } finally {
    rmSync(all, { recursive: true, force: true });
  }
}

/** Has tsc write the declarations of everything in www. */
async function declare(/** @type {string} */ folder) {
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const settings = ['--noEmit', 'false', '--declaration', '--emitDeclarationOnly'];
  const places = ['--rootDir', 'www', '--outDir', folder];
  const made = await run(process.execPath, [tsc, ...settings, '--stripInternal', ...places]);
  if (!made.ok) throw new Problem('No types could be made; what is wrong stands above.');
}

/**
 * The entry and what it mentions, what that mentions, and so on.
 *
 * @param {string} folder
 * @returns {Map<string, string>} texts by paths
 */
function mentioned(folder) {
  /** @type {Map<string, string>} */
  const found = new Map();
  const waiting = [entry];
  for (let path = waiting.pop(); path; path = waiting.pop()) {
    if (found.has(path)) continue;
    // Those of the bindings are no JavaScript that tsc would declare; they are declarations.
    const made = path.startsWith('pkg/') ? join(root, 'www', path) : join(folder, path);
    const text = readFileSync(made, 'utf8');
    found.set(path, text);
    for (const [, other] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)\.js['"]/g)) {
      waiting.push(join(dirname(path), `${other}.d.ts`));
    }
  }
  return found;
}

/**
 * Lit is inside the module and nobody has to install it: for others, the element is an
 * HTMLElement. What is made by running code, tsc does not see.
 *
 * @param {string} path
 * @param {string} text
 * @returns {string}
 */
function adapt(path, text) {
  if (path === entry) {
    const events = EVENTS.map(
      ({ name, type, help }) => `    /** ${help} */\n    '${name}': CustomEvent<${type}>;\n`,
    );
    return `${text}
declare global {
  interface HTMLElementTagNameMap {
    'downhill-plot': DownhillPlot;
  }

  interface HTMLElementEventMap {
${events.join('')}  }
}
`;
  }
  if (path !== 'downhill-plot.d.ts') {
    return text.replaceAll(/import\(["']lit(-html)?["']\)\.\w+(<\d>)?/g, 'unknown');
  }
  const properties = ATTRIBUTES.filter(({ setting }) => setting).map(
    ({ property, type, help }) => `  /** ${help} */\n  ${property}: ${type};\n`,
  );
  return `${text
    .replace(/^import .* from 'lit';\n/m, '')
    .replace('typeof LitElement', 'typeof HTMLElement')}
export interface DownhillPlot {
${properties.join('')}}
`;
}
