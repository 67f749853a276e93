// The arrows of an update and its batch's bowl on the map.

import { expect, test } from '@playwright/test';
import { barOfAdam, button, drawn, fingerprint, onPlot, open, openAtStart, step } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const arrows = (/** @type {Page} */ page) => page.getByRole('combobox', { name: 'Arrows' });
const bowl = (/** @type {Page} */ page) => page.getByRole('checkbox', { name: 'Batch’s bowl' });

/** Opens the page at a step, at rest. */
async function openAt(/** @type {Page} */ page, /** @type {number} */ at) {
  await openAtStart(page);
  await onPlot(page, (plot, steps) => plot.step(steps), at);
  await expect(step(page)).toHaveText(`Step ${at}`);
  await drawn(page);
}

/**
 * How many pixels around a point of the surface are opaque and nearly of a colour.
 * @param {Page} page
 * @param {{m: number, b: number, reach: number, rgb: number[]}} what reach in CSS pixels
 */
function pixelsNear(page, what) {
  return onPlot(
    page,
    (plot, { m, b, reach, rgb }) => {
      const canvas = /** @type {HTMLCanvasElement} */ (
        plot.renderRoot.querySelector('canvas.overlay')
      );
      const ratio = canvas.width / canvas.clientWidth;
      const [x, y] = plot.pixel(m, b).map((css) => Math.round((css - reach) * ratio));
      const side = Math.round(2 * reach * ratio);
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const { data } = context.getImageData(x, y, side, side);
      let found = 0;
      for (let i = 0; i < data.length; i += 4) {
        const away = Math.hypot(...rgb.map((part, k) => data[i + k] - part));
        if (away < 12 && data[i + 3] === 255) found += 1;
      }
      return found;
    },
    what,
  );
}

test('arrows of an optimizer are drawn, lit under the pointer and read out', async ({ page }) => {
  await openAt(page, 20);
  const plain = await fingerprint(page, 'overlay');
  await arrows(page).selectOption({ label: 'Adam' });
  await drawn(page);
  const drawnArrows = await fingerprint(page, 'overlay');
  expect(drawnArrows).not.toEqual(plain);
  expect(await onPlot(page, (plot) => plot.looks.arrowsOf)).toBe(3);

  // The bars cross at the point where the update began; their ends are where the readout finds
  // them.
  const { from, end, bars } = await barOfAdam(page);
  await page.mouse.move(...end);
  await drawn(page);
  const readout = page.locator('.readout [data-value="nearest"]');
  await expect(readout).toContainText('√ second moment: m ');
  await expect(readout).toContainText(bars[0].toFixed(4));
  const lit = await fingerprint(page, 'overlay');
  expect(lit).not.toEqual(drawnArrows);
  await page.mouse.move(from[0] - 220, from[1] + 60);
  await drawn(page);
  expect(await fingerprint(page, 'overlay')).toEqual(drawnArrows);

  await arrows(page).selectOption({ label: 'none' });
  await drawn(page);
  expect(await fingerprint(page, 'overlay')).toEqual(plain);
});

test('the step is drawn from before to after, in the racer’s colour', async ({ page }) => {
  await openAt(page, 3);
  await onPlot(page, (plot) => {
    plot.looks = /** @type {any} */ ({ arrowsOf: 0 });
  });
  await drawn(page);
  const middle = await onPlot(page, ({ race }) => {
    const { paramsBefore, paramsAfter } = race?.report(0) ?? {};
    return [0, 1].map((i) => paramsBefore[i] + 0.4 * (paramsAfter[i] - paramsBefore[i]));
  });
  const blue = [0x00, 0x4f, 0x86];
  const at = { m: middle[0], b: middle[1], reach: 2, rgb: blue };
  expect(await pixelsNear(page, at)).toBeGreaterThan(8);
});

test('the key of a number chooses arrows and squares, at the start there are none', async ({
  page,
}) => {
  await openAtStart(page);
  const plain = await fingerprint(page, 'overlay');
  await page.keyboard.press('4');
  await drawn(page);
  await expect(arrows(page)).toHaveValue('3');
  await expect(page.getByRole('combobox', { name: 'Squares' })).toHaveValue('3');
  expect(await fingerprint(page, 'overlay')).toEqual(plain);
  await page.keyboard.press('ArrowRight');
  await expect(step(page)).toHaveText('Step 1');
  await drawn(page);
  const first = await fingerprint(page, 'overlay');
  await page.keyboard.press('4');
  await drawn(page);
  await expect(arrows(page)).toHaveValue('');
  expect(await fingerprint(page, 'overlay')).not.toEqual(first);
});

test('the batch’s bowl has its own minimum, at which its gradient is zero', async ({ page }) => {
  await openAt(page, 1);
  const plain = await fingerprint(page, 'overlay');
  await bowl(page).focus();
  await page.keyboard.press('Space');
  await drawn(page);
  await expect(bowl(page)).toBeChecked();
  expect(await fingerprint(page, 'overlay')).not.toEqual(plain);
  const found = await onPlot(page, ({ race, renderRoot }) => {
    const canvas = /** @type {HTMLCanvasElement} */ (renderRoot.querySelector('canvas.overlay'));
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    const ratio = canvas.width / canvas.clientWidth;
    let [count, x, y] = [0, 0, 0];
    for (let i = 0; i < data.length; i += 4) {
      if (data[i] === 0xf2 && data[i + 1] === 0xb7 && data[i + 2] === 0x05) {
        count += 1;
        x += (i / 4) % canvas.width;
        y += Math.floor(i / 4 / canvas.width);
      }
    }
    const options = {
      width: canvas.clientWidth,
      height: canvas.clientHeight,
      pixelRatio: ratio,
      theme: 'light',
    };
    return { count, at: race?.at(x / count / ratio, y / count / ratio, options) };
  });
  expect(found.count).toBeGreaterThan(8);
  // Wherever a race starts, its first batch is the same one.
  const gradientFrom = (/** @type {{m: number, b: number}} */ start) =>
    onPlot(
      page,
      (plot, { m, b }) => {
        plot.config = { start: { m, b } };
        plot.race?.advance(1);
        return Math.hypot(...(plot.race?.report(0).gradient ?? []));
      },
      start,
    );
  const least = await onPlot(page, ({ race }) => race?.minimum());
  expect(await gradientFrom(found.at)).toBeLessThan(0.015);
  expect(await gradientFrom(least)).toBeGreaterThan(0.1);
});

test('one row makes a valley, and a surface without batches no bowl', async ({ page }) => {
  await openAt(page, 1);
  await onPlot(page, (plot) => {
    plot.config = { batchSize: 1 };
  });
  await drawn(page);
  await onPlot(page, (plot) => plot.step(3));
  await drawn(page);
  const plain = await fingerprint(page, 'overlay');
  await bowl(page).check();
  await drawn(page);
  expect(await fingerprint(page, 'overlay')).not.toEqual(plain);
  await onPlot(page, (plot) => {
    plot.config = { landscape: 'himmelblau' };
  });
  await drawn(page);
  await expect(bowl(page)).toBeHidden();
  await expect(button(page, 'Dismiss')).toHaveCount(0);
});

test('looks are refused in words, and stay as they were', async ({ page }) => {
  await open(page);
  await onPlot(page, (plot) => {
    plot.looks = /** @type {any} */ ({ arrowsOf: 'adam' });
  });
  await expect(page.locator('.notice')).toContainText(
    'looks.arrowsOf is "adam", but it takes the number of a racer, the first one being 0',
  );
  await onPlot(page, (plot) => {
    plot.looks = /** @type {any} */ ({ colour: 'red' });
  });
  await expect(page.locator('.notice')).toContainText('looks.colour is set, but there are only');
  expect(await onPlot(page, (plot) => plot.looks.arrowsOf)).toBeNull();
  await onPlot(page, (plot) => {
    plot.looks = /** @type {any} */ (null);
  });
  await expect(page.locator('.notice')).toContainText('looks is null, but it takes an object');
  await onPlot(page, (plot) => {
    plot.tab = 'bogus';
  });
  await expect(page.locator('.notice')).toContainText(
    'tab is "bogus", but it takes one of race, optimizers, data, step, table',
  );
  expect(await onPlot(page, (plot) => plot.tab)).toBe('race');
  expect(await onPlot(page, (plot) => plot.link)).not.toContain('tab');
});

test('arrows of a racer that is no more there are not asked for', async ({ page }) => {
  await openAt(page, 5);
  await arrows(page).selectOption({ label: 'Adam' });
  await onPlot(page, (plot) => {
    plot.config = { racers: [{ optimizer: 'sgd' }] };
  });
  await onPlot(page, (plot) => plot.step(2));
  await drawn(page);
  await expect(page.locator('.notice')).toHaveCount(0);
  await expect(arrows(page)).toHaveValue('');
});

test('a term of the step lights its arrow, and an arrow marks its term', async ({ page }) => {
  await page.setViewportSize({ width: 1700, height: 1000 });
  await openAt(page, 20);
  await page.getByRole('tab', { name: 'Step' }).click();
  await page.locator('.inspector select').selectOption({ label: 'Adam' });
  await arrows(page).selectOption({ label: 'none' });
  await page.mouse.move(2, 2);
  await drawn(page);
  const plain = await fingerprint(page, 'overlay');
  const moment = page.locator('.term[data-term="correctedFirstMoment"]');
  await moment.scrollIntoViewIfNeeded();
  await moment.hover();
  await drawn(page);
  await drawn(page);
  // The arrows are Adam's, though none are chosen.
  const lit = await fingerprint(page, 'overlay');
  expect(lit).not.toEqual(plain);
  await page.mouse.move(2, 2);
  await drawn(page);
  await drawn(page);
  expect(await fingerprint(page, 'overlay')).toEqual(plain);

  await arrows(page).selectOption({ label: 'Adam' });
  await drawn(page);
  const place = await onPlot(page, ({ race, renderRoot, pixel }) => {
    const { value } = race?.arrows(3)[2] ?? {};
    const { paramsBefore } = race?.report(3) ?? {};
    scrollTo(0, 0);
    const layers = /** @type {Element} */ (renderRoot.querySelector('.layers'));
    const { left, top } = layers.getBoundingClientRect();
    const plot = /** @type {any} */ (layers.getRootNode()).host;
    const [x, y] = pixel.call(plot, paramsBefore[0], paramsBefore[1]);
    const [dx, dy] = value[1] > value[0] ? [0, 60] : [-60, 0];
    return { x: left + x + dx, y: top + y + dy };
  });
  await page.mouse.move(place.x, place.y);
  await drawn(page);
  await expect(page.locator('.term[data-lit]').first()).toHaveAttribute(
    'data-term',
    /econdMoment|denominator/,
  );
});
