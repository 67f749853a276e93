// Optimizers and data: every control changes the race as it says, and nothing else.

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { drawn, onPlot, openAtStart } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Locator} Locator */

/** Opens a tab of the race at a step. */
async function openTab(/** @type {Page} */ page, /** @type {string} */ tab, step = 300) {
  await openAtStart(page);
  await onPlot(page, (plot, to) => plot.seek(to), step);
  await page.getByRole('tab', { name: tab }).click();
  await drawn(page);
}

/** Everything that the race knows of its racers, once all are at its step. */
async function racers(/** @type {Page} */ page) {
  await expect.poll(() => onPlot(page, ({ race }) => race?.catchUp(0).done)).toBe(true);
  await drawn(page);
  return onPlot(page, ({ race }) => {
    if (!race) throw new Error('there is no race');
    return Array.from({ length: race.racers }, (_, i) => ({
      state: race.state(i),
      trail: [...race.trail(i)],
    }));
  });
}

/** The same of a race that is opened with the shown one's config and goes to its step. */
async function fresh(/** @type {Page} */ page) {
  return onPlot(page, ({ race, config }) => {
    if (!race) throw new Error('there is no race');
    const step = race.step;
    // The element's own race, begun anew, and put back.
    race.configure(config);
    race.seek(step);
    return Array.from({ length: race.racers }, (_, i) => ({
      state: race.state(i),
      trail: [...race.trail(i)],
    }));
  });
}

const entrant = (/** @type {Page} */ page, /** @type {string} */ name) =>
  page.locator(`[data-entrant='${name}']`);

const field = (/** @type {Locator} */ within, /** @type {string} */ setting) =>
  within.locator(`[data-setting='${setting}'] .number`);

const slider = (/** @type {Locator} */ within, /** @type {string} */ setting) =>
  within.locator(`[data-setting='${setting}'] [type='range']`);

const heading = (/** @type {Page} */ page) => page.locator('[data-rule]');

/** @param {Page} page @param {number} i @param {string} name */
const settingOf = (page, i, name) =>
  onPlot(
    page,
    ({ config }, [place, setting]) =>
      /** @type {any} */ (config).racers[/** @type {number} */ (place)][setting],
    /** @type {const} */ ([i, name]),
  );

test('a typed learning rate moves one racer and leaves the others, step, view and timeline', async ({
  page,
}) => {
  await openTab(page, 'Optimizers');
  await onPlot(page, (plot) => plot.seek(900));
  await onPlot(page, (plot) => plot.seek(300));
  await page.getByRole('button', { name: 'Zoom in' }).click();
  await drawn(page);
  const view = await onPlot(page, ({ view }) => JSON.stringify(view));
  const before = await racers(page);
  const rate = field(entrant(page, 'adam'), 'learningRate');
  await expect(rate).toHaveValue('0.01');
  await rate.fill('0.1');
  await rate.press('Enter');
  const after = await racers(page);
  expect(after.slice(0, 3)).toEqual(before.slice(0, 3));
  expect(after[3].state.step).toBe(300);
  expect(after[3].trail).toHaveLength(602);
  expect(after[3].state.loss).not.toBe(before[3].state.loss);
  expect(await onPlot(page, ({ view }) => JSON.stringify(view))).toBe(view);
  await expect(page.locator('#timeline')).toHaveAttribute('max', '1000');
  expect(await onPlot(page, ({ race }) => race?.step)).toBe(300);
  await expect(heading(page)).toHaveText('Settings of your own');
  expect(after).toEqual(await fresh(page));
});

test('a wrong value is refused in the engine’s words, and the race stays', async ({ page }) => {
  await openTab(page, 'Optimizers');
  const adam = entrant(page, 'adam');
  const before = await racers(page);
  for (const [text, message] of [
    ['-1', 'Learning rate is -1, but it takes a number from 0 to 1000000'],
    ['fast', 'Learning rate is "fast", but it takes a number from 0 to 1000000'],
    ['1e999', 'Learning rate is "1e999", but it takes a number from 0 to 1000000'],
    ['1e7', 'Learning rate is 10000000, but it takes a number from 0 to 1000000'],
  ]) {
    await field(adam, 'learningRate').fill(text);
    await field(adam, 'learningRate').press('Tab');
    await expect(adam.getByRole('alert')).toHaveText(message);
    await expect(field(adam, 'learningRate')).toHaveAttribute('aria-invalid', 'true');
  }
  expect(await racers(page)).toEqual(before);
  // A value that no slider gives is taken all the same.
  await field(adam, 'learningRate').fill('123,456');
  await field(adam, 'learningRate').press('Enter');
  await expect(adam.getByRole('alert')).toHaveCount(0);
  expect(await settingOf(page, 3, 'learningRate')).toBe(123456);
  await adam.getByRole('button', { name: /Reset Learning rate/ }).click();
  expect(await settingOf(page, 3, 'learningRate')).toBe(0.01);
  expect(await racers(page)).toEqual(before);
  await expect(adam.getByRole('button', { name: /Reset Learning rate/ })).toHaveCount(0);
});

test('sliders by keyboard and mouse: factors on a log scale, nines for decays', async ({
  page,
}) => {
  await openTab(page, 'Optimizers', 40);
  const adam = entrant(page, 'adam');
  await slider(adam, 'learningRate').focus();
  await page.keyboard.press('ArrowRight');
  expect(await settingOf(page, 3, 'learningRate')).toBe(0.011);
  await expect(slider(adam, 'learningRate')).toHaveAttribute('aria-valuetext', '0.011');
  await page.keyboard.press('Home');
  expect(await settingOf(page, 3, 'learningRate')).toBe(1e-5);
  await page.keyboard.press('End');
  expect(await settingOf(page, 3, 'learningRate')).toBe(10);
  await slider(adam, 'beta2').focus();
  await page.keyboard.press('End');
  expect(await settingOf(page, 3, 'beta2')).toBe(0.9999);
  for (let i = 0; i < 20; i += 1) await page.keyboard.press('ArrowLeft');
  expect(await settingOf(page, 3, 'beta2')).toBe(0.999);
  const box = await slider(adam, 'learningRate').boundingBox();
  if (!box) throw new Error('no slider');
  await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 });
  // Live: before the button is released.
  await drawn(page);
  const middle = await settingOf(page, 3, 'learningRate');
  expect(middle).toBeGreaterThan(0.008);
  expect(middle).toBeLessThan(0.013);
  await page.mouse.up();
  expect((await racers(page))[3].state.step).toBe(40);
});

test('optimizers sit out, come twice, go and join; the others keep their numbers and colours', async ({
  page,
}) => {
  await openTab(page, 'Optimizers');
  const before = await racers(page);
  const colours = () =>
    page
      .locator('.who li')
      .evaluateAll((items) =>
        items.map((item) => [
          item.textContent?.trim(),
          item.querySelector('line')?.getAttribute('stroke'),
        ]),
      );
  const first = await colours();
  const momentum = entrant(page, 'momentum').getByRole('switch', { name: /takes part/ });
  await momentum.click();
  expect(await racers(page)).toEqual([before[0], before[2], before[3]]);
  expect(await colours()).toEqual([first[0], first[2], first[3]]);
  await expect(field(entrant(page, 'momentum'), 'learningRate')).toHaveValue('0.01');
  await momentum.focus();
  await page.keyboard.press('Space');
  expect(await racers(page)).toEqual(before);
  await entrant(page, 'adam').getByRole('button', { name: 'Duplicate Adam' }).click();
  await expect(entrant(page, 'adam')).toHaveCount(2);
  expect((await colours()).map(([name]) => name).slice(3)).toEqual(['Adam 1', 'Adam 2']);
  await field(entrant(page, 'adam').last(), 'learningRate').fill('0.1');
  await page.keyboard.press('Enter');
  const names = ['SGD', 'Momentum', 'RMSprop', 'Adam, η 0.01', 'Adam, η 0.1'];
  await expect.poll(async () => (await colours()).map(([name]) => name)).toEqual(names);
  await expect(page.locator('select').first().locator('option')).toHaveText(['none', ...names]);
  await entrant(page, 'sgd').getByRole('button', { name: 'Remove SGD' }).click();
  const left = await racers(page);
  expect(left.slice(0, 2)).toEqual(before.slice(1, 3));
  await page.locator('#joining').selectOption('adagrad');
  expect((await racers(page)).at(-1)?.state).toMatchObject({ label: 'Adagrad', step: 300 });
  // Nobody else takes the colour that tells SGD.
  const worn = (await colours()).map(([, colour]) => colour);
  expect(worn).not.toContain(first[0][1]);
  expect(new Set(worn).size).toBe(worn.length);
  for (const name of ['nadam', 'radam', 'adamax']) {
    await page.locator('#joining').selectOption(name);
  }
  await expect(page.locator('#joining')).toBeDisabled();
  const all = await racers(page);
  expect(all).toHaveLength(8);
  expect(all).toEqual(await fresh(page));
});

test('the last one cannot leave', async ({ page }) => {
  await openTab(page, 'Optimizers');
  for (const name of ['sgd', 'momentum', 'rmsprop']) {
    await entrant(page, name)
      .getByRole('switch', { name: /takes part/ })
      .click();
  }
  const adam = entrant(page, 'adam');
  await adam.getByRole('switch', { name: /takes part/ }).focus();
  await page.keyboard.press('Space');
  await expect(adam.getByRole('switch', { name: /takes part/ })).toBeChecked();
  await expect(adam.getByRole('button', { name: 'Remove Adam' })).toBeDisabled();
  expect(await racers(page)).toHaveLength(1);
});

test('the heading always says the rule, and the rule sets the settings', async ({ page }) => {
  await openTab(page, 'Optimizers', 60);
  await expect(heading(page)).toHaveText('Tutorial settings, momentum at η 0.01');
  const rates = async () => (await racers(page)).map(({ state }) => state.learningRate);
  for (const [rule, text, expected] of /** @type {const} */ ([
    ['same', 'Same settings for all', [0.01, 0.01, 0.01, 0.01]],
    ['tuned', 'Tuned for each optimizer', [0.2, 0.05, 0.1, 0.2]],
    ['pytorch', 'PyTorch’s defaults', [0.001, 0.001, 0.01, 0.001]],
    ['keras', 'Keras’s defaults', [0.01, 0.01, 0.001, 0.001]],
    ['tutorial', 'The tutorial’s defaults', [0.1, 0.1, 0.01, 0.01]],
    ['usual', 'Tutorial settings, momentum at η 0.01', [0.1, 0.01, 0.01, 0.01]],
  ])) {
    await page.locator('#fairness').selectOption(rule);
    await expect(heading(page)).toHaveText(text);
    expect(await rates()).toEqual(expected);
    await expect(page.locator('#fairness')).toHaveValue(rule);
  }
  // Who joins follows the rule of the others; what a framework lacks is said.
  await page.locator('#fairness').selectOption('tensorflowjs');
  await page.locator('#joining').selectOption('nadam');
  await expect(heading(page)).toHaveText('TensorFlow.js’s defaults (none for NAdam)');
  await expect(page.locator('canvas.overlay')).toHaveAttribute('aria-label', /none for NAdam/);
  await entrant(page, 'adam').locator('[data-setting="amsgrad"] .flip').click();
  await expect(heading(page)).toHaveText('Settings of your own');
  await expect(page.locator('#fairness option:checked')).toHaveText('Settings of your own');
});

test('of two rules with the same outcome one is named everywhere', async ({ page }) => {
  await openTab(page, 'Optimizers', 60);
  const select = page.locator('#fairness');
  const help = page.locator('#fairness-help');
  await select.selectOption('tutorial');
  await page.getByRole('button', { name: 'Remove Momentum' }).click();
  await page.getByRole('button', { name: 'Remove RMSprop' }).click();
  const same = page.locator('.rule-choice [role="status"]');
  const usual = 'Tutorial settings, momentum at η 0.01';
  for (const rule of ['usual', 'tuned', 'usual']) {
    await select.selectOption(rule);
    const name = rule === 'usual' ? 'The tutorial’s defaults' : 'Tuned for each optimizer';
    await expect(heading(page)).toHaveText(name);
    await expect(select.locator('option:checked')).toHaveText(name);
    await expect(help).toContainText(rule === 'usual' ? 'that it lacks' : 'lowest mean loss');
    await expect(same).toHaveText(
      rule === 'usual' ? `“${usual}” would give these optimizers the same settings.` : '',
    );
  }
});

test('the label of a setting that is off switches it on', async ({ page }) => {
  await openTab(page, 'Data', 60);
  const batch = page.locator('[data-setting="batchSize"]');
  await batch.getByRole('switch').click();
  await expect(batch.locator('.off')).toHaveText('all rows');
  await batch.locator('label').click();
  await expect(batch.locator('.number')).toBeVisible();
  await batch.locator('label').click();
  await expect(batch.locator('.number')).toBeFocused();
  await page.getByRole('tab', { name: 'Optimizers' }).click();
  await entrant(page, 'adam').locator('summary').click();
  const dangling = () =>
    onPlot(page, ({ renderRoot }) => {
      const labels = /** @type {HTMLLabelElement[]} */ ([...renderRoot.querySelectorAll('label')]);
      return labels.filter(({ control }) => !control).map(({ htmlFor }) => htmlFor);
    });
  await expect(entrant(page, 'adam').locator('.off')).toHaveText('no clipping');
  expect(await dangling()).toEqual([]);
});

test('a rule that makes two of a kind alike says so', async ({ page }) => {
  await openTab(page, 'Optimizers', 60);
  const note = page.locator('.rule-choice [role="status"]');
  await expect(note).toHaveText('');
  // As long as there is nothing to say it takes no room.
  expect(await note.evaluate((each) => each.clientHeight)).toBe(0);
  await page.getByRole('button', { name: 'Duplicate Adam' }).click();
  await expect(note).toContainText('Adam is there more than once with the same settings');
  await page.locator('#set-4-learningRate').fill('0.1');
  await page.locator('#set-4-learningRate').press('Enter');
  await expect(note).toHaveText('');
  await page.locator('#fairness').selectOption('tuned');
  await expect(note).toContainText('Adam is there more than once with the same settings');
});

test('conventions, rarer settings, and those that another one gives a meaning', async ({
  page,
}) => {
  await openTab(page, 'Optimizers', 60);
  const adam = entrant(page, 'adam');
  await adam.locator('[data-setting="framework"] select').selectOption('keras');
  expect(await settingOf(page, 3, 'epsilon')).toBe(1e-7);
  await adam.locator('summary').click();
  await expect(adam.locator('[data-setting="horizon"]')).toHaveCount(0);
  await adam.locator('[data-setting="schedule"] select').selectOption('cosine');
  await expect(field(adam, 'horizon')).toHaveValue('10000');
  await adam.locator('[data-setting="clip"]').getByRole('switch').click();
  expect(await settingOf(page, 3, 'clip')).toBe(1);
  await field(adam, 'clip').fill('0.5');
  await field(adam, 'clip').press('Enter');
  expect(await settingOf(page, 3, 'clip')).toBe(0.5);
  await adam.locator('[data-setting="clip"]').getByRole('switch').click();
  expect(await settingOf(page, 3, 'clip')).toBe(null);
  await expect(adam.locator('summary')).toHaveText(/1 changed/);
  expect(await racers(page)).toEqual(await fresh(page));
});

test('a change far into a race comes in slices, and the page says so', async ({ page }) => {
  await openTab(page, 'Optimizers');
  const seen = await onPlot(page, async (plot) => {
    // Nobody stops before.
    plot.configure({ threshold: 0, epochs: 400 });
    const { race } = plot;
    if (!race) throw new Error('there is no race');
    race.seek(60_000);
    const states = () => Array.from({ length: race.racers }, (_, i) => race.state(i));
    const before = states();
    const config = /** @type {any} */ (plot.config);
    config.racers[0].learningRate = 0.02;
    const refusal = plot.change(config);
    const steps = [race.state(0).step];
    const progress = [];
    for (let frame = 0; frame < 2000 && race.state(0).step < 60_000; frame += 1) {
      await new Promise((resolve) => requestAnimationFrame(resolve));
      steps.push(race.state(0).step);
      progress.push(plot.renderRoot.querySelector('progress')?.getAttribute('aria-label'));
    }
    const after = states();
    race.configure(config);
    race.seek(60_000);
    return { before, refusal, steps, progress, after, fresh: states() };
  });
  expect(seen.refusal).toBe('');
  expect(seen.steps[0]).toBe(0);
  expect(seen.steps.at(-1)).toBe(60_000);
  expect(seen.steps.length).toBeGreaterThan(2);
  expect(seen.progress).toContain('Catching up');
  expect(seen.after.slice(1)).toEqual(seen.before.slice(1));
  expect(seen.after).toEqual(seen.fresh);
});

test('data: raw, batches, rows and seeds, and the condition number of either', async ({ page }) => {
  await openTab(page, 'Data');
  const data = page.locator('.data-setup');
  const [standardized, raw] = [data.locator('dd').first(), data.locator('dd').last()];
  await expect(standardized).toHaveText('1.013');
  await expect(raw).toHaveText('13.4');
  await expect(data.locator('[data-current] dd')).toHaveText('1.013');
  await data.locator('[data-setting="standardize"] .flip').click();
  await expect(data.locator('[data-current] dd')).toHaveText('13.4');
  expect((await racers(page))[0].state.step).toBe(300);
  // Over raw data, clipped runs hardly move, and the reason is named.
  await expect(data.locator('.pace p')).toContainText(
    /a step goes at most 0\.1 along an axis: SGD \(learning rate 0\.1\).* a condition number of 13\.4 alone/,
  );
  expect(await onPlot(page, ({ config }) => /** @type {any} */ (config).standardize)).toBe(false);
  await data.getByRole('button', { name: /Reset Standardize/ }).click();
  await expect(data.locator('.pace')).toHaveCount(0);
  await data.locator('[data-setting="batchSize"]').getByRole('switch').click();
  await expect(data.locator('[data-setting="batchSize"] .off')).toHaveText('all rows');
  expect(await onPlot(page, ({ race }) => race?.stepsPerEpoch)).toBe(1);
  await data.locator('[data-setting="batchSize"]').getByRole('switch').click();
  await slider(data, 'batchSize').focus();
  await page.keyboard.press('ArrowRight');
  await expect(field(data, 'batchSize')).toHaveValue('128');
  expect(await onPlot(page, ({ race }) => race?.stepsPerEpoch)).toBe(125);
  await field(data, 'rows').fill('90000');
  await field(data, 'rows').press('Enter');
  await expect(data.getByRole('alert')).toHaveText(/Rows is 90000, but it takes/);
  await data.getByRole('button', { name: 'New seed' }).click();
  await expect(data.getByRole('alert')).toHaveCount(0);
  await expect(field(data, 'seed')).not.toHaveValue('42');
  expect(await racers(page)).toEqual(await fresh(page));
});

test('another surface: what has no meaning there goes, several minima are told', async ({
  page,
}) => {
  await openTab(page, 'Data', 100);
  await page.locator('#landscape').selectOption('himmelblau');
  await expect(page.locator('.rule strong')).toHaveText('Himmelblau');
  await expect(page.locator('.condition')).toHaveCount(0);
  await expect(page.locator('[data-setting="batchSize"]')).toHaveCount(0);
  expect((await racers(page))[3].state.step).toBe(100);
  await page.getByRole('tab', { name: 'Race' }).click();
  await expect(page.locator('[data-racer="minimum"] [data-value="status"]')).toHaveText(
    'one of 4, all as low',
  );
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing in the panels, ${colorScheme}`, async ({ page }) => {
    test.slow();
    await page.emulateMedia({ colorScheme });
    await openTab(page, 'Optimizers');
    const adam = entrant(page, 'adam');
    await adam.locator('summary').click();
    await field(adam, 'epsilon').fill('2');
    await field(adam, 'epsilon').press('Enter');
    await expect(adam.getByRole('alert')).toHaveText(/Epsilon is 2/);
    await entrant(page, 'sgd')
      .getByRole('switch', { name: /takes part/ })
      .click();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await page.getByRole('tab', { name: 'Data' }).click();
    expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  });
}

test.describe('by touch', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test('a folded panel unfolds, and its switch and slider answer a finger', async ({ page }) => {
    await openAtStart(page);
    await onPlot(page, (plot) => plot.seek(50));
    await page.getByRole('button', { name: 'More controls' }).tap();
    await page.getByRole('tab', { name: 'Optimizers' }).tap();
    const sgd = entrant(page, 'sgd');
    await expect(slider(sgd, 'learningRate')).toHaveCount(0);
    await sgd.getByRole('button', { name: 'Settings of SGD' }).tap();
    const box = await slider(sgd, 'learningRate').boundingBox();
    if (!box) throw new Error('no slider');
    expect(box.height).toBeGreaterThanOrEqual(40);
    await slider(sgd, 'learningRate').tap({ position: { x: box.width / 2, y: box.height / 2 } });
    const rate = await settingOf(page, 0, 'learningRate');
    expect(rate).toBeGreaterThan(0.005);
    expect(rate).toBeLessThan(0.02);
    await sgd.getByRole('switch', { name: /takes part/ }).tap();
    expect(await racers(page)).toHaveLength(3);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(360);
  });
});
