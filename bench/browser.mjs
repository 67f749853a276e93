// The built page in a real Chromium without a window, for the benchmarks that need one.

import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { findChromium, setupChromium } from '../scripts/chromium.mjs';
import { Problem, root, run } from '../scripts/shell.mjs';

/** @typedef {{width: number, height: number, pixelRatio: number}} Screen in CSS pixels */

/**
 * The size of the picture and how fine its pixels are, in all of these benchmarks.
 *
 * @type {Screen}
 */
export const screen = { width: 1280, height: 800, pixelRatio: 2 };

/**
 * @typedef {object} Site
 * @property {import('@playwright/test').Browser} browser
 * @property {string} url of the built page
 * @property {() => Promise<void>} close
 */

/**
 * Builds the page, serves it and starts the browser.
 *
 * @returns {Promise<Site>}
 */
export async function openSite() {
  await setupChromium();
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const built = await run(process.execPath, [vite, 'build', '--logLevel', 'error']);
  if (!built.ok) throw new Problem('The page could not be built; what is wrong stands above.');
  const server = spawn(process.execPath, [join(root, 'scripts/serve.mjs'), '/'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise((resolve) => {
    server.stdout.once('data', (line) => resolve(String(line).trim()));
  });
  // Playwright is a development dependency, which the benchmarks without a page do not need.
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({ executablePath: findChromium() });
  return {
    browser,
    url,
    async close() {
      await browser.close();
      server.kill();
    },
  };
}

/**
 * A fresh browser, cold cache and all, with the page at rest.
 *
 * @param {Site} site
 */
export async function openPage({ browser, url }) {
  const { width, height, pixelRatio } = screen;
  const context = await browser.newContext({
    viewport: { width, height },
    deviceScaleFactor: pixelRatio,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  await page.goto(url);
  const plot = page.locator('downhill-plot');
  await plot.evaluate(
    (/** @type {any} */ plot) =>
      new Promise((resolve) => {
        const look = () => (plot.race ? resolve(null) : setTimeout(look, 20));
        look();
      }),
  );
  await plot.evaluate((/** @type {any} */ plot) => plot.pause());
  return { page, plot, close: () => context.close() };
}
