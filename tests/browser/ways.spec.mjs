// The ways to get Downhill: each as its author would use it, with everything else out of reach.

import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { build, createServer } from 'vite';
import { loadEngine } from '../../scripts/engine.mjs';
import { root, run } from '../../scripts/shell.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').Frame} Frame */

const dist = join(root, 'dist');

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

/** Where Adam is after ten steps, as the engine says in Node. */
const expected = await (async () => {
  const { engine, dataset } = await loadEngine();
  const race = new engine.Race(dataset, {});
  race.advance(10);
  const { m, b } = race.state(3);
  return [m, b];
})();

/** A race over other data would come elsewhere. */
const seeded = await (async () => {
  const { engine, dataset } = await loadEngine();
  const race = new engine.Race(dataset, { seed: 7, racers: [{ optimizer: 'adam' }] });
  race.advance(10);
  const { m, b } = race.state(0);
  return [m, b];
})();

/**
 * Lets a page load these files and nothing else, and notes what goes wrong in it.
 *
 * @param {Page} page
 * @param {string} origin
 * @param {(path: string) => Buffer | string} read throws where there is nothing
 * @param {Record<string, string>} [headers]
 */
async function only(page, origin, read, headers = {}) {
  /** @type {string[]} */
  const wrong = [];
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(message.text());
  });
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.route('**', async (route) => {
    const url = new URL(route.request().url());
    if (url.protocol === 'file:' || url.protocol === 'data:' || url.protocol === 'blob:') {
      return route.continue();
    }
    try {
      if (url.origin !== origin) throw new Error('elsewhere');
      const body = read(url.pathname);
      const type = types[extname(url.pathname) || '.html'] ?? 'application/octet-stream';
      return await route.fulfill({ body, headers: { ...headers, 'content-type': type } });
    } catch (error) {
      wrong.push(`${url.href}: ${error}`);
      return route.abort();
    }
  });
  return wrong;
}

/**
 * Takes ten steps and tells where a racer is.
 *
 * @param {Page | Frame} page
 * @param {number} [racer]
 */
async function afterTen(page, racer = 3) {
  const plot = page.locator('downhill-plot');
  await expect
    .poll(() => plot.evaluate((/** @type {any} */ element) => element.race !== null), {
      timeout: 20_000,
    })
    .toBe(true);
  return plot.evaluate((/** @type {any} */ element, index) => {
    element.seek(10);
    const until = performance.now() + 10_000;
    return new Promise((resolve, reject) => {
      const look = () => {
        const { m, b } = element.race.state(index);
        if (element.race.step === 10) resolve([m, b]);
        else if (performance.now() > until) reject(new Error(`step ${element.race.step}`));
        else requestAnimationFrame(look);
      };
      look();
    });
  }, racer);
}

/** @param {string} text @param {string} [head] */
const html = (text, head = '') =>
  `<!doctype html><html lang="en"><meta charset="utf-8" /><title>An author’s page</title>
  <link rel="icon" href="data:," />${head}<body>${text}</body></html>`;

test.describe('the page for frames', () => {
  const policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
    "connect-src 'self'; img-src 'self' data:";
  const files = (/** @type {string} */ path) =>
    path === '/'
      ? html('<iframe title="Downhill" src="/embed.html" width="800" height="600"></iframe>')
      : readFileSync(join(dist, path));

  test('runs under a strict policy', async ({ page }) => {
    const wrong = await only(page, 'http://embed.test', files, {
      'content-security-policy': policy,
    });
    await page.goto('http://embed.test/embed.html');
    expect(await afterTen(page)).toEqual(expected);
    expect(wrong).toEqual([]);
  });

  test('runs in a frame, and shows what its address says', async ({ page }) => {
    const wrong = await only(page, 'http://embed.test', (path) =>
      path === '/'
        ? html(
            '<iframe title="Downhill" width="800" height="600" ' +
              'src="/embed.html?theme=dark&controls=none&onclick=1#racers=adam&seed=7&v=1"></iframe>',
          )
        : files(path),
    );
    await page.goto('http://embed.test/');
    const frame = page.frames()[1];
    expect(await afterTen(frame, 0)).toEqual(seeded);
    await expect(frame.locator('downhill-plot')).toHaveAttribute('theme', 'dark');
    // Not everything in an address is for the element.
    await expect(frame.locator('downhill-plot')).not.toHaveAttribute('onclick');
    // It fills the frame and does not scroll.
    const { tall, over } = await frame.evaluate(() => ({
      tall: (document.querySelector('downhill-plot')?.clientHeight ?? 0) / innerHeight,
      over: document.documentElement.scrollHeight - innerHeight,
    }));
    expect(tall).toBeGreaterThan(0.95);
    expect(over).toBeLessThanOrEqual(0);
    expect(wrong).toEqual([]);
  });
});

test.describe('the page as one file', () => {
  const file = join(dist, 'downhill.html');

  test('opens from disk without a network', async ({ page, context }) => {
    await context.setOffline(true);
    const wrong = await only(page, 'http://nowhere.test', () => '');
    await page.goto(pathToFileURL(file).href);
    expect(await afterTen(page)).toEqual(expected);
    expect(wrong).toEqual([]);
  });

  test('runs in a sandboxed frame', async ({ page }) => {
    const wrong = await only(page, 'http://class.test', (path) =>
      path === '/downhill.html'
        ? readFileSync(file)
        : html(
            '<iframe title="Downhill" sandbox="allow-scripts" src="/downhill.html" ' +
              'width="1000" height="800"></iframe>',
          ),
    );
    await page.goto('http://class.test/');
    const frame = page.frames()[1];
    expect(await afterTen(frame)).toEqual(expected);
    // No storage and no address to write: the theme changes all the same.
    await frame.locator('#theme input[value="dark"]').check({ force: true });
    await expect(frame.locator('downhill-plot')).toHaveAttribute('theme', 'dark');
    expect(wrong).toEqual([]);
  });
});

test.describe('the package', () => {
  /** @type {string} the folder of a project that has installed the package */
  let project;
  let types = '';

  test.beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'downhill-scratch-'));
    const command = process.env.npm_execpath ?? '';
    const npm = (/** @type {string[]} */ ...args) =>
      basename(command) === 'npm-cli.js'
        ? run(process.execPath, [command, ...args], { output: 'capture' })
        : run('npm', args, { output: 'capture' });
    // dist/ is built already.
    const packed = await npm('pack', '--ignore-scripts', '--pack-destination', project);
    expect(packed.ok).toBe(true);
    const tarball = (await readdir(project)).find((name) => name.endsWith('.tgz')) ?? '';
    await writeFile(
      join(project, 'package.json'),
      JSON.stringify({ name: 'scratch', private: true, type: 'module' }),
    );
    const quietly = ['--offline', '--no-audit', '--no-fund', '--prefix', project];
    const installed = await npm('install', ...quietly, join(project, tarball));
    expect(installed.ok, 'npm install').toBe(true);
    await mkdir(join(project, 'src'));
    await writeFile(
      join(project, 'index.html'),
      html('<script type="module" src="/src/main.js"></script><downhill-plot></downhill-plot>'),
    );
    await writeFile(
      join(project, 'src/main.js'),
      `import { DownhillPlot } from 'downhill-plot';
       document.title = DownhillPlot.name && 'ready';`,
    );
    types = `import { DownhillPlot } from 'downhill-plot';
      const plot: DownhillPlot = document.querySelector('downhill-plot')!;
      plot.seek(10);
      plot.learningRate = 0.1;
      plot.optimizers = ['sgd', 'adam'];
      plot.addEventListener('downhill-step', () => plot.pause());
      // @ts-expect-error a text is no number
      plot.seek('10');`;
    await writeFile(join(project, 'src/use.ts'), types);
  });

  test.afterAll(() => rm(project, { recursive: true, force: true }));

  test('brings nothing that nobody asked for', async () => {
    const packages = (await readdir(join(project, 'node_modules'))).filter(
      (name) => !name.startsWith('.'),
    );
    expect(packages).toEqual(['downhill-plot']);
    const folder = join(project, 'node_modules/downhill-plot');
    const files = await readdir(folder);
    expect(files).toEqual(expect.arrayContaining(['dist', 'LICENSE-MIT', 'NOTICE', 'README.md']));
    expect(files).not.toContain('src');
    const { exports } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    for (const target of [exports['.'].types, exports['.'].default]) {
      expect(await readFile(join(folder, target), 'utf8')).not.toBe('');
    }
  });

  test('imports where there is no document', async () => {
    const script = "const { DownhillPlot } = await import('downhill-plot'); new DownhillPlot();";
    const file = join(project, 'src/server.mjs');
    await writeFile(file, script);
    expect((await run(process.execPath, [file])).ok).toBe(true);
  });

  test('has types', async () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const settings = ['--strict', '--noEmit', '--target', 'esnext', '--module', 'esnext'];
    const places = ['--moduleResolution', 'bundler', '--types', '', join(project, 'src/use.ts')];
    const { ok } = await run(process.execPath, [tsc, '--ignoreConfig', ...settings, ...places]);
    expect(ok).toBe(true);
  });

  test('works in a page without a bundler', async ({ page }) => {
    const wrong = await only(page, 'http://plain.test', (path) =>
      path === '/'
        ? html(
            '<downhill-plot></downhill-plot>',
            '<script type="module" ' +
              'src="/node_modules/downhill-plot/dist/downhill-plot.js"></script>',
          )
        : readFileSync(join(project, path)),
    );
    await page.goto('http://plain.test/');
    expect(await afterTen(page)).toEqual(expected);
    expect(wrong).toEqual([]);
  });

  test('works in a project with Vite, built', async ({ page }) => {
    await build({ root: project, configFile: false, logLevel: 'silent' });
    const wrong = await only(page, 'http://built.test', (path) =>
      readFileSync(join(project, 'dist', path === '/' ? 'index.html' : path)),
    );
    await page.goto('http://built.test/');
    expect(await afterTen(page)).toEqual(expected);
    await expect(page).toHaveTitle('ready');
    expect(wrong).toEqual([]);
  });

  test('works in a project with Vite, while it is developed', async ({ page }) => {
    /** @type {string[]} */
    const wrong = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    const server = await createServer({
      root: project,
      configFile: false,
      logLevel: 'silent',
      server: { port: 0, host: 'localhost' },
    });
    try {
      await server.listen();
      const address = server.httpServer?.address();
      const port = typeof address === 'object' ? address?.port : 0;
      await page.goto(`http://localhost:${port}/`);
      expect(await afterTen(page)).toEqual(expected);
      expect(wrong).toEqual([]);
    } finally {
      await server.close();
    }
  });
});
