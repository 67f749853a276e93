// The links that a teacher finds in the documentation show what it says about them.

import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { onPlot, step } from './page.mjs';

const text = await readFile(new URL('../../docs/teaching.md', import.meta.url), 'utf8');
const links = text.match(/#[a-zA-Z]+=[^`]+v=1/g) ?? [];

test('there are five', () => expect(links.length).toBe(5));

for (const link of links) {
  test(`${link} is taken as it is`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(`./${link}`);
    const at = new URLSearchParams(link.slice(1)).get('step');
    await expect(step(page)).toHaveText(`Step ${at}`);
    await expect(page.getByRole('alert')).toHaveCount(0);
    const parts = (/** @type {string} */ all) => all.split('&').sort();
    const written = await onPlot(page, (plot) => plot.link);
    expect(parts(written)).toEqual(parts(link.slice(1)));
  });
}

test('the arrows of a link choose whose step is explained', async ({ page }) => {
  await page.goto(`./${links.find((link) => link.includes('arrowsOf=3'))}`);
  await expect(step(page)).toHaveText('Step 1');
  await expect(page.locator('.inspector select').first()).toHaveValue('3');
  const report = await onPlot(page, ({ race }) => race?.report(3));
  for (const one of report.terms.step) expect(Math.abs(one)).toBeCloseTo(0.01, 6);
  expect(report.terms.firstCorrection).toBeCloseTo(0.1, 12);
});

test('momentum runs on until step 28', async ({ page }) => {
  await page.goto(`./${links.find((link) => link.includes('arrowsOf=1'))}`);
  await expect(step(page)).toHaveText('Step 24');
  const [gradient, velocity] = await onPlot(page, ({ race }) => {
    const { gradient, stateAfter } = race?.report(1) ?? {};
    return [gradient, stateAfter.velocity];
  });
  // The velocity is subtracted: it moves m up, where the gradient would move it down.
  expect(Math.sign(velocity[0])).toBe(-Math.sign(gradient[0]));
  const slopes = await onPlot(page, ({ race }) =>
    [27, 28, 29].map((at) => {
      race?.seek(at);
      return race?.state(1).m;
    }),
  );
  expect(slopes[1]).toBe(Math.max(...slopes));
});
