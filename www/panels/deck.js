/** The tabs below the picture: one panel at a time, each about one side of the race. */

import { html, noChange } from 'lit';

/**
 * @typedef {object} Tab
 * @property {string} id
 * @property {string} label
 * @property {string} help what is behind it, in one sentence
 * @property {() => unknown} content made only while the tab is open
 */

/**
 * The arrows move between tabs, as everywhere; elsewhere they move time.
 * @param {KeyboardEvent} event
 */
function onKey(event) {
  const tabs = /** @type {HTMLElement} */ (event.currentTarget).querySelectorAll('button');
  const here = [...tabs].indexOf(/** @type {HTMLButtonElement} */ (event.target));
  const last = tabs.length - 1;
  /** @type {Record<string, number>} */
  const to = {
    ArrowLeft: here === 0 ? last : here - 1,
    ArrowRight: here === last ? 0 : here + 1,
    Home: 0,
    End: last,
  };
  const next = to[event.key];
  const { shiftKey, ctrlKey, altKey, metaKey } = event;
  if (here < 0 || next === undefined || shiftKey || ctrlKey || altKey || metaKey) return;
  event.preventDefault();
  tabs[next].focus();
  tabs[next].click();
}

/**
 * @param {readonly Tab[]} tabs
 * @param {string} open the id of the open one
 * @param {(id: string) => void} openTab
 * @param {boolean} waits whether the panel is left as it is; those who read it nevertheless are told
 */
export function deck(tabs, open, openTab, waits) {
  const shown = tabs.find(({ id }) => id === open) ?? tabs[0];
  return html`<section class="deck" part="deck" aria-label="About the race">
    <div class="tabs" role="tablist" aria-label="About the race" @keydown=${onKey}>
      ${tabs.map(
        ({ id, label, help }) => html`<button
          id="tab-${id}"
          role="tab"
          title=${help}
          data-tab=${id}
          aria-selected=${id === shown.id}
          aria-controls="panel"
          tabindex=${id === shown.id ? 0 : -1}
          @click=${() => openTab(id)}
        >
          ${label}
        </button>`,
      )}
    </div>
    <div
      class="panel"
      id="panel"
      role="tabpanel"
      data-panel=${shown.id}
      tabindex="0"
      aria-labelledby="tab-${shown.id}"
      aria-busy=${waits}
    >
      ${waits ? noChange : shown.content()}
    </div>
  </section>`;
}
