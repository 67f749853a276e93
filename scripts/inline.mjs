// Vite plugins for the builds that are one file.

import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { root } from './shell.mjs';

/** @typedef {import('vite').Plugin} Plugin */
/** @typedef {import('vite').Rollup.OutputBundle} OutputBundle */

const assets = join(root, 'www/assets.js');

/**
 * Puts the engine's code and data into the script, in the place of `www/assets.js`, which fetches
 * them. They are deflated first: base 64 of bytes that are small already is transferred as about
 * as many bytes again.
 *
 * @returns {Plugin}
 */
export function inlineAssets() {
  return {
    name: 'inline-assets',
    enforce: 'pre',
    load(id) {
      if (id !== assets) return null;
      return `
        import { unpack } from './inlined.js';
        const code = '${packed('downhill_bg.wasm')}';
        const data = '${packed('diamonds.bin')}';
        export const wasm = async () => unpack(code, 'application/wasm');
        export const diamonds = async () => unpack(data, 'application/octet-stream');
      `;
    },
  };
}

/** A file of www/pkg, packed as `www/inlined.js` unpacks it. */
export function packed(/** @type {string} */ file) {
  return readFileSync(join(root, 'www/pkg', `${file}.deflate`), 'base64');
}

/**
 * The licences of what is in a build that is one file, as a comment at its end: those who get the
 * file get nothing else.
 *
 * @returns {string}
 */
export function notice() {
  const text = readFileSync(join(root, 'NOTICE'), 'utf8');
  return text.replaceAll('--', '- -').replaceAll('*/', '* /').trim();
}

/**
 * Puts scripts, styles and images of a page into the page, which is all that remains, and gives
 * it another name.
 *
 * @param {string} name
 * @returns {Plugin}
 */
export function onePage(name) {
  return {
    name: 'one-page',
    enforce: 'post',
    generateBundle(_, bundle) {
      const page = Object.values(bundle).find(({ fileName }) => fileName.endsWith('.html'));
      if (page?.type !== 'asset') throw new Error('there is no page to put everything into');
      const html = inlineFiles(String(page.source), bundle);
      for (const fileName of Object.keys(bundle)) delete bundle[fileName];
      const source = `${html.trimEnd()}\n<!--\n${notice()}\n-->\n`;
      this.emitFile({ type: 'asset', fileName: name, source });
    },
  };
}

/** Images by the ends of their names. */
const images = { '.svg': 'image/svg+xml', '.webp': 'image/webp' };

/**
 * @param {string} html
 * @param {OutputBundle} bundle
 * @returns {string}
 */
function inlineFiles(html, bundle) {
  for (const file of Object.values(bundle)) {
    const { fileName } = file;
    const address = fileName.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    const tag = (/** @type {string} */ pattern) =>
      new RegExp(pattern.replace('ADDRESS', `"\\./${address}"`), 'g');
    if (file.type === 'chunk') {
      // Only the end tag would end the script; in the script's texts it means the same like this.
      const code = file.code.replaceAll('</script', '<\\/script');
      html = html.replace(tag('<script[^>]*src=ADDRESS[^>]*></script>'), () => '');
      html = html.replace('</body>', () => `<script type="module">${code}</script>\n</body>`);
    } else if (extname(fileName) === '.css') {
      html = html.replace(
        tag('<link[^>]*href=ADDRESS[^>]*>'),
        () => `<style>${Buffer.from(file.source).toString()}</style>`,
      );
    } else {
      const type = images[/** @type {keyof typeof images} */ (extname(fileName))];
      if (!type) continue;
      const data = Buffer.from(file.source).toString('base64');
      html = html.replace(tag('ADDRESS'), () => `"data:${type};base64,${data}"`);
    }
  }
  // What Vite leaves alone, because it has to run before anything is painted.
  return html.replace(/<script[^>]*src="\.\/(www\/[^"]*)"><\/script>/g, (_, path) => {
    const code = readFileSync(join(root, path), 'utf8');
    return `<script>${code.replaceAll('</script', '<\\/script')}</script>`;
  });
}
