/** The tutorial's closing table: computed here, as published and as corrected. */

import { html, svg } from 'lit';
import {
  findings,
  HALVES,
  halfText,
  placeOf,
  rmseText,
  TICKS,
  tickText,
  wordsOf,
} from '../comparison.js';
import { formatCount, formatDollars } from '../numbers.js';

/** @typedef {import('../comparison.js').Cell} Cell */
/** @typedef {import('../comparison.js').ComparisonState} ComparisonState */
/** @typedef {import('../comparison.js').Half} Half */
/** @typedef {import('../comparison.js').Row} Row */

/**
 * @typedef {object} TableActions
 * @property {() => void} compute
 * @property {() => void} cancelTable
 * @property {(run: object, name: string) => void} visit shows a run on the surface
 */

/** @type {Record<Half, string>} */
const EXPLANATIONS = {
  published: 'The gradients of SGD, momentum and RMSprop lack their minus sign.',
  corrected: 'Every sign is right. Nothing else is changed.',
};

/**
 * @param {ComparisonState} state
 * @param {boolean} ready false until there is an engine to compute with
 * @param {TableActions} actions
 */
export function table({ phase, progress, rows }, ready, actions) {
  const computing = phase === 'computing';
  const started = computing || HALVES.some((half) => rows.some((row) => row[half]?.done));
  // One button, so that it keeps the focus; the second click of a double one is none.
  const press = (/** @type {MouseEvent} */ event) => {
    if (event.detail < 2) (computing ? actions.cancelTable : actions.compute)();
  };
  return html`<div class="comparison">
    <div class="about">
      <p>
        A tutorial that fits a line to 20,000 diamonds, as this page does at first, closes with a
        table of test errors: Adam wins, and the others come out many thousand times worse. Compute
        it again, here, as it was published and with the signs put right.
      </p>
      <div class="compute">
        <button
          class=${computing ? '' : 'primary'}
          data-action=${computing ? 'cancelTable' : 'compute'}
          title=${computing ? 'Stop; the runs that are done stay' : 'Eight runs, millions of updates: a few seconds'}
          ?disabled=${!computing && !ready}
          @click=${press}
        >
          ${computing ? 'Cancel' : phase === 'empty' ? 'Compute the table' : 'Compute again'}
        </button>
        ${
          computing
            ? html`<progress max="1" .value=${progress} aria-label="Computing the table"></progress>
                <span class="percent">${Math.floor(100 * progress)} %</span>`
            : ''
        }
        ${phase === 'cancelled' ? html`<span>${started ? 'Cancelled. What was done stays.' : 'Cancelled before a run was done.'}</span>` : ''}
      </div>
    </div>
    ${
      !started
        ? ''
        : html`<div class="halves">${HALVES.map((half) => tableOf(half, rows, computing, actions))}</div>
            <div class="reading">${bars(rows)} ${story(rows)}</div>`
    }
  </div>`;
}

/**
 * @param {Half} half
 * @param {readonly Row[]} rows
 * @param {boolean} computing
 * @param {TableActions} actions
 */
function tableOf(half, rows, computing, actions) {
  return html`<table data-half=${half}>
    <caption>
      <strong>As ${half}</strong> <span>${EXPLANATIONS[half]}</span>
    </caption>
    <thead>
      <tr>
        <th scope="col">Method</th>
        <th scope="col">
          <abbr title="root mean squared error on the diamonds that nobody trained on, in dollars"
            >Test RMSE</abbr
          >
        </th>
        <th scope="col">Epochs</th>
        <th scope="col"><abbr title="in this browser, on this machine">Runtime</abbr></th>
        <th scope="col"><span class="hidden">On the map</span></th>
      </tr>
    </thead>
    <tbody>
      ${rows.map((row) => line(half, row, computing, actions))}
    </tbody>
  </table>`;
}

/**
 * @param {Half} half
 * @param {Row} row
 * @param {boolean} computing
 * @param {TableActions} actions
 */
function line(half, { optimizer, method, [half]: cell }, computing, { visit }) {
  const name = `${method}, ${halfText(half)}`;
  const done = cell?.done === true;
  const epochs = cell && (done || computing) ? formatCount(cell.epochs) : '–';
  const runtime = done ? `${(cell.milliseconds / 1000).toFixed(3)} s` : '–';
  return html`<tr data-run=${`${optimizer}-${half}`} ?data-done=${done}>
    <th scope="row">${method}</th>
    <td>
      <span data-value="rmse">${done ? rmseText(cell) : '–'}</span>
      <small>${cell && (done || computing) ? `${epochs} epochs` : ''}${done ? `, ${runtime}` : ''}</small>
    </td>
    <td data-value="epochs">${epochs}</td>
    <td data-value="runtime">${runtime}</td>
    <td>
      <button
        data-action="visit"
        title="Open the run of ${name} on the map"
        aria-label="Show ${name}, on the map"
        ?disabled=${!done}
        @click=${() => cell && visit(cell.race, name)}
      >
        Show
      </button>
    </td>
  </tr>`;
}

/**
 * The errors as bars on one logarithmic axis. Each bar has its number beside it, so that the
 * drawing itself is only to be looked at.
 * @param {readonly Row[]} rows
 */
function bars(rows) {
  return html`<figure class="bars">
    <figcaption>
      <strong>Test RMSE</strong>
      <span>Logarithmic: each line stands for a hundred times the one before it.</span>
    </figcaption>
    <dl>
      ${rows.map(
        ({ method, ...row }) => html`<div class="pair">
          <dt>${method}</dt>
          ${HALVES.map((half) => bar(half, row[half]))}
        </div>`,
      )}
    </dl>
    <svg class="axis" aria-hidden="true">
      ${TICKS.map((tick) => svg`<text x="${placeOf(tick)}%" y="1em">${tickText(tick)}</text>`)}
    </svg>
  </figure>`;
}

/**
 * @param {Half} half
 * @param {Cell | null} cell
 */
function bar(half, cell) {
  const rmse = cell?.done ? cell.testRmse : null;
  return html`<dd data-half=${half}>
    <span class="half">${half}</span>
    <svg class="bar" aria-hidden="true">
      ${TICKS.map((tick) => svg`<line x1="${placeOf(tick)}%" x2="${placeOf(tick)}%" y2="100%" />`)}
      ${rmse === null ? '' : svg`<rect y="15%" width="${placeOf(rmse)}%" height="70%" rx="2" />`}
    </svg>
    <span class="amount">${rmse === null ? '–' : wordsOf(rmse)}</span>
  </dd>`;
}

/**
 * What happened, and what it shows. Every number in it comes from the rows.
 * @param {readonly Row[]} rows
 */
function story(rows) {
  const found = findings(rows);
  return html`<div class="story">
    <h2>What happened</h2>
    <p>
      The derivative of a squared error, (y − ŷ)², has a minus sign that the tutorial’s printed
      formulas leave out. SGD, momentum and RMSprop were given these gradients: every step went
      uphill, and steadily, because a gradient is clipped to ±1 or divided by its own size. Nothing
      failed; the runs ended when their 10,000 epochs were over. Adam alone was given the right
      sign, and went down.
      ${
        found
          ? html`${found.best} wins: even the next best came out
            ${formatCount(Math.floor(found.factor))} times worse.`
          : ''
      }
    </p>
    <h2>What the corrected race shows</h2>
    ${
      found
        ? html`<p>
            All four find the line: their errors lie within ${formatDollars(found.spread)} of each
            other. ${found.lowest} is lowest by ${formatDollars(found.margin)}; the last few batches
            decide that, not merit. ${found.soonest.method} stops after
            ${formatCount(found.soonest.epochs)} epochs, ${found.latest.method} after
            ${formatCount(found.latest.epochs)}. That is less than it seems: a run stops when its
            loss changes by less than a millionth from one epoch to the next, and a large learning
            rate keeps shaking near the minimum long after it got there. The learning rates are the
            tutorial’s, too, and others change the order. Look at the runs on the map: what differs
            is the way.
          </p>`
        : html`<p>That is said when all eight runs are done.</p>`
    }
    <p class="note">
      A run opens with its own settings and start. In the tutorial each method went on with the
      random numbers that the one before it had left, so only SGD’s runs on the map are those of
      the table to the last digit; the others meet the diamonds in another order.
    </p>
  </div>`;
}
