// The key map, the help made from it, and full screen.

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { helpGroups, KEY_MAP } from '../../www/keys.js';
import { button, drawn, onPlot, open, openAtStart, RACERS, raceStep, step } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../../www/keys.js').Key} Key */

/** What the page shows of everything that a key can change. */
function look(/** @type {Page} */ page) {
  return onPlot(page, (plot) => {
    const root = plot.renderRoot;
    const [x, y] = plot.pixel(0, 0);
    const [right] = plot.pixel(1, 0);
    return {
      mode: plot.mode,
      step: plot.race?.step ?? -1,
      end: root.querySelector('input[data-timeline]')?.getAttribute('max'),
      x,
      y,
      scale: right - x,
      chosen:
        root.querySelector('.chart.data select') instanceof HTMLSelectElement
          ? /** @type {HTMLSelectElement} */ (root.querySelector('.chart.data select')).value
          : '',
      tab: plot.tab,
      terms: root.querySelectorAll('.term').length,
      projector: plot.projector,
      fullScreen: document.fullscreenElement === plot,
      scene: plot.scene !== null,
      cursor: /** @type {ShadowRoot} */ (root).activeElement?.className === 'cursor',
      help: root.querySelector('dialog.help')?.hasAttribute('open') ?? false,
      share: root.querySelector('dialog.share')?.hasAttribute('open') ?? false,
    };
  });
}

/** @typedef {Awaited<ReturnType<typeof look>>} Look */

/**
 * What each action does to a race that rests at step 30 of 50, on a map that is zoomed in.
 * @type {Record<string, (before: Look, after: Look, key: Key) => void>}
 */
const EFFECTS = {
  toggle: (_, { mode }) => expect(mode).toBe('playing'),
  back: (_, { step }) => expect(step).toBe(29),
  step: (_, { step }) => expect(step).toBe(31),
  previous: (_, { step }) => expect(step).toBe(29),
  next: (_, { step }) => expect(step).toBe(31),
  first: (_, { step }) => expect(step).toBe(0),
  latest: (_, { step }) => expect(step).toBe(1200),
  reset: (before, after) => {
    expect(after.step).toBe(0);
    expect([before.end, after.end]).toEqual(['1200', '1000']);
  },
  zoomIn: (before, { scale }) => expect(scale).toBeGreaterThan(1.2 * before.scale),
  zoomOut: (before, { scale }) => expect(scale).toBeLessThan(before.scale / 1.2),
  wholeMap: (before, { scale }) => expect(scale).toBeLessThan(before.scale / 2),
  // What lies to the left comes into sight, so that all moves to the right.
  lookLeft: (before, { x }) => expect(x).toBeGreaterThan(before.x + 20),
  lookRight: (before, { x }) => expect(x).toBeLessThan(before.x - 20),
  lookUp: (before, { y }) => expect(y).toBeGreaterThan(before.y + 20),
  lookDown: (before, { y }) => expect(y).toBeLessThan(before.y - 20),
  scene: (_, { scene }) => expect(scene).toBe(true),
  cursor: (_, { cursor }) => expect(cursor).toBe(true),
  choose: (before, { chosen }, { argument = -1 }) =>
    expect(chosen).toBe(argument < RACERS.length ? String(argument) : before.chosen),
  inspector: (_, { tab }) => expect(tab).toBe('step'),
  reveal: (_, { tab, terms }) => expect([tab, terms]).toEqual(['step', 1]),
  projector: (_, { projector }) => expect(projector).toBe(true),
  fullScreen: (_, { fullScreen }) => expect(fullScreen).toBe(true),
  share: (_, { share }) => expect(share).toBe(true),
  help: (_, { help }) => expect(help).toBe(true),
};

for (const { help, keys } of KEY_MAP) {
  test(`keys: ${help}`, async ({ page }) => {
    await openAtStart(page);
    for (const key of keys) {
      await onPlot(page, async (plot) => {
        plot.reset();
        plot.step(1200);
        plot.seek(30);
      });
      for (const name of ['Whole map', 'Zoom in', 'Zoom in']) await button(page, name).click();
      // Wherever the focus is that does not use the key itself.
      await page.locator('h1').click();
      await drawn(page);
      const before = await look(page);
      await page.keyboard.press(key.shortcut);
      await expect(async () => EFFECTS[key.action](before, await look(page), key)).toPass({
        timeout: 5000,
      });
    }
  });
}

test('pages are turned by a remote control even where a button or the timeline has the focus', async ({
  page,
}) => {
  await openAtStart(page);
  await page.setViewportSize({ width: 1280, height: 400 });
  for (const focused of [button(page, 'Step'), page.locator('input[data-timeline]')]) {
    await onPlot(page, (plot) => plot.seek(10));
    await focused.focus();
    const scrolled = await page.evaluate(() => scrollY);
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageDown');
    await page.keyboard.press('PageUp');
    await expect(step(page)).toHaveText('Step 11');
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
  }
});

test('a remote control reveals the terms of a step before it goes on to the next', async ({
  page,
}) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(30));
  await page.keyboard.press('n');
  const terms = page.locator('.term');
  await expect(terms).toHaveCount(1);
  await page.keyboard.press('PageDown');
  await expect(terms).toHaveCount(2);
  await expect(step(page)).toHaveText('Step 30');
  await expect(async () => {
    await page.keyboard.press('PageDown');
    await expect(step(page)).toHaveText('Step 31', { timeout: 100 });
  }).toPass({ timeout: 10_000 });
  await expect(terms).toHaveCount(1);
  // With another tab open it turns steps.
  await page.getByRole('tab', { name: 'Race' }).click();
  await page.keyboard.press('PageDown');
  await expect(step(page)).toHaveText('Step 32');
});

test('what a key changes out of the focus is said to who does not see it', async ({ page }) => {
  await openAtStart(page);
  const spoken = page.locator('downhill-plot div.hidden[role="status"]');
  for (const [key, sentence] of [
    ['v', 'The surface in three dimensions.'],
    ['v', 'The map.'],
    ['p', 'Projector mode is on.'],
    ['p', 'Projector mode is off.'],
    ['2', 'Squares and arrows of Momentum.'],
    ['2', 'No squares and arrows.'],
  ]) {
    await page.keyboard.press(key);
    await expect(spoken).toHaveText(sentence);
  }
});

test('the help lists every key, takes the focus and gives it back', async ({ page }) => {
  await openAtStart(page);
  const opener = button(page, 'Help');
  await opener.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'How to use the plot' });
  await expect(dialog).toBeVisible();
  await expect(button(page, 'Close')).toBeFocused();
  for (const { title, lines } of helpGroups()) {
    await expect(dialog.getByRole('heading', { name: title })).toBeVisible();
    for (const { help, keys, caps } of lines) {
      const line = dialog
        .locator('dl > div')
        .filter({ has: page.getByText(help, { exact: true }) });
      await expect(line.locator('kbd')).toHaveText(
        (caps ?? keys.map(({ cap }) => cap)).filter((cap) => cap !== '…'),
      );
    }
  }
  // The race has no keys meanwhile, wherever the focus is.
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('p');
  await onPlot(
    page,
    (plot) => plot.ownerDocument.activeElement instanceof HTMLElement && plot.blur(),
  );
  await page.keyboard.press('ArrowRight');
  await drawn(page);
  expect(await raceStep(page)).toBe(0);
  expect(await onPlot(page, (plot) => plot.projector)).toBe(false);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  // The key opens and closes it, and so does a press beside it.
  await page.keyboard.press('?');
  await expect(dialog).toBeVisible();
  await page.keyboard.press('?');
  await expect(dialog).toBeHidden();
  await page.keyboard.press('?');
  await page.mouse.click(3, 3);
  await expect(dialog).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await expect(step(page)).toHaveText('Step 1');
});

test('where the map is out of sight, or something else has the focus, the page scrolls', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 600 });
  await openAtStart(page);
  const top = () => page.evaluate(() => Math.round(scrollY));
  await onPlot(page, (plot) => plot.step(30));
  await drawn(page);
  // Nothing has the focus, and the map is in sight: a presenter's remote control.
  await page.locator('h1').click();
  await page.keyboard.press('PageDown');
  await expect(step(page)).toHaveText('Step 31');
  expect(await top()).toBe(0);
  // With the focus on something else.
  await page.getByRole('link').last().focus();
  await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }));
  for (const key of ['End', 'Home', 'PageDown', 'PageUp']) {
    const before = await top();
    await page.keyboard.press(key);
    await expect.poll(top).not.toBe(before);
    // Where it is still on its way, the next key may lead nowhere.
    await page.waitForTimeout(400);
  }
  expect(await raceStep(page)).toBe(31);
  // Below the map, with the focus nowhere.
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    scrollTo({ top: document.body.scrollHeight, behavior: 'instant' });
  });
  for (const key of ['Home', 'ArrowRight', 'p']) {
    await page.keyboard.press(key);
    await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
  }
  await drawn(page);
  expect(await raceStep(page)).toBe(31);
  expect(await onPlot(page, ({ projector }) => projector)).toBe(false);
  // In the plot itself they are the plot's.
  await button(page, 'Step').focus();
  await page.keyboard.press('Home');
  await expect(step(page)).toHaveText('Step 0');
});

test('keys of one letter can be switched off, and stay so', async ({ page }) => {
  await openAtStart(page);
  await page.keyboard.press('?');
  const letters = page.getByRole('checkbox', { name: /a letter, a digit or a sign/ });
  await expect(letters).toBeChecked();
  // What is named is in use.
  const scene = button(page, 'Surface (3D)');
  await expect(scene).toHaveAttribute('aria-keyshortcuts', 'V');
  await expect(scene).toHaveAttribute('title', / \(V\)$/);
  await letters.uncheck();
  await expect(scene).toHaveAttribute('aria-keyshortcuts', '');
  await expect(scene).not.toHaveAttribute('title', /V/);
  await expect(page.getByText('for keys')).toHaveCount(0);
  await page.keyboard.press('Escape');
  const without = async () => {
    for (const key of ['p', 'v', '?', '3', '+']) await page.keyboard.press(key);
    await page.keyboard.press('ArrowRight');
    await expect(step(page)).toHaveText('Step 1');
    expect(await look(page)).toMatchObject({ projector: false, scene: false, help: false });
  };
  await without();
  await page.reload();
  await expect(step(page)).toHaveText(/^Step \d/);
  await button(page, 'Reset').click();
  await without();
  await button(page, 'Help').click();
  await letters.check();
  await expect(scene).toHaveAttribute('aria-keyshortcuts', 'V');
  await page.keyboard.press('?');
  await page.keyboard.press('p');
  await expect.poll(() => onPlot(page, ({ projector }) => projector)).toBe(true);
});

test('on the share dialog there is no help', async ({ page }) => {
  await openAtStart(page);
  await button(page, 'Share').click();
  await expect(page.locator('dialog.share')).toBeVisible();
  await page.getByRole('radio', { name: 'Everything' }).focus();
  await page.keyboard.press('?');
  await drawn(page);
  await expect(page.locator('dialog.help[open]')).toHaveCount(0);
});

test('on a tab, the browser’s own keys stay the browser’s', async ({ page }) => {
  await openAtStart(page);
  await page.getByRole('tab', { name: 'Race' }).focus();
  // It listens before the key is pressed.
  const free = await page.evaluateHandle(() => {
    const pressed = new Promise((resolve) => {
      addEventListener('keydown', (event) => {
        if (event.key === 'ArrowRight') resolve(!event.defaultPrevented);
      });
    });
    return { pressed };
  });
  await page.keyboard.press('Meta+ArrowRight');
  expect(await free.evaluate(({ pressed }) => pressed)).toBe(true);
  await expect(page.getByRole('tab', { name: 'Race' })).toBeFocused();
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`${colorScheme}: axe finds nothing in the help`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await openAtStart(page);
    await button(page, 'Help').click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations).toEqual([]);
  });
}

for (const [width, height] of [
  [320, 640],
  [2560, 1440],
]) {
  test(`the help fits at ${width} × ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await openAtStart(page);
    await button(page, 'Help').click();
    const box = await page.locator('dialog.help').boundingBox();
    if (!box) throw new Error('there is no help');
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(width);
    expect(box.y + box.height).toBeLessThanOrEqual(height);
    const { scrollWidth, clientWidth } = await page
      .locator('dialog.help')
      .evaluate(({ scrollWidth, clientWidth }) => ({ scrollWidth, clientWidth }));
    expect(scrollWidth).toBe(clientWidth);
  });
}

test('the plot fills the screen and comes back', async ({ page }) => {
  await openAtStart(page);
  await button(page, 'Full screen').click();
  await expect(button(page, 'Full screen')).toHaveAttribute('aria-pressed', 'true');
  const { box, paper } = await onPlot(page, (plot) => ({
    box: plot.getBoundingClientRect().toJSON(),
    paper: getComputedStyle(plot).backgroundColor,
  }));
  expect(box.width).toBe(await page.evaluate(() => innerWidth));
  expect(paper).toBe('rgb(255, 255, 255)');
  await page.keyboard.press('ArrowRight');
  await expect(step(page)).toHaveText('Step 1');
  await page.keyboard.press('f');
  await expect(button(page, 'Full screen')).toHaveAttribute('aria-pressed', 'false');
});

test('where nothing can fill the screen, nothing offers it', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(Document.prototype, 'fullscreenEnabled', { get: () => false });
  });
  await open(page);
  await expect(button(page, 'Full screen')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(
    page.getByText('All keys').or(page.locator('dialog.help kbd').first()),
  ).toBeVisible();
  await expect(page.locator('dialog.help').getByText('F', { exact: true })).toHaveCount(0);
});

test('beside the map the Tab key goes the way that one sees', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page);
  const order = await onPlot(page, (plot) =>
    [...plot.renderRoot.querySelectorAll('.dock [data-action], .dock [role="tab"]')]
      .filter((each) => each.checkVisibility())
      .map((each) => each.getAttribute('data-action') ?? each.getAttribute('data-tab')),
  );
  const place = (/** @type {string} */ name) => order.indexOf(name);
  // Down below the map, then down beside it, then on to the tabs.
  expect(place('scene')).toBeGreaterThanOrEqual(0);
  expect(place('fitMinimum')).toBeLessThan(place('share'));
  expect(place('share')).toBeLessThan(place('toggle'));
  expect(place('fullScreen')).toBeLessThan(place('race'));
  // Where they stand below each other, what moves time comes first.
  await page.setViewportSize({ width: 800, height: 900 });
  await onPlot(page, (plot) => plot.requestUpdate());
  await drawn(page);
  const narrow = await onPlot(page, (plot) =>
    [...plot.renderRoot.querySelectorAll('.dock [data-action]')].map((each) =>
      each.getAttribute('data-action'),
    ),
  );
  expect(narrow.indexOf('toggle')).toBeLessThan(narrow.indexOf('scene'));
});
