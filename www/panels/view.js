/** What is under the pointer, and which part of the surface is shown. */

import { html } from 'lit';
import { shortcutOf, withKey } from '../keys.js';
import { formatCount, formatNumber } from '../numbers.js';
import { readingsOf } from '../readings.js';
import { lineText } from '../state.js';

/** @typedef {import('../state.js').Readout} Readout */

const TURN_HINT = html`<span class="hint"
  >Drag to turn the surface; wheel or pinch to come closer.</span
>`;

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
 * @property {() => void} scene
 */

/**
 * @param {Readout | null} at
 * @param {readonly string[]} labels of the racers
 * @param {boolean} scene whether the surface is shown in three dimensions
 */
export function readout(at, labels, scene) {
  const hint = scene ? TURN_HINT : HINT;
  return html`<p class="readout" part="readout">${at ? place(at, labels) : hint}</p>`;
}

/**
 * @param {boolean} ready
 * @param {boolean} scene whether the surface is shown in three dimensions
 * @param {ViewActions} actions
 * @param {unknown} show what else can be seen on the map
 */
export function view(ready, scene, actions, show) {
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
  /** @type {(action: 'zoomIn' | 'zoomOut' | 'wholeMap' | 'scene', label: string, help: string) => unknown} */
  const bound = (action, label, help) =>
    button(action, label, withKey(help, action), shortcutOf(action));
  return html`<div class="looks" part="looks">
    <div class="zooms" role="group" aria-label="View of the map">
      ${
        scene
          ? bound('scene', 'Map (2D)', 'The map, seen from above')
          : bound('scene', 'Surface (3D)', 'The loss as a surface, to be turned around')
      }
      ${bound('zoomIn', 'Zoom in', 'Look closer')}
      ${bound('zoomOut', 'Zoom out', 'See more')}
      ${bound('wholeMap', 'Whole map', 'Back to the view of the beginning')}
      ${button('fitTrails', 'Fit trails', 'Show all trails as large as possible')}
      ${button('fitMinimum', 'Zoom to minimum', 'Look at the minimum from close by')}
    </div>
    ${show}
  </div>`;
}

/**
 * @param {Readout} readout
 * @param {readonly string[]} labels
 */
function place({ slope, intercept, nearest, arrow, ...at }, labels) {
  const { m, b, loss } = readingsOf(at);
  return html`<span data-value="m"><var>m</var> ${m}</span>
    <span data-value="b"><var>b</var> ${b}</span>
    <span data-value="loss">loss ${loss}</span>
    <span data-value="own">${lineText({ slope, intercept })}</span>
    <span data-value="nearest">${arrow ? arrowText(arrow) : nearest ? `${labels[nearest.racer]}, step ${formatCount(nearest.step)}` : ''}</span>`;
}

/** @param {import('../state.js').Arrow} arrow */
function arrowText({ label, value: [m, b] }) {
  return `${label}: m ${formatNumber(m)}, b ${formatNumber(b)}`;
}
