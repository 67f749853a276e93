// The data and the loss, in lockstep with the surface.

import { expect, test } from '@playwright/test';
import {
  button,
  drawn,
  fingerprint,
  onPlot,
  openAtStart,
  raceStep,
  step,
  timeline,
} from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** Opens the page where all views are in sight. */
async function openWide(/** @type {Page} */ page) {
  await page.setViewportSize({ width: 1280, height: 900 });
  await openAtStart(page);
  await expect.poll(async () => (await fingerprint(page, 'loss')).width).toBeGreaterThan(400);
  await drawn(page);
}

async function boxOf(/** @type {Page} */ page, /** @type {string} */ selector) {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`there is no ${selector}`);
  return box;
}

test('scrubbing back and forth shows the same data and loss', async ({ page }) => {
  await openWide(page);
  const rows = await fingerprint(page, 'rows');
  const steps = [1000, 0, 1, 400];
  /** @type {object[]} */
  const there = [];
  for (const i of [0, 1, 2, 3, 1, 3, 0, 2]) {
    await timeline(page).fill(String(steps[i]));
    await expect(step(page)).toHaveText(`Step ${steps[i].toLocaleString('en-US')}`);
    await drawn(page);
    const now = [await fingerprint(page, 'lines'), await fingerprint(page, 'loss')];
    if (there[i]) expect(now).toEqual(there[i]);
    there[i] = now;
  }
  for (const [i, one] of there.entries()) {
    for (const other of there.slice(i + 1)) expect(one).not.toEqual(other);
  }
  // The rows themselves stay as they were.
  expect(await fingerprint(page, 'rows')).toEqual(rows);
});

test('pressing and dragging on the loss goes to the step there', async ({ page }) => {
  await openWide(page);
  await onPlot(page, (plot) => plot.step(900));
  await expect(step(page)).toHaveText('Step 900');
  await drawn(page);
  const { x, y, width, height } = await boxOf(page, '.loss-view');
  /** @type {number[]} */
  const steps = [];
  await page.mouse.move(x + width * 0.3, y + height / 2);
  await page.mouse.down();
  for (const share of [0.3, 0.5, 0.7]) {
    await page.mouse.move(x + width * share, y + height / 2, { steps: 3 });
    await drawn(page);
    steps.push(await raceStep(page));
    await expect(timeline(page)).toHaveValue(String(steps.at(-1)));
  }
  await page.mouse.up();
  // Equal ways are equally many steps.
  expect(steps[1] - steps[0]).toBeGreaterThan(100);
  expect(Math.abs(steps[2] - 2 * steps[1] + steps[0])).toBeLessThanOrEqual(2);
  // What was run stays in sight.
  await expect(button(page, 'Latest')).toBeEnabled();
  await page.mouse.click(x + width * 0.5, y + height / 2);
  await drawn(page);
  expect(await raceStep(page)).toBe(steps[1]);
  // A pointer that only passes over it moves nothing.
  await page.mouse.move(x + width * 0.8, y + height / 2);
  await drawn(page);
  expect(await raceStep(page)).toBe(steps[1]);
});

test('a place on the surface shows its line among the data', async ({ page }) => {
  await openWide(page);
  const lines = await fingerprint(page, 'lines');
  const { x, y, width, height } = await boxOf(page, '.layers');
  await page.mouse.move(x + width / 2, y + height / 2);
  await drawn(page);
  const preview = await fingerprint(page, 'lines');
  expect(preview).not.toEqual(lines);
  await page.mouse.move(x + width / 3, y + height / 2);
  await drawn(page);
  expect(await fingerprint(page, 'lines')).not.toEqual(preview);
  await page.mouse.move(x + width / 2, y - 40);
  await drawn(page);
  expect(await fingerprint(page, 'lines')).toEqual(lines);
});

/** Every call into the engine's race while something is done. */
async function callsDuring(/** @type {Page} */ page, /** @type {() => Promise<void>} */ work) {
  await onPlot(page, ({ race }) => {
    /** @type {string[]} */
    const calls = [];
    Reflect.set(globalThis, 'calls', calls);
    for (const name of Object.getOwnPropertyNames(Object.getPrototypeOf(race))) {
      const own = /** @type {any} */ (race)[name];
      if (typeof own !== 'function' || name === 'constructor') continue;
      Object.defineProperty(race, name, {
        configurable: true,
        value: (/** @type {any[]} */ ...rest) => {
          calls.push(name);
          return own.apply(race, rest);
        },
      });
    }
  });
  await work();
  return /** @type {string[]} */ (await page.evaluate(() => Reflect.get(globalThis, 'calls')));
}

test('pointing at a row shows it, by mouse', async ({ page }) => {
  await openWide(page);
  await onPlot(page, (plot) => plot.step(60));
  await expect(step(page)).toHaveText('Step 60');
  await drawn(page);
  const plain = await fingerprint(page, 'lines');
  const told = page.locator('.data-view .row');
  const { x, y, width, height } = await boxOf(page, '.data-view');
  const there = { x: x + width * 0.45, y: y + height * 0.45 };
  const changes = await onPlot(page, (plot) => {
    const seen = { count: 0 };
    plot.addEventListener('downhill-change', () => {
      seen.count += 1;
    });
    Reflect.set(globalThis, 'changes', seen);
    return seen.count;
  });
  expect(changes).toBe(0);
  const calls = await callsDuring(page, async () => {
    await page.mouse.move(there.x, there.y);
    await expect(told).toHaveText(/^\s*\d\.\d\d carat, \$[\d,]+\. Choose an optimizer/);
    await drawn(page);
  });
  // The address may just be keeping the steps of before.
  expect(calls.filter((name) => name !== 'config')).toEqual(['drawDataOverlay']);
  // Nobody's link changes by it.
  expect(await page.evaluate(() => Reflect.get(globalThis, 'changes').count)).toBe(0);
  const ringed = await fingerprint(page, 'lines');
  expect(ringed).not.toEqual(plain);

  // The chosen optimizer's line is compared with it, at each step anew.
  await onPlot(page, (plot) => {
    plot.looks = /** @type {any} */ ({ squaresOf: 3 });
  });
  await expect(told).toHaveText(
    /; Adam says −?\$[\d,]+, \$[\d,]+ too (much|little)\. Squared error/,
  );
  const [, price, says, off] = /** @type {string[]} */ (
    /\$([\d,]+); Adam says −?\$([\d,]+), \$([\d,]+)/.exec((await told.textContent()) ?? '')
  ).map((digits) => Number(digits.replaceAll(',', '')));
  expect(Math.abs(Math.abs(price - says) - off)).toBeLessThanOrEqual(1);
  const before = await told.textContent();
  await onPlot(page, (plot) => plot.step(1));
  await expect(told).not.toHaveText(before ?? '');
  await onPlot(page, (plot) => {
    plot.looks = /** @type {any} */ ({ squaresOf: null });
    plot.seek(60);
  });
  await expect(told).toHaveText(/Choose/);

  // Beside the rows and beside the view there is nothing to tell.
  await page.mouse.move(x + width - 20, y + height * 0.7);
  await expect(told).toHaveCount(0);
  await drawn(page);
  expect(await fingerprint(page, 'lines')).toEqual(plain);
  await page.mouse.move(there.x, there.y);
  await expect(told).toHaveCount(1);
  await page.mouse.move(x + width / 2, y - 60);
  await expect(told).toHaveCount(0);
  await drawn(page);
  expect(await fingerprint(page, 'lines')).toEqual(plain);
});

test('the rows are gone through by the arrow keys, and told', async ({ page }) => {
  await openWide(page);
  await onPlot(page, (plot) => {
    plot.step(60);
    plot.looks = /** @type {any} */ ({ squaresOf: 0 });
  });
  await expect(step(page)).toHaveText('Step 60');
  await drawn(page);
  const plain = await fingerprint(page, 'lines');
  const told = page.locator('.data-view .row');
  const carat = async () => Number.parseFloat((await told.textContent()) ?? '');
  await page.locator('.data-view').focus();
  await page.keyboard.press('ArrowRight');
  await expect(told).toHaveText(/carat, .* SGD says/);
  let last = await carat();
  for (const key of ['ArrowRight', 'ArrowRight', 'Shift+ArrowRight']) {
    await page.keyboard.press(key);
    await expect.poll(carat).toBeGreaterThan(last);
    last = await carat();
  }
  await page.keyboard.press('ArrowLeft');
  await expect.poll(carat).toBeLessThan(last);
  expect(await fingerprint(page, 'lines')).not.toEqual(plain);
  await expect(page.locator('.plot > [role="status"]')).toHaveText(/carat, .* SGD says/);
  // The keys of the race mean nothing else meanwhile, and what is told goes with the key for it.
  expect(await raceStep(page)).toBe(60);
  await page.keyboard.press('Escape');
  await expect(told).toHaveCount(0);
  await page.keyboard.press('ArrowUp');
  await expect(told).toHaveCount(1);
  await page.locator('.data-view').blur();
  await expect(told).toHaveCount(0);
  await drawn(page);
  expect(await fingerprint(page, 'lines')).toEqual(plain);
});

test('a finger shows a row until it taps beside the rows', async ({ browser, baseURL }) => {
  const page = await browser.newPage({
    baseURL,
    viewport: { width: 360, height: 740 },
    hasTouch: true,
  });
  await openAtStart(page);
  const view = page.locator('.data-view');
  await view.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await drawn(page);
  const { x, y, width, height } = await boxOf(page, '.data-view');
  const told = page.locator('.data-view .row');
  await page.touchscreen.tap(x + width * 0.4, y + height * 0.6);
  await expect(told).toHaveText(/carat/);
  await page.touchscreen.tap(x + width - 30, y + height * 0.75);
  await expect(told).toHaveCount(0);
  await page.close();
});

test('squares, epochs and scale, by mouse and keyboard', async ({ page }) => {
  await openWide(page);
  await onPlot(page, (plot) => plot.step(600));
  await expect(step(page)).toHaveText('Step 600');
  await drawn(page);
  const plain = await fingerprint(page, 'lines');
  await page.getByRole('combobox', { name: 'Squares' }).selectOption({ label: 'Adam' });
  await drawn(page);
  const squares = await fingerprint(page, 'lines');
  expect(squares).not.toEqual(plain);
  await page.getByRole('combobox', { name: 'Squares' }).selectOption({ label: 'none' });
  await drawn(page);
  expect(await fingerprint(page, 'lines')).toEqual(plain);

  const first = await fingerprint(page, 'loss');
  for (const name of ['Epochs', 'Log']) {
    const box = page.getByRole('checkbox', { name });
    await page.getByText(name, { exact: true }).click();
    await drawn(page);
    expect(await fingerprint(page, 'loss')).not.toEqual(first);
    await box.focus();
    await page.keyboard.press('Space');
    await drawn(page);
    expect(await fingerprint(page, 'loss')).toEqual(first);
  }
  expect(await raceStep(page)).toBe(600);
  await expect(button(page, 'Play')).toBeVisible();
});

test('by epoch the curves reach to the last step, with a marker at the last epoch or there', async ({
  page,
}) => {
  await openWide(page);
  await onPlot(page, (plot) => {
    plot.looks = /** @type {any} */ ({ by: 'epoch', ghosts: false });
    plot.step(420);
  });
  /** How much of Adam's colour stands at most in a column near a step; it lies on top. */
  const colourAt = (/** @type {number} */ at) =>
    onPlot(
      page,
      (plot, at) => {
        const { race } = plot;
        const canvas = /** @type {HTMLCanvasElement} */ (
          plot.renderRoot.querySelector('canvas.loss')
        );
        const view = /** @type {HTMLElement} */ (canvas.parentElement);
        const { width, height } = view.getBoundingClientRect();
        const options = { width, height, pixelRatio: 2, theme: 'light', textSize: 13 };
        // Where the step is across, as the view itself says.
        const shown = { ...options, by: 'epoch', until: 420 };
        let x = 0;
        while ((race?.stepAt(x, shown) ?? -1) < at && x < width) x += 0.25;
        const ratio = canvas.width / width;
        const column = (/** @type {number} */ x) => {
          const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
          const { data } = context.getImageData(Math.round(x * ratio), 0, 1, canvas.height);
          let count = 0;
          for (let i = 0; i < data.length; i += 4) {
            const off = [0xb2, 0x4c, 0x98].map((part, k) => Math.abs(part - data[i + k]));
            count += Number(Math.max(...off) < 12);
          }
          return count;
        };
        return Math.max(...[-2, -1, 0, 1, 2].map((by) => column(x + by)));
      },
      at,
    );
  for (const [at, marked] of [
    [420, 420],
    [300, 250],
    [130, 0],
  ]) {
    await onPlot(page, (plot, to) => plot.seek(to), at);
    await expect(step(page)).toHaveText(`Step ${at}`);
    await drawn(page);
    for (const place of [0, 130, 250, 300, 420]) {
      const colour = await colourAt(place);
      // The curve is there everywhere, and one marker.
      if (place === marked) expect(colour).toBeGreaterThan(7);
      else expect(colour).toBeLessThan(7);
    }
  }
});

test('the caption of the loss is one line beside the map', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openAtStart(page);
  const tops = await page
    .locator('.chart.loss figcaption label')
    .evaluateAll((labels) => labels.map((label) => label.getBoundingClientRect().top));
  expect(tops.length).toBe(4);
  expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(2);
});

test('views out of sight are drawn when they come into sight', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 640 });
  await openAtStart(page);
  await page.evaluate(() => scrollTo(0, 0));
  await onPlot(page, (plot) => plot.step(20));
  await expect(step(page)).toHaveText('Step 20');
  const before = await fingerprint(page, 'loss');
  await onPlot(page, (plot) => plot.step(20));
  await expect(step(page)).toHaveText('Step 40');
  await drawn(page);
  expect(await fingerprint(page, 'loss')).toEqual(before);
  await page.locator('.loss-view').scrollIntoViewIfNeeded();
  await expect.poll(() => fingerprint(page, 'loss')).not.toEqual(before);
  const css = await boxOf(page, '.loss-view');
  // A coarse screen, too, is drawn with twice its pixels.
  expect((await fingerprint(page, 'loss')).width).toBeCloseTo(2 * css.width, -1);
});

test('the run before a change stays as ghosts, until they are switched off', async ({ page }) => {
  await openWide(page);
  const change = (/** @type {number} */ learningRate) =>
    onPlot(
      page,
      (plot, rate) => {
        const config = structuredClone(/** @type {any} */ (plot.config));
        for (const racer of config.racers) racer.learningRate = rate;
        return plot.change(config);
      },
      learningRate,
    );
  const settled = async () => {
    await expect(page.getByRole('progressbar')).toHaveCount(0);
    await expect.poll(() => raceStep(page)).toBe(300);
    await drawn(page);
    return fingerprint(page, 'loss');
  };
  await onPlot(page, (plot) => plot.configure(plot.config));
  // Before anything was run there is nothing to compare with.
  await change(0.02);
  await onPlot(page, (plot) => plot.step(300));
  const first = await settled();
  await page.getByText('Last run', { exact: true }).click();
  await drawn(page);
  expect(await settled()).toEqual(first);
  await change(0.004);
  const alone = await settled();
  await page.getByText('Last run', { exact: true }).click();
  await drawn(page);
  const haunted = await settled();
  expect(haunted).not.toEqual(alone);
  // A refused change is none.
  expect(await change(-1)).not.toBe('');
  expect(await settled()).toEqual(haunted);
  await onPlot(page, (plot) => plot.reset());
  await onPlot(page, (plot) => plot.step(300));
  expect(await settled()).toEqual(haunted);
  // Another race has other units.
  await onPlot(page, (plot) => plot.configure(plot.config));
  await onPlot(page, (plot) => plot.step(300));
  expect(await settled()).toEqual(alone);
});

test('a key that led out of the plot joins no changes', async ({ page }) => {
  /** @param {boolean} leave the plot by a key before settings are changed from outside */
  const haunted = async (leave) => {
    await openWide(page);
    await onPlot(page, (plot) => {
      plot.configure(plot.config);
      plot.step(200);
      const outside = document.createElement('button');
      outside.id = 'outside';
      plot.before(outside);
    });
    await drawn(page);
    await button(page, 'Reset').focus();
    if (leave) await page.keyboard.down('Tab');
    await page.locator('#outside').focus();
    if (leave) await page.keyboard.up('Tab');
    for (const rate of [0.02, 0.004]) {
      await onPlot(
        page,
        (plot, learningRate) => {
          const { racers, ...config } = /** @type {any} */ (plot.config);
          const slower = racers.map((/** @type {any} */ racer) => ({ ...racer, learningRate }));
          return plot.change({ ...config, racers: slower });
        },
        rate,
      );
      await expect.poll(() => onPlot(page, ({ race }) => race?.catchUp(0).done)).toBe(true);
      await drawn(page);
    }
    return fingerprint(page, 'loss');
  };
  const alone = await haunted(false);
  expect(await haunted(true)).toEqual(alone);
});

test('while the start is dragged, the ghosts are those of before', async ({ page }) => {
  await openWide(page);
  await onPlot(page, (plot) => {
    plot.configure(plot.config);
    plot.step(200);
  });
  await drawn(page);
  const { x, y, width, height } = await boxOf(page, '.start');
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  for (const way of [20, 40, 60]) {
    await page.mouse.move(x + width / 2 + way, y + height / 2 + way);
    await drawn(page);
  }
  await page.mouse.up();
  await expect.poll(() => raceStep(page)).toBe(200);
  await drawn(page);
  const dragged = await fingerprint(page, 'loss');
  const start = await onPlot(page, (plot) => /** @type {any} */ (plot.config).start);
  await openWide(page);
  await onPlot(page, (plot) => {
    plot.configure(plot.config);
    plot.step(200);
  });
  await onPlot(page, (plot, to) => plot.change({ ...plot.config, start: to }), start);
  await expect.poll(() => raceStep(page)).toBe(200);
  await expect.poll(() => fingerprint(page, 'loss')).toEqual(dragged);
});

test('zooming the surface leaves the rows and the loss alone', async ({ page }) => {
  await openWide(page);
  await onPlot(page, (plot) => {
    for (const name of ['rows', 'loss']) {
      const canvas = /** @type {HTMLCanvasElement} */ (
        plot.renderRoot.querySelector(`canvas.${name}`)
      );
      canvas.getContext('2d')?.fillRect(0, 0, 9, 9);
    }
  });
  const marked = [await fingerprint(page, 'rows'), await fingerprint(page, 'loss')];
  await button(page, 'Zoom in').click();
  await drawn(page);
  expect([await fingerprint(page, 'rows'), await fingerprint(page, 'loss')]).toEqual(marked);
});

test('a surface without data has no data view', async ({ page }) => {
  await openWide(page);
  const taken = await onPlot(page, (plot) => plot.configure({ landscape: 'rosenbrock' }));
  expect(taken).toBe(true);
  await expect(page.locator('.chart.data')).toBeHidden();
  await onPlot(page, (plot) => plot.step(10));
  await expect(step(page)).toHaveText('Step 10');
  await onPlot(page, (plot) => plot.configure({}));
  await expect(page.locator('.chart.data')).toBeVisible();
  await expect(page.locator('.failure')).toHaveCount(0);
});

test('while it plays, what pictures are told as changes only now and then', async ({ page }) => {
  await openAtStart(page);
  const written = await onPlot(page, async (plot) => {
    let writes = 0;
    const watch = new MutationObserver((changes) => {
      writes += changes.length;
    });
    const root = plot.renderRoot;
    for (const one of root.querySelectorAll('canvas, input[data-timeline]')) {
      watch.observe(one, { attributeFilter: ['aria-label', 'aria-valuetext'] });
    }
    plot.play();
    const drawn = await new Promise((resolve) => {
      let steps = 0;
      plot.addEventListener('downhill-step', () => {
        steps += 1;
        if (steps === 20) resolve(steps);
      });
    });
    watch.disconnect();
    return { writes, drawn };
  });
  // All four at once, and again after two seconds.
  expect(written.drawn).toBe(20);
  expect(written.writes).toBeLessThanOrEqual(8);
  // At rest, they are of the step shown.
  await onPlot(page, (plot) => plot.pause());
  await drawn(page);
  const at = await onPlot(page, ({ race }) => race?.step.toLocaleString('en-US'));
  await expect(page.locator('canvas.loss')).toHaveAttribute(
    'aria-label',
    new RegExp(`now at step ${at}:`),
  );
  await expect(page.locator('#timeline')).toHaveAttribute('aria-valuetext', `step ${at} of 1,000`);
});
