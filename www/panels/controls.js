/** Play, steps, reset and speed. */

import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { shortcutOf, withKey } from '../keys.js';
import { SPEEDS, speedText } from '../state.js';
import { icons } from './icons.js';

/**
 * @typedef {object} ControlsModel
 * @property {import('../player.js').Mode} mode
 * @property {number} speed an index of `SPEEDS`
 * @property {boolean} ready false until there is a race to move
 * @property {boolean} finished
 * @property {boolean} atStart
 * @property {boolean} atLatest no later step was run yet
 */

/**
 * @typedef {object} ControlsActions
 * @property {() => void} toggle
 * @property {() => void} first
 * @property {() => void} back
 * @property {() => void} step
 * @property {() => void} latest
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
export function controls({ mode, speed, ready, finished, atStart, atLatest }, actions) {
  const moving = mode !== 'paused';
  const words = speedText(SPEEDS[speed]);
  const [label, picture, help] = moving
    ? ['Pause', icons.pause, 'Rest at this step']
    : finished
      ? ['Replay', icons.reset, 'Play again from the start']
      : ['Play', icons.play, 'Let all optimizers run'];
  /** @type {(action: 'first' | 'back' | 'step' | 'latest' | 'reset', label: string, help: string, idle: boolean) => unknown} */
  const bound = (action, label, help, idle) => html`<button
    data-action=${action}
    title=${withKey(help, action)}
    aria-keyshortcuts=${shortcutOf(action)}
    ?disabled=${!ready}
    aria-disabled=${idle}
    @click=${actions[action]}
  >
    ${icons[action]}<span>${label}</span>
  </button>`;
  return html`
    <div class="buttons" role="group" aria-label="Playback">
      <button
        class="primary"
        data-action="toggle"
        title=${withKey(help, 'toggle')}
        aria-keyshortcuts=${shortcutOf('toggle')}
        ?disabled=${!ready}
        @click=${actions.toggle}
      >
        ${picture}<span>${label}</span>
      </button>
      ${bound('first', 'First', 'Jump to the start', atStart)}
      ${bound('back', 'Back', 'Take back one update of every optimizer', atStart)}
      ${bound('step', 'Step', 'One update of every optimizer', finished)}
      ${bound('latest', 'Latest', 'Jump to the last step that was run', atLatest)}
      ${bound('reset', 'Reset', 'Back to the shared start, and the timeline begins anew', false)}
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
  `;
}
