/** The help dialog: all keys, from the one map, and how to use the plot. */

import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { hasLetters, helpGroups } from '../keys.js';

/**
 * @param {boolean} canFillScreen where it cannot, nothing is said of it
 * @param {import('./classroom.js').ClassroomActions} actions
 */
export function help(canFillScreen, { help: close, letters }) {
  /** @param {import('../keys.js').KeyLine} line */
  const works = ({ keys }) => canFillScreen || keys[0].action !== 'fullScreen';
  return html`<dialog
    class="help"
    part="help"
    aria-labelledby="help-title"
    @click=${(/** @type {MouseEvent} */ event) => {
      // The dialog's own box is filled by what is in it: a press on itself is one beside it.
      if (event.target === event.currentTarget) close();
    }}
  >
    <div class="sheet">
      <header>
        <h2 id="help-title">How to use the plot</h2>
        <button data-action="closeHelp" title="Close this help (Esc)" @click=${close}>Close</button>
      </header>
      <p>
        Press Play and watch the optimizers go down the loss, all from one start. Drag the timeline to see any step again; it is always the same to the last
        digit. Point at the map to read it, turn the wheel or pinch to look closer, and drag the
        start to race from elsewhere. Point at a diamond among the data to read it, too; where start
        or data have the focus, the arrow keys do the same.
      </p>
      <div class="groups">
        ${helpGroups().map(
          ({ title, lines }, i) => html`<section>
            <h3>${title}</h3>
            <dl>
              ${lines.filter(works).map(
                (line) => html`<div>
                  <dt>
                    ${(line.caps ?? line.keys.map(({ cap }) => cap)).map((cap) =>
                      cap === '…' ? html`<span>to</span> ` : html`<kbd>${cap}</kbd> `,
                    )}
                  </dt>
                  <dd>${line.help}</dd>
                </div>`,
              )}
            </dl>
            ${i === 0 ? switchOf(letters) : ''}
          </section>`,
        )}
      </div>
    </div>
  </dialog>`;
}

/**
 * In the first column, which is the shortest.
 * @param {(on: boolean) => void} letters
 */
function switchOf(letters) {
  return html`<label
      class="letters"
      title="Without them, speech input and readers with such keys of their own do not move the race"
    >
      <input
        type="checkbox"
        name="letters"
        .checked=${live(hasLetters())}
        @change=${(/** @type {Event} */ event) =>
          letters(/** @type {HTMLInputElement} */ (event.target).checked)}
      />
      Use keys that are a letter, a digit or a sign, too
    </label>`;
}
