/** What helps in front of a class: the list of keys, full screen and projector mode. */

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
    projector: () => {
      plot.projector = !plot.projector;
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
