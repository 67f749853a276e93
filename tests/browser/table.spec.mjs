// The published table: computed in the page, and its runs on the map.

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { button, drawn, fingerprint, onPlot, open, openAtStart, step } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const FIGURES = {
  published: [
    ['SGD', '1,424,002,054.8658', '10,000'],
    ['Momentum', '14,239,929,470.0458', '10,000'],
    ['RMSprop', '137,715,232.4602', '10,000'],
    ['Adam', '1,570.1177', '412'],
  ],
  corrected: [
    ['SGD', '1,570.9689', '5,071'],
    ['Momentum', '1,569.7264', '628'],
    ['RMSprop', '1,570.3487', '402'],
    ['Adam', '1,569.7024', '125'],
  ],
};

/** Opens the tab, on a phone within its sheet. */
async function openTable(/** @type {Page} */ page) {
  const sheet = button(page, 'More controls');
  if (await sheet.isVisible()) await sheet.click();
  await page.getByRole('tab', { name: 'Table' }).click();
}

/** Computes the whole table. */
async function compute(/** @type {Page} */ page) {
  await openTable(page);
  await button(page, 'Compute the table').click();
  await expect(button(page, 'Compute again')).toBeVisible({ timeout: 90_000 });
}

/** @param {Page} page @param {string} run such as `sgd-published` */
function line(page, run) {
  return page.locator(`[data-run="${run}"]`);
}

/** Computes the published run of SGD and puts it on the map. */
async function visitPublished(/** @type {Page} */ page) {
  await openTable(page);
  await button(page, 'Compute the table').click();
  const show = line(page, 'sgd-published').getByRole('button');
  await expect(show).toBeEnabled({ timeout: 60_000 });
  await show.click();
  await expect(page.locator('.detour')).toBeVisible();
}

test('the table is computed in the page, to four decimals, after a cancelled attempt', async ({
  page,
}) => {
  test.setTimeout(150_000);
  await openAtStart(page);
  await openTable(page);
  await button(page, 'Compute the table').click();
  const bar = page.getByRole('progressbar', { name: 'Computing the table' });
  await expect(bar).toBeVisible();
  await expect(button(page, 'Cancel')).toBeFocused();
  // Rows appear as they are done, and the page answers meanwhile.
  await expect(line(page, 'sgd-published').locator('[data-value=rmse]')).toHaveText(
    FIGURES.published[0][1],
    { timeout: 60_000 },
  );
  await expect(line(page, 'adam-corrected').locator('[data-value=rmse]')).toHaveText('–');
  await page.keyboard.press('ArrowRight');
  await expect(step(page)).toHaveText('Step 1');
  await expect
    .poll(() => bar.evaluate((element) => /** @type {HTMLProgressElement} */ (element).value), {
      timeout: 60_000,
    })
    .toBeGreaterThan(0.2);
  await button(page, 'Cancel').click();
  await expect(bar).toHaveCount(0);
  await expect(page.getByText('Cancelled. What was done stays.')).toBeVisible();
  await expect(line(page, 'sgd-published').locator('[data-value=rmse]')).toHaveText(
    FIGURES.published[0][1],
  );
  await expect(line(page, 'adam-corrected').locator('[data-value=rmse]')).toHaveText('–');
  await expect(line(page, 'adam-corrected').getByRole('button')).toBeDisabled();

  await button(page, 'Compute again').click();
  await expect(page.getByText('Cancelled. What was done stays.')).toHaveCount(0);
  await expect(button(page, 'Compute again')).toBeVisible({ timeout: 90_000 });
  for (const [half, rows] of Object.entries(FIGURES)) {
    const table = page.locator(`table[data-half="${half}"]`);
    await expect(table.locator('tbody th')).toHaveText(rows.map(([method]) => method));
    await expect(table.locator('[data-value=rmse]')).toHaveText(rows.map(([, rmse]) => rmse));
    await expect(table.locator('[data-value=epochs]')).toHaveText(
      rows.map(([, , epochs]) => epochs),
    );
    for (const runtime of await table.locator('[data-value=runtime]').allTextContents()) {
      expect(runtime).toMatch(/^\d+\.\d{3} s$/);
    }
  }
  // The same figures as bars: of two errors a hundred times apart the bars differ by one division.
  const widths = await page
    .locator('.bar rect')
    .evaluateAll((bars) => bars.map((bar) => Number.parseFloat(bar.getAttribute('width') ?? '')));
  const errors = FIGURES.published.flatMap(([, rmse], i) => [
    Number(rmse.replaceAll(',', '')),
    Number(FIGURES.corrected[i][1].replaceAll(',', '')),
  ]);
  const [first, second] = await page
    .locator('.bar')
    .first()
    .locator('line')
    .evaluateAll((lines) => lines.map((one) => Number.parseFloat(one.getAttribute('x1') ?? '')));
  expect(widths).toHaveLength(8);
  for (const [i, width] of widths.entries()) {
    expect(width / (second - first)).toBeCloseTo(Math.log10(errors[i] / 100) / 2, 1);
  }
  const story = page.locator('.story');
  await expect(story).toContainText('Adam wins: even the next best came out 87,710 times worse.');
  await expect(story).toContainText('their errors lie within $1.27 of each other');
  await expect(page.getByRole('status')).toHaveText('The table is complete: eight runs are done.');
});

test('one click shows a run climb, and another brings the race back as it was', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openAtStart(page);
  await onPlot(page, (plot) => {
    plot.step(400);
    plot.seek(77);
  });
  await button(page, 'Zoom in').click();
  await drawn(page);
  const seen = () =>
    onPlot(page, (plot) => ({
      config: plot.config,
      step: plot.race?.step,
      states: Array.from({ length: plot.race?.racers ?? 0 }, (_, i) => plot.race?.state(i)),
      places: [plot.pixel(0, 0), plot.pixel(1, 1)],
    }));
  const before = await seen();
  const pixels = await fingerprint(page, 'overlay');
  await compute(page);

  for (const [name, climbs] of /** @type {const} */ ([
    ['SGD, as published', true],
    ['Momentum, as published', true],
    ['RMSprop, as published', true],
    ['Adam, as corrected', false],
  ])) {
    await page.getByRole('button', { name: `Show ${name}, on the map` }).click();
    await expect(page.locator('.detour strong')).toHaveText(name);
    // What its settings are is said over the picture, too.
    const half = name.split(', ')[1];
    await expect(page.locator('[data-rule]')).toHaveText(`The tutorial’s table, ${half}`);
    await expect(step(page)).toHaveText('Step 1,000');
    const { losses, trail } = await onPlot(page, (plot) => {
      const { race } = plot;
      if (!race) throw new Error('there is no race');
      const losses = [0, 250, 500, 750, 1000].map((at) => {
        plot.seek(at);
        return race.state(0).loss;
      });
      // Where the drawing puts the ends of the trail.
      const all = race.trail(0);
      const ends = [all.slice(0, 2), all.slice(-2)].map(([m, b]) => plot.pixel(m, b));
      return { losses, trail: ends };
    });
    for (let i = 1; i < losses.length; i++) {
      if (climbs) expect(losses[i]).toBeGreaterThan(losses[i - 1]);
    }
    if (climbs) expect(losses[4]).toBeGreaterThan(100 * losses[0]);
    else expect(losses[4]).toBeLessThan(losses[0]);
    // All of it can be seen.
    const stage = await page.locator('.stage').boundingBox();
    for (const [x, y] of trail) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(stage?.width ?? 0);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(stage?.height ?? 0);
    }
    await expect(page.locator('.stage')).toBeInViewport({ ratio: 0.5 });
  }

  await button(page, 'Back to your race').click();
  await expect(step(page)).toHaveText('Step 77');
  await expect(page.locator('.detour')).toHaveCount(0);
  await expect(page.locator('[data-rule]')).not.toContainText('table');
  await drawn(page);
  expect(await seen()).toEqual(before);
  expect(await fingerprint(page, 'overlay')).toEqual(pixels);
  // It had been run to step 400, and still has.
  await button(page, 'Latest').click();
  await expect(step(page)).toHaveText('Step 400');
});

test('a plot that is taken away while it shows a run comes back with its own race', async ({
  page,
}) => {
  test.setTimeout(120_000);
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(55));
  const config = await onPlot(page, (plot) => plot.config);
  await visitPublished(page);
  await onPlot(page, async (plot) => {
    const home = plot.parentElement;
    plot.remove();
    await new Promise((resolve) => setTimeout(resolve, 100));
    home?.append(plot);
  });
  await expect(page.locator('.detour')).toHaveCount(0);
  await expect(step(page)).toHaveText('Step 55');
  expect(await onPlot(page, (plot) => plot.config)).toEqual(config);
});

test('a link that comes while a run is shown is of one’s own race', async ({ page }) => {
  test.setTimeout(120_000);
  await openAtStart(page);
  await visitPublished(page);
  await onPlot(page, (plot) => plot.setAttribute('link', 'seed=9&step=3&v=1'));
  await expect(step(page)).toHaveText('Step 3');
  await expect(page.locator('.detour')).toHaveCount(0);
  await expect(page.locator('[data-rule]')).not.toContainText('table');
  expect(await onPlot(page, ({ race }) => race?.racers)).toBe(4);
});

test('an attribute that is set while a run is shown is of one’s own race', async ({ page }) => {
  test.setTimeout(120_000);
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(55));
  await visitPublished(page);
  await onPlot(page, (plot) => plot.setAttribute('seed', '9'));
  await expect(page.locator('.detour')).toHaveCount(0);
  await expect(step(page)).toHaveText('Step 55');
  const own = await onPlot(page, ({ config }) => config);
  expect(own).toMatchObject({ seed: 9, start: null });
  expect(/** @type {any} */ (own).racers).toHaveLength(4);
});

test('SGD’s run on the map is that of the table to the last digit', async ({ page }) => {
  test.setTimeout(120_000);
  await openAtStart(page);
  await compute(page);
  await line(page, 'sgd-corrected').getByRole('button').click();
  await button(page, 'To the end').click();
  await expect(button(page, 'Replay')).toBeVisible({ timeout: 60_000 });
  const { testRmse, stop } = await onPlot(page, (plot) => plot.race?.state(0));
  expect(testRmse.toFixed(4)).toBe(FIGURES.corrected[0][1].replaceAll(',', ''));
  expect(stop.epoch).toBe(5071);
});

test('a plot that is taken away while it computes leaves nothing running', async ({ page }) => {
  // Each slice of the table asks for the next one by a message.
  await page.addInitScript(() => {
    const { postMessage } = MessagePort.prototype;
    Object.assign(window, { slices: 0 });
    /** @param {...any} message */
    MessagePort.prototype.postMessage = function (...message) {
      /** @type {any} */ (window).slices += 1;
      return Reflect.apply(postMessage, this, message);
    };
  });
  const slices = () => page.evaluate(() => /** @type {any} */ (window).slices);
  await open(page);
  await openTable(page);
  await button(page, 'Compute the table').click();
  const bar = page.getByRole('progressbar', { name: 'Computing the table' });
  await expect(bar).toBeVisible();
  // One that is only moved goes on.
  await onPlot(page, async (plot) => {
    document.querySelector('main')?.prepend(plot);
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
  await expect(bar).toBeVisible();
  const moved = await slices();
  await expect.poll(slices).toBeGreaterThan(moved);
  await onPlot(page, async (plot) => {
    plot.remove();
    await new Promise((resolve) => setTimeout(resolve, 100));
    document.querySelector('main')?.prepend(plot);
  });
  await expect(page.getByText(/^Cancelled/)).toBeVisible();
  const before = await slices();
  expect(before).toBeGreaterThan(0);
  await page.waitForTimeout(300);
  expect(await slices()).toBe(before);
});

for (const [width, height, colorScheme] of /** @type {const} */ ([
  [320, 640, 'dark'],
  [1280, 800, 'light'],
  [1280, 800, 'dark'],
  [2560, 1440, 'light'],
])) {
  test(`the table fits, and axe finds nothing: ${width} × ${height}, ${colorScheme}`, async ({
    page,
  }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await openAtStart(page);
    await compute(page);
    await line(page, 'rmsprop-published').getByRole('button').click();
    await expect(page.locator('.detour')).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    const wide = await onPlot(page, (plot) => {
      const edge = plot.renderRoot.querySelector('.panel')?.getBoundingClientRect().right ?? 0;
      return [...plot.renderRoot.querySelectorAll('.comparison *:not(svg *, .hidden)')]
        .filter((element) => element.getBoundingClientRect().right > edge + 0.5)
        .map((element) => element.outerHTML.slice(0, 80));
    });
    expect(wide).toEqual([]);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
  });
}
