/** Registers the element. Import `downhill-plot.js` instead to choose another name. */

import { DownhillPlot } from './downhill-plot.js';

export { DownhillPlot };

if (globalThis.customElements && !customElements.get('downhill-plot')) {
  customElements.define('downhill-plot', DownhillPlot);
}
