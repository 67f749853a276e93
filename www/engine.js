/**
 * Loads the engine and the data, once for all plots of a page, and says in plain words what
 * went wrong when that fails.
 */

import * as assets from './assets.js';
import init, * as bindings from './pkg/downhill.js';

/** @typedef {import('./state.js').Snapshot} Snapshot */
/** @typedef {import('./state.js').Theme} Theme */
/** @typedef {import('./pkg/downhill.js').Race} Race */
/** @typedef {import('./pkg/downhill.js').Dataset} Dataset */

/**
 * - `unsupported`: the browser has no WebAssembly, or it is switched off
 * - `blocked`: a Content-Security-Policy forbids it
 * - `network`: a file did not arrive
 * - `broken`: a file arrived, but is not what it should be
 * - `fault`: the engine stopped while it worked
 * @typedef {'unsupported' | 'blocked' | 'network' | 'broken' | 'fault'} FailureKind
 */

/** Something that ends the plot, sorted by what a person can do about it. */
export class EngineError extends Error {
  /**
   * @param {FailureKind} kind
   * @param {string} message
   * @param {unknown} [cause]
   */
  constructor(kind, message, cause) {
    super(message, { cause });
    this.name = 'EngineError';
    /** @type {FailureKind} */
    this.kind = kind;
  }
}

/**
 * The engine, ready to race.
 * @typedef {object} Engine
 * @property {Dataset} dataset the built-in diamonds
 * @property {(config: object) => Race} race
 * @property {() => import('./pkg/downhill.js').Table} table the tutorial's table, not yet computed
 * @property {(question: object) => import('./calculator.js').Calculated} calculate the next update
 *   for any numbers
 * @property {(name: Theme, projector?: boolean) => Palette} theme
 * @property {import('./setup.js').Rules} rules what can be set, and what a config says of itself
 */

/**
 * How the drawing shows one racer.
 * @typedef {object} TrailStyle
 * @property {string} color
 * @property {number[]} dash drawn and left open in turn, in line widths; [] is solid
 * @property {string} marker the name of the shape at its head
 */

/**
 * The colours and sizes of the drawing.
 * @typedef {object} Palette
 * @property {string} minimum the colour of the mark at the minimum
 * @property {TrailStyle[]} trails one for each racer, in their order
 * @property {number} lineWidth of a trail, in CSS pixels
 */

/** @type {Promise<Engine> | null} */
let loading = null;

/**
 * @returns {Promise<Engine>} one and the same for all callers; a failure is tried again
 */
export function loadEngine() {
  loading ??= load().catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

/**
 * Whether an exception means that the engine is beyond use. A refused setting is an error that
 * names the setting and leaves everything as it was; any other one is a mistake in the engine.
 * @param {unknown} error
 * @returns {boolean}
 */
export function isFault(error) {
  return !(error instanceof Error && 'setting' in error);
}

/** @returns {Promise<Engine>} */
async function load() {
  if (typeof WebAssembly !== 'object') {
    throw new EngineError('unsupported', 'WebAssembly is missing.');
  }
  const [packed] = await Promise.all([
    download('diamonds.bin', assets.diamonds).then((data) => data.arrayBuffer()),
    compile(download('downhill_bg.wasm', assets.wasm)),
  ]);
  try {
    /** @type {import('./setup.js').Settings | undefined} */
    let settings;
    const dataset = bindings.Dataset.diamonds(new Uint8Array(packed));
    return {
      dataset,
      race: (config) => new bindings.Race(dataset, config),
      table: () => new bindings.Table(dataset),
      calculate: (question) => bindings.calculate(question),
      theme: (name, projector) => bindings.theme(name, projector),
      rules: {
        // Long, and made for what is not seen at first.
        get settings() {
          settings ??= /** @type {import('./setup.js').Settings} */ (bindings.settings());
          return settings;
        },
        summary: (config) => bindings.summary(config),
        withFairness: (config, fairness) => bindings.withFairness(config, fairness),
      },
    };
  } catch (error) {
    throw new EngineError('broken', `The diamonds cannot be read: ${textOf(error)}`, error);
  }
}

/**
 * @param {string} name of the file, for people
 * @param {() => Promise<Response>} open
 * @returns {Promise<Response>}
 */
async function download(name, open) {
  const response = await open().catch((error) => {
    throw new EngineError('network', `${name} could not be loaded: ${textOf(error)}`, error);
  });
  if (!response.ok) {
    throw new EngineError(
      'network',
      `${name} could not be loaded: the server answered ${response.status}.`,
    );
  }
  return response;
}

/**
 * Compiles while the bytes arrive.
 * @param {Promise<Response>} response
 */
async function compile(response) {
  try {
    await init({ module_or_path: response });
  } catch (error) {
    if (error instanceof EngineError) throw error;
    const message = textOf(error);
    // Chromium, Firefox and WebKit word it differently; each of them names the policy.
    const blocked = /content.security.policy|\bCSP\b|unsafe-eval|disallowed/i.test(message);
    throw new EngineError(blocked ? 'blocked' : 'broken', message, error);
  }
}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function textOf(error) {
  return error instanceof Error ? error.message : String(error);
}

/**
 * @param {Race} race
 * @returns {import('./state.js').Params} where it starts
 */
export function startOf(race) {
  const [m, b] = race.trail(0);
  return { m, b };
}

/**
 * @param {Race} race
 * @returns {boolean} whether its surface is made from data
 */
export function hasRows(race) {
  return race.config().landscape === 'linear';
}

/**
 * @param {Race} race
 * @returns {boolean} whether rows are kept to test on
 */
export function hasTestRows(race) {
  return race.state(0).testRmse !== null;
}

/**
 * @param {Race} race
 * @returns {boolean} whether a step is made on a batch of the data, not on all of them
 */
export function hasBatches(race) {
  return hasRows(race) && race.config().batchSize !== null;
}

/**
 * @param {Race} race
 * @returns {Snapshot} what the page shows of it
 */
export function snapshotOf(race) {
  return {
    step: race.step,
    finished: race.finished,
    racers: Array.from({ length: race.racers }, (_, i) => {
      const racer = race.state(i);
      // One that a change of its settings sent back, and that is not here again yet.
      return { ...racer, late: !racer.stop && racer.step < race.step };
    }),
    minimum: race.minimum(),
  };
}
