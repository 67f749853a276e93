/** What helps in front of a class: the list of keys, full screen and projector mode. */

import { useLetters } from './keys.js';

/**
 * @param {import('./downhill-plot.js').DownhillPlot} plot
 */
export function classroomActions(plot) {
  return {
    help: () => {
      const dialog = dialogOf(plot);
      if (dialog?.open) dialog.close();
      else dialog?.showModal();
    },
    letters: (/** @type {boolean} */ on) => {
      useLetters(on);
      plot.requestUpdate();
    },
    fullScreen: () => {
      if (!canFillScreen()) return;
      // A browser refuses without a press of a key or button; then everything stays as it is.
      const done = fillsScreen(plot) ? document.exitFullscreen() : plot.requestFullscreen();
      done.catch(() => {});
    },
  };
}

/**
 * @param {import('./downhill-plot.js').DownhillPlot} plot
 * @returns {HTMLDialogElement | null} the one that lies on it
 */
export function dialogOn(plot) {
  return plot.renderRoot?.querySelector('dialog[open]');
}

/** Keys that scroll a page, and end or begin what has the focus there. */
const SCROLLING = ['home', 'end', 'pageup', 'pagedown'];

/**
 * @param {import('./downhill-plot.js').DownhillPlot} plot
 * @param {KeyboardEvent} event
 * @param {string} key of the map
 * @returns {boolean} whether a press outside the plot is the page's own: where one does not see the
 *   plot, and where something else has the focus that such a key scrolls
 */
export function isOfPage(plot, event, key) {
  const [focus, ...around] = event.composedPath();
  if (focus === plot || around.includes(plot) || fillsScreen(plot)) return false;
  const { body, documentElement } = document;
  const other = focus !== body && focus !== documentElement;
  return !isInSight(plot) || (other && SCROLLING.includes(key));
}

/**
 * @param {import('./downhill-plot.js').DownhillPlot} plot
 * @returns {boolean} whether at least half of its picture is, or it is half of what is
 */
function isInSight(plot) {
  const box = plot.renderRoot.querySelector('.stage')?.getBoundingClientRect();
  if (!box) return false;
  const seen = Math.min(box.bottom, innerHeight) - Math.max(box.top, 0);
  return seen >= Math.min(box.height, innerHeight) / 2;
}

/** @returns {boolean} whether this browser, and the frame around, let an element fill the screen */
export function canFillScreen() {
  return globalThis.document?.fullscreenEnabled === true;
}

/**
 * @param {Element} plot
 * @returns {boolean}
 */
export function fillsScreen(plot) {
  return plot.matches(':fullscreen');
}

/**
 * @param {import('./downhill-plot.js').DownhillPlot} plot
 * @returns {HTMLDialogElement | null}
 */
function dialogOf(plot) {
  return plot.renderRoot.querySelector('dialog.help');
}
