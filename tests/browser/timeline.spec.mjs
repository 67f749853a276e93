// The timeline: back and forth through the steps.

import { expect, test } from '@playwright/test';
import {
  button,
  drawn,
  fingerprint,
  onPlot,
  openAtStart,
  phone,
  raceStep,
  step,
  timeline,
  trails,
} from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** Where the middle of the slider's thumb is when it shows a share of its length. */
async function placeOf(/** @type {Page} */ page, /** @type {number} */ share) {
  const box = await timeline(page).boundingBox();
  if (!box) throw new Error('there is no timeline');
  return { x: box.x + 8 + share * (box.width - 16), y: box.y + box.height / 2 };
}

async function expectStep(/** @type {Page} */ page, /** @type {number} */ wanted) {
  await expect(step(page)).toHaveText(`Step ${wanted.toLocaleString('en-US')}`);
  expect(await raceStep(page)).toBe(wanted);
  await drawn(page);
}

test('scrubbing back and forth gives identical pictures', async ({ page }) => {
  await openAtStart(page);
  const steps = [0, 1, 77, 500, 1000];
  /** @type {object[]} */
  const there = [];
  for (const to of steps) {
    await timeline(page).fill(String(to));
    await expectStep(page, to);
    there.push([await fingerprint(page, 'overlay'), await trails(page)]);
  }
  for (const i of [4, 1, 3, 0, 2, 4, 0, 4, 3, 2, 1, 0]) {
    await timeline(page).fill(String(steps[i]));
    await expectStep(page, steps[i]);
    expect([await fingerprint(page, 'overlay'), await trails(page)]).toEqual(there[i]);
  }
});

for (const [width, height] of [
  [360, 740],
  [1280, 800],
]) {
  test(`the end of the timeline stands at the right edge, ${width} pixels wide`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await openAtStart(page);
    const boxes = async () => {
      const slider = await timeline(page).boundingBox();
      const [whole, label, end] = await page.locator('.timeline').evaluate((whole) => {
        const range = document.createRange();
        // The text, not the room that is kept for it.
        range.selectNodeContents(/** @type {Element} */ (whole.querySelector('.end')));
        const label = /** @type {Element} */ (whole.querySelector('label'));
        return [whole, label, range].map((part) => part.getBoundingClientRect().toJSON());
      });
      if (!slider) throw new Error('there is no timeline');
      return { slider, whole, label, end };
    };
    const before = await boxes();
    expect(Math.abs(before.end.right - before.whole.right)).toBeLessThan(1);
    const middle = (/** @type {DOMRect} */ { top, bottom }) => (top + bottom) / 2;
    expect(Math.abs(middle(before.end) - middle(before.label))).toBeLessThan(2);
    // A longer run makes the number longer, and nothing moves.
    await onPlot(page, (plot) => plot.step(2500));
    await expect(page.locator('.timeline .end')).toHaveText('of 2,500');
    await onPlot(page, (plot) => plot.step(9000));
    await expect(page.locator('.timeline .end')).toHaveText('of 11,500');
    const after = await boxes();
    expect(after.slider).toEqual(before.slider);
    expect(Math.abs(after.end.right - after.whole.right)).toBeLessThan(1);
    expect(after.end.left).toBeGreaterThan(
      width < 400 ? after.label.right : after.slider.x + after.slider.width,
    );
  });
}

test('the mouse drags the thumb to any step, and each frame shows where it is', async ({
  page,
}) => {
  await openAtStart(page);
  const from = await placeOf(page, 0);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const share of [0.2, 0.9, 0.5]) {
    const { x, y } = await placeOf(page, share);
    await page.mouse.move(x, y, { steps: 5 });
    await drawn(page);
    const at = await raceStep(page);
    expect(Math.abs(at - 1000 * share)).toBeLessThan(25);
    await expectStep(page, at);
    await expect(timeline(page)).toHaveValue(String(at));
  }
  await page.mouse.up();
});

test('many moves in one frame are one seek', async ({ page }) => {
  await openAtStart(page);
  const seeks = await onPlot(page, async (plot) => {
    /** @type {number[]} */
    const steps = [];
    plot.addEventListener('downhill-step', (event) =>
      steps.push(/** @type {CustomEvent} */ (event).detail.step),
    );
    const slider = /** @type {HTMLInputElement} */ (plot.renderRoot.querySelector('#timeline'));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    for (let at = 1; at <= 300; at++) {
      slider.value = String(at);
      slider.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return steps;
  });
  expect(seeks).toEqual([300]);
});

test('what plays rests under the hand and goes on from there', async ({ page }) => {
  await openAtStart(page);
  await button(page, 'Play').click();
  const { x, y } = await placeOf(page, 0.6);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await drawn(page);
  const held = await raceStep(page);
  expect(Math.abs(held - 600)).toBeLessThan(25);
  await page.waitForTimeout(300);
  expect(await raceStep(page)).toBe(held);
  await expect(button(page, 'Pause')).toBeVisible();
  await page.mouse.up();
  await expect.poll(() => raceStep(page)).toBeGreaterThan(held);
  expect(await raceStep(page)).toBeLessThan(held + 200);
});

test('another button of the mouse than the first one leaves what plays alone', async ({ page }) => {
  await openAtStart(page);
  await button(page, 'Play').click();
  const { x, y } = await placeOf(page, 0.6);
  await page.mouse.move(x, y);
  for (const other of /** @type {const} */ (['right', 'middle'])) {
    await page.mouse.down({ button: other });
    const before = await raceStep(page);
    await expect.poll(() => raceStep(page)).toBeGreaterThan(before);
    await page.mouse.up({ button: other });
  }
});

test('a finger does what the mouse does', async ({ browser, baseURL }) => {
  const page = await phone(browser, baseURL);
  await openAtStart(page);
  await timeline(page).scrollIntoViewIfNeeded();
  const { x, y } = await placeOf(page, 0.25);
  await page.touchscreen.tap(x, y);
  await drawn(page);
  expect(Math.abs((await raceStep(page)) - 250)).toBeLessThan(30);
  await button(page, 'Back').tap();
  await page.context().close();
});

test('back, first, latest and reset, by button', async ({ page }) => {
  await openAtStart(page);
  for (const name of ['First', 'Back', 'Latest']) await expect(button(page, name)).toBeDisabled();
  await onPlot(page, (plot) => plot.step(1500));
  await expectStep(page, 1500);
  await expect(timeline(page)).toHaveAttribute('max', '1500');
  await expect(timeline(page)).toHaveAttribute('aria-valuetext', 'step 1,500 of 1,500');
  await button(page, 'Back').click();
  await expectStep(page, 1499);
  await button(page, 'First').click();
  await expectStep(page, 0);
  await expect(timeline(page)).toHaveAttribute('max', '1500');
  await button(page, 'Latest').click();
  await expectStep(page, 1500);
  await button(page, 'Reset').click();
  await expectStep(page, 0);
  await expect(timeline(page)).toHaveAttribute('max', '1000');
});

test('the keys of time, on the page and on the timeline', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(40));
  for (const onTimeline of [false, true]) {
    if (onTimeline) await timeline(page).focus();
    else await page.locator('h1').click();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await expectStep(page, 38);
    await page.keyboard.press('ArrowRight');
    await expectStep(page, 39);
    await page.keyboard.press('Home');
    await expectStep(page, 0);
    await page.keyboard.press('ArrowLeft');
    await expectStep(page, 0);
    await page.keyboard.press('End');
    await expectStep(page, 40);
  }
  // A presenter's remote sends these two.
  await timeline(page).focus();
  await page.keyboard.press('PageUp');
  await expectStep(page, 39);
  await page.keyboard.press('PageDown');
  await expectStep(page, 40);
});
