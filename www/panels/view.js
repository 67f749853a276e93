/** What is under the pointer, and which part of the surface is shown. */

import { html } from 'lit';
import { bindingOf } from '../keys.js';
import { formatCount, formatNumber, lineText } from '../state.js';

/** @typedef {import('../state.js').Readout} Readout */

const HINT = html`<span class="hint"
  >Point at the map to read it. Drag to move it; wheel or pinch to zoom.</span
>`;

/**
 * @typedef {object} ViewActions
 * @property {() => void} zoomIn
 * @property {() => void} zoomOut
 * @property {() => void} wholeMap
 * @property {() => void} fitTrails
 * @property {() => void} fitMinimum
 */

/**
 * @param {Readout | null} at
 * @param {readonly string[]} labels of the racers
 */
export function readout(at, labels) {
  return html`<p class="readout" part="readout">${at ? place(at, labels) : HINT}</p>`;
}

/**
 * @param {boolean} ready
 * @param {ViewActions} actions
 */
export function view(ready, actions) {
  /** @type {(action: keyof ViewActions, label: string, help: string, shortcut?: string) => unknown} */
  const button = (action, label, help, shortcut = '') => html`<button
    data-action=${action}
    title=${help}
    aria-keyshortcuts=${shortcut}
    ?disabled=${!ready}
    @click=${actions[action]}
  >
    ${label}
  </button>`;
  /** @type {(action: 'zoomIn' | 'zoomOut' | 'wholeMap', label: string, help: string) => unknown} */
  const bound = (action, label, help) => {
    const { cap, shortcut } = bindingOf(action);
    return button(action, label, `${help} (${cap})`, shortcut);
  };
  return html`<div class="looks" part="looks" role="group" aria-label="View of the map">
    ${bound('zoomIn', 'Zoom in', 'Look closer')}
    ${bound('zoomOut', 'Zoom out', 'See more')}
    ${bound('wholeMap', 'Whole map', 'Back to the view of the beginning')}
    ${button('fitTrails', 'Fit trails', 'Show all trails as large as possible')}
    ${button('fitMinimum', 'Zoom to minimum', 'Look at the minimum from close by')}
  </div>`;
}

/**
 * @param {Readout} readout
 * @param {readonly string[]} labels
 */
function place({ m, b, loss, slope, intercept, nearest }, labels) {
  return html`<span data-value="m"><var>m</var> ${formatNumber(m)}</span>
    <span data-value="b"><var>b</var> ${formatNumber(b)}</span>
    <span data-value="loss">loss ${formatNumber(loss)}</span>
    <span data-value="own">${lineText({ slope, intercept })}</span>
    <span data-value="nearest"
      >${nearest ? `${labels[nearest.racer]}, step ${formatCount(nearest.step)}` : ''}</span
    >`;
}
