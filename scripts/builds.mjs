// Everything that `npm run build` puts into dist/: the page and the other ways to get Downhill,
// all from the same sources.

import { join } from 'node:path';
import { inlineAssets, notice, onePage } from './inline.mjs';
import { root } from './shell.mjs';
import { smallTemplates } from './templates.mjs';
import { writeTypes } from './types.mjs';

/** @typedef {import('vite').InlineConfig} InlineConfig */

/** What all builds that are one file have in common. */
const oneFile = /** @type {const} */ ({
  root,
  configFile: false,
  logLevel: 'warn',
  base: './',
  publicDir: false,
});

/**
 * Lit wants a document as soon as it is loaded. Importing the module where there is none, as when
 * a server renders a page, must not fail; the element itself is made only in browsers.
 */
const withoutDocument =
  'const HTMLElement=globalThis.HTMLElement??class{},' +
  'document=globalThis.document??{createTreeWalker(){}};';

/**
 * The module: importing it registers the element. Lit and the engine are inside, so that it needs
 * no bundler, no other package and no second file.
 *
 * @type {() => InlineConfig}
 */
const module = () => ({
  ...oneFile,
  plugins: [inlineAssets(), smallTemplates()],
  build: {
    emptyOutDir: false,
    lib: {
      entry: join(root, 'www/define.js'),
      formats: ['es'],
      fileName: () => 'downhill-plot.js',
    },
    // Libraries are left readable for other bundlers otherwise; this one is for pages, too.
    rolldownOptions: {
      output: { minify: true, banner: withoutDocument, footer: `/*\n${notice()}\n*/` },
    },
  },
});

/**
 * The page as one file.
 *
 * @type {() => InlineConfig}
 */
const page = () => ({
  ...oneFile,
  plugins: [inlineAssets(), smallTemplates(), onePage('downhill.html')],
  build: {
    emptyOutDir: false,
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: false,
    rolldownOptions: { input: join(root, 'index.html') },
  },
});

/** Builds everything into dist/. */
export async function buildAll() {
  const { build } = await import('vite');
  // The page and that for frames, by vite.config.js, which also empties dist/.
  await build({ root, logLevel: 'warn' });
  await build(module());
  await build(page());
  await writeTypes();
}
