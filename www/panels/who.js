/** Which trail is whose, in one line beside the picture. */

import { html } from 'lit';
import { swatch } from './swatch.js';

/**
 * @param {import('../state.js').Snapshot | null} race
 * @param {import('../engine.js').Palette | null} palette
 */
export function who(race, palette) {
  return html`<ul class="who" part="who" aria-label="Optimizers on the map">
    ${race?.racers.map(
      ({ label }, i) =>
        html`<li>
          ${palette && swatch(palette.trails[i % palette.trails.length], palette.lineWidth)}${label}
        </li>`,
    )}
  </ul>`;
}
