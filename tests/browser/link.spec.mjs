// The address of the page: it holds the race, and opening it restores everything.

import { expect, test } from '@playwright/test';
import { button, drawn, fingerprint, onPlot, open, openAtStart, raceStep, step } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const LAYERS = /** @type {const} */ (['base', 'overlay', 'rows', 'lines', 'loss']);

/** What stands in the address once it is written. */
function fragment(/** @type {Page} */ page) {
  return page.evaluate(() => location.hash);
}

/** Everything that a person sees of the race, and the numbers behind it. */
async function sight(/** @type {Page} */ page) {
  await drawn(page);
  const pictures = await Promise.all(LAYERS.map((layer) => fingerprint(page, layer)));
  const numbers = await onPlot(page, ({ race, view }) => ({
    config: race?.config(),
    step: race?.step,
    states: race && Array.from({ length: race.racers }, (_, i) => race.state(i)),
    view,
  }));
  return { pictures, numbers };
}

test('a page that was written into a frame has no address, and works', async ({ page }) => {
  /** @type {string[]} */
  const faults = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  await page.goto('./');
  await page.evaluate(async () => {
    const html = await (await fetch('./')).text();
    const frame = document.createElement('iframe');
    frame.srcdoc = html;
    frame.style.cssText = 'inline-size: 1000px; block-size: 800px';
    document.body.replaceChildren(frame);
  });
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('.step strong')).toHaveText(/^Step \d/);
  await frame.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Shift+?');
  await expect(frame.locator('dialog.help')).toBeVisible();
  await expect(frame.getByRole('button', { name: 'Share' })).toHaveCount(0);
  expect(faults).toEqual([]);
});

/** Goes to an address as one that is opened anew. */
async function visit(/** @type {Page} */ page, /** @type {string} */ hash) {
  await page.goto('about:blank');
  await page.goto(`./${hash}`);
  await expect(step(page)).toHaveText(/^Step \d/);
}

test('what is shown at rest stands in the address, and opens exactly', async ({ page }) => {
  await openAtStart(page);
  await expect.poll(() => fragment(page)).toBe('#v=1');
  await onPlot(page, (plot) => {
    plot.configure({
      seed: 7,
      batchSize: 16,
      start: { m: 0.1 + 0.2, b: -1 / 3 },
      racers: [
        { optimizer: 'adam', framework: 'keras', beta1: 0.8 },
        { optimizer: 'sgd', learningRate: 0.05, schedule: 'cosine' },
      ],
    });
    plot.seek(137);
  });
  await button(page, 'Zoom in').click();
  await page.locator('body').press('Shift+ArrowLeft');
  await page.getByLabel('Epochs', { exact: true }).check();
  await page.getByLabel('Log', { exact: true }).uncheck();
  await page.getByLabel('Squares').selectOption({ index: 1 });
  await expect
    .poll(() => fragment(page))
    .toMatch(
      /^#seed=7&batchSize=16&start=0\.30000000000000004,-0\.3{16}&racers=adam~framework:keras~beta1:0\.8,sgd~learningRate:0\.05~schedule:cosine&step=137&view=[-\d.,]+&by=epoch&scale=linear&squaresOf=0&v=1$/,
    );
  const before = await sight(page);
  await visit(page, await fragment(page));
  await expect(page.locator('.notice')).toHaveCount(0);
  expect(await sight(page)).toEqual(before);
  expect(await onPlot(page, (plot) => plot.mode)).toBe('paused');
  await expect(page.getByLabel('Epochs', { exact: true })).toBeChecked();
  // Nothing was lost on the way: the address stays as it is.
  const hash = await fragment(page);
  await page.waitForTimeout(600);
  expect(await fragment(page)).toBe(hash);
});

test('the scene in three dimensions opens exactly', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.seek(90));
  await page.locator('body').press('v');
  for (let i = 0; i < 3; i += 1) await page.locator('body').press('Shift+ArrowRight');
  await expect.poll(() => fragment(page)).toMatch(/^#step=90&scene=[-\d.]+,[\d.]+,[\d.]+&v=1$/);
  const scene = await onPlot(page, (plot) => plot.scene);
  const before = await sight(page);
  await visit(page, await fragment(page));
  expect(await sight(page)).toEqual(before);
  expect(await onPlot(page, (plot) => plot.scene)).toEqual(scene);
});

test('trails keep the styles that they have', async ({ page }) => {
  await visit(page, '#racers=sgd,adam&step=50&styles=3-1&v=1');
  const dressed = await fingerprint(page, 'overlay');
  await onPlot(page, (plot) => plot.seek(51));
  await expect.poll(() => fragment(page)).toBe('#racers=sgd,adam&step=51&styles=3-1&v=1');
  // One that is switched off leaves the others as they were, and is in the link, too.
  await visit(page, '#racers=adam~learningRate:0.1,adam,sgd&step=50&v=1');
  await page.getByRole('tab', { name: 'Optimizers' }).click();
  await onPlot(page, (plot) => {
    /** @type {any} */ (plot.renderRoot.querySelector('.deck input[type="checkbox"]')).click();
    // The run before the change is a memory of this page, which no link holds.
    plot.looks = /** @type {any} */ ({ ghosts: false });
  });
  await expect
    .poll(() => fragment(page))
    .toMatch(
      /^#racers=adam,sgd&out=0\.adam~learningRate:0\.1&step=50&ghosts=false&tab=optimizers&v=1$/,
    );
  // The tab is far below; what is out of sight is drawn when it is seen again.
  await page.evaluate(() => scrollTo(0, 0));
  await drawn(page);
  const before = await sight(page);
  await visit(page, await fragment(page));
  expect(await sight(page)).toEqual(before);
  await visit(page, '#racers=sgd,adam&step=50&v=1');
  expect(await fingerprint(page, 'overlay')).not.toEqual(dressed);
});

test('who sits out is there again, in place, with its settings and its style', async ({ page }) => {
  await openAtStart(page);
  await page.getByRole('tab', { name: 'Optimizers' }).click();
  const flip = (/** @type {string} */ name) =>
    page.getByRole('switch', { name: `${name} takes part` });
  await flip('Momentum').click();
  const rate = page.locator('#set-1-learningRate');
  await rate.fill('0.5');
  await rate.press('Enter');
  await flip('Adam').click();
  await expect
    .poll(() => fragment(page))
    .toBe('#racers=sgd,rmsprop&out=1.momentum~learningRate:0.5,3.adam&tab=optimizers&v=1');
  const panel = () =>
    page
      .locator('.entrant')
      .evaluateAll((all) =>
        all.map((each) => [
          each.getAttribute('data-entrant'),
          each.hasAttribute('data-off'),
          [...each.querySelectorAll('input')].map((input) => input.value),
          each.querySelector('header svg line')?.outerHTML,
        ]),
      );
  const before = await panel();
  expect(before.map(([name, off]) => [name, off])).toEqual([
    ['sgd', false],
    ['momentum', true],
    ['rmsprop', false],
    ['adam', true],
  ]);
  await visit(page, await fragment(page));
  await expect(page.locator('.notice')).toHaveCount(0);
  await expect.poll(panel).toEqual(before);
  // A value that no race takes is refused of one that sits out, too.
  await rate.fill('-1');
  await rate.press('Enter');
  await expect(page.locator('.entrant .wrong')).toContainText('Learning rate is -1');
  await rate.fill('0.25');
  await rate.press('Enter');
  await expect(page.locator('.entrant .wrong')).toHaveCount(0);
  await flip('Momentum').click();
  await expect
    .poll(() => fragment(page))
    .toBe('#racers=sgd,momentum~learningRate:0.25,rmsprop&out=3.adam&tab=optimizers&v=1');
  // A race in which nobody sits out has nobody of the race before beside it.
  await page.evaluate(() => {
    location.hash = '#racers=sgd,momentum~learningRate:0.25,rmsprop&tab=optimizers&v=1';
  });
  await expect(page.locator('.entrant')).toHaveCount(3);
  // Taken out of the page for a while, it comes back as it was.
  await page.goBack();
  await expect(page.locator('.entrant')).toHaveCount(4);
  await onPlot(page, async (plot) => {
    const place = /** @type {Element} */ (plot.parentElement);
    plot.remove();
    await new Promise((resolve) => setTimeout(resolve, 100));
    place.append(plot);
  });
  await expect(page.locator('.entrant')).toHaveCount(4);
  await expect(flip('Adam')).not.toBeChecked();
});

test('the address is written at rest, not while the race runs', async ({ page }) => {
  await page.addInitScript(() => {
    const written = /** @type {string[]} */ ([]);
    const { replaceState } = history;
    history.replaceState = (...args) => {
      written.push(String(args[2]));
      replaceState.apply(history, args);
    };
    Object.assign(window, { written });
  });
  await open(page);
  await expect.poll(() => raceStep(page)).toBeGreaterThan(30);
  const written = () => page.evaluate(() => /** @type {any} */ (window).written);
  expect(await written()).toEqual([]);
  await button(page, 'Pause').click();
  await expect.poll(written).toEqual([`#step=${await raceStep(page)}&v=1`]);
  // However fast the map is moved, the address is written once it rests.
  await page.evaluate(() => {
    const plot = /** @type {any} */ (document.querySelector('downhill-plot'));
    for (let i = 0; i < 200; i += 1) setTimeout(() => plot.back(), i);
  });
  await expect.poll(async () => (await written()).length).toBe(2);
});

test('an address that is typed, and going back to one, are shown', async ({ page }) => {
  await openAtStart(page);
  await expect.poll(() => fragment(page)).toBe('#v=1');
  await page.evaluate(() => {
    location.hash = '#seed=7&racers=adam&step=40&v=1';
  });
  await expect(step(page)).toHaveText('Step 40');
  expect(await onPlot(page, ({ race }) => race?.config().seed)).toBe(7);
  await page.goBack();
  await expect(step(page)).toHaveText('Step 0');
  expect(await onPlot(page, ({ race }) => race?.racers)).toBe(4);
  await page.goForward();
  await expect(step(page)).toHaveText('Step 40');
  // The name of a heading is no race.
  await page.evaluate(() => {
    location.hash = '#notes';
  });
  await drawn(page);
  await expect(step(page)).toHaveText('Step 40');
});

for (const [name, hash, words] of [
  ['a wrong value', '#seed=-1&step=5&v=1', 'seed is -1, but it takes a whole number from 0'],
  ['a cut', '#seed=7&step=5&racers=ad', 'racers is "ad", but it takes no value where the end'],
  ['another version', '#v=2&step=9&seed=-1', 'not read: step, seed.'],
  ['encoded junk', '#%E0%A4%A=1&%00=&__proto__=x&step=5&v=1', 'a part of the link is "%E0%A4%A='],
  ['many letters', `#seed=${'1'.repeat(30_000)}&v=1`, 'the link is "30009 letters long", but'],
]) {
  test(`of a link with ${name} it is said what is ignored`, async ({ page }) => {
    /** @type {Error[]} */
    const errors = [];
    page.on('pageerror', (error) => errors.push(error));
    await visit(page, hash);
    const notice = page.locator('.notice');
    await expect(notice).toContainText(words);
    await expect(notice).toContainText('the defaults stand instead');
    // The damaged address can be copied and mended, until something is changed.
    await page.waitForTimeout(600);
    const kept = await fragment(page);
    expect(kept).toBe(await page.evaluate((text) => new URL(text, location.href).hash, hash));
    await expect(step(page)).toHaveText(hash.includes('step=5') ? 'Step 5' : 'Step 0');
    expect(await onPlot(page, ({ race }) => race?.racers)).toBe(4);
    await notice.getByRole('button', { name: 'Dismiss' }).click();
    await expect(notice).toHaveCount(0);
    await button(page, 'Step').click();
    await expect.poll(() => fragment(page)).toMatch(/^#.*step=\d+&v=1$/);
    expect(errors).toEqual([]);
  });
}

test('terms that are revealed one by one stand in the address, too', async ({ page }) => {
  await visit(page, '#step=12&arrowsOf=3&tab=step&terms=4&v=1');
  const terms = page.locator('.term');
  await expect(terms).toHaveCount(4);
  await expect(page.getByRole('checkbox', { name: 'One by one' })).toBeChecked();
  await expect(page.locator('.inspector select')).toHaveValue('3');
  await button(page, 'Next term').click();
  await expect.poll(() => fragment(page)).toBe('#step=12&arrowsOf=3&tab=step&terms=5&v=1');
  // A step that is run to does not lose them on its way.
  await visit(page, '#step=25000&arrowsOf=0&tab=step&terms=2&v=1');
  await expect(step(page)).toHaveText('Step 25,000', { timeout: 30_000 });
  await expect(terms).toHaveCount(2);
  await button(page, 'Step').click();
  await expect(terms).toHaveCount(1);
  await page.getByRole('checkbox', { name: 'One by one' }).uncheck();
  await expect.poll(() => fragment(page)).toBe('#step=25001&arrowsOf=0&tab=step&v=1');
  await expect(terms).toHaveCount(4);
  await page.evaluate(() => {
    location.hash = '#step=12&tab=step&terms=0&v=1';
  });
  await expect(step(page)).toHaveText('Step 12');
  await expect(terms).toHaveCount(0);
});

test('a late step is run to with progress, exactly, and can be cancelled', async ({ page }) => {
  await visit(page, '#racers=sgd,adam&threshold=0&step=60000&v=1');
  await expect(step(page)).toHaveText('Step 60,000', { timeout: 30_000 });
  const there = await onPlot(page, ({ race }) => [race?.state(0), race?.state(1)]);
  const direct = await onPlot(page, (plot) => {
    plot.seek(0);
    plot.race?.seek(60_000);
    return [plot.race?.state(0), plot.race?.state(1)];
  });
  expect(there).toEqual(direct);
  await visit(page, '#threshold=0&step=1000000000&v=1');
  await expect(page.getByRole('progressbar')).toBeVisible();
  await button(page, 'Pause').click();
  await expect(page.getByRole('progressbar')).toHaveCount(0);
  const at = await raceStep(page);
  expect(at).toBeLessThan(1e9);
  await expect.poll(() => fragment(page)).toBe(`#threshold=0&step=${at}&v=1`);
});

test('in a sandboxed frame the link opens, and nothing breaks', async ({ page }) => {
  /** @type {string[]} */
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  // A sandboxed page is of no origin, and fetches its own scripts as a stranger.
  await page.route('**/*.{js,css,wasm,bin}', async (route) => {
    const response = await route.fetch();
    const headers = { ...response.headers(), 'access-control-allow-origin': '*' };
    await route.fulfill({ response, headers });
  });
  await page.goto('./');
  await page.evaluate(() => {
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.src = `${location.href.split('#')[0]}#seed=7&step=12&v=1`;
    frame.width = '800';
    frame.height = '900';
    document.body.replaceChildren(frame);
  });
  const frame = page.frameLocator('iframe');
  await expect(frame.locator('.step strong')).toHaveText('Step 12');
  await frame.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(frame.locator('.step strong')).toHaveText('Step 13');
  await page.waitForTimeout(600);
  expect(errors).toEqual([]);
});
