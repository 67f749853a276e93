/** Play, step, reset, speed: the row under the picture. */

import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { bindingOf, KEYS } from '../keys.js';
import { SPEEDS, speedText } from '../state.js';
import { icons } from './icons.js';

/**
 * @typedef {object} ControlsModel
 * @property {import('../player.js').Mode} mode
 * @property {number} speed an index of `SPEEDS`
 * @property {boolean} ready false until there is a race to move
 * @property {boolean} finished
 */

/**
 * @typedef {object} ControlsActions
 * @property {() => void} toggle
 * @property {() => void} step
 * @property {() => void} reset
 * @property {() => void} finish
 * @property {(index: number) => void} speed
 */

/**
 * What makes no sense at the moment is only marked as disabled: a button that was disabled in
 * earnest would lose the focus of whoever has just pressed it.
 *
 * @param {ControlsModel} model
 * @param {ControlsActions} actions
 */
export function controls({ mode, speed, ready, finished }, actions) {
  const moving = mode !== 'paused';
  const words = speedText(SPEEDS[speed]);
  const [label, picture, help] = moving
    ? ['Pause', icons.pause, 'Rest at this step']
    : finished
      ? ['Replay', icons.reset, 'Play again from the start']
      : ['Play', icons.play, 'Let all optimizers run'];
  return html`
    <div class="buttons" role="group" aria-label="Playback">
      <button
        class="primary"
        data-action="toggle"
        title="${help} (${bindingOf('toggle').cap})"
        aria-keyshortcuts=${bindingOf('toggle').shortcut}
        ?disabled=${!ready}
        @click=${actions.toggle}
      >
        ${picture}<span>${label}</span>
      </button>
      <button
        data-action="step"
        title="One update of every optimizer (${bindingOf('step').cap})"
        aria-keyshortcuts=${bindingOf('step').shortcut}
        ?disabled=${!ready}
        aria-disabled=${finished}
        @click=${actions.step}
      >
        ${icons.step}<span>Step</span>
      </button>
      <button
        data-action="reset"
        title="Back to the shared start (${bindingOf('reset').cap})"
        aria-keyshortcuts=${bindingOf('reset').shortcut}
        ?disabled=${!ready}
        @click=${actions.reset}
      >
        ${icons.reset}<span>Reset</span>
      </button>
      <button
        data-action="finish"
        title="Run as fast as this machine can until every optimizer has stopped"
        ?disabled=${!ready}
        aria-disabled=${finished || mode === 'finishing'}
        @click=${actions.finish}
      >
        ${icons.finish}<span>To the end</span>
      </button>
    </div>
    <div class="speed" title="How fast time runs. It never changes where an optimizer goes.">
      <label for="speed">Speed</label>
      <input
        id="speed"
        type="range"
        min="0"
        max=${SPEEDS.length - 1}
        step="1"
        .value=${live(String(speed))}
        aria-valuetext=${words}
        ?disabled=${!ready}
        @input=${(/** @type {InputEvent} */ event) =>
          actions.speed(/** @type {HTMLInputElement} */ (event.target).valueAsNumber)}
      />
      <span class="words" aria-hidden="true">${words}</span>
    </div>
    <p class="keys">
      ${KEYS.map(({ cap, help: what }) => html`<span><kbd>${cap}</kbd> ${what}</span>`)}
    </p>
  `;
}
