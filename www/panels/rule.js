/** Over the picture: what they race on, and by which rule their settings are chosen. */

import { html } from 'lit';

/**
 * @param {import('../setup.js').Setup | null} setup null while it loads: its place is kept
 * @param {string} heading
 */
export function rule(setup, heading) {
  if (!setup) return html`<p class="rule" part="rule">&nbsp;</p>`;
  const { landscape } = setup.roster.race;
  const { landscapes } = setup.settings;
  const surface = landscapes.find(({ name }) => name === landscape);
  return html`<p class="rule" part="rule">
    <strong ?data-usual=${surface === landscapes[0]} title=${surface?.about ?? ''}>${surface?.title}</strong>
    <span data-rule title="The rule by which everyone’s settings were chosen">${heading}</span>
  </p>`;
}
