/**
 * The tutorial's closing table, computed in slices between which the page answers, and what its
 * numbers say. Nothing of it is stored: every figure is computed here or not shown.
 */

import { formatCount, grouped } from './numbers.js';

/** @typedef {import('./pkg/downhill.js').Table} Table */

/**
 * What one run came to, or has come to so far.
 * @typedef {object} Cell
 * @property {object} race the config of a race of this run alone
 * @property {number | null} testRmse in dollars
 * @property {number} epochs that have ended
 * @property {number} milliseconds that it took here
 * @property {boolean} done
 */

/**
 * @typedef {object} Row
 * @property {string} optimizer the name in a config
 * @property {string} method the name for people
 * @property {Cell | null} published with the gradients as printed; null before it has begun
 * @property {Cell | null} corrected with every sign right
 */

/** The two versions of the table. */
export const HALVES = /** @type {const} */ (['published', 'corrected']);

/** @typedef {typeof HALVES[number]} Half */

/**
 * The table as far as it is computed.
 * @typedef {object} ComparisonState
 * @property {'empty' | 'computing' | 'cancelled' | 'complete'} phase
 * @property {number} progress from 0 to 1
 * @property {readonly Row[]} rows
 */

/** @type {ComparisonState} */
const NOT_COMPUTED = { phase: 'empty', progress: 0, rows: [] };

/** Short enough that a press or a frame never waits noticeably. */
const SLICE_MS = 12;
/** Numbers that change more often than this cannot be read. */
const SHOW_EVERY_MS = 150;

/** Computes the table when asked. */
export class Comparison {
  /** @type {() => Table} */ #open;
  /** @type {(before: ComparisonState, now: ComparisonState) => void} */ #onChange;
  /** @type {(error: unknown) => void} */ #onFault;
  /** @type {{table: Table, turns: MessageChannel} | null} */ #work = null;
  #state = NOT_COMPUTED;
  #shown = 0;

  /**
   * @param {() => Table} open
   * @param {(before: ComparisonState, now: ComparisonState) => void} onChange
   * @param {(error: unknown) => void} onFault called when the engine is beyond use
   */
  constructor(open, onChange, onFault) {
    this.#open = open;
    this.#onChange = onChange;
    this.#onFault = onFault;
  }

  /** @returns {ComparisonState} */
  get state() {
    return this.#state;
  }

  /** Computes from the beginning. */
  compute() {
    if (this.#work) return;
    try {
      const table = this.#open();
      // Messages, unlike timers, are not held back, so that hardly any time is lost between slices.
      const turns = new MessageChannel();
      turns.port1.onmessage = this.#slice;
      this.#work = { table, turns };
      this.#enter({ phase: 'computing', progress: 0, rows: table.rows() });
      turns.port2.postMessage(null);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Stops; the runs that are done stay. */
  cancel() {
    if (!this.#work) return;
    this.#close()?.free();
    this.#enter({ ...this.#state, phase: 'cancelled' });
  }

  /** Stops at once where the engine is beyond use: then nothing of it is touched, not even freed. */
  abandon() {
    this.#close();
  }

  #slice = () => {
    if (!this.#work) return;
    const { table, turns } = this.#work;
    try {
      const progress = table.advanceFor(SLICE_MS);
      const now = performance.now();
      if (progress < 1) {
        if (now - this.#shown >= SHOW_EVERY_MS) {
          this.#shown = now;
          this.#enter({ phase: 'computing', progress, rows: table.rows() });
        }
        turns.port2.postMessage(null);
      } else {
        const rows = table.rows();
        this.#close()?.free();
        this.#enter({ phase: 'complete', progress, rows });
      }
    } catch (error) {
      this.#fail(error);
    }
  };

  /** @returns {Table | undefined} what was at work */
  #close() {
    const work = this.#work;
    this.#work = null;
    work?.turns.port1.close();
    return work?.table;
  }

  /** @param {unknown} error */
  #fail(error) {
    this.abandon();
    this.#onFault(error);
  }

  /** @param {ComparisonState} state */
  #enter(state) {
    const before = this.#state;
    this.#state = state;
    this.#onChange(before, state);
  }
}

/**
 * @param {readonly Row[]} rows
 * @param {Half} half
 * @returns {{row: Row, cell: Cell, rmse: number}[]} the runs of it that are done
 */
function doneIn(rows, half) {
  return rows.flatMap((row) => {
    const cell = row[half];
    return cell?.done && cell.testRmse !== null ? [{ row, cell, rmse: cell.testRmse }] : [];
  });
}

/**
 * What the complete table says, in numbers.
 * @typedef {object} Findings
 * @property {string} best the method with the lowest error as published
 * @property {number} factor how many times worse the next one is
 * @property {string} lowest the method with the lowest error as corrected
 * @property {number} margin dollars between it and the next
 * @property {number} spread dollars between it and the last
 * @property {{method: string, epochs: number}} soonest the run that stopped first as corrected
 * @property {{method: string, epochs: number}} latest
 */

/**
 * @param {readonly Row[]} rows
 * @returns {Findings | null} null while a run is missing
 */
export function findings(rows) {
  const [published, corrected] = HALVES.map((half) =>
    doneIn(rows, half).sort((a, b) => a.rmse - b.rmse),
  );
  if (rows.length < 2 || published.length < rows.length || corrected.length < rows.length) {
    return null;
  }
  const byEpochs = corrected
    .map(({ row, cell }) => ({ method: row.method, epochs: cell.epochs }))
    .sort((a, b) => a.epochs - b.epochs);
  const last = corrected.length - 1;
  return {
    best: published[0].row.method,
    factor: published[1].rmse / published[0].rmse,
    lowest: corrected[0].row.method,
    margin: corrected[1].rmse - corrected[0].rmse,
    spread: corrected[last].rmse - corrected[0].rmse,
    soonest: byEpochs[0],
    latest: byEpochs[last],
  };
}

/**
 * @param {Half} half
 * @returns {string} `as published`
 */
export function halfText(half) {
  return `as ${half}`;
}

/**
 * @param {ComparisonState} before
 * @param {ComparisonState} now
 * @returns {string} what is new, in one sentence, or ''
 */
export function comparisonNews(before, now) {
  if (now.phase !== before.phase) {
    if (now.phase === 'computing') return 'Computing the table.';
    if (now.phase === 'cancelled') return 'The table is cancelled.';
    if (now.phase === 'complete') return 'The table is complete: eight runs are done.';
  }
  for (const half of HALVES) {
    const known = doneIn(before.rows, half).length;
    const newest = doneIn(now.rows, half)[known];
    if (newest) {
      const { row, cell, rmse } = newest;
      return `${row.method} ${halfText(half)} is done: its test error is ${wordsOf(rmse)} after ${formatCount(cell.epochs)} epochs.`;
    }
  }
  return '';
}

/**
 * @param {Cell} cell
 * @returns {string} to the four decimals of the tutorial
 */
export function rmseText({ testRmse }) {
  return testRmse === null ? '–' : grouped(testRmse.toFixed(4));
}

/**
 * @param {number} amount
 * @returns {string} `$1.42 billion`, `$1,571`
 */
export function wordsOf(amount) {
  const digits =
    amount < 1e6
      ? formatCount(amount)
      : amount.toLocaleString('en-US', {
          notation: 'compact',
          compactDisplay: 'long',
          maximumSignificantDigits: 3,
        });
  return `$${digits}`;
}

/** The ends of the logarithmic axis of the bars, in dollars. */
const AXIS = [1e2, 1e11];

/** Where the axis is labelled: each a hundred times the one before. */
export const TICKS = [1e2, 1e4, 1e6, 1e8, 1e10];

/**
 * @param {number} amount
 * @returns {number} its place on the axis of the bars, in percent
 */
export function placeOf(amount) {
  const [low, high] = AXIS.map(Math.log10);
  const share = (Math.log10(amount) - low) / (high - low);
  return Math.round(1e4 * Math.min(1, Math.max(0, share))) / 100;
}

/**
 * @param {number} amount
 * @returns {string} `$10K`
 */
export function tickText(amount) {
  return `$${amount.toLocaleString('en-US', { notation: 'compact' })}`;
}
