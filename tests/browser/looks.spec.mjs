// Sizes, themes and access.

import { AxeBuilder } from '@axe-core/playwright';
import { devices, expect, test } from '@playwright/test';
import { button, drawn, onPlot, open, openAtStart, step } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const SIZES = [
  [320, 640],
  [360, 740],
  [768, 1024],
  [1024, 600],
  [1280, 800],
  [2560, 1440],
];

for (const [width, height] of SIZES) {
  test(`nothing overflows at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openAtStart(page);
    await onPlot(page, (plot) => plot.step(5000));
    await expect(step(page)).toHaveText('Step 5,000');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    // Inside the plot, too, nothing is wider than its box.
    const wide = await onPlot(page, (plot) => {
      const edge = plot.getBoundingClientRect().right + 0.5;
      return [...plot.renderRoot.querySelectorAll(':not(svg *, .hidden)')]
        .filter((element) => element.getBoundingClientRect().right > edge)
        .map((element) => element.outerHTML.slice(0, 80));
    });
    expect(wide).toEqual([]);
    // The surface comes first and is large.
    const stage = await page.locator('.stage').boundingBox();
    if (!stage) throw new Error('there is no picture');
    expect(stage.y).toBeLessThan(160);
    expect(stage.width).toBeGreaterThan(width * 0.45);
    expect(stage.height).toBeGreaterThanOrEqual(300);
    expect(stage.y + stage.height).toBeLessThanOrEqual(Math.max(height, 620));
  });
}

for (const [width, height] of [
  [360, 740],
  [1280, 800],
]) {
  test(`nothing jumps while it loads and runs at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const places = () =>
      onPlot(page, (plot) => {
        const parts = plot.renderRoot.querySelectorAll(
          '.stage, .chart, .chart :not(option), .who, .readout, .looks, .timeline, .controls > *, button:not(.start), tr, th, td',
        );
        return [...document.querySelectorAll('.notes, .colophon'), ...parts].map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return `${element.className} ${element.tagName} ${[x, y, width, height]}`;
        });
      });
    /** @type {() => void} */
    let letGo = () => {};
    const held = new Promise((resolve) => {
      letGo = () => resolve(undefined);
    });
    await page.route('**/*.wasm', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto('./');
    await expect(page.getByText('Loading 20,000 diamonds')).toBeVisible();
    const empty = await places();
    letGo();
    await expect(step(page)).toHaveText(/^Step \d/);
    expect(await places()).toEqual(empty);
    await onPlot(page, (plot) => plot.seek(300_000));
    await expect(step(page)).toHaveText('Step 300,000', { timeout: 20_000 });
    await drawn(page);
    expect(await places()).toEqual(empty);
  });
}

test('on a phone all targets are large enough for a thumb', async ({ browser, baseURL }) => {
  const { viewport, userAgent, deviceScaleFactor, isMobile, hasTouch } = devices['Pixel 5'];
  const context = await browser.newContext({
    baseURL,
    viewport,
    userAgent,
    deviceScaleFactor,
    isMobile,
    hasTouch,
  });
  const page = await context.newPage();
  await openAtStart(page);
  const targets = page.locator(
    ':is(button, input[type=range], .switch label, .chart label):visible:not(dialog *)',
  );
  const folded = await targets.count();
  await button(page, 'More controls').tap();
  await expect(button(page, 'Fewer controls')).toBeVisible();
  expect(await targets.count()).toBeGreaterThan(folded + 5);
  // What the button shows comes after it, and not after all that a tab holds.
  const y = async (/** @type {import('@playwright/test').Locator} */ part) =>
    (await part.boundingBox())?.y ?? 0;
  expect(await y(button(page, 'Zoom in'))).toBeLessThan(await y(page.getByRole('tablist')));
  for (const target of await targets.all()) {
    const box = await target.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(44);
    expect(box?.width).toBeGreaterThanOrEqual(44);
  }
  await button(page, 'Step').tap();
  await expect(step(page)).toHaveText('Step 1');
  await context.close();
});

test('the choice of theme is kept', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page);
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  const dark = await paper();
  expect(dark).not.toBe(light);
  await page.reload();
  await expect(step(page)).toHaveText(/^Step \d/);
  expect(await paper()).toBe(dark);
  await expect(page.getByRole('radio', { name: 'Dark' })).toBeChecked();
  await page.getByRole('radio', { name: 'System' }).check({ force: true });
  expect(await paper()).toBe(light);
});

test('a chosen theme is there before the page’s script', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page);
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.reload();
  expect(await paper()).toBe(dark);
  await expect(page.locator('.plot')).toHaveCount(0);
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`${colorScheme}: axe finds nothing on the page`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openAtStart(page);
    await button(page, 'Step').click();
    await onPlot(page, (plot) => plot.configure({ epochs: -5 }));
    await expect(page.getByRole('alert')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
  });

  test(`${colorScheme}: axe finds nothing where the plot cannot run`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.route('**/*.wasm', (route) => route.abort());
    await page.goto('./');
    await expect(page.locator('.failure')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
  });
}

test('forced colours leave the marks visible', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await openAtStart(page);
  const borders = await page
    .locator('button')
    .evaluateAll((buttons) => buttons.map((element) => getComputedStyle(element).borderTopWidth));
  for (const border of borders) expect(border).not.toBe('0px');
  const stroke = await page
    .locator('.swatch line')
    .first()
    .evaluate((line) => getComputedStyle(line).stroke);
  const color = await page.locator('.swatch line').first().getAttribute('stroke');
  const [red, green, blue] = [1, 3, 5].map((at) =>
    Number.parseInt(color?.slice(at, at + 2) ?? '', 16),
  );
  expect(stroke).toBe(`rgb(${red}, ${green}, ${blue})`);
});

test('a plot that is not displayed rests, and is there again when it is', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => {
    plot.hidden = true;
  });
  await drawn(page);
  for (const key of ['ArrowRight', '+', 'Shift+ArrowLeft', '0', '-']) {
    await page.keyboard.press(key);
    await drawn(page);
  }
  await onPlot(page, (plot) => {
    plot.hidden = false;
  });
  await drawn(page);
  await expect(step(page)).toHaveText('Step 1');
  await expect(page.locator('.start')).toBeVisible();
  await expect(page.locator('.failure')).toHaveCount(0);
});

test('a plot that is moved in the document goes on', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(7));
  await page.evaluate(() => {
    const plot = document.querySelector('downhill-plot');
    const home = document.createElement('div');
    document.querySelector('main')?.append(home);
    if (plot) home.append(plot);
  });
  await drawn(page);
  await button(page, 'Step').click();
  await expect(step(page)).toHaveText('Step 8');
});
