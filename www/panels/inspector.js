/** The step inspector: one optimizer's last update, term by term, and the calculator beside it. */

import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { unsafeHTML } from 'lit/directives/unsafe-html.js';
import { shortcutOf, withKey } from '../keys.js';
import { formatCount } from '../numbers.js';
import { calculator } from './calculator.js';

/** @typedef {import('../inspector.js').TermRow} TermRow */

/**
 * @typedef {object} InspectorModel
 * @property {import('../inspector.js').Inspector} inspector
 * @property {import('../calculator.js').Calculator | null} calculator
 * @property {boolean} copied whether the step was copied just now
 * @property {import('../state.js').Snapshot | null} race
 */

/**
 * @typedef {object} InspectorActions
 * @property {(racer: number) => void} inspect
 * @property {() => void} oneByOne
 * @property {() => void} reveal
 * @property {(term: string | null) => void} pointAtTerm
 * @property {(term: string) => void} pinTerm
 * @property {() => void} copyStep
 * @property {() => void} step
 * @property {() => void} fillCalculator
 * @property {(field: string, text: string) => void} typeNumber
 */

/**
 * Equations come from the engine and are made by `mathml.js`, which escapes what is in them.
 * @param {readonly string[]} pieces
 */
const math = (pieces) => pieces.map((piece) => unsafeHTML(piece));

/**
 * When the pointer leaves a term, another may still have the focus, and the other way round.
 * @param {Event} event
 * @param {':focus-within' | ':hover'} state
 * @returns {string | null} the name of that one
 */
function other(event, state) {
  const list = /** @type {HTMLElement} */ (event.currentTarget).parentElement;
  return list?.querySelector(`.term${state}`)?.getAttribute('data-term') ?? null;
}

/**
 * @param {TermRow} row
 * @param {InspectorModel['inspector']} inspector
 * @param {InspectorActions} actions
 */
function term(row, inspector, actions) {
  const { name, title, arrow, letters, numbers, sentence } = row;
  const lit = inspector.term === name || (arrow !== null && arrow === inspector.arrow);
  return html`<li
    class="term"
    data-term=${name}
    data-arrow=${arrow ?? ''}
    ?data-lit=${lit}
    @pointerenter=${() => actions.pointAtTerm(name)}
    @pointerleave=${(/** @type {Event} */ event) => actions.pointAtTerm(other(event, ':focus-within'))}
    @focusin=${() => actions.pointAtTerm(name)}
    @focusout=${(/** @type {Event} */ event) => actions.pointAtTerm(other(event, ':hover'))}
  >
    <button
      class="title"
      aria-pressed=${inspector.pinned === name}
      title=${arrow ? 'Keeps its arrow lit on the map' : 'Keeps it marked'}
      @click=${() => actions.pinTerm(name)}
    >
      ${title}
    </button>
    <p class="equation letters">${math(letters)}</p>
    <div class="numbers" ?data-shared=${numbers.length === 1}>
      ${numbers.map(
        ({ of, math: inner, result, exact }) => html`<p
          data-of=${of || 'both'}
          title=${exact}
        >
          <span class="of">${of}</span>
          <span class="equation">
            ${math(inner)}
            <span class="result"
              ><span aria-hidden="true">=</span>
              <data value=${exact.split(' = ').at(-1) ?? ''}>${result}</data></span
            >
          </span>
        </p>`,
      )}
    </div>
    <p class="sentence">${sentence}</p>
  </li>`;
}

/** @param {boolean} begun */
function nothingYet(begun) {
  return html`<p class="empty">
    ${
      begun
        ? 'This optimizer could not make a single step: the numbers became too large to compute with.'
        : 'Take a step, and every number of it is explained here.'
    }
  </p>`;
}

/**
 * @param {InspectorModel} model
 * @param {InspectorActions} actions
 */
export function inspector(model, actions) {
  const { inspector, race } = model;
  const { rows, racer, revealed } = inspector;
  const shown = rows?.terms.slice(0, revealed ?? rows.terms.length) ?? [];
  const left = (rows?.terms.length ?? 0) - shown.length;
  return html`<div class="inspector" part="inspector">
    <div class="choices">
      <label>
        <span>Optimizer</span>
        <select
          ?disabled=${!race}
          .value=${live(String(racer))}
          title="Whose step is explained"
          @change=${(/** @type {Event} */ event) =>
            actions.inspect(Number(/** @type {HTMLSelectElement} */ (event.target).value))}
        >
          ${race?.racers.map(
            ({ label }, i) => html`<option value=${i} ?selected=${i === racer}>${label}</option>`,
          )}
        </select>
      </label>
      <label class="check" title="Hides the terms and shows one at each press, so that a class can guess the next">
        <input
          type="checkbox"
          ?disabled=${!race}
          .checked=${live(revealed !== null)}
          @change=${actions.oneByOne}
        />
        One by one
      </label>
      ${
        revealed === null
          ? ''
          : html`<button
              class="primary"
              data-action="reveal"
              aria-keyshortcuts=${shortcutOf('reveal')}
              title=${withKey('Shows the next term, and after the last one takes the next step', 'reveal')}
              @click=${actions.reveal}
            >
              ${left > 0 ? 'Next term' : 'Next step'}
            </button>`
      }
    </div>
    ${
      rows === null
        ? html`${nothingYet((race?.racers[racer]?.step ?? race?.step ?? 0) > 0 || (race?.step ?? 0) > 0)}
            <button
              data-action="takeStep"
              aria-keyshortcuts=${shortcutOf('step')}
              title=${withKey('One step of every optimizer', 'step')}
              @click=${actions.step}
            >
              Take a step
            </button>`
        : html`
            <div class="rule" tabindex="0" role="group" aria-label="Update rule">
              <p class="equation">${math(rows.rule)}</p>
            </div>
            <p class="idea" title=${rows.paper}>
              ${rows.idea} Here θ is the pair of parameters m and b, and t is this step, number
              ${formatCount(rows.step)}${race && race.step > rows.step ? ', its last: this optimizer stopped there' : ''}.${rows.hasMoment ? ' An m with its step below it is the paper’s letter for the first moment; m alone is the first parameter.' : ''}
            </p>
            <ol class="terms">
              ${shown.map((row) => term(row, inspector, actions))}
            </ol>
            ${left > 0 ? html`<p class="remaining">${left === 1 ? 'One term is' : `${left} terms are`} still to come. What is next?</p>` : ''}
            ${
              left > 0
                ? ''
                : html`<button
                    class="copy"
                    title="Copies every equation of this step, with all digits"
                    @click=${actions.copyStep}
                  >
                    ${model.copied ? 'Copied' : 'Copy all digits'}
                  </button>`
            }
            ${calculator(model, actions)}
          `
    }
  </div>`;
}
