/** What they race on: the surface, the rows it is made from, and when the race ends. */

import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { RACE } from '../setup.js';
import { counts } from '../values.js';
import { settingRow } from './setting.js';

/**
 * How much steeper the loss is across its valley than along it.
 * @typedef {{standardized: number, raw: number, current: number}} Conditions
 */

/**
 * @param {import('../setup.js').Setup} setup
 * @param {Conditions | null} conditions null where there are no data
 * @param {string[]} pace why some hardly move
 */
export function data(setup, conditions, pace) {
  const { race } = setup.roster;
  const { landscapes } = setup.settings;
  const about = landscapes.find(({ name }) => name === race.landscape)?.about;
  return html`<div class="setup data-setup">
    <div class="setting" data-setting="landscape" title="What the optimizers race down">
      <label for="landscape">Surface</label>
      <select
        id="landscape"
        aria-describedby="landscape-about"
        @change=${(/** @type {Event} */ event) =>
          setup.setRace('landscape', /** @type {HTMLSelectElement} */ (event.target).value)}
      >
        ${landscapes.map(
          ({ name, title }) =>
            html`<option value=${name} .selected=${live(name === race.landscape)}>${title}</option>`,
        )}
      </select>
      <p class="about" id="landscape-about">${about}</p>
    </div>
    ${conditions ? condition(conditions) : ''}
    ${
      pace.length > 0
        ? html`<div class="condition pace">
            <h2>Why some hardly move</h2>
            <p>${pace.join(' ')}</p>
          </div>`
        : ''
    }
    ${setup.settings.race
      .filter((setting) => counts(setting, race))
      // Without data an epoch is a step.
      .map((setting) =>
        setting.name === 'epochs' && race.landscape !== 'linear'
          ? { ...setting, label: 'Steps', unit: 'steps' }
          : setting,
      )
      .map((setting) =>
        settingRow({
          setting,
          value: race[setting.name],
          usual: setting.default,
          id: `set-${setting.name}`,
          refusal: setup.refusal?.place === `${RACE}.${setting.name}` ? setup.refusal : null,
          set: (value) => setup.setRace(setting.name, value),
        }),
      )}
  </div>`;
}

/** @param {Conditions} conditions */
function condition({ standardized, raw, current }) {
  /** @type {(label: string, value: number) => unknown} */
  const number = (label, value) => html`<div ?data-current=${value === current}>
    <dt>${label}</dt>
    <dd>${value.toFixed(value < 2 ? 3 : 1)}</dd>
  </div>`;
  return html`<div class="condition">
    <h2>Condition number of the Hessian</h2>
    <dl>${number('standardized', standardized)} ${number('raw', raw)}</dl>
    <p>
      How many times steeper the bowl curves across its valley than along it. At 1 it is round and
      downhill leads straight to the minimum; the larger it is, the longer the ravine.
    </p>
  </div>`;
}
