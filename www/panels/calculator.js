/** The calculator: any numbers in, the next update of every optimizer of the race out. */

import { html } from 'lit';
import { fieldsOf } from '../calculator.js';
import { formatSignificant } from '../numbers.js';

/**
 * @param {import('../calculator.js').Field} field
 * @param {import('../calculator.js').Calculator} calculator
 * @param {(field: string, text: string) => void} type
 */
function numberField({ id, label, value }, calculator, type) {
  const { refusal } = calculator;
  const refused = refusal?.id === id;
  const text = value === null ? '' : String(value);
  const key = `calc-${id.replace(/\./g, '-')}`;
  return html`<div class="field">
    <label for=${key}>${label}</label>
    <input
      id=${key}
      data-field=${id}
      inputmode="decimal"
      autocomplete="off"
      spellcheck="false"
      aria-invalid=${refused}
      aria-describedby=${refused ? `${key}-why` : ''}
      placeholder=${value === null ? 'off' : ''}
      .value=${text}
      @change=${(/** @type {Event} */ event) => {
        const input = /** @type {HTMLInputElement} */ (event.target);
        type(id, input.value);
        // Only here: set at other times, it would take a number away while it is being typed.
        if (calculator.refusal?.id === id) input.value = text;
      }}
    />
    ${refused ? html`<p class="refusal" id="${key}-why" role="alert">${refusal.message}</p>` : ''}
  </div>`;
}

/**
 * @param {import('./inspector.js').InspectorModel} model
 * @param {import('./inspector.js').InspectorActions} actions
 */
export function calculator({ calculator, inspector, race }, actions) {
  const typed = calculator?.typed;
  const explanation = inspector.explanation;
  if (!calculator || !typed || !explanation || !race) return '';
  const { common, settings, state } = fieldsOf(typed, inspector.racer, explanation);
  const name = race.racers[inspector.racer]?.label ?? '';
  const fields = (/** @type {import('../calculator.js').Field[]} */ list) =>
    list.map((field) => numberField(field, calculator, actions.typeNumber));
  return html`<details class="calculator" part="calculator">
    <summary>Calculator: the next update for any numbers</summary>
    <p class="idea">
      It begins with the numbers of the shown step. Change any of them: every optimizer of the race
      starts from the same place with the same gradient, each with its own settings and memory.
    </p>
    <fieldset>
      <legend>For all</legend>
      <div class="fields">${fields(common)}</div>
    </fieldset>
    <fieldset>
      <legend>Of ${name}</legend>
      <div class="fields">${fields([...settings, ...state])}</div>
    </fieldset>
    <button
      data-action="fillCalculator"
      ?disabled=${!calculator.edited && !calculator.refusal}
      title="Takes the numbers of the shown step again"
      @click=${actions.fillCalculator}
    >
      Take this step’s numbers
    </button>
    <table class="results">
      <caption>
        The next update
      </caption>
      <thead>
        <tr>
          <th scope="col" colspan="2">Optimizer</th>
          <th scope="col">m</th>
          <th scope="col">b</th>
        </tr>
      </thead>
      ${calculator.results.map(
        (result, i) => html`<tbody ?data-chosen=${i === inspector.racer}>
          <tr>
            <th scope="rowgroup" rowspan=${result ? 2 : 1}>${race.racers[i]?.label}</th>
            ${
              result
                ? html`<th scope="row">moves by</th>
                    ${cells(subtracted(result.terms.step))}`
                : html`<td colspan="3">These numbers are too large to compute with.</td>`
            }
          </tr>
          ${
            result
              ? html`<tr>
                  <th scope="row">to</th>
                  ${cells(result.paramsAfter)}
                </tr>`
              : ''
          }
        </tbody>`,
      )}
    </table>
  </details>`;
}

/** @param {readonly number[]} pair */
const cells = (pair) =>
  pair.map((value) => html`<td title=${value}>${formatSignificant(value)}</td>`);

/**
 * What the step does to the parameters: it is subtracted.
 * @param {[number, number] | number} step
 */
function subtracted(step) {
  // Not −0, which would be shown as such.
  return Array.isArray(step) ? step.map((part) => 0 - part) : [];
}
