// What the browser tests share: opening the page and asking the plot.

import { expect } from '@playwright/test';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/downhill-plot.js').DownhillPlot} DownhillPlot */

export const RACERS = ['sgd', 'momentum', 'rmsprop', 'adam'];

/**
 * Runs a function on the plot in the page.
 *
 * @template T
 * @template [A=undefined]
 * @param {Page} page
 * @param {(plot: DownhillPlot, argument: A) => T | Promise<T>} work
 * @param {A} [argument]
 * @returns {Promise<T>}
 */
export async function onPlot(page, work, argument) {
  const plot = await page.locator('downhill-plot').first().elementHandle();
  if (!plot) throw new Error('the page has no plot');
  // Playwright's types say less about handles than it does with them.
  return /** @type {any} */ (plot).evaluate(work, argument);
}

/** Resolves when what has changed until now is drawn and shown. */
export function drawn(/** @type {Page} */ page) {
  return page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 0))),
      ),
  );
}

/** Opens the page and waits for its first picture. */
export async function open(/** @type {Page} */ page) {
  await page.goto('./');
  await expect(step(page)).toHaveText(/^Step \d/);
}

/** Opens the page and brings the race to its start, at rest. */
export async function openAtStart(/** @type {Page} */ page) {
  await open(page);
  await button(page, 'Reset').click();
  await expect(step(page)).toHaveText('Step 0');
  await drawn(page);
}

export function step(/** @type {Page} */ page) {
  return page.locator('.step strong');
}

/** The slider of time. */
export function timeline(/** @type {Page} */ page) {
  return page.getByRole('slider', { name: 'Step' });
}

/** @param {Page} page @param {string} name */
export function button(page, name) {
  return page.getByRole('button', { name, exact: true });
}

/** @param {Page} page @param {string} racer @param {'m' | 'b' | 'loss' | 'status' | 'rmse'} value */
export function cell(page, racer, value) {
  return page.locator(`[data-racer="${racer}"] [data-value="${value}"]`);
}

/** The step of the race itself. */
export function raceStep(/** @type {Page} */ page) {
  return onPlot(page, (plot) => plot.race?.step ?? -1);
}

/** Every point of every trail. */
export function trails(/** @type {Page} */ page) {
  return onPlot(page, ({ race }) =>
    race ? Array.from({ length: race.racers }, (_, i) => Array.from(race.trail(i))) : [],
  );
}

/**
 * A number as the page writes it.
 *
 * @param {string | null} text
 */
export function numberOf(text) {
  return Number((text ?? '').replaceAll('−', '-').replace(/[$,]/g, ''));
}

/** A fingerprint of a canvas, its size included. */
export function fingerprint(
  /** @type {Page} */ page,
  /** @type {'base' | 'overlay' | 'rows' | 'lines' | 'loss'} */ layer,
) {
  return onPlot(
    page,
    async (plot, name) => {
      const canvas = /** @type {HTMLCanvasElement} */ (
        plot.renderRoot.querySelector(`canvas.${name}`)
      );
      const { width, height } = canvas;
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const { data } = context.getImageData(0, 0, width, height);
      // FNV-1a over the pixels.
      let hash = 0x811c9dc5;
      for (const pixel of new Uint32Array(data.buffer)) {
        hash = Math.imul(hash ^ pixel, 0x01000193);
      }
      return { width, height, hash: hash >>> 0 };
    },
    layer,
  );
}

/**
 * A page on a phone.
 *
 * @param {import('@playwright/test').Browser} browser
 * @param {string | undefined} baseURL
 */
export async function phone(browser, baseURL) {
  const viewport = { width: 390, height: 780 };
  const context = await browser.newContext({ baseURL, viewport, isMobile: true, hasTouch: true });
  return context.newPage();
}

/** Brings the map into sight and makes a function that puts fingers on it. */
export async function fingers(/** @type {Page} */ page) {
  const layers = page.locator('.layers');
  await layers.scrollIntoViewIfNeeded();
  const box = await layers.boundingBox();
  if (!box) throw new Error('there is no picture');
  const client = await page.context().newCDPSession(page);
  /** @param {'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel'} type @param {number[][]} places */
  return (type, ...places) =>
    client.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: places.map(([x, y], id) => ({ x: box.x + x, y: box.y + y, id })),
    });
}

/**
 * The longer bar of Adam's second moment, which is drawn.
 * @param {Page} page
 * @returns {Promise<{from: [number, number], end: [number, number], bars: [number, number]}>} where
 *   the bars cross and a place on the longer one, on the screen, and the numbers they stand for
 */
export async function barOfAdam(page) {
  await page.locator('h1').scrollIntoViewIfNeeded();
  return onPlot(page, (plot) => {
    const { race } = plot;
    if (!race) throw new Error('there is no race');
    const [m, b] = race.report(3).paramsBefore;
    const [dx, dy] = plot.pixel(m, b);
    const box = /** @type {Element} */ (plot.renderRoot.querySelector('.layers'));
    const { left, top } = box.getBoundingClientRect();
    const [x, y] = [left + dx, top + dy];
    const bars = race.arrows(3)[2].value;
    return { from: [x, y], end: bars[1] > bars[0] ? [x, y + 50] : [x - 50, y], bars };
  });
}
