/** The picture, and what lies on it while something is loading, running or refused. */

import { html } from 'lit';
import { nudgeOf } from '../keys.js';
import { startText } from '../state.js';

/**
 * @typedef {object} StageActions
 * @property {() => void} dismiss takes the notice away
 * @property {() => void} takeCursor
 * @property {(step: [number, number]) => void} moveCursor in CSS pixels, to the right and down
 * @property {() => void} leaveCursor
 */

/**
 * @typedef {object} StageModel
 * @property {string} description the picture in words
 * @property {boolean} ready
 * @property {number | null} progress of what takes a while, from 0 to 1; null at other times
 * @property {string} task what takes a while
 * @property {import('../state.js').Params | null} start where the race starts
 * @property {boolean} zoomed whether the map shows another part than in the beginning
 * @property {boolean} scene whether the surface is shown in three dimensions
 * @property {string} notice why a setting was refused, or ''
 */

/**
 * @param {StageModel} model
 * @param {StageActions} actions
 */
export function stage(
  { description, ready, progress, task, start, zoomed, scene, notice },
  { dismiss, takeCursor, moveCursor, leaveCursor },
) {
  /** @param {KeyboardEvent} event */
  const press = (event) => {
    const step = nudgeOf(event);
    if (step) moveCursor(step);
    else if (event.key === 'Escape') /** @type {HTMLElement} */ (event.currentTarget).blur();
    else return;
    event.preventDefault();
  };
  return html`<div class="stage" part="stage">
    <div class="layers" ?data-zoomed=${zoomed} ?data-scene=${scene}>
      <canvas class="base" aria-hidden="true"></canvas>
      <canvas class="overlay" role="img" aria-label=${description}></canvas>
      <button
        class="start"
        data-action="start"
        hidden
        aria-label=${startText(start)}
        title="Drag the start, or move it with the arrow keys (with Shift, by less)"
      ></button>
      <div
        class="cursor"
        role="application"
        tabindex="0"
        hidden
        aria-label="Cursor on the map: the arrow keys move it, with Shift by less"
        @focus=${takeCursor}
        @blur=${leaveCursor}
        @keydown=${press}
      ></div>
    </div>
    ${ready ? '' : html`<p class="waiting">Loading 20,000 diamonds …</p>`}
    ${
      progress === null
        ? ''
        : html`<progress max="1" .value=${progress} aria-label=${task}></progress>`
    }
    ${
      notice
        ? html`<div class="notice" role="alert">
            <p>${notice}</p>
            <button data-action="dismiss" @click=${dismiss}>Dismiss</button>
          </div>`
        : ''
    }
  </div>`;
}
