// What the page draws, in a real browser: time of the script, or from the hand to the pixels.

import { Problem } from '../../scripts/shell.mjs';
import { openPage, screen } from '../browser.mjs';
import { median, quantile } from '../measure.mjs';
import { plotly } from '../peers.mjs';

/** @typedef {import('../browser.mjs').Screen} Screen */

/** The points of each of the four trails. */
const points = 10_000;
/** The steps that playing goes on with each frame, at a usual speed. */
const stride = 16;
const frames = 240;

/**
 * Times a kind of frame on a canvas of its own, one with each picture of the screen, so that the
 * browser puts what was drawn on the screen in between.
 *
 * @param {import('../browser.mjs').Site} site
 * @param {'overlay' | 'zoom' | 'rotate'} kind
 * @returns {Promise<number[]>} milliseconds of script
 */
async function timeFrames(site, kind) {
  const { plot, close } = await openPage(site);
  const times = await plot.evaluate(runFrames, { kind, points, stride, frames, screen });
  await close();
  return times;
}

/**
 * Runs in the page.
 *
 * @param {any} plot
 * @param {{kind: string, points: number, stride: number, frames: number,
 *   screen: Screen}} task
 */
async function runFrames(plot, { kind, points, stride, frames, screen }) {
  const { race } = plot;
  race.configure({ threshold: 0 });
  race.advance(points - (stride * frames) / 2);
  const canvases = ['base', 'overlay'].map(() => {
    const canvas = document.createElement('canvas');
    canvas.style.cssText = `position:absolute;width:${screen.width}px;height:${screen.height}px`;
    return canvas;
  });
  // Taken out of the page, the plot would let go of its race.
  plot.style.display = 'none';
  document.body.prepend(...canvases);
  const [base, overlay] = canvases;
  const options = { ...screen, theme: 'light' };
  let camera = race.orbited(options, 0, 0);
  let view = race.region(options);
  const warm = 20;
  const times = [];
  for (let frame = 0; frame < frames + warm; frame += 1) {
    if (kind === 'overlay') race.advance(stride);
    await new Promise(requestAnimationFrame);
    const begin = performance.now();
    if (kind === 'overlay') {
      race.drawOverlay(overlay, options);
    } else if (kind === 'zoom') {
      const closer = Math.floor(frame / 40) % 2 === 0 ? 1.1 : 1 / 1.1;
      view = race.zoomed({ ...options, view }, closer, 700, 350);
      race.drawBase(base, { ...options, view });
    } else {
      camera = race.orbited({ ...options, camera }, 7, frame % 80 < 40 ? 1 : -1);
      race.drawScene(base, { ...options, camera });
      race.drawSceneOverlay(overlay, { ...options, camera });
    }
    if (frame >= warm) times.push(performance.now() - begin);
  }
  return times;
}

/**
 * @param {number[]} times
 * @param {string[]} notes
 * @returns {import('../bench.mjs').Figures} the time within which 95 of 100 are
 */
function percentile(times, notes = []) {
  return {
    ours: quantile(times, 0.95),
    peer: null,
    peerName: null,
    ratio: null,
    notes: [
      `95 of 100 are within this; the median is ${median(times).toFixed(2)} ms, ` +
        `the slowest of ${times.length} took ${Math.max(...times).toFixed(1)} ms.`,
      ...notes,
    ],
  };
}

/** @type {import('../bench.mjs').Row} */
const frame = {
  name: 'frame',
  what: `an overlay frame with 4 trails of ${points} points, 1280×800 at pixel ratio 2: script`,
  unit: 'ms',
  goal: { figure: 'ours', most: 4 },
  measure: async ({ site }) => percentile(await timeFrames(await site(), 'overlay')),
};

/** @type {import('../bench.mjs').Row} */
const surface = {
  name: 'surface',
  what: 'the map drawn anew on a zoom, 1280×800 at pixel ratio 2: script',
  unit: 'ms',
  goal: { figure: 'ours', most: 16 },
  measure: async ({ site }) => percentile(await timeFrames(await site(), 'zoom')),
};

/** @type {import('../bench.mjs').Row} */
const rotate3d = {
  name: 'rotate3d',
  what: `a frame of the surface in 3D while it turns, with 4 trails of ${points} points: script`,
  unit: 'ms',
  goal: { figure: 'ours', most: 16 },
  measure: async ({ site }) => percentile(await timeFrames(await site(), 'rotate')),
};

/** @type {import('../bench.mjs').Row} */
const frameVsPlotly = {
  name: 'frame-vs-plotly',
  what: `the same scene, contours and 4 lines of ${points} points, going on by ${stride} steps`,
  unit: 'ms',
  goal: { figure: 'ratio', least: 20 },
  async measure({ site }) {
    const found = await plotly();
    const { page, plot, close } = await openPage(await site());
    if (found.file) await page.addScriptTag({ path: found.file });
    const task = { points, stride, screen, rounds: found.file ? 25 : 100 };
    const { ours, theirs } = await plot.evaluate(runBoth, task);
    await close();
    const [here, there] = [median(ours), theirs.length > 0 ? median(theirs) : null];
    return {
      ours: here,
      peer: there,
      peerName: found.file ? found.name : null,
      ratio: there && there / here,
      notes: found.file
        ? ['Medians, in turn in one page. Plotly.js adds the new points with `extendTraces`.']
        : [found.why],
    };
  },
};

/**
 * Runs in the page: a frame of ours and one of Plotly's in turn, where it is there.
 *
 * @param {any} plot
 * @param {{points: number, stride: number, screen: Screen, rounds: number}} task
 */
async function runBoth(plot, { points, stride, screen, rounds }) {
  const { race } = plot;
  const { Plotly } = /** @type {any} */ (globalThis);
  race.configure({ threshold: 0 });
  race.advance(points);
  const canvas = document.createElement('canvas');
  const box = document.createElement('div');
  for (const element of [canvas, box]) {
    element.style.cssText = `width:${screen.width}px;height:${screen.height}px`;
  }
  plot.style.display = 'none';
  document.body.prepend(canvas, box);
  const options = { ...screen, theme: 'light' };
  const racers = [0, 1, 2, 3];
  const even = (/** @type {Float64Array} */ flat) => flat.filter((_, i) => i % 2 === 0);
  const odd = (/** @type {Float64Array} */ flat) => flat.filter((_, i) => i % 2 === 1);
  if (Plotly) {
    const { m, b } = race.region(options);
    const at = (/** @type {number[]} */ [low, high], /** @type {number} */ i) =>
      low + ((high - low) * i) / 99;
    const hundred = Array.from({ length: 100 }, (_, i) => i);
    const [x, y] = [hundred.map((i) => at(m, i)), hundred.map((i) => at(b, i))];
    const { m: m0, b: b0, loss } = race.minimum();
    const height = (/** @type {number} */ m, /** @type {number} */ b) =>
      Math.log(loss + (m - m0) ** 2 + (b - b0) ** 2);
    const z = y.map((b) => x.map((m) => height(m, b)));
    const lines = racers.map((racer) => {
      const trail = race.trail(racer);
      return { type: 'scatter', mode: 'lines', x: [...even(trail)], y: [...odd(trail)] };
    });
    await Plotly.newPlot(box, [{ type: 'contour', x, y, z }, ...lines], {
      width: screen.width,
      height: screen.height,
    });
  }
  /** @type {{ours: number[], theirs: number[]}} */
  const times = { ours: [], theirs: [] };
  for (let round = 0; round < rounds + 3; round += 1) {
    race.advance(stride);
    const news = racers.map((racer) => race.trail(racer).slice(-2 * stride));
    await new Promise(requestAnimationFrame);
    let begin = performance.now();
    race.drawOverlay(canvas, options);
    const ours = performance.now() - begin;
    await new Promise(requestAnimationFrame);
    begin = performance.now();
    if (Plotly) {
      const more = {
        x: news.map((flat) => [...even(flat)]),
        y: news.map((flat) => [...odd(flat)]),
      };
      await Plotly.extendTraces(box, more, [1, 2, 3, 4]);
    }
    const theirs = performance.now() - begin;
    // The first rounds warm up.
    if (round < 3) continue;
    times.ours.push(ours);
    if (Plotly) times.theirs.push(theirs);
  }
  return times;
}

/** The steps of the race that is scrubbed. */
const long = 1_000_000;

/** @type {import('../bench.mjs').Row} */
const scrub = {
  name: 'scrub',
  what: 'from the pointer moving on the timeline of a race of 1 million steps to the pixels',
  unit: 'ms',
  goal: { figure: 'ours', most: 32 },
  async measure({ site }) {
    const { page, plot, close } = await openPage(await site());
    await plot.evaluate((/** @type {any} */ plot, steps) => {
      plot.configure({ threshold: 0, epochs: 4000 });
      plot.seek(steps);
      const times = /** @type {number[]} */ ([]);
      /** @type {any} */ (globalThis).times = times;
      addEventListener(
        'pointermove',
        ({ timeStamp }) =>
          // A message that is sent in a frame arrives when the frame is done.
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => times.push(performance.now() - timeStamp);
            port2.postMessage(null);
          }),
        { capture: true },
      );
    }, long);
    // It is run to first, frame by frame; a hand on the timeline would end that.
    await plot.evaluate(
      (/** @type {any} */ plot, steps) =>
        new Promise((resolve) => {
          const look = () => (plot.race.step === steps ? resolve(null) : setTimeout(look, 20));
          look();
        }),
      long,
    );
    const slider = page.getByRole('slider', { name: 'Step', exact: true });
    const box = await slider.boundingBox();
    if (!box) throw new Problem('The page has no timeline.');
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width / 2, y);
    await page.mouse.down();
    const moves = 200;
    for (let i = 0; i < moves; i += 1) {
      // To and fro in steps of uneven length, over all of the race.
      const part = 0.5 + 0.45 * Math.sin(0.37 * i);
      await page.mouse.move(box.x + part * box.width, y);
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => setTimeout(done))),
      );
    }
    await page.mouse.up();
    const times = await page.evaluate(() => /** @type {any} */ (globalThis).times);
    await close();
    return percentile(times.slice(10));
  },
};

/** @type {import('../bench.mjs').Row} */
const firstPicture = {
  name: 'first-picture',
  what: 'from the navigation to the first drawn surface: the built page from localhost, cold cache',
  unit: 'ms',
  goal: { figure: 'ours', most: 500 },
  async measure({ site }) {
    const { browser, url } = await site();
    /** @type {number[]} */
    const times = [];
    const visits = 11;
    for (let visit = 0; visit < visits; visit += 1) {
      const context = await browser.newContext({
        viewport: { width: screen.width, height: screen.height },
        deviceScaleFactor: screen.pixelRatio,
      });
      const page = await context.newPage();
      // Said on the console, as looking for it from outside would be work of the page's.
      await page.addInitScript(() => {
        addEventListener('downhill-ready', () => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => console.info('drawn at', performance.now());
          port2.postMessage(null);
        });
      });
      const said = page.waitForEvent('console', (line) => line.text().startsWith('drawn at'));
      await page.goto(url);
      times.push(Number((await said).text().split(' ')[2]));
      await context.close();
    }
    const slowest = Math.max(...times).toFixed(0);
    return {
      ours: median(times),
      peer: null,
      peerName: null,
      ratio: null,
      notes: [
        `The median of ${visits} visits, each in a fresh profile; the slowest ${slowest} ms.`,
      ],
    };
  },
};

/** The rows of the page, in the order of the report. */
export const pageRows = [frame, surface, frameVsPlotly, scrub, firstPicture, rotate3d];
