// Projector mode: what is shown can be read from the last row.

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { button, drawn, onPlot, openAtStart, step } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** The sizes of all text that is shown in the plot, with the text. */
function sizes(/** @type {Page} */ page) {
  return onPlot(page, (plot) => {
    const walker = document.createTreeWalker(plot.renderRoot, NodeFilter.SHOW_TEXT);
    /** @type {[number, string][]} */
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim();
      const parent = node.parentElement;
      if (!text || !parent || parent.closest('style, .hidden, option, msub, msup, msubsup'))
        continue;
      if (!parent.checkVisibility()) continue;
      found.push([Number.parseFloat(getComputedStyle(parent).fontSize), text]);
    }
    return found;
  });
}

/** How many pixels of the overlay have a colour. */
function pixelsOf(/** @type {Page} */ page, /** @type {string} */ color) {
  return onPlot(
    page,
    (plot, wanted) => {
      const canvas = plot.renderRoot.querySelector('canvas.overlay');
      if (!(canvas instanceof HTMLCanvasElement)) throw new Error('there is no overlay');
      const context = canvas.getContext('2d');
      if (!context) throw new Error('there is no context');
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const parts = [1, 3, 5].map((at) => Number.parseInt(wanted.slice(at, at + 2), 16));
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        if (data[i + 3] > 200 && parts.every((part, k) => Math.abs(part - data[i + k]) < 12)) {
          count += 1;
        }
      }
      return count;
    },
    color,
  );
}

test('P makes letters large and trails thick, and the surface stays large', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(12));
  await drawn(page);
  const color = await page.locator('.swatch line').first().getAttribute('stroke');
  if (!color) throw new Error('the first trail has no colour');
  const area = async () => {
    const box = await page.locator('.stage').boundingBox();
    return (box?.width ?? 0) * (box?.height ?? 0);
  };
  const [thin, small] = [await pixelsOf(page, color), await area()];
  expect(thin).toBeGreaterThan(100);

  await page.keyboard.press('p');
  await expect(button(page, 'Projector')).toHaveAttribute('aria-pressed', 'true');
  await expect.poll(() => pixelsOf(page, color)).toBeGreaterThan(1.5 * thin);
  expect(await area()).toBeGreaterThanOrEqual(0.97 * small);
  for (const [size, text] of await sizes(page)) {
    expect(size, text).toBeGreaterThanOrEqual(22);
  }
  // So it is in every tab; only raised and lowered letters of equations are smaller.
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await drawn(page);
    for (const [size, text] of await sizes(page)) {
      expect(size, text).toBeGreaterThanOrEqual(22);
    }
    const { scrollWidth, clientWidth } = await page
      .locator('.panel')
      .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
    expect(scrollWidth).toBe(clientWidth);
  }
  await page.getByRole('tab', { name: 'Race' }).click();
  // The drawing's text is as large as that around it.
  const drawing = await page
    .locator('.layers')
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(drawing).toBeGreaterThanOrEqual(22);
  // What counts is in sight without scrolling.
  for (const part of ['.stage', '.timeline', '.step', '[data-action=toggle]', '.legend']) {
    await expect(page.locator(part)).toBeInViewport({ ratio: 1 });
  }
  await button(page, 'Help').click();
  for (const [size, text] of await sizes(page)) {
    expect(size, text).toBeGreaterThanOrEqual(22);
  }
  await page.keyboard.press('Escape');

  await page.keyboard.press('p');
  await expect(button(page, 'Projector')).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(() => pixelsOf(page, color)).toBe(thin);
});

for (const [width, height] of [
  [320, 640],
  [360, 740],
  [768, 1024],
  [1024, 768],
  [1280, 800],
  [2560, 1440],
]) {
  test(`projector mode fits at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openAtStart(page);
    await onPlot(page, (plot) => {
      plot.projector = true;
      plot.step(5000);
    });
    await expect(step(page)).toHaveText('Step 5,000');
    await drawn(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const wide = await onPlot(page, (plot) => {
      const edge = plot.getBoundingClientRect().right + 0.5;
      return [...plot.renderRoot.querySelectorAll(':not(svg *, .hidden, .tabs *)')]
        .filter((element) => element.getBoundingClientRect().right > edge)
        .map((element) => element.outerHTML.slice(0, 80));
    });
    expect(wide).toEqual([]);
  });
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`${colorScheme}: axe finds nothing in projector mode, and contrast is full`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme });
    await openAtStart(page);
    await page.keyboard.press('p');
    await expect(button(page, 'Projector')).toHaveAttribute('aria-pressed', 'true');
    const ink = await page.locator('.step').evaluate((one) => getComputedStyle(one).color);
    expect(ink).toBe(colorScheme === 'light' ? 'rgb(0, 0, 0)' : 'rgb(255, 255, 255)');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
  });
}

test('projector mode lasts as long as the page', async ({ page }) => {
  await openAtStart(page);
  await page.keyboard.press('p');
  await expect(page.locator('downhill-plot')).toHaveAttribute('projector', '');
  await page.reload();
  await expect(step(page)).toHaveText(/^Step \d/);
  await expect(page.locator('downhill-plot')).not.toHaveAttribute('projector');
});

test('the term that is revealed comes into sight, and the map stays', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('./#step=3&tab=step&v=1');
  await expect(page.locator('.step strong')).toHaveText('Step 3');
  await page.keyboard.press('p');
  await page.keyboard.press('4');
  await page.keyboard.press('n');
  for (let count = 2; count <= 6; count += 1) {
    await page.keyboard.press('PageDown');
    await expect(page.locator('.term')).toHaveCount(count);
    await expect(page.locator('.term').last()).toBeInViewport({ ratio: 0.99 });
    expect(await page.evaluate(() => scrollY)).toBe(0);
  }
});

for (const [width, height] of [
  [1024, 768],
  [1280, 800],
]) {
  test(`every tab is in sight at ${width}×${height}, in projector mode too`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await page.goto('./');
    const strip = page.getByRole('tablist');
    await expect(strip.getByRole('tab').first()).toBeVisible();
    const hidden = () => strip.evaluate((tabs) => tabs.scrollWidth - tabs.clientWidth);
    expect(await hidden()).toBe(0);
    await page.keyboard.press('p');
    await expect(page.locator('downhill-plot')).toHaveAttribute('projector');
    expect(await hidden()).toBe(0);
    // What moves time and what belongs to a classroom is on the screen with the map.
    for (const name of ['Reset', 'Full screen']) {
      const box = await button(page, name).boundingBox();
      expect((box?.y ?? height) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
    }
    await expect(page.getByRole('slider', { name: 'Speed' })).toBeInViewport({ ratio: 1 });
  });

  test(`playback stays where it is when the inspector opens at ${width}×${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await page.goto('./#step=30&v=1');
    await expect(step(page)).toHaveText('Step 30');
    await page.keyboard.press('p');
    await expect(page.locator('downhill-plot')).toHaveAttribute('projector');
    const top = async () => (await button(page, 'Play').boundingBox())?.y;
    const before = await top();
    await page.keyboard.press('i');
    await expect(page.getByRole('tab', { name: 'Step' })).toHaveAttribute('aria-selected', 'true');
    expect(await top()).toBe(before);
  });
}
