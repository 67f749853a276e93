/** What is shown in place of the plot when it cannot run. */

import { html } from 'lit';

/** @typedef {import('../engine.js').EngineError} EngineError */

/** @type {Record<import('../engine.js').FailureKind, {title: string, remedy: string}>} */
const TEXTS = {
  unsupported: {
    title: 'This browser cannot run the plot',
    remedy:
      'Downhill computes with WebAssembly, which is missing or switched off here. ' +
      'Open the page in a current Chrome, Edge, Firefox or Safari, or ask whoever looks ' +
      'after this browser to allow WebAssembly.',
  },
  blocked: {
    title: 'WebAssembly is blocked on this page',
    remedy:
      'The security policy of this site forbids it. Whoever runs the site can allow it by ' +
      'adding ‘wasm-unsafe-eval’ to script-src in its Content-Security-Policy.',
  },
  network: {
    title: 'A part of the plot did not arrive',
    remedy: 'Check the connection and reload the page.',
  },
  broken: {
    title: 'A part of the plot is damaged',
    remedy:
      'Reload the page. If this message returns, the files on the server are incomplete: ' +
      'build them again and copy all of them.',
  },
  fault: {
    title: 'The engine stopped',
    remedy:
      'This is a mistake of ours, not of yours. Reload the page to start again; the text ' +
      'below helps us when you report it.',
  },
};

/**
 * @param {Element} plot
 * @returns {boolean} whether its author has put something into the tag for this case
 */
export function hasFallback(plot) {
  return [...plot.childNodes].some((node) =>
    node instanceof Element ? !node.slot : node instanceof Text && /\S/.test(node.data),
  );
}

/**
 * @param {EngineError} error
 * @param {boolean} fallback whether what the author has put into the tag is shown instead
 * @param {() => void} reload
 */
export function failure({ kind, message }, fallback, reload) {
  if (fallback) return html`<slot></slot>`;
  const { title, remedy } = TEXTS[kind];
  const picture = new URL('../still.webp', import.meta.url).href;
  return html`<div class="failure" data-kind=${kind} lang="en" dir="ltr">
    <div role="alert">
      <h2>${title}</h2>
      <p>${remedy}</p>
    </div>
    <p class="detail"><code>${message}</code></p>
    <p><button class="primary" data-action="reload" @click=${reload}>Reload the page</button></p>
    <figure>
      <img
        src=${picture}
        width="1200"
        height="800"
        alt="A map of the loss with four trails that lead from one start to the minimum."
      />
      <figcaption>A still picture of the plot: four optimizers on the way to the minimum.</figcaption>
    </figure>
  </div>`;
}
