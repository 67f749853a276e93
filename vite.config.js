import { readFileSync } from 'node:fs';
import { defineConfig } from 'vite';
import { smallTemplates } from './scripts/templates.mjs';

/**
 * Puts the licences into the built page: those of the libraries in it ask for that, and the comments
 * that name them do not survive minifying.
 *
 * @returns {import('vite').Plugin}
 */
function notices() {
  return {
    name: 'notices',
    apply: 'build',
    generateBundle() {
      for (const name of ['NOTICE', 'LICENSE-MIT', 'LICENSE-APACHE']) {
        const source = readFileSync(new URL(name, import.meta.url), 'utf8');
        this.emitFile({ type: 'asset', fileName: `${name}.txt`, source });
      }
    },
  };
}

/**
 * Puts the script that runs before the first paint into the built page as it is: bundled with the
 * others, it would be a module and run after it.
 *
 * @returns {import('vite').Plugin}
 */
function early() {
  const fileName = 'www/early.js';
  return {
    name: 'early',
    apply: 'build',
    generateBundle() {
      const source = readFileSync(new URL(fileName, import.meta.url), 'utf8');
      this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

/**
 * Has the page's WebAssembly and data fetched beside the scripts, not only when these run. The page
 * for frames waits until it is scrolled near.
 *
 * @returns {import('vite').Plugin}
 */
function preloads() {
  return {
    name: 'preloads',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle, path }) {
        if (path !== '/index.html') return [];
        const files = Object.keys(bundle ?? {}).filter((file) => /\.(wasm|bin)$/.test(file));
        return files.map((file) => ({
          tag: 'link',
          // As `fetch` asks for them, or they would be fetched twice.
          attrs: { rel: 'preload', as: 'fetch', crossorigin: true, href: `./${file}` },
          injectTo: 'head',
        }));
      },
    },
  };
}

export default defineConfig({
  // Relative addresses let the built page lie in any folder of any server.
  base: './',
  plugins: [smallTemplates(), notices(), early(), preloads()],
  build: {
    // The WebAssembly and the data stay files, so that they load in parallel and are cached.
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['index.html', 'embed.html'] },
  },
  server: {
    // Compilers write thousands of files there, none of which the page loads.
    watch: { ignored: ['**/target/**', '**/www/pkg-*/**'] },
  },
});
