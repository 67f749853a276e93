/** What is on the map for a while, and the way back. */

import { html } from 'lit';

/**
 * @param {string} name what is shown instead of the race before it
 * @param {() => void} endDetour
 */
export function detour(name, endDetour) {
  return html`<p class="detour" part="detour">
    <strong>${name}</strong>
    <button
      data-action="endDetour"
      title="The race that was here before, just as you left it"
      @click=${endDetour}
    >
      Back to your race
    </button>
  </p>`;
}
