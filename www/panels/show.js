/** What else is drawn on the map: arrows of an update, and the batch's own bowl. */

import { html } from 'lit';
import { live } from 'lit/directives/live.js';

/**
 * @typedef {object} ShowModel
 * @property {import('../state.js').Snapshot | null} race
 * @property {boolean} hasRows
 * @property {boolean} hasBatches
 * @property {import('../setup.js').Setup | null} setup
 * @property {import('../state.js').LookSettings} looks
 */

/**
 * @param {ShowModel} model
 * @param {{change: (changes: Partial<import('../state.js').LookSettings>) => void}} actions
 */
export function show({ race, hasRows, hasBatches, setup, looks }, { change }) {
  const off = !race;
  const { arrowsOf, batchBowl } = looks;
  const isRaw = setup?.roster.race.standardize === false;
  const units = isRaw ? 'own' : looks.units;
  return html`<div class="show" part="show" role="group" aria-label="Show on the map">
    <label
      title="Draws one optimizer’s last update where it began: the gradient, what it remembers of earlier ones, and the step it took. In 3D the arrows lie on the surface"
    >
      Arrows
      <select
        name="arrows"
        ?disabled=${off}
        @change=${(/** @type {Event} */ event) => {
          const { value } = /** @type {HTMLSelectElement} */ (event.target);
          change({ arrowsOf: value === '' ? null : Number(value) });
        }}
      >
        <option value="" .selected=${live(arrowsOf === null)}>none</option>
        ${race?.racers.map(
          ({ label }, i) =>
            html`<option value=${i} .selected=${live(arrowsOf === i)}>${label}</option>`,
        )}
      </select>
    </label>
    <label
      ?hidden=${!hasRows}
      title=${
        hasBatches
          ? 'Dashed rings: the loss on the diamonds of this step alone. Its lowest point, the dot, is where the step is drawn to.'
          : 'Every step of this race sees all training diamonds, so there is no batch'
      }
    >
      <input
        type="checkbox"
        name="batchBowl"
        ?disabled=${off || !hasBatches}
        .checked=${live(batchBowl)}
        @change=${(/** @type {Event} */ event) =>
          change({ batchBowl: /** @type {HTMLInputElement} */ (event.target).checked })}
      />
      Batch’s bowl
    </label>
    <label
      ?hidden=${!hasRows}
      title="What the numbers at the axes count: standard deviations, or dollars per carat and dollars. Raw data are in dollars as they are."
    >
      Units
      <select
        name="units"
        ?disabled=${off || isRaw}
        @change=${(/** @type {Event} */ event) => {
          const { value } = /** @type {HTMLSelectElement} */ (event.target);
          change({ units: value === 'own' ? 'own' : 'standardized' });
        }}
      >
        <option value="standardized" .selected=${live(units === 'standardized')}>standardized</option>
        <option value="own" .selected=${live(units === 'own')}>dollars</option>
      </select>
    </label>
  </div>`;
}
