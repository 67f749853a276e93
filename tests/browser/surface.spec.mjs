// A hand on the map: zooming, moving, reading, and the start.

import { expect, test } from '@playwright/test';
import {
  button,
  drawn,
  fingerprint,
  fingers,
  numberOf,
  onPlot,
  openAtStart,
  phone,
  raceStep,
  step,
} from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

async function corner(/** @type {Page} */ page) {
  const box = await page.locator('.layers').boundingBox();
  if (!box) throw new Error('there is no picture');
  return box;
}

/** @param {Page} page @param {number} m @param {number} b @returns {Promise<number[]>} */
function pixel(page, m, b) {
  return onPlot(page, (plot, at) => plot.pixel(at[0], at[1]), [m, b]);
}

/** How many CSS pixels one unit of m is wide. */
async function scale(/** @type {Page} */ page) {
  return (await pixel(page, 1, 0))[0] - (await pixel(page, 0, 0))[0];
}

/** @returns {Promise<{m: number, b: number}>} */
function start(/** @type {Page} */ page) {
  return onPlot(page, ({ race }) => {
    const [m, b] = race?.trail(0) ?? [];
    return { m, b };
  });
}

/** Puts the mouse on a place of the picture and lets it rest there. */
async function rest(/** @type {Page} */ page, /** @type {number} */ x, /** @type {number} */ y) {
  const box = await corner(page);
  await page.mouse.move(box.x + x, box.y + y);
  await page.waitForTimeout(450);
}

test('the wheel zooms around a pointer that rests on the map', async ({ page }) => {
  await openAtStart(page);
  const before = { base: await fingerprint(page, 'base'), scale: await scale(page) };
  // A wheel tells whole pixels of the window only.
  const { x: left, y: top } = await corner(page);
  const [x, y] = [Math.round(left + 300) - left, Math.round(top + 200) - top];
  const [[x0, y0], [xm], [, yb]] = [
    await pixel(page, 0, 0),
    await pixel(page, 1, 0),
    await pixel(page, 0, 1),
  ];
  const [m, b] = [(x - x0) / (xm - x0), (y - y0) / (yb - y0)];
  await rest(page, x, y);
  await page.mouse.wheel(0, -300);
  await drawn(page);
  expect((await scale(page)) / before.scale).toBeCloseTo(Math.exp(0.75), 5);
  const [x1, y1] = await pixel(page, m, b);
  expect(Math.hypot(x1 - x, y1 - y)).toBeLessThan(0.05);
  expect(await fingerprint(page, 'base')).not.toEqual(before.base);
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await page.mouse.wheel(0, 300);
  await drawn(page);
  expect((await scale(page)) / before.scale).toBeCloseTo(1, 5);
  await button(page, 'Whole map').click();
  await drawn(page);
  expect(await fingerprint(page, 'base')).toEqual(before.base);
});

test('a wheel that turns sideways is left to the page', async ({ page }) => {
  await openAtStart(page);
  await rest(page, 300, 200);
  const prevented = await onPlot(page, (plot) => {
    const map = /** @type {HTMLElement} */ (plot.renderRoot.querySelector('.layers'));
    const wheel = new WheelEvent('wheel', { deltaX: 40, cancelable: true });
    map.dispatchEvent(wheel);
    return wheel.defaultPrevented;
  });
  await page.mouse.wheel(100, 0);
  await drawn(page);
  expect(prevented).toBe(false);
  expect(await onPlot(page, (plot) => plot.view)).toBe(null);
});

test('a page that is being scrolled scrolls on', async ({ page }) => {
  await openAtStart(page);
  const before = await scale(page);
  // All in the page, as it is a matter of milliseconds.
  const zooms = await onPlot(page, async (plot) => {
    const map = /** @type {HTMLElement} */ (plot.renderRoot.querySelector('.layers'));
    const turn = (ctrlKey = false) => {
      const { left, top } = map.getBoundingClientRect();
      const at = { clientX: left + 200, clientY: top + 200 };
      const wheel = new WheelEvent('wheel', { ...at, deltaY: -40, ctrlKey, cancelable: true });
      map.dispatchEvent(wheel);
      return wheel.defaultPrevented;
    };
    const rest = () => new Promise((resolve) => setTimeout(resolve, 450));
    map.dispatchEvent(new PointerEvent('pointerenter'));
    const entered = [turn(), turn()];
    await rest();
    const rested = turn();
    window.dispatchEvent(new Event('scroll'));
    const scrolled = [turn(), turn()];
    // With Ctrl the wheel, like a pinch on a touchpad, is never a scroll.
    const pinched = turn(true);
    map.dispatchEvent(new PointerEvent('pointerleave', { pointerType: 'mouse' }));
    await rest();
    return { entered, rested, scrolled, pinched, left: turn() };
  });
  expect(zooms).toEqual({
    entered: [false, false],
    rested: true,
    scrolled: [false, false],
    pinched: true,
    left: false,
  });
  expect((await scale(page)) / before).toBeCloseTo(Math.exp(0.1 + 0.4), 5);
});

test('dragging moves the map with the mouse, to a pixel', async ({ page }) => {
  await openAtStart(page);
  const at = /** @type {const} */ ([0.5, -0.2]);
  const [x, y] = await pixel(page, ...at);
  const box = await corner(page);
  await page.mouse.move(box.x + x, box.y + y);
  await page.mouse.down();
  await page.mouse.move(box.x + x - 90, box.y + y + 40, { steps: 6 });
  await page.mouse.up();
  await drawn(page);
  const [x1, y1] = await pixel(page, ...at);
  expect(Math.abs(x1 - x + 90)).toBeLessThan(1);
  expect(Math.abs(y1 - y - 40)).toBeLessThan(1);
  // The head of the trails is drawn where the map now has it.
  await page.mouse.move(box.x + 5, box.y + 5);
  expect(await raceStep(page)).toBe(0);
});

test('buttons and keys zoom, fit and move', async ({ page }) => {
  await openAtStart(page);
  const whole = [await fingerprint(page, 'base'), await fingerprint(page, 'overlay')];
  const before = await scale(page);
  const [x] = await pixel(page, 0, 0);
  await button(page, 'Zoom in').click();
  expect((await scale(page)) / before).toBeCloseTo(1.5, 6);
  await page.keyboard.press('+');
  expect((await scale(page)) / before).toBeCloseTo(2.25, 6);
  await page.keyboard.press('-');
  await button(page, 'Zoom out').click();
  expect((await scale(page)) / before).toBeCloseTo(1, 6);
  await page.keyboard.press('Shift+ArrowRight');
  expect((await pixel(page, 0, 0))[0] - x).toBeCloseTo(-60, 6);
  expect(await raceStep(page)).toBe(0);
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('0');
  await drawn(page);
  expect([await fingerprint(page, 'base'), await fingerprint(page, 'overlay')]).toEqual(whole);

  await onPlot(page, (plot) => plot.step(200));
  await button(page, 'Zoom to minimum').click();
  expect((await scale(page)) / before).toBeCloseTo(20, 3);
  const { minimum, width } = await onPlot(page, (plot) => ({
    minimum: plot.race?.minimum(),
    width: plot.renderRoot.querySelector('.layers')?.clientWidth ?? 0,
  }));
  expect(Math.abs((await pixel(page, minimum.m, minimum.b))[0] - width / 2)).toBeLessThan(60);
  await button(page, 'Fit trails').click();
  await drawn(page);
  const outside = await onPlot(page, (plot) => {
    const { race } = plot;
    const box = plot.renderRoot.querySelector('.layers')?.getBoundingClientRect();
    if (!race || !box) return -1;
    return Array.from({ length: race.racers }, (_, i) => race.trail(i))
      .flatMap((trail) =>
        Array.from({ length: trail.length / 2 }, (_, k) =>
          plot.pixel(trail[2 * k], trail[2 * k + 1]),
        ),
      )
      .filter(([x, y]) => x < 0 || y < 0 || x > box.width || y > box.height).length;
  });
  expect(outside).toBe(0);
});

test('a finger that scrolls the page leaves the map as it was', async ({ browser, baseURL }) => {
  const page = await phone(browser, baseURL);
  await openAtStart(page);
  const touch = await fingers(page);
  const top = () => page.evaluate(() => scrollY);
  for (let swipe = 0; swipe < 2; swipe += 1) {
    const before = await top();
    await touch('touchStart', [180, 240]);
    for (let y = 236; y >= 140; y -= 4) await touch('touchMove', [180, y]);
    await touch('touchEnd');
    await expect.poll(top).toBeGreaterThan(before);
    expect(await onPlot(page, (plot) => plot.view)).toBeNull();
  }
  await page.context().close();
});

test('a cancelled drag shows what was there before it, or what came meanwhile', async ({
  browser,
  baseURL,
}) => {
  const page = await phone(browser, baseURL);
  await openAtStart(page);
  const touch = await fingers(page);
  const view = /** @type {const} */ ({ m: [0, 1], b: [0, 1] });
  const drag = async (/** @type {() => Promise<unknown>} */ meanwhile) => {
    await onPlot(page, (plot, view) => Object.assign(plot, { view }), view);
    await drawn(page);
    await touch('touchStart', [150, 150]);
    await touch('touchMove', [180, 150]);
    await drawn(page);
    expect(await onPlot(page, (plot) => plot.view)).not.toEqual(view);
    await meanwhile();
    await touch('touchCancel');
    await drawn(page);
    return onPlot(page, (plot) => plot.view);
  };
  expect(await drag(() => Promise.resolve())).toEqual(view);
  const change = (/** @type {string} */ landscape) =>
    onPlot(page, (plot, landscape) => plot.change({ landscape }), landscape);
  expect(await drag(() => change('himmelblau'))).toBeNull();
  // Also where the finger went on over another surface.
  const moved = await drag(async () => {
    await change('linear');
    await touch('touchMove', [210, 150]);
    await drawn(page);
    expect(await onPlot(page, (plot) => plot.view)).not.toBeNull();
  });
  expect(moved).toBeNull();
  await page.context().close();
});

test('two fingers pinch, one moves what is zoomed', async ({ browser, baseURL }) => {
  const page = await phone(browser, baseURL);
  await openAtStart(page);
  const touch = await fingers(page);
  const before = await scale(page);
  await touch('touchStart', [150, 150], [210, 150]);
  for (const reach of [40, 50, 60]) {
    await touch('touchMove', [180 - reach, 150], [180 + reach, 150]);
    await drawn(page);
  }
  await touch('touchEnd');
  await drawn(page);
  expect((await scale(page)) / before).toBeCloseTo(2, 1);
  const [x, y] = await pixel(page, 0.5, 0);
  await touch('touchStart', [120, 120]);
  for (const far of [10, 25, 40]) {
    await touch('touchMove', [120 + far, 120 + far / 2]);
    await drawn(page);
  }
  await touch('touchEnd');
  await drawn(page);
  const [x1, y1] = await pixel(page, 0.5, 0);
  expect(Math.abs(x1 - x - 40)).toBeLessThan(1.5);
  expect(Math.abs(y1 - y - 20)).toBeLessThan(1.5);
  await page.context().close();
});

test('the readout says what is under the pointer and which step was nearest', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(30));
  await expect(step(page)).toHaveText('Step 30');
  const before = await page.locator('.timeline').boundingBox();
  const readout = (/** @type {string} */ name) => page.locator(`.readout [data-value="${name}"]`);
  const state = await onPlot(page, ({ race }) => race?.state(3));
  const [x, y] = await pixel(page, state.m, state.b);
  const box = await corner(page);
  await page.mouse.move(box.x + x, box.y + y);
  await expect(readout('nearest')).toHaveText('Adam, step 30');
  const unit = 1 / (await scale(page));
  /** @param {string} name */
  const value = async (name) =>
    numberOf(((await readout(name).textContent()) ?? '').replace(/^[a-z]+ /, ''));
  expect(Math.abs((await value('m')) - state.m)).toBeLessThan(unit);
  expect(Math.abs((await value('b')) - state.b)).toBeLessThan(unit);
  expect(Math.abs((await value('loss')) - state.loss)).toBeLessThan(0.02);
  // A pointer draws nothing anew, and nothing jumps.
  expect(await page.locator('.timeline').boundingBox()).toEqual(before);
  await page.mouse.move(box.x + x, box.y - 30);
  await expect(page.locator('.readout')).toHaveText(/^Point at the map/);
});

test('from close by the readout tells neighbours apart', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => {
    const { m, b } = /** @type {any} */ (plot.race).minimum();
    plot.view = { m: [m - 1e-9, m + 1e-9], b: [b - 1e-9, b + 1e-9] };
  });
  const box = await corner(page);
  const read = async (/** @type {number} */ x) => {
    await page.mouse.move(box.x + x, box.y + 200);
    await drawn(page);
    return (await page.locator('.readout [data-value="m"]').textContent()) ?? '';
  };
  const [here, there] = [await read(300), await read(304)];
  const [m0, m1] = [here, there].map((text) => Number(text.replace(/^m /, '')));
  expect(m1 - m0).toBeGreaterThan(1e-12);
  expect(m1 - m0).toBeLessThan(1e-10);
});

test('the map is read by keys, and nothing else moves', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(30));
  await expect(step(page)).toHaveText('Step 30');
  const value = async (/** @type {string} */ name) =>
    numberOf(
      ((await page.locator(`.readout [data-value="${name}"]`).textContent()) ?? '').slice(2),
    );
  const cursor = page.locator('.cursor');
  await page.keyboard.press('c');
  await expect(cursor).toBeFocused();
  await expect(page.locator('.readout [data-value="m"]')).toHaveText(/^m/);
  // In the middle at first.
  const size = await onPlot(page, (plot) => {
    const { clientWidth, clientHeight } = /** @type {HTMLElement} */ (
      plot.renderRoot.querySelector('.layers')
    );
    return [clientWidth, clientHeight];
  });
  const middle = await pixel(page, await value('m'), await value('b'));
  for (const i of [0, 1]) expect(Math.abs(middle[i] - size[i] / 2)).toBeLessThan(1);
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowUp', 'Shift+ArrowDown']) {
    await page.keyboard.press(key);
  }
  await drawn(page);
  const moved = await pixel(page, await value('m'), await value('b'));
  expect(Math.abs(moved[0] - middle[0] - 20)).toBeLessThan(1);
  expect(Math.abs(moved[1] - middle[1] + 9)).toBeLessThan(1);
  const box = await cursor.boundingBox();
  const layers = await corner(page);
  expect(box && box.x + box.width / 2 - layers.x).toBeCloseTo(moved[0], -0.5);
  expect(box && box.y + box.height / 2 - layers.y).toBeCloseTo(moved[1], -0.5);
  // It is said aloud, with the trail there; the arrow keys move neither time nor the map.
  await expect(page.locator('.plot > [role="status"]')).toHaveText(/^m .* loss .*price = /);
  await expect(step(page)).toHaveText('Step 30');

  // Keys that zoom, zoom around it.
  const m = await value('m');
  await page.keyboard.press('+');
  await drawn(page);
  expect(Math.abs((await value('m')) - m)).toBeLessThan(1e-3);
  const [x] = await pixel(page, m, await value('b'));
  expect(Math.abs(x - moved[0])).toBeLessThan(1);
  // A place beside the plot is not taken.
  for (let i = 0; i < 60; i += 1) await page.keyboard.press('ArrowRight');
  await drawn(page);
  await expect(page.locator('.readout [data-value="m"]')).toBeVisible();

  await page.keyboard.press('Escape');
  await expect(cursor).not.toBeFocused();
  await expect(page.locator('.readout')).toHaveText(/^Point at the map/);
  await page.keyboard.press('ArrowRight');
  await expect(step(page)).toHaveText('Step 31');
  // From three dimensions the key leads back to the map.
  await page.keyboard.press('v');
  await drawn(page);
  await expect(cursor).toBeHidden();
  await page.keyboard.press('c');
  await expect(cursor).toBeFocused();
  expect(await onPlot(page, (plot) => plot.scene)).toBeNull();
});

test('a dragged start is where it was dropped, to a pixel', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(25));
  const handle = page.locator('.start');
  const { m, b } = await start(page);
  const [x, y] = await pixel(page, m, b);
  const box = await corner(page);
  const place = await handle.boundingBox();
  expect(place && Math.abs(place.x + place.width / 2 - box.x - x)).toBeLessThan(1);
  for (const [toX, toY] of [
    [x + 120, y - 60],
    [x + 33, y + 41],
  ]) {
    const grip = await handle.boundingBox();
    if (!grip) throw new Error('the start has no handle');
    await page.mouse.move(grip.x + 20, grip.y + 24);
    await page.mouse.down();
    await page.mouse.move(box.x + toX - 20, box.y + toY, { steps: 4 });
    await page.mouse.move(box.x + toX, box.y + toY, { steps: 3 });
    await page.mouse.up();
    await drawn(page);
    const dropped = await start(page);
    const [x1, y1] = await pixel(page, dropped.m, dropped.b);
    expect(Math.abs(x1 - toX)).toBeLessThan(1);
    expect(Math.abs(y1 - toY)).toBeLessThan(1);
    // The race has gone on to the step it was at, from the new start.
    expect(await raceStep(page)).toBe(25);
    expect(await onPlot(page, (plot) => /** @type {any} */ (plot.config).start)).toEqual(dropped);
  }
  const last = await start(page);
  const straight = await onPlot(
    page,
    (plot, from) => {
      plot.configure({ start: from });
      plot.step(25);
      return plot.race?.state(2);
    },
    last,
  );
  await button(page, 'Back').click();
  await button(page, 'Step').click();
  expect(await onPlot(page, ({ race }) => race?.state(2))).toEqual(straight);
});

test('the start moves by keyboard, and a click alone leaves it', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(5));
  const before = await start(page);
  const handle = page.getByRole('button', { name: /^Start, at m/ });
  await handle.click();
  await drawn(page);
  expect(await start(page)).toEqual(before);
  const [x, y] = await pixel(page, before.m, before.b);
  await handle.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowUp');
  await drawn(page);
  const after = await start(page);
  const [x1, y1] = await pixel(page, after.m, after.b);
  expect(x1 - x).toBeCloseTo(20, 3);
  expect(y1 - y).toBeCloseTo(-1, 3);
  expect(await raceStep(page)).toBe(5);
  await expect(handle).toBeFocused();
  await expect(handle).toHaveAccessibleName(
    `Start, at m ${after.m.toFixed(4).replace('-', '−')}, b ${after.b.toFixed(4).replace('-', '−')}`,
  );
});

test('a start that is not on the map has no handle', async ({ page }) => {
  await openAtStart(page);
  await expect(page.locator('.start')).toBeVisible();
  await button(page, 'Zoom to minimum').click();
  await expect(page.locator('.start')).toBeHidden();
  await button(page, 'Whole map').click();
  await expect(page.locator('.start')).toBeVisible();
});
