/** Help, projector mode and full screen: what a teacher reaches for. */

import { html } from 'lit';
import { bindingOf } from '../keys.js';
import { icons } from './icons.js';

/**
 * @typedef {object} ClassroomModel
 * @property {boolean} projector
 * @property {boolean} canFillScreen
 * @property {boolean} fillsScreen
 */

/**
 * @typedef {object} ClassroomActions
 * @property {() => void} help
 * @property {() => void} projector
 * @property {() => void} fullScreen
 */

/** @param {ClassroomActions} actions */
export function helpButton({ help }) {
  const { cap, shortcut } = bindingOf('help');
  return html`<button
    data-action="help"
    title="All keys, and how to use the plot (${cap})"
    aria-haspopup="dialog"
    aria-keyshortcuts=${shortcut}
    @click=${help}
  >
    Help
  </button>`;
}

/**
 * @param {ClassroomModel} model
 * @param {ClassroomActions} actions
 */
export function classroom({ projector, canFillScreen, fillsScreen }, actions) {
  /** @type {(action: keyof ClassroomActions) => string} */
  const cap = (action) => bindingOf(action).cap;
  return html`<div class="classroom" role="group" aria-label="For a classroom">
    <button
      data-action="projector"
      title="Large letters, thick trails and strong contrast, to be read from the last row (${cap('projector')})"
      aria-pressed=${projector}
      aria-keyshortcuts=${bindingOf('projector').shortcut}
      @click=${actions.projector}
    >
      ${projector ? icons.tick : ''}Projector
    </button>
    ${
      canFillScreen
        ? html`<button
            data-action="fullScreen"
            title="The plot alone, on the whole screen (${cap('fullScreen')})"
            aria-pressed=${fillsScreen}
            aria-keyshortcuts=${bindingOf('fullScreen').shortcut}
            @click=${actions.fullScreen}
          >
            ${fillsScreen ? icons.tick : ''}Full screen
          </button>`
        : ''
    }
    <p class="keys">Press <kbd>${cap('help')}</kbd> for keys</p>
  </div>`;
}
