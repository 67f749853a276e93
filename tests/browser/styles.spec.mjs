// Trail styles that a racer keeps, and the projector's theme.

import { expect, test } from '@playwright/test';
import { drawn, fingerprint, onPlot, openAtStart } from './page.mjs';

test('a racer is drawn in the style it is given', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => {
    plot.config = { racers: [{ optimizer: 'adam' }] };
  });
  await drawn(page);
  await onPlot(page, (plot) => plot.step(60));
  await drawn(page);
  const counts = await onPlot(page, ({ race }) => {
    if (!race) throw new Error('there is no race');
    const canvas = document.createElement('canvas');
    const options = { width: 600, height: 400, pixelRatio: 2, theme: 'light' };
    const colors = { first: [0x00, 0x4f, 0x86], fourth: [0xb2, 0x4c, 0x98] };
    /** @param {'drawOverlay' | 'drawDataOverlay' | 'drawLoss'} draw @param {object} more */
    const count = (draw, more) => {
      race[draw](canvas, { ...options, ...more });
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return Object.values(colors).map((rgb) => {
        let pixels = 0;
        for (let i = 0; i < data.length; i += 4) {
          if (rgb.every((part, k) => data[i + k] === part) && data[i + 3] === 255) pixels += 1;
        }
        return pixels;
      });
    };
    return /** @type {const} */ (['drawOverlay', 'drawDataOverlay', 'drawLoss']).map((draw) => ({
      plain: count(draw, {}),
      styled: count(draw, { styles: [3] }),
    }));
  });
  for (const { plain, styled } of counts) {
    expect(plain[0]).toBeGreaterThan(100);
    expect(plain[1]).toBe(0);
    expect(styled[0]).toBe(0);
    expect(styled[1]).toBeGreaterThan(100);
  }
});

test('the attribute projector draws everything larger, and back', async ({ page }) => {
  await openAtStart(page);
  const before = await fingerprint(page, 'base');
  const width = () =>
    page.locator('.swatch line').first().getAttribute('stroke-width').then(Number);
  const thin = await width();
  await onPlot(page, (plot) => plot.setAttribute('projector', ''));
  await drawn(page);
  const large = await fingerprint(page, 'base');
  expect(large).not.toEqual(before);
  expect(await width()).toBeGreaterThan(1.4 * thin);
  await onPlot(page, (plot) => plot.removeAttribute('projector'));
  await drawn(page);
  expect(await fingerprint(page, 'base')).toEqual(before);
});
