/** The slider of time, from the start to the furthest step that was run. */

import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { formatCount } from '../numbers.js';
import { timelineText } from '../state.js';

/**
 * @typedef {object} TimelineModel
 * @property {number} at the step shown, or the one that is just being gone to
 * @property {number} told the step that is read out; not every one while it plays
 * @property {number} end the last step of the slider
 * @property {boolean} ready false until there is a race to move
 */

/**
 * @typedef {object} TimelineActions
 * @property {(step: number) => void} scrub
 * @property {() => void} hold time stands still while a hand is on the slider
 * @property {() => void} letGo
 */

/**
 * @param {TimelineModel} model
 * @param {TimelineActions} actions
 */
export function timeline({ at, told, end, ready }, { scrub, hold, letGo }) {
  return html`<div class="timeline" part="timeline" title="Drag to any step that was run, back or forth">
    <label for="timeline">Step</label>
    <input
      id="timeline"
      data-timeline
      type="range"
      min="0"
      max=${end}
      step="1"
      .value=${live(String(at))}
      aria-valuetext=${timelineText(told, end)}
      ?disabled=${!ready}
      @input=${(/** @type {InputEvent} */ event) =>
        scrub(/** @type {HTMLInputElement} */ (event.target).valueAsNumber)}
      @pointerdown=${(/** @type {PointerEvent} */ { button }) => button === 0 && hold()}
      @pointerup=${letGo}
      @pointercancel=${letGo}
    />
    <span class="end" aria-hidden="true">${ready ? `of ${formatCount(end)}` : ''}</span>
  </div>`;
}
