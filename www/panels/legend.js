/** Who is who, where each one is, and how it ended. */

import { html } from 'lit';
import { formatDollars, formatNumber } from '../numbers.js';
import { lineText, statusText } from '../state.js';
import { swatch } from './swatch.js';

/** @typedef {import('../state.js').Snapshot} Snapshot */
/** @typedef {import('../engine.js').Palette} Palette */

const DASH = '–';

/**
 * The mark of the minimum.
 * @param {string} color
 */
function target(color) {
  return html`<svg class="swatch" viewBox="0 0 36 14" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">
    <path
      d="M25 2L35 12M25 12L35 2"
      fill="none"
      stroke=${color}
      stroke-width="2"
      stroke-linecap="round"
    />
  </svg>`;
}

/**
 * Two lines of one optimizer: where it is, and how it is doing.
 * @param {object} row
 * @param {unknown} row.swatch
 * @param {string} row.name
 * @param {string} row.m
 * @param {string} row.b
 * @param {string} row.loss
 * @param {string} row.status
 * @param {string} row.explanation
 * @param {string} row.error
 * @param {string} row.id
 * @param {boolean} brief
 */
function entry(row, brief) {
  const span = brief ? 1 : 2;
  return html`<tbody data-racer=${row.id}>
    <tr>
      <th scope="rowgroup"><span class="name">${row.swatch}${row.name}</span></th>
      ${
        brief
          ? ''
          : html`<td data-value="m">${row.m}</td>
              <td data-value="b">${row.b}</td>`
      }
      <td data-value="loss">${row.loss}</td>
    </tr>
    <tr class="second">
      <td colspan=${span} data-value="status" title=${row.explanation}>${row.status}</td>
      <td colspan=${span} data-value="rmse">${row.error}</td>
    </tr>
  </tbody>`;
}

/**
 * @param {Snapshot | null} race null while it loads: then the table keeps its place
 * @param {Palette | null} palette
 * @param {boolean} hasRows false on a test surface, which fits no line
 * @param {boolean} brief without the parameters, which the map shows, so that the rest is large
 */
export function legend(race, palette, hasRows, brief) {
  const span = brief ? 1 : 2;
  return html`<table class="legend" ?data-brief=${brief}>
    <caption class="hidden">
      Each optimizer’s current parameters${hasRows ? ', loss and test error' : ' and loss'}
    </caption>
    <thead>
      <tr>
        <th scope="col">Optimizer</th>
        ${
          brief
            ? ''
            : html`<th scope="col"><abbr title=${hasRows ? 'slope of the line, in the units of the map' : 'first parameter'}>m</abbr></th>
                <th scope="col"><abbr title=${hasRows ? 'intercept of the line, in the units of the map' : 'second parameter'}>b</abbr></th>`
        }
        <th scope="col"><abbr title=${hasRows ? 'mean squared error on the training diamonds' : 'height of the surface'}>loss</abbr></th>
      </tr>
      <tr>
        <th scope="col" colspan=${span}>how it goes</th>
        <th scope="col" colspan=${span}>
          ${hasRows ? html`<abbr title="root mean squared error on the diamonds that nobody trained on">test RMSE</abbr>` : ''}
        </th>
      </tr>
    </thead>
    ${(race?.racers ?? new Array(4).fill(null)).map((racer, i) =>
      entry(
        racer === null
          ? emptyRow()
          : {
              id: racer.optimizer,
              swatch:
                palette && swatch(palette.trails[i % palette.trails.length], palette.lineWidth),
              name: racer.label,
              m: formatNumber(racer.m),
              b: formatNumber(racer.b),
              loss: formatNumber(racer.loss),
              status: statusText(racer, hasRows),
              explanation: racer.stop?.message ?? '',
              error: hasRows ? formatDollars(racer.testRmse) : '',
            },
        brief,
      ),
    )}
    ${entry(
      race === null
        ? emptyRow()
        : {
            id: 'minimum',
            swatch: palette && target(palette.minimum),
            name: 'Minimum',
            m: formatNumber(race.minimum.m),
            b: formatNumber(race.minimum.b),
            loss: formatNumber(race.minimum.loss),
            status: hasRows ? 'by least squares' : others(race.minimum.of),
            explanation: 'The minimum of the loss, computed exactly instead of step by step',
            error: hasRows ? formatDollars(race.minimum.testRmse) : '',
          },
      brief,
    )}
  </table>
  <p class="line">
    ${hasRows ? html`At the minimum, <span>${race ? lineText(race.minimum) : DASH}</span>.` : ''}
  </p>`;
}

/** @param {number} minima */
function others(minima) {
  return minima > 1 ? `one of ${minima}, all as low` : 'of the surface';
}

function emptyRow() {
  return {
    id: '',
    swatch: null,
    name: DASH,
    m: DASH,
    b: DASH,
    loss: DASH,
    status: DASH,
    explanation: '',
    error: DASH,
  };
}
