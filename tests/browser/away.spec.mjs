// What is asked of a plot while it is out of the document, and of one that is moved in it.

import { expect, test } from '@playwright/test';
import { button, cell, drawn, numberOf, onPlot, openAtStart, raceStep, step } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/downhill-plot.js').DownhillPlot} DownhillPlot */

/** @param {Page} page @param {string} [attributes] */
async function write(page, attributes = '') {
  await page.goto('./');
  await page.evaluate((text) => {
    document.body.innerHTML = `<main><downhill-plot ${text}></downhill-plot></main>`;
  }, attributes);
  await expect(step(page)).toHaveText(/^Step \d/);
}

/**
 * Takes the plot out, asks something of it, and puts it back.
 *
 * @param {Page} page
 * @param {number} milliseconds that it is away; after some, its race is freed
 * @param {(plot: DownhillPlot) => void} ask
 */
async function away(page, milliseconds, ask) {
  await onPlot(
    page,
    async (plot, [time, source]) => {
      const home = /** @type {Element} */ (plot.parentElement);
      plot.remove();
      if (time) await new Promise((resolve) => setTimeout(resolve, time));
      new Function('plot', `(${source})(plot)`)(plot);
      home.append(plot);
    },
    /** @type {[number, string]} */ ([milliseconds, String(ask)]),
  );
  await drawn(page);
}

const shown = (/** @type {Page} */ page) =>
  onPlot(page, (plot) => [plot.at, plot.mode, plot.view, /** @type {any} */ (plot.config).seed]);

for (const [how, time] of /** @type {const} */ ([
  ['moved', 0],
  ['away', 100],
])) {
  test(`what is asked of a plot that is out of the document: ${how}`, async ({ page }) => {
    await write(page, 'seed="7" step="60" view="0 1 0 1"');
    const view = { m: [0, 1], b: [0, 1] };
    await away(page, time, (plot) => plot.seek(30));
    await expect.poll(() => shown(page)).toEqual([30, 'paused', view, 7]);
    await away(page, time, (plot) => {
      plot.back();
      plot.step(5);
    });
    await expect.poll(() => shown(page)).toEqual([34, 'paused', view, 7]);
    await away(page, time, (plot) => plot.play());
    await expect.poll(() => onPlot(page, ({ at }) => at)).toBeGreaterThan(40);
    await away(page, time, (plot) => plot.pause());
    expect((await shown(page))[1]).toBe('paused');
    // Other settings begin at their start, on their own map.
    await away(page, time, (plot) => plot.configure({ seed: 8 }));
    await expect.poll(() => shown(page)).toEqual([0, 'paused', null, 8]);
    await away(page, time, (plot) => {
      Object.assign(plot, { looks: { scale: 'linear' }, tab: 'data' });
    });
    expect(await onPlot(page, ({ looks, tab }) => [looks.scale, looks.ghosts, tab])).toEqual([
      'linear',
      true,
      'data',
    ]);
    await away(page, time, (plot) => plot.setAttribute('view', '3d'));
    await expect.poll(() => shown(page)).toEqual([0, 'paused', '3d', 8]);
    // A link without an eye is of the map.
    await away(page, time, (plot) => plot.setAttribute('link', 'seed=9&step=3&v=1'));
    await expect.poll(() => shown(page)).toEqual([3, 'paused', null, 9]);
    await away(page, time, (plot) => plot.finish());
    await expect.poll(() => onPlot(page, ({ mode }) => mode)).toBe('finishing');
  });
}

test('what runs to a step goes on to that step when it is moved, not to the end', async ({
  page,
}) => {
  test.setTimeout(90_000);
  await write(page);
  await onPlot(page, (plot) => plot.configure({ threshold: 0, batchSize: 1000, epochs: 10_000 }));
  const [mode, at] = await onPlot(page, async (plot) => {
    plot.seek(30_000);
    // So near that all of the rest is gone at once.
    while ((plot.race?.step ?? 0) < 10_000) await new Promise(requestAnimationFrame);
    const { mode, race, parentElement } = plot;
    const at = race?.step ?? 0;
    plot.remove();
    parentElement?.append(plot);
    return /** @type {const} */ ([mode, at]);
  });
  expect(mode).toBe('finishing');
  expect(at).toBeLessThan(30_000);
  await expect.poll(() => shown(page), { timeout: 30_000 }).toEqual([30_000, 'paused', null, 42]);
  expect(await onPlot(page, ({ race }) => race?.step)).toBe(30_000);
});

for (const [how, time] of /** @type {const} */ ([
  ['moved', 0],
  ['away', 100],
])) {
  test(`a change far into a race is caught up, to the same step: ${how}`, async ({ page }) => {
    test.setTimeout(90_000);
    await write(page);
    const change = async (/** @type {object} */ changes) => {
      await onPlot(
        page,
        async (plot, changes) => {
          plot.change({ ...plot.config, ...changes });
          await new Promise(requestAnimationFrame);
        },
        changes,
      );
      await away(page, time, () => {});
      expect(await onPlot(page, ({ at }) => at)).toBe(300_000);
      await expect
        .poll(
          () =>
            onPlot(page, ({ race }) =>
              Array.from({ length: race?.racers ?? 0 }, (_, i) => race?.state(i).step),
            ),
          { timeout: 30_000 },
        )
        .toEqual([300_000, 300_000]);
    };
    await onPlot(page, (plot) => {
      const racers = [{ optimizer: 'sgd' }, { optimizer: 'adam' }];
      plot.configure({ racers, rows: 1000, batchSize: 8, threshold: 0, epochs: 10_000 });
      plot.race?.seek(300_000);
    });
    await change({ seed: 7 });
    await change({ racers: [{ optimizer: 'sgd' }, { optimizer: 'adam', learningRate: 0.02 }] });
  });
}

test('a dialog does not outlive a move, nor does it keep the keys', async ({ page }) => {
  await write(page, 'step="5"');
  await onPlot(page, (plot) => plot.focus());
  await page.getByRole('button', { name: 'Help', exact: true }).click();
  await expect(page.locator('dialog.help')).toBeVisible();
  await away(page, 0, () => {});
  await expect(page.locator('dialog.help')).toBeHidden();
  await page.getByRole('button', { name: 'Play' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(step(page)).toHaveText('Step 6');
});

test('a speed that there is not is the nearest that there is', async ({ page }) => {
  await page.goto('./');
  await page.evaluate(() => {
    document.body.innerHTML = '<main></main>';
    const plot = /** @type {DownhillPlot} */ (document.createElement('downhill-plot'));
    plot.speed = 99;
    plot.tab = 'data';
    Object.assign(plot, { looks: { scale: 'linear' } });
    plot.autoplay = true;
    document.querySelector('main')?.append(plot);
  });
  await expect.poll(() => onPlot(page, ({ race }) => race?.step ?? 0)).toBeGreaterThan(0);
  expect(await onPlot(page, ({ speed }) => speed)).toBe(9);
  // What else was said before it was there holds, too.
  expect(await onPlot(page, ({ looks, tab }) => [looks.scale, tab])).toEqual(['linear', 'data']);
  await onPlot(page, (plot) => plot.remove());
});

test('attributes beside settings that are refused are those of the default race', async ({
  page,
}) => {
  await page.goto('./');
  await page.evaluate(() => {
    document.body.innerHTML = '<main></main>';
    const plot = /** @type {DownhillPlot} */ (document.createElement('downhill-plot'));
    plot.config = { sed: 1 };
    plot.setAttribute('seed', '5');
    plot.setAttribute('step', '40');
    document.querySelector('main')?.append(plot);
  });
  await expect(step(page)).toHaveText('Step 40');
  expect(await shown(page)).toEqual([40, 'paused', null, 5]);
  await expect(page.locator('.notice')).toContainText('sed');
});

test('a panel out of sight waits while the race plays, and is right at rest', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openAtStart(page);
  const loss = cell(page, 'sgd', 'loss');
  await expect(loss).not.toBeInViewport();
  const before = await loss.textContent();
  await button(page, 'Play').click();
  await expect.poll(() => raceStep(page)).toBeGreaterThan(30);
  expect(await loss.textContent()).toBe(before);
  // Whoever reads it nevertheless is told.
  const panel = page.getByRole('tabpanel');
  await expect(panel).toHaveAttribute('aria-busy', 'true');
  await button(page, 'Pause').click();
  await expect(panel).toHaveAttribute('aria-busy', 'false');
  const now = await onPlot(page, ({ race }) => race?.state(0).loss);
  await expect.poll(async () => numberOf(await loss.textContent())).toBeCloseTo(Number(now), 3);
  // In sight it goes along.
  await loss.scrollIntoViewIfNeeded();
  await onPlot(page, (plot) => plot.play());
  const rest = await loss.textContent();
  await expect(panel).toHaveAttribute('aria-busy', 'false');
  await expect(loss).not.toHaveText(String(rest));
});
