/** Over the picture: what they race on, and by which rule their settings are chosen. */

import { html } from 'lit';

/** @param {import('../setup.js').Summary | null} summary null while it loads: its place is kept */
export function rule(summary) {
  if (!summary) return html`<p class="rule" part="rule">&nbsp;</p>`;
  const { landscape, heading } = summary;
  return html`<p class="rule" part="rule">
    <strong ?data-usual=${landscape.name === 'linear'} title=${landscape.about}>${landscape.title}</strong>
    <span data-rule title="The rule by which everyone’s settings were chosen">${heading}</span>
  </p>`;
}
