// The surface in three dimensions: there and back, turning it, and what is where.

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { button, drawn, fingerprint, fingers, onPlot, openAtStart, phone, step } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

async function both(/** @type {Page} */ page) {
  await drawn(page);
  return [await fingerprint(page, 'base'), await fingerprint(page, 'overlay')];
}

/** @param {Page} page */
async function eye(page) {
  const camera = await onPlot(page, (plot) => plot.scene);
  if (!camera) throw new Error('the map is shown');
  return camera;
}

/** Opens the page at a step with all trails apart, in three dimensions. */
async function openScene(/** @type {Page} */ page) {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(40));
  await page.keyboard.press('v');
  await expect.poll(() => onPlot(page, (plot) => plot.scene !== null)).toBe(true);
  await drawn(page);
}

test('the surface is a button or a key away, and so is the map, unchanged', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(40));
  await button(page, 'Zoom in').click();
  const map = await both(page);
  const picture = page.locator('canvas.overlay');
  await expect(picture).toHaveAttribute('aria-label', /^Map of the loss/);
  await expect(page.locator('.start')).toBeVisible();
  expect(await onPlot(page, (plot) => plot.scene)).toBeNull();

  await button(page, 'Surface (3D)').click();
  const scene = await both(page);
  expect(scene[0]).not.toEqual(map[0]);
  expect(scene[1]).not.toEqual(map[1]);
  expect(scene[0].width).toBe(map[0].width);
  await expect(picture).toHaveAttribute('aria-label', /^The loss as a surface in three dimensions/);
  await expect(page.locator('.start')).toBeHidden();
  await expect(page.locator('.readout')).toHaveText(/^Drag to turn the surface/);
  await page.locator('.layers').hover();
  await expect(page.locator('.readout')).toHaveText(/^Drag to turn the surface/);

  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('+');
  const turned = await both(page);
  expect(turned[0]).not.toEqual(scene[0]);
  await page.keyboard.press('v');
  expect(await both(page)).toEqual(map);
  await expect(page.locator('.start')).toBeVisible();
  // Back where it was looked at from.
  await page.keyboard.press('V');
  expect(await both(page)).toEqual(turned);
  await expect(button(page, 'Map (2D)')).toHaveAttribute('aria-keyshortcuts', 'V');
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test('arrows, the batch’s bowl and the units are shown in three dimensions, too', async ({
  page,
}) => {
  await openScene(page);
  const plain = await both(page);
  const arrows = page.getByRole('combobox', { name: 'Arrows' });
  await arrows.selectOption({ label: 'Adam' });
  const pointed = await both(page);
  expect(pointed[0]).toEqual(plain[0]);
  expect(pointed[1]).not.toEqual(plain[1]);
  await onPlot(page, (plot) => plot.step(1));
  expect((await both(page))[1]).not.toEqual(pointed[1]);
  await onPlot(page, (plot) => plot.back());
  expect(await both(page)).toEqual(pointed);
  await arrows.selectOption({ label: 'none' });
  expect(await both(page)).toEqual(plain);

  await page.getByText('Batch’s bowl', { exact: true }).click();
  const ghost = await both(page);
  expect(ghost[0]).toEqual(plain[0]);
  expect(ghost[1]).not.toEqual(plain[1]);
  await page.getByText('Batch’s bowl', { exact: true }).click();
  expect(await both(page)).toEqual(plain);

  await page.getByRole('combobox', { name: 'Units' }).selectOption({ label: 'dollars' });
  const dollars = await both(page);
  expect(dollars[0]).not.toEqual(plain[0]);
  expect(dollars[1]).toEqual(plain[1]);
  // Turned and back, they are still in dollars.
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Shift+ArrowLeft');
  expect(await both(page)).toEqual(dollars);
  await page.getByRole('combobox', { name: 'Units' }).selectOption({ label: 'standardized' });
  expect(await both(page)).toEqual(plain);
});

test('heads are where the surface has them, in their colours', async ({ page }) => {
  await openScene(page);
  // Here they are apart.
  await onPlot(page, (plot) => plot.seek(10));
  for (const turns of [0, 3]) {
    for (let i = 0; i < turns; i += 1) await page.keyboard.press('Shift+ArrowRight');
    await drawn(page);
    const heads = await onPlot(page, (plot) => {
      const { race } = plot;
      const canvas = /** @type {HTMLCanvasElement} */ (
        plot.renderRoot.querySelector('canvas.overlay')
      );
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const ratio = canvas.width / canvas.clientWidth;
      const swatches = plot.renderRoot.querySelectorAll('.swatch line');
      return Array.from({ length: race?.racers ?? 0 }, (_, i) => {
        const { m, b } = race?.state(i) ?? {};
        const [x, y] = plot.pixel(m, b);
        const { data } = context.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1);
        const hex = [...data.slice(0, 3)].map((part) => part.toString(16).padStart(2, '0'));
        return { seen: `#${hex.join('')}`, color: swatches[i].getAttribute('stroke') };
      });
    });
    expect(heads).toHaveLength(4);
    for (const { seen, color } of heads) expect(seen).toBe(color);
  }
});

test('a mouse turns the surface and brings it back to the same pixels', async ({ page }) => {
  await openScene(page);
  const [camera, before] = [await eye(page), await both(page)];
  const box = await page.locator('.layers').boundingBox();
  if (!box) throw new Error('there is no picture');
  const [x, y] = [box.x + 300, box.y + 200];
  /** @param {number} toX @param {number} toY */
  const drag = async (toX, toY) => {
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + toX / 2, y + toY / 2);
    await page.mouse.move(x + toX, y + toY);
    await page.mouse.up();
  };
  await drag(100, -40);
  const turned = await eye(page);
  // The surface follows the hand, by half a degree for each pixel.
  expect(turned.azimuth).toBeCloseTo(camera.azimuth - 50, 9);
  expect(turned.elevation).toBeCloseTo(camera.elevation - 20, 9);
  expect(turned.distance).toBe(camera.distance);
  expect((await both(page))[0]).not.toEqual(before[0]);
  await drag(-100, 40);
  expect(await both(page)).toEqual(before);
  // All the way around; further down than the limits it does not go.
  await drag(0, -500);
  expect((await eye(page)).elevation).toBe(5);
  await page.mouse.move(x, y);
  await page.waitForTimeout(450);
  await page.mouse.wheel(0, -300);
  await drawn(page);
  expect((await eye(page)).distance).toBeLessThan(camera.distance);
  await page.keyboard.press('0');
  expect(await both(page)).toEqual(before);
});

test('keys turn, come closer and go back; time goes on as on the map', async ({ page }) => {
  await openScene(page);
  const [camera, before] = [await eye(page), await both(page)];
  await page.keyboard.press('Shift+ArrowLeft');
  expect((await eye(page)).azimuth).toBeLessThan(camera.azimuth);
  await page.keyboard.press('Shift+ArrowUp');
  expect((await eye(page)).elevation).toBeGreaterThan(camera.elevation);
  await page.keyboard.press('-');
  expect((await eye(page)).distance).toBeGreaterThan(camera.distance);
  const turned = await both(page);
  await page.keyboard.press('ArrowRight');
  await expect(step(page)).toHaveText('Step 41');
  expect((await both(page))[0]).toEqual(turned[0]);
  expect((await both(page))[1]).not.toEqual(turned[1]);
  // There and back again along time gives the same pixels.
  await onPlot(page, (plot) => plot.seek(900));
  await drawn(page);
  await onPlot(page, (plot) => plot.seek(40));
  expect(await both(page)).toEqual(turned);
  await page.keyboard.press('0');
  expect(await both(page)).toEqual(before);
});

test('one finger turns the surface, two come closer', async ({ browser, baseURL }) => {
  const page = await phone(browser, baseURL);
  await openScene(page);
  const camera = await eye(page);
  const touch = await fingers(page);
  await touch('touchStart', [150, 120]);
  for (const far of [10, 25, 40]) {
    await touch('touchMove', [150 + far, 120 + far / 2]);
    await drawn(page);
  }
  await touch('touchEnd');
  const turned = await eye(page);
  expect(Math.abs(turned.azimuth - camera.azimuth + 20)).toBeLessThan(1);
  expect(Math.abs(turned.elevation - camera.elevation - 10)).toBeLessThan(1);
  await touch('touchStart', [150, 150], [210, 150]);
  for (const reach of [40, 50, 60]) {
    await touch('touchMove', [180 - reach, 150], [180 + reach, 150]);
    await drawn(page);
  }
  await touch('touchEnd');
  expect((await eye(page)).distance).toBeCloseTo(camera.distance / Math.SQRT2, 1);
  await page.context().close();
});

test('the eye is put anywhere within its limits, and stays where it is refused', async ({
  page,
}) => {
  await openAtStart(page);
  const camera = { azimuth: 120, elevation: 30, distance: 4 };
  await onPlot(
    page,
    (plot, wish) => {
      plot.scene = wish;
    },
    camera,
  );
  expect(await eye(page)).toEqual(camera);
  await onPlot(page, (plot) => {
    plot.scene = { azimuth: 0, elevation: 100, distance: 4 };
  });
  await expect(page.getByRole('alert')).toContainText(
    'scene.elevation is 100, but it takes a number from 5 to 90',
  );
  expect(await eye(page)).toEqual(camera);
  // A move in the document keeps it, as it keeps the race.
  const before = await both(page);
  await onPlot(page, (plot) => plot.parentElement?.append(plot));
  await expect.poll(() => onPlot(page, (plot) => plot.scene)).toEqual(camera);
  expect(await both(page)).toEqual(before);
});

test('test surfaces and the ravine of raw data are surfaces too', async ({ page }) => {
  await openAtStart(page);
  await button(page, 'Surface (3D)').click();
  /** @type {object[]} */
  const configs = [
    { landscape: 'rosenbrock' },
    { landscape: 'himmelblau' },
    { standardize: false, batchSize: null, racers: [{ optimizer: 'sgd', learningRate: 0.1 }] },
  ];
  const seen = new Set();
  for (const config of configs) {
    const fits = await onPlot(page, (plot, wish) => plot.configure(wish), config);
    expect(fits).toBe(true);
    await onPlot(page, (plot) => plot.step(20));
    const [base] = await both(page);
    seen.add(base.hash);
    const [x, y] = await onPlot(page, (plot) => {
      const { m, b } = plot.race?.minimum() ?? {};
      return plot.pixel(m, b);
    });
    const box = await page.locator('.layers').boundingBox();
    expect(x > 0 && y > 0 && x < (box?.width ?? 0) && y < (box?.height ?? 0)).toBe(true);
  }
  expect(seen.size).toBe(configs.length);
});
