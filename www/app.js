/** The page around the plot: its address, the theme switch, and keys pressed anywhere on it. */

import './define.js';
import { Address } from './address.js';
import { loadEngine } from './engine.js';
import { homeOf } from './share.js';
import { themeStore } from './stage.js';
import { parseTheme } from './state.js';

/** @typedef {import('./downhill-plot.js').DownhillPlot} DownhillPlot */

const plot = /** @type {DownhillPlot | null} */ (document.querySelector('downhill-plot'));
const switches = document.querySelector('#theme');

/** @param {import('./state.js').ThemeChoice} choice */
function show(choice) {
  document.documentElement.dataset.theme = choice;
  if (plot) plot.theme = choice;
}

const choice = themeStore.read();
show(choice);
switches?.querySelector(`[value="${choice}"]`)?.toggleAttribute('checked', true);
switches?.removeAttribute('hidden');
switches?.addEventListener('change', ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  const next = parseTheme(target.value);
  show(next);
  themeStore.write(next);
});

document.addEventListener('keydown', (event) => plot?.handleKey(event));

/** Says of the map what is true of it: of a line through data, or of a surface made for tests. */
function explain() {
  const { landscape } = /** @type {{landscape?: string}} */ (plot?.config ?? {});
  const of = (landscape ?? 'linear') === 'linear' ? 'data' : 'surface';
  for (const text of document.querySelectorAll('[data-of]')) {
    text.toggleAttribute('hidden', text.getAttribute('data-of') !== of);
  }
}

if (plot) {
  // It is in sight at once: nothing is gained by waiting for the browser to say so. What fails is told
  // where the plot itself asks.
  loadEngine().catch(() => {});
  for (const event of ['downhill-ready', 'downhill-change']) plot.addEventListener(event, explain);
  // A page that is one file names itself; others are what their folder shows.
  plot.home = homeOf(location.protocol === 'file:' ? location.pathname : '.');
  new Address(plot);
}
