// The tag as an author uses it: attributes, properties, events, and its life in a document.

import { expect, test } from '@playwright/test';
import { drawn, onPlot } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** What the console warned of. */
function warnings(/** @type {Page} */ page) {
  /** @type {string[]} */
  const heard = [];
  page.on('console', (message) => message.type() === 'warning' && heard.push(message.text()));
  return heard;
}

/**
 * A page with other plots than its own, with the events that they send.
 *
 * @param {Page} page
 * @param {string} markup
 */
async function write(page, markup) {
  await page.goto('./');
  await page.evaluate((html) => {
    const events = /** @type {[string, any][]} */ ([]);
    Object.assign(window, { events });
    for (const name of ['ready', 'step', 'stop', 'error']) {
      document.addEventListener(`downhill-${name}`, (event) => {
        events.push([name, /** @type {CustomEvent} */ (event).detail]);
      });
    }
    document.body.innerHTML = html;
  }, markup);
}

/** @param {Page} page @param {string} [name] */
function events(page, name = '') {
  return page.evaluate(
    (wanted) =>
      /** @type {any} */ (window).events.filter(
        (/** @type {[string, any]} */ [one]) => !wanted || one === wanted,
      ),
    name,
  );
}

async function ready(/** @type {Page} */ page, count = 1) {
  await expect.poll(async () => (await events(page, 'ready')).length).toBe(count);
}

/** @param {Page} page @param {string} name @param {string | null} value */
async function set(page, name, value) {
  await onPlot(
    page,
    (plot, [name, value]) => {
      if (value === null) plot.removeAttribute(/** @type {string} */ (name));
      else plot.setAttribute(/** @type {string} */ (name), value);
    },
    [name, value],
  );
  await drawn(page);
}

function config(/** @type {Page} */ page) {
  return onPlot(page, (plot) => /** @type {any} */ (plot.config));
}

test('attributes say the race, the step and the view, and change them', async ({ page }) => {
  const heard = warnings(page);
  await write(
    page,
    `<downhill-plot optimizers="adam sgd, adam" learning-rate="0.05" batch-size="all" seed="7"
      start="-1.5 2" step="40" view="-3 3 -2 2" theme="dark" projector></downhill-plot>`,
  );
  await ready(page);
  const first = await config(page);
  expect(first.racers.map((/** @type {any} */ racer) => racer.optimizer)).toEqual([
    'adam',
    'sgd',
    'adam',
  ]);
  expect(first.racers.map((/** @type {any} */ racer) => racer.learningRate)).toEqual([
    0.05, 0.05, 0.05,
  ]);
  expect([first.batchSize, first.seed, first.start]).toEqual([null, 7, { m: -1.5, b: 2 }]);
  const shown = await onPlot(page, (plot) => ({
    step: plot.race?.step,
    at: plot.at,
    view: plot.view,
    theme: plot.theme,
    projector: plot.projector,
    mode: plot.mode,
    // @ts-expect-error made from the list of attributes
    properties: [plot.optimizers, plot.learningRate, plot.batchSize, plot.seed, plot.landscape],
  }));
  expect(shown).toEqual({
    step: 40,
    at: 40,
    view: { m: [-3, 3], b: [-2, 2] },
    theme: 'dark',
    projector: true,
    mode: 'paused',
    properties: [['adam', 'sgd', 'adam'], 0.05, null, 7, 'linear'],
  });
  await set(page, 'seed', '8');
  // Changed on the way, the race stays where it is.
  await expect.poll(() => onPlot(page, (plot) => plot.race?.step)).toBe(40);
  await set(page, 'batch-size', null);
  await set(page, 'optimizers', 'rmsprop');
  await set(page, 'step', '12');
  const second = await config(page);
  expect([second.seed, second.batchSize, second.racers.length]).toEqual([8, 64, 1]);
  expect(await onPlot(page, (plot) => plot.race?.step)).toBe(12);
  await onPlot(page, (plot) => {
    Object.assign(plot, { seed: 9, learningRate: 0.25, at: 30, view: '3d' });
  });
  await drawn(page);
  const third = await config(page);
  expect([third.seed, third.racers[0].learningRate]).toEqual([9, 0.25]);
  expect(await onPlot(page, (plot) => [plot.race?.step, plot.view, Boolean(plot.scene)])).toEqual([
    30,
    '3d',
    true,
  ]);
  expect(heard).toEqual([]);
  expect(await events(page, 'error')).toEqual([]);
});

test('what is set before the element is known counts', async ({ page }) => {
  await page.goto('./');
  const module = await page.evaluate(
    () =>
      performance.getEntriesByType('resource').find(({ name }) => /define-.*js$/.test(name))?.name,
  );
  expect(module).toBeTruthy();
  const body = `<!doctype html><downhill-plot seed="7" batch-size="8"></downhill-plot>
    <script>
      Object.assign(document.querySelector('downhill-plot'), {
        optimizers: ['adam', 'sgd'], learningRate: 0.05, batchSize: 16, at: 40, tab: 'data',
        speed: 2, looks: { scale: 'linear' }, theme: 'dark', mode: 'playing',
        view: { m: [-3, 3], b: [-2, 2] },
      });
    </script>
    <script type="module" src="${module}"></script>`;
  await page.route('**/early.html', (route) => route.fulfill({ contentType: 'text/html', body }));
  await page.goto('./early.html');
  await expect.poll(() => onPlot(page, ({ race }) => race?.step)).toBe(40);
  await drawn(page);
  const seen = await onPlot(page, (plot) => {
    const { racers, seed } = /** @type {any} */ (plot.config);
    const { optimizers, learningRate, batchSize } = /** @type {any} */ (plot);
    const { at, tab, speed, theme, mode, view, looks } = plot;
    const own = Object.keys(plot).filter(
      (name) => Object.getOwnPropertyDescriptor(Object.getPrototypeOf(plot), name)?.get,
    );
    const names = racers.map((/** @type {any} */ { optimizer }) => optimizer);
    const told = { optimizers, learningRate, batchSize, at, tab, speed, theme, mode, view };
    return { ...told, scale: looks.scale, names, seed, own };
  });
  expect(seen).toEqual({
    optimizers: ['adam', 'sgd'],
    learningRate: 0.05,
    batchSize: 16,
    at: 40,
    tab: 'data',
    speed: 2,
    theme: 'dark',
    mode: 'paused',
    view: { m: [-3, 3], b: [-2, 2] },
    scale: 'linear',
    names: ['adam', 'sgd'],
    seed: 7,
    own: [],
  });
  // From now on they are the element's.
  await onPlot(page, (plot) => Object.assign(plot, { optimizers: ['momentum'] }));
  await drawn(page);
  expect(await config(page)).toMatchObject({ racers: [{ optimizer: 'momentum' }] });
});

test('a landscape, and a whole link below other attributes', async ({ page }) => {
  await write(
    page,
    `<downhill-plot landscape="himmelblau" link="https://example.org/#seed=5&amp;step=9&amp;v=1"
      seed="6"></downhill-plot>`,
  );
  await ready(page);
  const { landscape, seed } = await config(page);
  expect([landscape, seed]).toEqual(['himmelblau', 6]);
  expect(await onPlot(page, (plot) => plot.race?.step)).toBe(9);
  expect(await onPlot(page, (plot) => plot.link)).toBe('landscape=himmelblau&seed=6&step=9&v=1');
});

test('what is taken back leaves what was there without it', async ({ page }) => {
  const heard = warnings(page);
  await write(page, '<downhill-plot></downhill-plot>');
  await ready(page);
  const rates = async () => {
    const { racers } = await config(page);
    return racers.map((/** @type {any} */ { learningRate }) => learningRate);
  };
  const state = () => onPlot(page, (plot) => [plot.config, plot.at, plot.view, plot.scene]);
  const attributes = {
    optimizers: 'momentum adam',
    'learning-rate': '0.05',
    'batch-size': '8',
    seed: '7',
    start: '1 2',
    landscape: 'rosenbrock',
    step: '9',
    view: '0 1 0 1',
    link: 'racers=sgd~learningRate:0.3,momentum~beta:0.5&seed=5&step=12&view=0,2,0,2&v=1',
  };
  // Each alone, and each beside the link.
  for (const link of [null, 'racers=sgd~learningRate:0.3,adam&seed=5&step=3&view=0,2,0,2&v=1']) {
    await set(page, 'link', link);
    const before = await state();
    for (const [name, value] of Object.entries(attributes)) {
      if (name === 'link' && link) continue;
      await set(page, name, value);
      expect(await state(), name).not.toEqual(before);
      // Where the surface changes, another part of the map is shown.
      await set(page, name, null);
      const after = await state();
      if (name === 'landscape') after[2] = before[2];
      expect(after, name).toEqual(before);
      if (name === 'landscape') await set(page, 'link', null);
      if (name === 'landscape') await set(page, 'link', link);
    }
  }
  await set(page, 'link', null);
  const usual = await rates();
  expect(usual).toEqual([0.1, 0.01, 0.01, 0.01]);
  // The rate is for whoever races, whichever is said first.
  await set(page, 'learning-rate', '0.05');
  await set(page, 'optimizers', 'momentum sgd');
  expect(await rates()).toEqual([0.05, 0.05]);
  await set(page, 'learning-rate', null);
  expect(await rates()).toEqual([0.1, 0.1]);
  await set(page, 'learning-rate', '0.05');
  await set(page, 'optimizers', null);
  expect(await rates()).toEqual([0.05, 0.05, 0.05, 0.05]);
  // Without the link there are the others again.
  await set(page, 'seed', '7');
  const before = await state();
  await set(page, 'link', 'seed=5&step=12&v=1');
  expect((await config(page)).seed).toBe(5);
  await set(page, 'link', null);
  expect(await state()).toEqual(before);
  await onPlot(page, (plot) => {
    Object.assign(plot, { learningRate: null, seed: undefined });
  });
  await drawn(page);
  expect([await rates(), (await config(page)).seed]).toEqual([usual, 42]);
  // What a config says goes before all of them.
  await onPlot(page, (plot) => plot.configure({ seed: 3, batchSize: 4 }));
  await set(page, 'seed', '8');
  await set(page, 'seed', null);
  expect((await config(page)).seed).toBe(3);
  // A refused value is never there.
  await set(page, 'seed', '-1');
  await set(page, 'batch-size', '8');
  await set(page, 'batch-size', null);
  const { seed, batchSize } = await config(page);
  expect([seed, batchSize]).toEqual([3, 4]);
  expect(heard).toHaveLength(1);
});

test('the order of attributes in the tag does not matter', async ({ page }) => {
  await write(
    page,
    '<downhill-plot learning-rate="0.05" optimizers="adam sgd" link="seed=5&v=1"></downhill-plot>',
  );
  await ready(page);
  const { racers, seed } = await config(page);
  expect(seed).toBe(5);
  expect(racers.map((/** @type {any} */ racer) => racer.learningRate)).toEqual([0.05, 0.05]);
});

test('a refused config out of the document leaves the state before', async ({ page }) => {
  const heard = warnings(page);
  await write(page, '<main><downhill-plot seed="7" step="30"></downhill-plot></main>');
  await ready(page);
  const message = 'seed is -1, but it takes a whole number from 0 to 4294967295';
  const said = `<downhill-plot> ${message}. The value before stays.`;
  for (const time of [0, 100]) {
    await onPlot(
      page,
      async (plot, time) => {
        plot.remove();
        if (time) await new Promise((resolve) => setTimeout(resolve, time));
        // Where it is not in the document, its events do not come to it.
        const { events } = /** @type {any} */ (window);
        const tell = (/** @type {any} */ { detail }) => events.push(['error', detail]);
        plot.addEventListener('downhill-error', tell, { once: true });
        plot.config = { seed: -1 };
        document.querySelector('main')?.append(plot);
      },
      time,
    );
    await expect.poll(() => onPlot(page, (plot) => plot.race?.step)).toBe(30);
    const { seed, racers } = await config(page);
    expect([seed, racers.length]).toEqual([7, 4]);
    expect(heard.splice(0)).toEqual([said]);
    const errors = await events(page, 'error');
    expect(errors.at(-1)[1]).toEqual({ message, fatal: false });
    expect(errors).toHaveLength(time ? 2 : 1);
  }
  // Before there is an engine, nobody knows; then the last good one counts, and what was asked since.
  await page.goto('./');
  await page.evaluate(() => {
    document.body.innerHTML = '<main></main>';
    const plot = /** @type {any} */ (document.createElement('downhill-plot'));
    Object.assign(window, { events: [] });
    plot.addEventListener('downhill-error', (/** @type {any} */ { detail }) =>
      /** @type {any} */ (window).events.push(['error', detail]),
    );
    plot.config = { seed: 9, batchSize: 16 };
    plot.seek(20);
    plot.config = { seed: -1 };
    plot.config = { seed: 1.5 };
    plot.tab = 'data';
    plot.setAttribute('batch-size', '8');
    document.querySelector('main')?.append(plot);
  });
  await expect.poll(() => onPlot(page, (plot) => plot.race?.step)).toBe(20);
  const { seed, batchSize } = await config(page);
  expect([seed, batchSize, await onPlot(page, (plot) => plot.tab)]).toEqual([9, 8, 'data']);
  expect(heard).toHaveLength(2);
  expect(heard[1]).toBe(said);
  expect(await events(page, 'error')).toHaveLength(2);
  await set(page, 'batch-size', null);
  expect((await config(page)).batchSize).toBe(16);
});

/** @type {[string, string, string, string][]} */
const WRONG = [
  ['seed', '7', '-1', 'seed is -1, but it takes a whole number from 0 to 4294967295'],
  ['seed', '7', 'null', 'seed is "null", but it takes a whole number from 0 to 4294967295'],
  ['learning-rate', '0.5', '1e999', 'learning-rate is "1e999", but it takes a number from 0 to'],
  [
    'batch-size',
    '8',
    'null',
    'batch-size is "null", but it takes a whole number from 1 to 65536, or all',
  ],
  ['seed', '7', 'x', 'seed is "x", but it takes a whole number from 0 to 4294967295'],
  ['optimizers', 'sgd adam', 'sgd moon', 'optimizers is "moon", but it takes one of sgd,'],
  ['optimizers', 'sgd', '', 'optimizers is a list of 0, but it takes a list of 1 to 8 racers'],
  ['learning-rate', '0.5', '-0.5', 'learning-rate is -0.5, but it takes a number from 0 to'],
  [
    'batch-size',
    '8',
    '99999',
    'batch-size is 99999, but it takes a whole number from 1 to 65536, or all',
  ],
  [
    'batch-size',
    '8',
    '20000',
    'batch-size is 20000, but it takes a whole number from 1 to 16000, the training rows, or all',
  ],
  ['start', '1 2', '1', 'start is "1", but it takes two numbers, m and b, with a space'],
  ['start', '1 2', '1 1e200', 'start is 1e200, but it takes a number from -1e150 to 1e150'],
  ['landscape', 'linear', 'moon', 'landscape is "moon", but it takes one of linear,'],
  ['step', '5', '1.5', 'step is "1.5", but it takes a whole number from 0 to 1000000000'],
  ['view', '0 1 0 1', '0 1', 'view is "0 1", but it takes the lowest and highest m, then b'],
  ['theme', 'dark', 'purple', 'theme is "purple", but it takes one of light, dark, system'],
  ['controls', 'none', 'some', 'controls is "some", but it takes one of full, playback, none'],
];

for (const [name, good, bad, message] of WRONG) {
  test(`of ${name}="${bad}" the value before stays, and it is said once`, async ({ page }) => {
    const heard = warnings(page);
    await write(page, `<downhill-plot ${name}="${good}"></downhill-plot>`);
    await ready(page);
    const state = () =>
      onPlot(
        page,
        (plot, attribute) => [
          plot.config,
          plot.at,
          plot.view,
          plot.theme,
          plot.controls,
          plot.getAttribute(attribute),
        ],
        name,
      );
    const before = await state();
    await set(page, name, bad);
    expect(await state()).toEqual(before);
    expect(heard).toEqual([
      expect.stringContaining(`<downhill-plot> ${message}`.replace(/\s+$/, '')),
    ]);
    const errors = await events(page, 'error');
    expect(errors).toHaveLength(1);
    expect(errors[0][1]).toMatchObject({ attribute: name, fatal: false });
    expect(errors[0][1].message.startsWith(message)).toBe(true);
    await expect(page.locator('.notice')).toHaveCount(0);
  });
}

test('a wrong property is named as it is in JavaScript', async ({ page }) => {
  const heard = warnings(page);
  await write(page, '<downhill-plot></downhill-plot>');
  await ready(page);
  const before = await config(page);
  const circle = '(() => { const list = []; list.push(list); return list; })()';
  const told = await onPlot(
    page,
    async (plot, wrong) => {
      /** @type {string[]} */
      const told = [];
      plot.addEventListener('downhill-error', (event) => {
        told.push(/** @type {CustomEvent} */ (event).detail.message);
      });
      for (const [name, text] of wrong) {
        Reflect.set(plot, name, new Function(`return ${text}`)());
        await new Promise((resolve) => setTimeout(resolve));
      }
      return told;
    },
    [
      ['at', 'NaN'],
      ['at', '-Infinity'],
      ['batchSize', '0'],
      ['seed', 'true'],
      ['link', '5'],
      ['link', '{}'],
      ['view', '{ m: "12", b: "34" }'],
      ['learningRate', '-1'],
      ['learningRate', 'Infinity'],
      ['optimizers', '"sgd adam"'],
      ['optimizers', circle],
      ['start', '[1, 2]'],
      ['start', '{ m: 1 }'],
      ['start', '{ m: 1, b: NaN }'],
      ['start', 'Symbol("there")'],
      ['view', '5n'],
      ['view', '{ m: [0, 1] }'],
      ['view', '{ m: [0, Infinity], b: [0, 1] }'],
      ['looks', '5n'],
      ['looks', '{ squaresOf: NaN }'],
      ['looks', `{ by: ${circle} }`],
      ['looks', '{ scale: 5n }'],
      ['tab', 'Symbol("race")'],
    ],
  );
  const rate = 'a number from 0 to 1000000';
  const part = "{m: [number, number], b: [number, number]} | '3d' | null";
  expect(told).toEqual([
    'at is NaN, but it takes a whole number from 0 to 1000000000',
    'at is -Infinity, but it takes a whole number from 0 to 1000000000',
    'batchSize is 0, but it takes a whole number from 1 to 65536, or null',
    'seed is true, but it takes a whole number from 0 to 4294967295',
    'link is 5, but it takes a link as the page writes it into its address, or the part of it from # on',
    'link is an object, but it takes a link as the page writes it into its address, or the part of it from # on',
    `view is an object, but it takes ${part}`,
    `learningRate is -1, but it takes ${rate}`,
    `learningRate is Infinity, but it takes ${rate}`,
    'optimizers is "sgd adam", but it takes string[]',
    'optimizers is a list, but it takes string[]',
    'start is a list, but it takes {m: number, b: number} | null',
    'start is an object, but it takes {m: number, b: number} | null',
    'start is an object, but it takes {m: number, b: number} | null',
    'start is Symbol(there), but it takes {m: number, b: number} | null',
    `view is 5, but it takes ${part}`,
    `view is an object, but it takes ${part}`,
    `view is an object, but it takes ${part}`,
    'looks is 5, but it takes an object of looks',
    'looks.squaresOf is NaN, but it takes the number of a racer, the first one being 0',
    'looks.by is a list, but it takes one of step, epoch',
    'looks.scale is 5, but it takes one of log, linear',
    'tab is Symbol(race), but it takes one of race, optimizers, data, step, table',
  ]);
  expect(heard).toHaveLength(told.length);
  expect(await config(page)).toEqual(before);
});

test('a method takes what can be a number, and outlives what cannot', async ({ page }) => {
  await write(page, '<downhill-plot step="20"></downhill-plot>');
  await ready(page);
  const at = (/** @type {string} */ text) =>
    onPlot(
      page,
      (plot, text) => {
        new Function('plot', text)(plot);
        return plot.at;
      },
      text,
    );
  expect(await at('plot.seek("30")')).toBe(30);
  expect(await at('plot.seek(5n)')).toBe(5);
  expect(await at('plot.step("3")')).toBe(8);
  // A text that says a far step is run to like the number, not in one call.
  expect(await at('plot.seek("60000"); plot.pause()')).toBeLessThan(60_000);
  await onPlot(page, (plot) => plot.reset());
  expect(await at('plot.step(-5)')).toBe(0);
  await expect(page.getByRole('alert')).toContainText('steps is -5, but it takes a whole number');
  expect(await at('try { plot.seek(Symbol()) } catch { plot.seek(7) }')).toBe(7);
  await onPlot(page, (plot) => Reflect.set(plot, 'scene', undefined));
  expect(await onPlot(page, (plot) => plot.scene)).toBeNull();
  // What is undefined is left out, and at its default.
  await onPlot(page, (plot) => plot.configure({ seed: undefined, batchSize: undefined }));
  const { seed, batchSize } = await config(page);
  expect([seed, batchSize]).toEqual([42, 64]);
  expect(await events(page, 'error')).toMatchObject([['error', { fatal: false }]]);
});

test('a wrong attribute in the page’s source leaves the default', async ({ page }) => {
  const heard = warnings(page);
  await write(page, '<downhill-plot seed="-1" batch-size="8" theme="purple"></downhill-plot>');
  await ready(page);
  const { seed, batchSize } = await config(page);
  expect([seed, batchSize]).toEqual([42, 8]);
  expect(heard).toHaveLength(2);
  expect(await events(page, 'error')).toHaveLength(2);
});

test('playback shows the map and what moves time; none shows the map alone', async ({ page }) => {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await write(page, '<downhill-plot controls="playback" step="100"></downhill-plot>');
    await ready(page);
    await expect(page.locator('canvas.overlay')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
    await expect(page.getByRole('slider', { name: 'Step' })).toBeVisible();
    for (const part of ['.deck', '.chart', '.looks', '.classroom', '.readout', '.handle']) {
      for (const one of await page.locator(part).all()) await expect(one).toBeHidden();
    }
    await set(page, 'controls', 'none');
    await expect(page.locator('canvas.overlay')).toBeVisible();
    for (const role of /** @type {const} */ (['slider', 'tab'])) {
      await expect(page.getByRole(role)).toHaveCount(0);
    }
    await expect(page.getByRole('button', { name: 'Play' })).toHaveCount(0);
    const [plot, stage] = await Promise.all([
      page.locator('downhill-plot').boundingBox(),
      page.locator('.stage').boundingBox(),
    ]);
    expect(stage?.height).toBe(plot?.height);
  }
});

test('what is out of sight is not loaded, rests, and goes on when it is seen', async ({ page }) => {
  await write(
    page,
    '<div style="block-size: 5000px"></div><downhill-plot autoplay></downhill-plot>',
  );
  await page.waitForTimeout(500);
  expect(await events(page)).toEqual([]);
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  const space = await height();
  await page.evaluate(() => window.scrollTo(0, 5000));
  await ready(page);
  // It has kept its place.
  expect(Math.abs((await height()) - space)).toBeLessThan(120);
  const at = () => onPlot(page, (plot) => plot.race?.step ?? -1);
  await expect.poll(at).toBeGreaterThan(10);
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.waitForTimeout(300);
  const rest = await at();
  await page.waitForTimeout(500);
  expect(await at()).toBe(rest);
  expect(await onPlot(page, (plot) => plot.mode)).toBe('playing');
  await page.evaluate(() => window.scrollTo(0, 5000));
  await expect.poll(at).toBeGreaterThan(rest);
});

test('moved in the document, or put back later, it is what it was', async ({ page }) => {
  await write(
    page,
    '<main></main><aside></aside><downhill-plot seed="7" step="60" view="0 1 0 1"></downhill-plot>',
  );
  await ready(page);
  await onPlot(page, (plot) => {
    plot.configure({ ...plot.config, batchSize: 5 });
    plot.seek(77);
    plot.tab = 'table';
    plot.view = { m: [-2, 2], b: [-1, 1] };
  });
  await drawn(page);
  const state = () =>
    onPlot(page, (plot) => [plot.link, plot.race?.state(0), plot.mode, plot.tab, plot.view]);
  const before = await state();
  await onPlot(page, (plot) => {
    const { race } = plot;
    document.querySelector('aside')?.append(plot);
    Object.assign(window, { same: race === plot.race });
  });
  await expect.poll(state).toEqual(before);
  expect(await page.evaluate(() => /** @type {any} */ (window).same)).toBe(true);
  // Away for longer, its race is freed; its numbers make it again.
  await page.evaluate(async () => {
    const plot = /** @type {any} */ (document.querySelector('downhill-plot'));
    plot.remove();
    await new Promise((resolve) => setTimeout(resolve, 100));
    Object.assign(window, { freed: plot.race === null });
    document.querySelector('main')?.append(plot);
  });
  expect(await page.evaluate(() => /** @type {any} */ (window).freed)).toBe(true);
  await expect.poll(state).toEqual(before);
  // What plays goes on playing.
  await onPlot(page, (plot) => plot.play());
  await expect.poll(() => onPlot(page, (plot) => plot.race?.step ?? 0)).toBeGreaterThan(80);
  await onPlot(page, (plot) => document.querySelector('aside')?.append(plot));
  await drawn(page);
  expect(await onPlot(page, (plot) => plot.mode)).toBe('playing');
});

test('without WebAssembly, what is in the tag is shown, and the event says why', async ({
  page,
}) => {
  await page.addInitScript(() => {
    Object.assign(window, { WebAssembly: undefined });
  });
  await write(
    page,
    '<downhill-plot><p id="own">A picture of my own.</p></downhill-plot><downhill-plot id="bare"></downhill-plot>',
  );
  await expect(page.locator('#own')).toBeVisible();
  await expect(page.locator('#bare .failure')).toContainText('This browser cannot run the plot');
  await expect(page.locator('.failure')).toHaveCount(1);
  await expect.poll(async () => (await events(page, 'error')).length).toBe(2);
  expect((await events(page, 'error'))[0][1]).toEqual({
    message: 'WebAssembly is missing.',
    fatal: true,
  });
});

test('keys go to the plot that has the focus', async ({ page }) => {
  await write(
    page,
    '<style>downhill-plot { --downhill-plot-height: 8rem }</style><downhill-plot step="5" controls="playback"></downhill-plot><downhill-plot step="9" controls="playback"></downhill-plot>',
  );
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await ready(page, 2);
  const steps = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('downhill-plot')].map(
        (plot) => /** @type {any} */ (plot).race?.step,
      ),
    );
  await page.locator('downhill-plot').nth(1).getByRole('button', { name: 'Play' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(steps).toEqual([5, 10]);
  await page.locator('downhill-plot').nth(0).getByRole('button', { name: 'Play' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(steps).toEqual([4, 10]);
});

test('fifty on one page run on one clock and one module', async ({ page }) => {
  test.setTimeout(120_000);
  await page.addInitScript(() => {
    const counts = { frames: 0, compiled: 0, asked: 0 };
    Object.assign(window, { counts });
    const { requestAnimationFrame: request } = window;
    window.requestAnimationFrame = (callback) => {
      counts.asked += 1;
      return request(callback);
    };
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = (...args) => {
      counts.compiled += 1;
      return instantiateStreaming(...args);
    };
  });
  await page.setViewportSize({ width: 1200, height: 900 });
  const one = '<downhill-plot controls="none" style="inline-size: 11rem"></downhill-plot>';
  await write(
    page,
    `<style>body { display: flex; flex-wrap: wrap; gap: 4px } downhill-plot {
    --downhill-plot-height: 5rem }</style>${one.repeat(50)}`,
  );
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await page.evaluate(() => {
    for (const plot of document.querySelectorAll('downhill-plot')) {
      /** @type {any} */ (plot).play();
    }
  });
  const steps = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('downhill-plot')].map(
        (plot) => /** @type {any} */ (plot).race?.step ?? -1,
      ),
    );
  for (const top of [0, 800, 1600, 2400, 3200, 4000]) {
    await page.evaluate((y) => window.scrollTo(0, y), top);
    await page.waitForTimeout(300);
  }
  await expect
    .poll(async () => Math.min(...(await steps())), { timeout: 60_000 })
    .toBeGreaterThan(0);
  expect(await steps()).toHaveLength(50);
  const { compiled } = await page.evaluate(() => /** @type {any} */ (window).counts);
  expect(compiled).toBeLessThanOrEqual(1);
  // Each frame is asked for once, not once for each plot.
  const asked = await page.evaluate(async () => {
    const { counts } = /** @type {any} */ (window);
    let frames = 0;
    await new Promise((resolve) => {
      const begin = counts.asked;
      const count = () => {
        frames += 1;
        if (frames < 20) requestAnimationFrame(count);
        else resolve(Object.assign(counts, { per: (counts.asked - begin) / frames }));
      };
      requestAnimationFrame(count);
    });
    return counts.per;
  });
  expect(asked).toBeLessThan(4);
});

test('200 mounts and unmounts leave memory flat', async ({ page }) => {
  test.setTimeout(180_000);
  // What the engine's memory grows to is seen from outside.
  await page.addInitScript(() => {
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...args) => {
      const result = await instantiateStreaming(...args);
      Object.assign(window, { memory: result.instance.exports.memory });
      return result;
    };
  });
  await write(page, '<main></main>');
  const cdp = await page.context().newCDPSession(page);
  const cycle = (/** @type {number} */ times) =>
    page.evaluate(async (count) => {
      const main = /** @type {HTMLElement} */ (document.querySelector('main'));
      for (let i = 0; i < count; i += 1) {
        const plot = document.createElement('downhill-plot');
        Object.assign(plot, { link: `seed=${i}&step=30&v=1` });
        await new Promise((resolve) => {
          plot.addEventListener('downhill-ready', resolve, { once: true });
          main.append(plot);
        });
        plot.remove();
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
      /** @type {any} */ (window).events.length = 0;
    }, times);
  const size = async () => {
    for (let i = 0; i < 3; i += 1) await cdp.send('HeapProfiler.collectGarbage');
    const { usedSize } = await cdp.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
    const engine = await page.evaluate(() => /** @type {any} */ (window).memory.buffer.byteLength);
    return { usedSize, nodes, jsEventListeners, engine };
  };
  await cycle(20);
  const before = await size();
  await cycle(200);
  const after = await size();
  expect(after.engine).toBe(before.engine);
  expect(after.nodes).toBeLessThan(before.nodes + 50);
  expect(after.jsEventListeners).toBeLessThan(before.jsEventListeners + 20);
  expect(after.usedSize).toBeLessThan(before.usedSize + 1_000_000);
});
