/** The share dialog: addresses and code to be copied, and what they give. */

import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { ref } from 'lit/directives/ref.js';
import { shortcutOf, withKey } from '../keys.js';
import { SHARES } from '../share.js';

/** @typedef {import('../sharing.js').ShareModel} ShareModel */
/** @typedef {import('../share.js').Controls} Controls */
/** @typedef {import('../share.js').Gift} Gift */

/**
 * @typedef {object} ShareActions
 * @property {() => void} share
 * @property {() => void} shareClosed
 * @property {(controls: Controls) => void} shareAs
 * @property {(gift: Gift) => void} copy
 */

/**
 * @param {boolean} ready
 * @param {ShareActions} actions
 */
export function shareButton(ready, { share }) {
  return html`<button
    data-action="share"
    title=${withKey('A link to this race, and code for a page of yours', 'share')}
    aria-haspopup="dialog"
    aria-keyshortcuts=${shortcutOf('share')}
    ?disabled=${!ready}
    @click=${share}
  >
    Share
  </button>`;
}

/**
 * @param {ShareModel | null} model null while it is closed
 * @param {ShareActions} actions
 */
export function share(model, actions) {
  return html`<dialog
    class="share"
    part="share"
    aria-labelledby="share-title"
    @close=${actions.shareClosed}
    @click=${(/** @type {MouseEvent} */ event) => {
      // The dialog's own box is filled by what is in it: a press on itself is one beside it.
      if (event.target === event.currentTarget) actions.share();
    }}
  >
    ${model ? sheet(model, actions) : ''}
  </dialog>`;
}

/**
 * @param {ShareModel} model
 * @param {ShareActions} actions
 */
function sheet({ gifts, link, controls, tag, copied, said }, actions) {
  return html`<div class="sheet">
    <header>
      <h2 id="share-title">Share this race</h2>
      <button data-action="closeShare" title="Close (Esc)" @click=${actions.share}>Close</button>
    </header>
    <p>
      The race goes along as it stands: every setting, the step and the view. Whoever opens it sees
      the same numbers, to the last digit.
    </p>
    <div class="gifts">
      ${gifts.slice(0, 2).map((gift) => field(gift, copied, actions.copy))}
      ${gifts.length > 2 ? choice(controls, actions.shareAs) : ''}
      ${gifts.slice(2).map((gift) => field(gift, copied, actions.copy))}
    </div>
    ${gifts.length > 2 ? preview(tag, link, controls) : ''}
    <div class="said" role="status">${said}</div>
  </div>`;
}

/**
 * @param {Gift} gift
 * @param {string} copied
 * @param {(gift: Gift) => void} copy
 */
function field(gift, copied, copy) {
  const { id, label, help, text } = gift;
  return html`<div class="gift">
    <label for="share-${id}">${label}</label>
    <span class="about" id="share-${id}-about">${help}</span>
    <textarea
      id="share-${id}"
      readonly
      rows=${text.includes('<') ? 3 : 1}
      spellcheck="false"
      aria-describedby="share-${id}-about"
      .value=${live(text)}
      @focus=${(/** @type {FocusEvent} */ event) =>
        /** @type {HTMLTextAreaElement} */ (event.target).select()}
    ></textarea>
    <button data-copy=${id} aria-label="Copy: ${label}" title="Copy" @click=${() => copy(gift)}>
      ${copied === id ? 'Copied' : 'Copy'}
    </button>
  </div>`;
}

/**
 * @param {Controls} controls
 * @param {(controls: Controls) => void} choose
 */
function choice(controls, choose) {
  return html`<fieldset class="shown">
    <legend>What a page of yours shows</legend>
    ${SHARES.map(
      (one) => html`<label>
        <input
          type="radio"
          name="shown"
          value=${one.controls}
          .checked=${live(one.controls === controls)}
          @change=${() => choose(one.controls)}
        />
        ${one.label}
      </label>`,
    )}
  </fieldset>`;
}

/** What the preview says is not the plot's. */
const silenced = ['ready', 'step', 'stop', 'change', 'error'].map((name) => `downhill-${name}`);

/**
 * A plot within the plot, to be looked at.
 * @param {string} tag
 * @param {string} link
 * @param {Controls} controls
 */
function preview(tag, link, controls) {
  return html`<figure class="preview">
    <figcaption>Preview</figcaption>
    <div
      inert
      ${ref((box) => {
        if (!box) return;
        const [before] = box.children;
        if (before?.getAttribute('controls') === controls) return;
        for (const name of silenced) box.addEventListener(name, stop);
        const plot = document.createElement(tag);
        plot.setAttribute('controls', controls);
        plot.setAttribute('link', link);
        box.replaceChildren(plot);
      })}
    ></div>
  </figure>`;
}

/** @param {Event} event */
function stop(event) {
  event.stopPropagation();
}
