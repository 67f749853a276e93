// What a visitor reads when something is missing, blocked, refused or broken.

import { expect, test } from '@playwright/test';
import { button, cell, drawn, fingerprint, onPlot, open, openAtStart, step } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "connect-src 'self'; img-src 'self' data:";

/** Serves every page with a Content-Security-Policy. */
async function servePolicy(/** @type {Page} */ page, /** @type {string} */ policy) {
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.fallback();
    const response = await route.fetch();
    return route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': policy },
    });
  });
}

/**
 * @param {Page} page
 * @param {string} kind
 * @param {RegExp} title
 */
async function expectFailure(page, kind, title) {
  const failure = page.locator('.failure');
  await expect(failure).toHaveAttribute('data-kind', kind);
  await expect(page.getByRole('alert').getByRole('heading')).toHaveText(title);
  await expect(button(page, 'Reload the page')).toBeVisible();
  const picture = failure.getByRole('img');
  await expect(picture).toBeVisible();
  await expect
    .poll(() => picture.evaluate((image) => /** @type {HTMLImageElement} */ (image).naturalWidth))
    .toBeGreaterThan(300);
  // The rest of the page works.
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
}

test('a browser without WebAssembly', async ({ page }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'WebAssembly');
  });
  await page.goto('./');
  await expectFailure(page, 'unsupported', /cannot run the plot/);
});

test('a policy that blocks WebAssembly', async ({ page }) => {
  await servePolicy(page, POLICY.replace(" 'wasm-unsafe-eval'", ''));
  await page.goto('./');
  await expectFailure(page, 'blocked', /is blocked/);
});

test('an engine that does not arrive', async ({ page }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto('./');
  await expectFailure(page, 'network', /did not arrive/);
  await expect(page.locator('.detail')).toHaveText(/downhill_bg.*\.wasm could not be loaded/);
});

test('data that are not on the server', async ({ page }) => {
  await page.route('**/*.bin', (route) => route.fulfill({ status: 404, body: 'no such file' }));
  await page.goto('./');
  await expectFailure(page, 'network', /did not arrive/);
  await expect(page.locator('.detail')).toHaveText(/the server answered 404/);
});

test('data that arrive in part', async ({ page }) => {
  await page.route('**/*.bin', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, 1001) });
  });
  await page.goto('./');
  await expectFailure(page, 'broken', /is damaged/);
});

test('an engine that arrives in part', async ({ page }) => {
  await page.route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, 1001) });
  });
  await page.goto('./');
  await expectFailure(page, 'broken', /is damaged/);
});

test('a fault inside the engine is told, and the page still answers', async ({ page }) => {
  // Keeps hold of the memory of the real engine, to damage it later.
  await page.addInitScript(() => {
    const { instantiateStreaming, instantiate } = WebAssembly;
    /** @type {(result: any) => any} */
    const keep = (result) => {
      Object.assign(window, { damaged: (result.instance ?? result).exports.memory });
      return result;
    };
    WebAssembly.instantiateStreaming = (...args) => instantiateStreaming(...args).then(keep);
    WebAssembly.instantiate = /** @type {any} */ (
      (/** @type {[BufferSource, WebAssembly.Imports]} */ ...args) =>
        instantiate(...args).then(keep)
    );
  });
  await openAtStart(page);
  const heard = await onPlot(page, (plot) => {
    /** @type {Promise<string>} */
    const message = new Promise((resolve) =>
      plot.addEventListener('downhill-error', (event) =>
        resolve(/** @type {CustomEvent} */ (event).detail.message),
      ),
    );
    const memory = /** @type {any} */ (window).damaged;
    new Uint8Array(memory.buffer).fill(0xff);
    // At once, as whatever asks the engine next would meet it: also the address that is written.
    plot.step();
    return message;
  });
  await expectFailure(page, 'fault', /The engine stopped/);
  expect(heard.length).toBeGreaterThan(5);
  await button(page, 'Reload the page').click();
  await expect(step(page)).toHaveText(/^Step \d/);
  await expect(page.locator('.failure')).toHaveCount(0);
});

test('refused settings are explained, and the race before them stays', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(25));
  await expect(step(page)).toHaveText('Step 25');
  await drawn(page);
  const before = [await fingerprint(page, 'base'), await fingerprint(page, 'overlay')];
  const taken = await onPlot(page, (plot) =>
    plot.configure({ racers: [{ optimizer: 'sgd', learningRate: -1 }] }),
  );
  expect(taken).toBe(false);
  const notice = page.getByRole('alert');
  await expect(notice).toContainText(/learning ?rate/i);
  await expect(notice).toContainText('-1');
  await expect(notice).toContainText(/\d.*(to|and|above|below|most|least).*\d?/);
  await drawn(page);
  expect([await fingerprint(page, 'base'), await fingerprint(page, 'overlay')]).toEqual(before);
  await button(page, 'Dismiss').click();
  await expect(notice).toHaveCount(0);
  await button(page, 'Step').click();
  await expect(step(page)).toHaveText('Step 26');
});

test('a step that is no step is refused, and the race goes on', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(25));
  const notice = page.getByRole('alert');
  const endless = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const wrong of [-1, 1.5, 25_000.5, ...endless]) {
    await onPlot(page, (plot, to) => plot.seek(to), wrong);
    await expect(notice).toContainText(`step is ${wrong}, but it takes a whole number`);
    expect(await onPlot(page, ({ at, mode }) => [at, mode])).toEqual([25, 'paused']);
    await button(page, 'Dismiss').click();
    await expect(notice).toHaveCount(0);
  }
  await button(page, 'Step').click();
  await expect(step(page)).toHaveText('Step 26');
});

test('what the engine refuses pauses, and is said once, not with each frame', async ({ page }) => {
  await openAtStart(page);
  const said = await onPlot(page, async (plot) => {
    const { race } = plot;
    let said = 0;
    plot.addEventListener('downhill-error', () => {
      said += 1;
    });
    if (race) race.advance = () => race.seek(-1);
    plot.play();
    for (let i = 0; i < 20; i += 1) await new Promise(requestAnimationFrame);
    return [said, plot.mode];
  });
  expect(said).toEqual([1, 'paused']);
  await expect(page.getByRole('alert')).toContainText('step is -1');
});

test('what is asked before the race is there is done when it is', async ({ page }) => {
  await page.goto('./');
  await page.evaluate(() => {
    const plot = /** @type {import('../../www/downhill-plot.js').DownhillPlot} */ (
      document.createElement('downhill-plot')
    );
    plot.id = 'early';
    plot.speed = 0;
    plot.config = /** @type {any} */ (null);
    plot.config = /** @type {any} */ (null);
    plot.setAttribute('learning-rate', '0.5');
    plot.setAttribute('seed', '5');
    plot.play();
    document.querySelector('downhill-plot')?.replaceWith(plot);
  });
  await expect(page.getByRole('alert')).toContainText('config is null, but it takes an object');
  await expect(button(page, 'Pause')).toBeVisible();
  expect(await onPlot(page, (plot) => [plot.speed, plot.mode])).toEqual([0, 'playing']);
  expect(await onPlot(page, ({ config }) => /** @type {any} */ (config).seed)).toBe(5);
});

test('an unknown setting is refused', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.configure({ momentun: 0.9 }));
  await expect(page.getByRole('alert')).toContainText('momentun');
});

test('new settings make a new race', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.step(10));
  const taken = await onPlot(page, (plot) =>
    plot.configure({ racers: [{ optimizer: 'sgd' }, { optimizer: 'adam', learningRate: 0.1 }] }),
  );
  expect(taken).toBe(true);
  await expect(page.locator('[data-racer]')).toHaveCount(3);
  await expect(cell(page, 'adam', 'm')).toBeVisible();
  await expect(cell(page, 'rmsprop', 'm')).toHaveCount(0);
});

test('without scripts a still picture and a sentence say what is missing', async ({
  browser,
  baseURL,
}) => {
  const page = await browser.newPage({ baseURL, javaScriptEnabled: false });
  await page.goto('./');
  await expect(page.getByText('for which it needs JavaScript')).toBeVisible();
  // Chromium's switch in tests leaves <noscript> unread, so its picture is fetched by hand.
  const html = await page.locator('noscript').innerHTML();
  const source = /src="([^"]+)"/.exec(html)?.[1] ?? 'none';
  const picture = await page.request.get(new URL(source, page.url()).href);
  expect(picture.status()).toBe(200);
  await page.close();
});

test('a strict policy is enough, and nothing is asked of other hosts', async ({ page }) => {
  /** @type {string[]} */
  const complaints = [];
  /** @type {Set<string>} */
  const hosts = new Set();
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => hosts.add(new URL(request.url()).host));
  await servePolicy(page, POLICY);
  await openAtStart(page);
  await button(page, 'Step').click();
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(step(page)).toHaveText('Step 1');
  await drawn(page);
  expect(complaints).toEqual([]);
  expect([...hosts]).toEqual([new URL(page.url()).host]);
});

test('a page that may store nothing works', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('forbidden', 'SecurityError');
      },
    });
  });
  await open(page);
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
