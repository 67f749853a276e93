/** The row of one setting: label, slider, field, unit and reset, made from its description. */

import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { helpOf, placeOf, readOf, refusalOf, spokenOf, stopsOf, writtenOf } from '../values.js';
import { icons } from './icons.js';

/** @typedef {import('../values.js').Setting} Setting */
/** @typedef {import('../values.js').Value} Value */

/**
 * @typedef {object} Row
 * @property {Setting} setting
 * @property {Value} value
 * @property {Value} usual what reset goes back to
 * @property {string} id unique in the plot
 * @property {import('../setup.js').Refusal | null} refusal of this field
 * @property {(value: Value) => void} set
 * @property {string} [of] whose setting it is, for those who do not see where it stands
 */

/**
 * @param {Event} event
 * @returns {HTMLInputElement}
 */
const inputOf = (event) => /** @type {HTMLInputElement} */ (event.target);

/** @param {Row} row */
export function settingRow(row) {
  const { setting, value, usual, id, refusal, set } = row;
  const changed = value !== usual;
  const name = html`${setting.label}${setting.symbol ? html`&nbsp;<var>${setting.symbol}</var>` : ''}`;
  return html`<div class="setting" data-setting=${setting.name} title=${helpOf(setting)}>
    <label for=${id}>${name}</label>
    ${control(row)}
    <button
      class="plain"
      data-action="undo"
      title="Back to ${spokenOf(setting, usual)}"
      aria-label="Reset ${setting.label}${row.of ? ` of ${row.of}` : ''} to ${spokenOf(setting, usual)}"
      ?hidden=${!changed}
      @click=${() => set(usual)}
    >
      ${icons.reset}
    </button>
    <span class="hidden" id="${id}-help">${helpOf(setting)}</span>
    ${refusal ? html`<p class="wrong" id="${id}-wrong" role="alert">${refusalOf(setting, refusal.message)}</p>` : ''}
  </div>`;
}

/** @param {Row} row */
function control(row) {
  switch (row.setting.kind.type) {
    case 'switch':
      return flip(row);
    case 'choice':
      return choice(row);
    default:
      return number(row);
  }
}

/** @param {Row} row */
function flip({ value, id, set }) {
  return html`<input
    class="flip alone"
    id=${id}
    type="checkbox"
    role="switch"
    aria-describedby="${id}-help"
    .checked=${live(value === true)}
    @change=${(/** @type {Event} */ event) => set(inputOf(event).checked)}
  />`;
}

/** @param {Row} row */
function choice({ setting, value, id, set }) {
  if (setting.kind.type !== 'choice') return '';
  const { of, labels } = setting.kind;
  return html`<select
    id=${id}
    aria-describedby="${id}-help"
    @change=${(/** @type {Event} */ event) => set(inputOf(event).value)}
  >
    ${of.map((name, i) => html`<option value=${name} .selected=${live(name === value)}>${labels[i]}</option>`)}
  </select>`;
}

/** @param {Row} row */
function number(row) {
  const { setting, value, id, refusal, set } = row;
  if (setting.kind.type !== 'number') return '';
  const { off } = setting.kind;
  const stops = stopsOf(setting);
  const place = placeOf(setting, value);
  const shown = refusal ? refusal.text : writtenOf(value);
  const open = off
    ? html`<input
        class="flip"
        id=${value === null ? id : nothing}
        type="checkbox"
        role="switch"
        aria-describedby="${id}-help"
        aria-label="${setting.label}: on, or ${off.label}"
        .checked=${live(value !== null)}
        @change=${(/** @type {Event} */ event) => set(inputOf(event).checked ? off.instead : null)}
      />`
    : '';
  if (off && value === null) return html`${open}<span class="off">${off.label}</span>`;
  const draw = () => set(Math.floor(Math.random() * 1_000_000));
  return html`${open}
    <input
      class="number"
      id=${id}
      type="text"
      inputmode="decimal"
      autocomplete="off"
      spellcheck="false"
      aria-describedby="${id}-help ${refusal ? `${id}-wrong` : ''}"
      aria-invalid=${refusal ? 'true' : 'false'}
      .value=${live(shown)}
      @change=${(/** @type {Event} */ event) => {
        const field = inputOf(event);
        if (field.value !== writtenOf(value) || refusal) set(readOf(field.value));
      }}
    />
    ${setting.unit ? html`<span class="unit">${setting.unit}</span>` : ''}
    ${
      setting.drawn
        ? html`<button data-action="draw" title="Draw another one at random" @click=${draw}>
            New ${setting.label.toLowerCase()}
          </button>`
        : html`<input
            type="range"
            min="0"
            max=${stops.length - 1}
            step="1"
            aria-label=${setting.label}
            aria-describedby="${id}-help"
            aria-valuetext=${spokenOf(setting, value)}
            .value=${live(String(place))}
            @input=${(/** @type {Event} */ event) => set(stops[inputOf(event).valueAsNumber])}
          />`
    }`;
}
