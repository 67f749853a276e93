// The tag on pages that are not like ours: in other colours, in other languages.

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { drawn, onPlot, step } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * A page without our styles, with one plot.
 * @param {Page} page
 * @param {string} attributes
 * @param {(root: HTMLElement, body: HTMLElement) => void} dress
 */
async function foreign(page, attributes, dress) {
  await page.goto('./');
  await page.evaluate((attributes) => {
    for (const sheet of document.querySelectorAll('link[rel=stylesheet]')) sheet.remove();
    document.body.innerHTML = `<h1>Blog</h1><downhill-plot ${attributes}></downhill-plot>`;
  }, attributes);
  await page.evaluate(`(${dress})(document.documentElement, document.body)`);
  await expect(step(page)).toHaveText('Step 12');
}

/** @type {[string, string, (root: HTMLElement, body: HTMLElement) => void][]} */
const PAGES = [
  ['a dark plot on a light page', 'theme="dark"', () => {}],
  [
    'a light plot on a dark page',
    'theme="light"',
    (root) => {
      root.style.colorScheme = 'dark';
    },
  ],
  [
    'a plot on a page that is dark without saying so',
    '',
    (_, body) => {
      body.style.background = '#111';
      body.style.color = '#eee';
    },
  ],
];

for (const [name, attributes, dress] of PAGES) {
  test(`${name} can be read`, async ({ page }) => {
    await foreign(page, `${attributes} step="12"`, dress);
    const { violations } = await new AxeBuilder({ page })
      .include('downhill-plot')
      .withRules('color-contrast')
      .analyze();
    expect(violations.flatMap(({ nodes }) => nodes.map(({ html }) => html))).toEqual([]);
  });
}

test('on a page that is written from right to left, signs stand before their numbers', async ({
  page,
}) => {
  await foreign(page, 'step="12"', (root) => {
    root.dir = 'rtl';
    root.lang = 'he';
  });
  const found = await onPlot(page, ({ renderRoot }) => {
    const cell = [...renderRoot.querySelectorAll('[data-value="b"]')].find(({ textContent }) =>
      textContent?.trim().startsWith('−'),
    );
    const text = document.createTreeWalker(cell ?? renderRoot, NodeFilter.SHOW_TEXT);
    let node = text.nextNode();
    while (node && !node.textContent?.includes('−')) node = text.nextNode();
    if (!node) throw new Error('nobody is below zero');
    const at = node.textContent?.indexOf('−') ?? 0;
    const [sign, digit] = [at, at + 1].map((start) => {
      const range = document.createRange();
      range.setStart(node, start);
      range.setEnd(node, start + 1);
      return range.getBoundingClientRect().x;
    });
    return { before: sign < digit, lang: cell?.closest('[lang]')?.getAttribute('lang') };
  });
  expect(found).toEqual({ before: true, lang: 'en' });
});

test('where a rem is ten pixels, text and targets are as large as elsewhere', async ({ page }) => {
  await foreign(page, 'step="12"', (root) => {
    root.style.fontSize = '62.5%';
  });
  await drawn(page);
  const sizes = await onPlot(page, ({ renderRoot }) => {
    const buttons = [...renderRoot.querySelectorAll('.looks button, .controls button')];
    const texts = [...renderRoot.querySelectorAll('.legend td, .readout, .speed *')];
    return {
      target: Math.min(...buttons.map((one) => one.getBoundingClientRect().height)),
      text: Math.min(...texts.map((one) => Number.parseFloat(getComputedStyle(one).fontSize))),
    };
  });
  expect(sizes.target).toBeGreaterThanOrEqual(40);
  expect(sizes.text).toBeGreaterThanOrEqual(12);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(1280);
});

test('letters and lines are as they should be, however a page sets its own text', async ({
  page,
}) => {
  const places = () =>
    onPlot(page, ({ renderRoot }) =>
      [
        ...renderRoot.querySelectorAll('.legend td, .who li, .readout, .line span, .show label'),
      ].map((one) => {
        const text = document.createRange();
        text.selectNodeContents(one);
        const { x, width, height } = text.getBoundingClientRect();
        return [one.className, x, width, height].join();
      }),
    );
  await foreign(page, 'step="12"', () => {});
  await drawn(page);
  const before = await places();
  await page.evaluate(() => {
    const { style } = document.body;
    style.textAlign = 'center';
    style.textIndent = '2em';
    style.textTransform = 'uppercase';
    style.whiteSpace = 'pre';
  });
  await drawn(page);
  expect(await places()).toEqual(before);
});

test('pictures turn dark with a page that is switched over', async ({ page }) => {
  await foreign(page, 'step="12"', () => {});
  await drawn(page);
  const grounds = () =>
    onPlot(page, ({ renderRoot }) =>
      ['base', 'rows', 'loss'].map((name) => {
        const canvas = /** @type {HTMLCanvasElement} */ (
          renderRoot.querySelector(`canvas.${name}`)
        );
        return canvas.getContext('2d')?.getImageData(canvas.width - 3, 3, 1, 1).data[0];
      }),
    );
  expect(await grounds()).toEqual([255, 255, 255]);
  await page.evaluate(() => {
    document.documentElement.style.colorScheme = 'dark';
  });
  await expect.poll(async () => Math.max(...(await grounds()).map(Number))).toBeLessThan(60);
});

test('on a slide that is scaled, a hand means the place that it points at', async ({ page }) => {
  await foreign(page, 'step="12"', (_, body) => {
    body.style.transform = 'scale(0.6)';
    body.style.transformOrigin = '0 0';
  });
  await drawn(page);
  const start = () =>
    onPlot(page, (plot) => {
      const [m, b] = plot.race?.trail(0) ?? [];
      const box = plot.renderRoot.querySelector('.layers')?.getBoundingClientRect();
      const [x, y] = plot.pixel(m, b);
      return [(box?.x ?? 0) + 0.6 * x, (box?.y ?? 0) + 0.6 * y];
    });
  const [x, y] = await start();
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x + 40, y - 30, { steps: 3 });
  await page.mouse.up();
  await drawn(page);
  const [x1, y1] = await start();
  expect(Math.abs(x1 - x - 40)).toBeLessThan(1);
  expect(Math.abs(y1 - y + 30)).toBeLessThan(1);
  // And in the loss view, the step under the pointer is shown.
  const loss = await page.locator('.loss-view').boundingBox();
  if (!loss) throw new Error('there is no loss view');
  await page.mouse.click(loss.x + loss.width - 2, loss.y + loss.height / 2);
  await expect(step(page)).toHaveText('Step 12');
});
