// What is on the canvas, pixel by pixel.

import { expect, test } from '@playwright/test';
import { button, drawn, fingerprint, onPlot, openAtStart, RACERS, step } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * For each racer: how many of its trail's points have its colour beside them on the overlay,
 * and how far the farthest pixel of that colour is from its trail.
 *
 * @param {Page} page
 */
function lookAtTrails(page) {
  return onPlot(page, async (plot) => {
    const { race } = plot;
    if (!race) throw new Error('there is no race');
    const canvas = /** @type {HTMLCanvasElement} */ (
      plot.renderRoot.querySelector('canvas.overlay')
    );
    const { width, height } = canvas;
    const ratio = width / canvas.clientWidth;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const { data } = context.getImageData(0, 0, width, height);
    // The colours that the legend promises.
    const swatches = plot.renderRoot.querySelectorAll('.swatch line');
    /** @type {(color: string) => number[]} */
    const parse = (color) => [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
    const colors = Array.from({ length: race.racers }, (_, racer) =>
      parse(swatches[racer].getAttribute('stroke') ?? ''),
    );
    /** @type {(at: number, rgb: number[]) => number} */
    const difference = (at, rgb) => Math.hypot(...rgb.map((part, i) => data[at + i] - part));
    /** @type {(x: number, y: number, racer: number) => boolean} */
    const isColor = (x, y, racer) => {
      const at = 4 * (y * width + x);
      return data[at + 3] === 255 && difference(at, colors[racer]) < 4;
    };
    // Older parts of a trail are paler, but always nearer to their colour than to the others.
    /** @type {(x: number, y: number, racer: number) => boolean} */
    const isKin = (x, y, racer) => {
      const at = 4 * (y * width + x);
      const own = difference(at, colors[racer]);
      return (
        data[at + 3] === 255 &&
        own < 75 &&
        colors.every((color, i) => i === racer || difference(at, color) > own)
      );
    };
    return Array.from({ length: race.racers }, (_, racer) => {
      const trail = race.trail(racer);
      /** @type {[number, number][]} */
      const points = [];
      for (let i = 0; i < trail.length; i += 2) {
        const [x, y] = plot.pixel(trail[i], trail[i + 1]);
        points.push([x * ratio, y * ratio]);
      }
      const reach = Math.round(4 * ratio);
      const found = points.filter(([px, py]) => {
        const [cx, cy] = [Math.round(px), Math.round(py)];
        for (let y = Math.max(0, cy - reach); y <= Math.min(height - 1, cy + reach); y++) {
          for (let x = Math.max(0, cx - reach); x <= Math.min(width - 1, cx + reach); x++) {
            if (isKin(x, y, racer)) return true;
          }
        }
        return false;
      }).length;
      /** @type {(x: number, y: number) => number} */
      const distance = (x, y) => {
        let nearest = Number.POSITIVE_INFINITY;
        for (let i = 0; i < points.length; i++) {
          const [ax, ay] = points[Math.max(0, i - 1)];
          const [bx, by] = points[i];
          const [dx, dy] = [bx - ax, by - ay];
          const length = dx * dx + dy * dy;
          const t = length ? Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length)) : 0;
          nearest = Math.min(nearest, Math.hypot(x - ax - t * dx, y - ay - t * dy));
        }
        return nearest;
      };
      let farthest = 0;
      for (let y = 0; y < height; y++) {
        for (let x = 0; x < width; x++) {
          if (isColor(x, y, racer)) farthest = Math.max(farthest, distance(x, y) / ratio);
        }
      }
      return { points: points.length, found, farthest };
    });
  });
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`${colorScheme}: each trail's colour is where its optimizer went, and nowhere else`, async ({
    page,
  }) => {
    // Trails that lie side by side need some room to be told apart.
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme });
    await openAtStart(page);

    await button(page, 'Step').click();
    await expect(step(page)).toHaveText('Step 1');
    await drawn(page);
    const first = await lookAtTrails(page);
    expect(first).toHaveLength(RACERS.length);
    for (const { points, found, farthest } of first) {
      expect(points).toBe(2);
      // The start lies under four heads and the mark of the start; the end must be seen.
      expect(found).toBeGreaterThanOrEqual(1);
      expect(farthest).toBeLessThan(10);
    }

    await onPlot(page, (plot) => plot.step(199));
    await expect(step(page)).toHaveText('Step 200');
    await drawn(page);
    const later = await lookAtTrails(page);
    for (const { points, found, farthest } of later) {
      expect(points).toBe(201);
      // Trails cross, and later ones lie above.
      expect(found / points).toBeGreaterThan(0.6);
      expect(farthest).toBeLessThan(10);
    }
  });
}

test('the head of a trail is where the legend says', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(30));
  await expect(step(page)).toHaveText('Step 30');
  await drawn(page);
  const heads = await onPlot(page, (plot) => {
    const canvas = /** @type {HTMLCanvasElement} */ (
      plot.renderRoot.querySelector('canvas.overlay')
    );
    const ratio = canvas.width / canvas.clientWidth;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    const rows = [
      ...plot.renderRoot.querySelectorAll('[data-racer]:not([data-racer="minimum"])'),
    ].map((row) => {
      /** @type {(name: string) => number} */
      const value = (name) =>
        Number(
          row.querySelector(`[data-value="${name}"]`)?.textContent?.replace('−', '-') ?? 'none',
        );
      const promised = row.querySelector('.swatch line')?.getAttribute('stroke');
      const [x, y] = plot.pixel(value('m'), value('b'));
      return { x, y, promised };
    });
    return rows
      .filter(({ x, y }, i) =>
        // One that lies under a later head cannot be seen.
        rows.slice(i + 1).every((other) => Math.hypot(other.x - x, other.y - y) > 14),
      )
      .map(({ x, y, promised }) => {
        const pixel = context.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1);
        const color = [...pixel.data.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0'));
        return { seen: `#${color.join('')}`, promised };
      });
  });
  expect(heads.length).toBeGreaterThanOrEqual(3);
  for (const { seen, promised } of heads) expect(seen).toBe(promised);
});

test('reset returns to the start, picture and all', async ({ page }) => {
  await openAtStart(page);
  const start = await fingerprint(page, 'overlay');
  await onPlot(page, (plot) => plot.step(50));
  await expect(step(page)).toHaveText('Step 50');
  await drawn(page);
  expect(await fingerprint(page, 'overlay')).not.toEqual(start);
  await button(page, 'Reset').click();
  await expect(step(page)).toHaveText('Step 0');
  await drawn(page);
  expect(await fingerprint(page, 'overlay')).toEqual(start);
});

test('a step redraws the overlay and leaves the base alone', async ({ page }) => {
  await openAtStart(page);
  // A mark on the base would be lost if it were drawn again.
  await onPlot(page, (plot) => {
    const base = /** @type {HTMLCanvasElement} */ (plot.renderRoot.querySelector('canvas.base'));
    base.getContext('2d')?.fillRect(0, 0, 9, 9);
  });
  const marked = await fingerprint(page, 'base');
  await onPlot(page, (plot) => plot.step(5));
  await expect(step(page)).toHaveText('Step 5');
  await drawn(page);
  expect(await fingerprint(page, 'base')).toEqual(marked);
});

test('a new size redraws both layers to fit it', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openAtStart(page);
  const before = [await fingerprint(page, 'base'), await fingerprint(page, 'overlay')];
  await page.setViewportSize({ width: 1000, height: 700 });
  await drawn(page);
  await drawn(page);
  const after = [await fingerprint(page, 'base'), await fingerprint(page, 'overlay')];
  const box = await onPlot(page, (plot) => {
    const canvas = plot.renderRoot.querySelector('canvas.base');
    return { width: canvas?.clientWidth ?? 0, height: canvas?.clientHeight ?? 0 };
  });
  for (const [i, { width, height, hash }] of after.entries()) {
    expect(hash).not.toBe(before[i].hash);
    expect(width / box.width).toBeCloseTo(2, 1);
    expect(height / box.height).toBeCloseTo(2, 1);
  }
});

test('a finer screen has more pixels', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ baseURL, deviceScaleFactor: 3 });
  await openAtStart(page);
  const { width } = await fingerprint(page, 'base');
  const css = await onPlot(
    page,
    (plot) => plot.renderRoot.querySelector('canvas.base')?.clientWidth,
  );
  expect(width / (css ?? 0)).toBeCloseTo(3, 1);
  await page.close();
});

test('the theme of the device and the switch of the page redraw both layers', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await openAtStart(page);
  const light = [await fingerprint(page, 'base'), await fingerprint(page, 'overlay')];
  await page.emulateMedia({ colorScheme: 'dark' });
  await drawn(page);
  const dark = [await fingerprint(page, 'base'), await fingerprint(page, 'overlay')];
  for (const i of [0, 1]) expect(dark[i].hash).not.toBe(light[i].hash);
  await page.getByRole('radio', { name: 'Light' }).check({ force: true });
  await drawn(page);
  expect([await fingerprint(page, 'base'), await fingerprint(page, 'overlay')]).toEqual(light);
});
