/** Help, projector mode and full screen: what a teacher reaches for. */

import { html } from 'lit';
import { hasLetters, shortcutOf, withKey } from '../keys.js';
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
 * @property {(on: boolean) => void} letters whether letters, digits and signs are keys
 * @property {() => void} projector
 * @property {() => void} fullScreen
 */

/** @param {ClassroomActions} actions */
export function helpButton({ help }) {
  return html`<button
    data-action="help"
    title=${withKey('All keys, and how to use the plot', 'help')}
    aria-haspopup="dialog"
    aria-keyshortcuts=${shortcutOf('help')}
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
  return html`<div class="classroom" role="group" aria-label="For a classroom">
    <button
      data-action="projector"
      title=${withKey('Large letters, thick trails and strong contrast, to be read from the last row', 'projector')}
      aria-pressed=${projector}
      aria-keyshortcuts=${shortcutOf('projector')}
      @click=${actions.projector}
    >
      ${projector ? icons.tick : ''}Projector
    </button>
    ${
      canFillScreen
        ? html`<button
            data-action="fullScreen"
            title=${withKey('The plot alone, on the whole screen', 'fullScreen')}
            aria-pressed=${fillsScreen}
            aria-keyshortcuts=${shortcutOf('fullScreen')}
            @click=${actions.fullScreen}
          >
            ${fillsScreen ? icons.tick : ''}Full screen
          </button>`
        : ''
    }
    ${hasLetters() ? html`<p class="keys">Press <kbd>?</kbd> for keys</p>` : ''}
  </div>`;
}
