/** Small drawings for buttons. They repeat what the label says, so they are never read out. */

import { html } from 'lit';

/**
 * @param {string} path on a square of 20
 * @returns {import('lit').TemplateResult}
 */
function icon(path) {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true"><path d=${path} /></svg>`;
}

export const icons = {
  play: icon('M5.5 3.2v13.6a.8.8 0 0 0 1.2.7l11-6.8a.8.8 0 0 0 0-1.4l-11-6.8a.8.8 0 0 0-1.2.7z'),
  pause: icon(
    'M5.2 3h2.6a.7.7 0 0 1 .7.7v12.6a.7.7 0 0 1-.7.7H5.2a.7.7 0 0 1-.7-.7V3.7a.7.7 0 0 1 .7-.7zm7 0h2.6a.7.7 0 0 1 .7.7v12.6a.7.7 0 0 1-.7.7h-2.6a.7.7 0 0 1-.7-.7V3.7a.7.7 0 0 1 .7-.7z',
  ),
  back: icon(
    'M16.5 4.2v11.6a.7.7 0 0 1-1.1.6L7 10.6a.7.7 0 0 1 0-1.2l8.4-5.8a.7.7 0 0 1 1.1.6zM4.2 3.5h1.6a.7.7 0 0 1 .7.7v11.6a.7.7 0 0 1-.7.7H4.2a.7.7 0 0 1-.7-.7V4.2a.7.7 0 0 1 .7-.7z',
  ),
  step: icon(
    'M3.5 4.2v11.6a.7.7 0 0 0 1.1.6l8.4-5.8a.7.7 0 0 0 0-1.2L4.6 3.6a.7.7 0 0 0-1.1.6zM14.2 3.5h1.6a.7.7 0 0 1 .7.7v11.6a.7.7 0 0 1-.7.7h-1.6a.7.7 0 0 1-.7-.7V4.2a.7.7 0 0 1 .7-.7z',
  ),
  first: icon(
    'M2.5 4.2h2v4.1L9.9 4a.7.7 0 0 1 1.1.6V9l5.4-5a.7.7 0 0 1 1.1.6v10.8a.7.7 0 0 1-1.1.6L11 11v4.4a.7.7 0 0 1-1.1.6l-5.4-4.3v4.1h-2z',
  ),
  latest: icon(
    'M17.5 4.2h-2v4.1L10.1 4a.7.7 0 0 0-1.1.6V9L3.6 4a.7.7 0 0 0-1.1.6v10.8a.7.7 0 0 0 1.1.6L9 11v4.4a.7.7 0 0 0 1.1.6l5.4-4.3v4.1h2z',
  ),
  reset: icon(
    'M10 3.4a6.6 6.6 0 1 1-6.2 4.3 1 1 0 0 1 1.9.7A4.6 4.6 0 1 0 10 5.4H8.9v1.5a.6.6 0 0 1-1 .4L4.9 4.8a.6.6 0 0 1 0-.9l3-2.5a.6.6 0 0 1 1 .5v1.5z',
  ),
  finish: icon(
    'M2 4.6v10.8a.7.7 0 0 0 1.1.6l6.4-5v4.4a.7.7 0 0 0 1.1.6l5.4-4.3v4.1h2V4.2h-2v4.1L10.6 4a.7.7 0 0 0-1.1.6V9L3.1 4a.7.7 0 0 0-1.1.6z',
  ),
  tick: icon('M3.6 10.4l1.7-1.7 3 3 6.4-6.9 1.8 1.6-8.1 8.8z'),
};
