// What the axes of the map and of the loss view count.

import { expect, test } from '@playwright/test';
import { drawn, fingerprint, onPlot, openAtStart } from './page.mjs';

test('the axes of the map count dollars if asked, and back', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await openAtStart(page);
  const standardized = await fingerprint(page, 'base');
  const overlay = await fingerprint(page, 'overlay');
  const units = page.getByRole('combobox', { name: 'Units' });
  await units.selectOption({ label: 'dollars' });
  await drawn(page);
  expect(await fingerprint(page, 'base')).not.toEqual(standardized);
  // Only the numbers are others: every point is where it was.
  expect(await fingerprint(page, 'overlay')).toEqual(overlay);
  await units.selectOption({ label: 'standardized' });
  await drawn(page);
  expect(await fingerprint(page, 'base')).toEqual(standardized);
  // Raw data are in dollars, whatever was chosen.
  await onPlot(page, (plot) => plot.configure({ standardize: false }));
  await expect(units).toHaveValue('own');
  await expect(units).toBeDisabled();
  expect(await onPlot(page, (plot) => plot.looks.units)).toBe('standardized');
});

test('the loss view shows the test error instead of the loss', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(60));
  await drawn(page);
  const losses = await fingerprint(page, 'loss');
  const measure = page.getByRole('combobox', { name: 'Loss' });
  await measure.selectOption({ label: 'test RMSE' });
  await drawn(page);
  expect(await fingerprint(page, 'loss')).not.toEqual(losses);
  await expect(page.locator('canvas.loss')).toHaveAttribute(
    'aria-label',
    /^Test error of each optimizer over time, now at step 60: SGD \$[\d,.]+, /,
  );
  await page.getByLabel('Epochs', { exact: true }).check();
  await onPlot(page, (plot) => plot.step(600));
  await drawn(page);
  await onPlot(page, (plot) => {
    plot.config = { landscape: 'himmelblau' };
  });
  await drawn(page);
  // A test surface has neither dollars nor test rows, and nothing is refused.
  await expect(measure).toBeHidden();
  await expect(page.getByRole('combobox', { name: 'Units' })).toBeHidden();
  await expect(page.locator('.notice')).toHaveCount(0);
});

test('without test rows the loss is shown, whatever was chosen', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(60));
  const measure = page.getByRole('combobox', { name: 'Loss' });
  await measure.selectOption({ label: 'test RMSE' });
  await onPlot(page, (plot) => {
    plot.config = { ...plot.config, trainFraction: 1 };
  });
  await drawn(page);
  await expect(measure).toBeHidden();
  await expect(page.locator('canvas.loss')).toHaveAttribute(
    'aria-label',
    /^Loss of each optimizer/,
  );
  await expect(page.locator('.notice')).toHaveCount(0);
  await onPlot(page, (plot) => {
    plot.config = { ...plot.config, trainFraction: 0.8 };
  });
  await drawn(page);
  await expect(measure).toHaveValue('testRmse');
});
