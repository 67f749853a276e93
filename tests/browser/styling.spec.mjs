// Which trail style each racer has.

import { expect, test } from '@playwright/test';
import { freeStyle, usualStyles } from '../../www/styling.js';
import { onPlot, open } from './page.mjs';

test('an optimizer has its own style in every race', () => {
  expect(usualStyles(['sgd', 'momentum', 'rmsprop', 'adam'])).toEqual([0, 1, 2, 3]);
  expect(usualStyles(['adam', 'sgd'])).toEqual([3, 0]);
  // A second one, and one without a style of its own, leave those of others alone.
  expect(usualStyles(['adam', 'adam', 'nesterov', 'sgd'])).toEqual([3, 4, 5, 0]);
  expect(new Set(usualStyles(Array(8).fill('sgd'))).size).toBe(8);
  expect(freeStyle('adam', new Set([3]))).toBe(4);
});

test('Adam looks the same alone as among four', async ({ page }) => {
  await open(page);
  const look = () =>
    page
      .locator('.who li', { hasText: 'Adam' })
      .locator('line')
      .evaluate(
        (line) => `${line.getAttribute('stroke')} ${line.getAttribute('stroke-dasharray')}`,
      );
  const among = await look();
  await onPlot(page, (plot) => plot.configure({ racers: [{ optimizer: 'adam' }] }));
  await expect(page.locator('.who li')).toHaveCount(1);
  expect(await look()).toBe(among);
  expect(await onPlot(page, (plot) => plot.link)).not.toContain('styles');
});
