/**
 * The page for frames: the plot alone. The address says everything about it: attributes of the
 * element before the `#`, a link behind it, as in `embed.html?controls=none&theme=dark#racers=…`.
 */

import './define.js';
import { ATTRIBUTES } from './attributes.js';
import { isLink } from './link.js';
import { homeOf } from './share.js';
import { parseTheme } from './state.js';

/** @typedef {import('./downhill-plot.js').DownhillPlot} DownhillPlot */

const plot = /** @type {DownhillPlot | null} */ (document.querySelector('downhill-plot'));

for (const [name, value] of new URLSearchParams(location.search)) {
  if (ATTRIBUTES.some((attribute) => attribute.name === name)) plot?.setAttribute(name, value);
}

// The whole page lies beside this one, so that a reader can take the race there.
if (plot) plot.home = homeOf('.');

document.documentElement.dataset.theme = parseTheme(plot?.getAttribute('theme'));

/** Shows what the link in the address says, also when the page around changes it. */
function follow() {
  if (isLink(location.hash)) plot?.setAttribute('link', location.hash);
}
follow();
addEventListener('hashchange', follow);

document.addEventListener('keydown', (event) => plot?.handleKey(event));
