/** The data and the loss, beside the surface. */

import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { nudgeOf } from '../keys.js';
import { rowText } from '../readings.js';
import { placeOn } from '../stage.js';
import { dataText, lossText } from '../state.js';

/** @typedef {import('../state.js').Snapshot} Snapshot */
/** @typedef {import('../state.js').LookSettings} LookSettings */

/**
 * @typedef {object} ChartsActions
 * @property {(changes: Partial<LookSettings>) => void} change
 * @property {(place: [number, number] | null) => void} pointAtRow in CSS pixels of the data view
 * @property {(step: [number, number]) => void} nextRow at least so far away
 * @property {(x: number) => void} pointAtLoss in CSS pixels of the loss view
 * @property {() => void} hold
 * @property {() => void} letGo
 */

/**
 * @param {Snapshot | null} race
 * @param {Snapshot | null} described what is told of it to those who do not see it
 * @param {boolean} hasRows
 * @param {LookSettings} looks
 * @param {import('../state.js').PointedRow | null} row that is pointed at
 * @param {ChartsActions} actions
 */
export function charts(race, described, hasRows, looks, row, actions) {
  const { squaresOf, by, scale, measure, ghosts } = looks;
  const { change, pointAtRow, nextRow, pointAtLoss, hold, letGo } = actions;
  // Where all rows are trained on, and on a test surface, there is no error on others.
  const tested = race?.racers[0].testRmse !== null;
  /** @param {MouseEvent} event */
  const place = (event) => placeOn(/** @type {HTMLElement} */ (event.currentTarget), event);
  /** @param {PointerEvent} event */
  const point = (event) => pointAtLoss(place(event)[0]);
  /** @param {PointerEvent} event */
  const pointRow = (event) => pointAtRow(place(event));
  /** @param {KeyboardEvent} event */
  const pressRow = (event) => {
    const step = nudgeOf(event);
    if (step) nextRow(step);
    else if (event.key === 'Escape' && row) pointAtRow(null);
    else return;
    event.preventDefault();
  };
  /** @param {PointerEvent} event */
  const press = (event) => {
    if (event.button !== 0) return;
    /** @type {HTMLElement} */ (event.currentTarget).setPointerCapture(event.pointerId);
    hold();
    point(event);
  };
  /** @param {Event} event */
  const checked = (event) => /** @type {HTMLInputElement} */ (event.target).checked;
  return html`
    <figure class="chart data" part="data" ?hidden=${!hasRows}>
      <figcaption>
        <strong title="Point at a diamond to read it, or go from one to the next with the arrow keys">
          Data
        </strong>
        <label title="Shows the squared errors of the batch: their mean is what this optimizer sees as the loss">
          Squares
          <select
            ?disabled=${!race}
            @change=${(/** @type {Event} */ event) => {
              const { value } = /** @type {HTMLSelectElement} */ (event.target);
              change({ squaresOf: value === '' ? null : Number(value) });
            }}
          >
            <option value="" .selected=${live(squaresOf === null)}>none</option>
            ${race?.racers.map(
              ({ label }, i) =>
                html`<option value=${i} .selected=${live(squaresOf === i)}>${label}</option>`,
            )}
          </select>
        </label>
      </figcaption>
      <div
        class="data-view"
        role="application"
        tabindex="0"
        aria-label="Diamonds: the arrow keys go from one to the next, with Shift in small steps"
        @pointerdown=${pointRow}
        @pointermove=${pointRow}
        @pointerleave=${(/** @type {PointerEvent} */ { pointerType }) => {
          // A finger leaves whenever it is lifted; what it pointed at can still be read.
          if (pointerType === 'mouse') pointAtRow(null);
        }}
        @blur=${() => pointAtRow(null)}
        @keydown=${pressRow}
      >
        <canvas class="rows" aria-hidden="true"></canvas>
        <canvas class="lines" role="img" aria-label=${dataText(described)}></canvas>
        ${
          row && race
            ? html`<p class="row" ?data-low=${row.at[1] < 110}>
                ${rowText(row, race.racers)}
              </p>`
            : ''
        }
      </div>
    </figure>
    <figure class="chart loss" part="loss" ?data-alone=${!hasRows}>
      <figcaption>
        ${tested ? '' : html`<strong>Loss</strong>`}
        <label
          class="measure"
          ?hidden=${!tested}
          title="What is measured: the loss that is trained on, or the error in dollars on the diamonds that nobody trained on"
        >
          <strong>Loss</strong>
          <select
            name="measure"
            ?disabled=${!race}
            @change=${(/** @type {Event} */ event) => {
              const { value } = /** @type {HTMLSelectElement} */ (event.target);
              change({ measure: value === 'testRmse' ? 'testRmse' : 'loss' });
            }}
          >
            <option value="loss" .selected=${live(measure === 'loss')}>training</option>
            <option value="testRmse" .selected=${live(measure === 'testRmse')}>test RMSE</option>
          </select>
        </label>
        <label
          ?hidden=${!hasRows}
          title="One point for each epoch instead of one for each step"
        >
          <input
            type="checkbox"
            ?disabled=${!race}
            .checked=${live(by === 'epoch')}
            @change=${(/** @type {Event} */ event) => change({ by: checked(event) ? 'epoch' : 'step' })}
          />
          Epochs
        </label>
        <label title="A logarithmic scale: equal factors are equally far apart">
          <input
            type="checkbox"
            ?disabled=${!race}
            .checked=${live(scale === 'log')}
            @change=${(/** @type {Event} */ event) => change({ scale: checked(event) ? 'log' : 'linear' })}
          />
          Log
        </label>
        <label title="Shows faintly how the run before the last change went">
          <input
            type="checkbox"
            ?disabled=${!race}
            .checked=${live(ghosts)}
            @change=${(/** @type {Event} */ event) => change({ ghosts: checked(event) })}
          />
          Last run
        </label>
      </figcaption>
      <div
        class="loss-view"
        title="Press or drag to go to a step"
        @pointerdown=${press}
        @pointermove=${(/** @type {PointerEvent} */ event) => event.buttons === 1 && point(event)}
        @pointerup=${letGo}
        @pointercancel=${letGo}
      >
        <canvas class="loss" role="img" aria-label=${lossText(described, tested ? measure : 'loss')}></canvas>
      </div>
    </figure>
  `;
}
