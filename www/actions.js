/** What a person can do with a plot: what its buttons, sliders and keys call. */

import { classroomActions } from './classroom.js';
import { placeText, rowText } from './readings.js';
import { viewActions } from './surface.js';

/** @typedef {import('./state.js').LookSettings} LookSettings */

/**
 * The parts of a plot that a person works with, beside what its element has for everybody.
 * @typedef {object} Parts
 * @property {import('./showing.js').Showing} showing
 * @property {import('./telling.js').Telling} telling
 * @property {import('./inspection.js').Inspection} inspection
 * @property {import('./comparison.js').Comparison} comparison
 * @property {import('./sharing.js').Sharing} sharing
 * @property {import('./sheet.js').Sheet} sheet
 */

/**
 * @param {import('./downhill-plot.js').DownhillPlot} plot
 * @param {Parts} parts
 */
export function actionsOf(plot, { showing, telling, inspection, comparison, sharing, sheet }) {
  const change = (/** @type {Partial<LookSettings>} */ changes) => {
    plot.looks = /** @type {LookSettings} */ (changes);
  };
  /** @param {[number, number]} step of the cursor on the map, in CSS pixels */
  const moveCursor = (step) => {
    const readout = showing.course?.work((race) => showing.surface?.explorer.readAt(race, step));
    const labels = telling.model.race?.racers.map(({ label }) => label);
    if (readout && labels) telling.say(placeText(readout, labels));
  };
  const reveal = async () => {
    inspection.actions.reveal();
    await plot.updateComplete;
    showNewest(plot.renderRoot);
  };
  return {
    ...classroomActions(plot),
    ...viewActions(() => showing.surface),
    ...inspection.actions,
    reveal,

    // Time.
    toggle: () => showing.player?.toggle(),
    back: () => plot.back(),
    step: () => plot.step(),
    first: () => plot.seek(0),
    latest: () => plot.seek(showing.course?.furthest ?? 0),
    // A presenter's remote control has two keys.
    previous: () => plot.back(),
    next: () => (inspection.reveals ? reveal() : plot.step()),
    scrub: (/** @type {number} */ step) => showing.player?.scrub(step),
    hold: () => showing.player?.hold(),
    letGo: () => {
      showing.player?.letGo();
      plot.requestUpdate();
    },
    reset: () => plot.reset(),
    finish: () => plot.finish(),
    speed: (/** @type {number} */ index) => {
      plot.speed = index;
    },

    // The views.
    change,
    scene: () => {
      showing.surface?.orbit.toggle();
      telling.say(plot.scene ? 'The surface in three dimensions.' : 'The map.');
    },
    projector: () => {
      plot.projector = !plot.projector;
      telling.say(`Projector mode is ${plot.projector ? 'on' : 'off'}.`);
    },
    /** Gives the cursor the focus, on the map: in three dimensions there is none. */
    cursor: () => {
      if (plot.scene) plot.scene = null;
      const cursor = /** @type {HTMLElement | null} */ (plot.renderRoot.querySelector('.cursor'));
      if (!cursor) return;
      cursor.hidden = false;
      cursor.focus();
    },
    takeCursor: () => moveCursor([0, 0]),
    moveCursor,
    leaveCursor: () => showing.surface?.explorer.endReading(),
    /** Shows squares and arrows of one racer; asked for again, of none. */
    choose: (/** @type {number} */ racer) => {
      if (!plot.race || racer >= plot.race.racers) return;
      const chosen = racer === plot.looks.squaresOf ? null : racer;
      change({ squaresOf: chosen, arrowsOf: chosen });
      inspection.actions.inspect(racer);
      const { label } = telling.model.race?.racers[racer] ?? {};
      telling.say(chosen === null ? 'No squares and arrows.' : `Squares and arrows of ${label}.`);
    },
    /** @param {[number, number] | null} place in CSS pixels of the data view */
    pointAtRow: (place) => showing.surface?.charts.point(place),
    nextRow: (/** @type {[number, number]} */ step) => {
      const row = showing.course?.work((race) => showing.surface?.charts.nextRow(race, step));
      const racers = telling.model.race?.racers;
      if (row && racers) telling.say(rowText(row, racers));
    },
    pointAtLoss: (/** @type {number} */ x) => {
      const step = showing.course?.work((race) => showing.surface?.charts.stepAt(race, x));
      if (typeof step === 'number') showing.player?.scrub(step);
    },

    // Panels and dialogs.
    openTab: (/** @type {string} */ id) => {
      plot.tab = id;
      return sheet.raise();
    },
    unfold: () => sheet.unfold(),
    fold: (/** @type {number} */ style) => showing.fold(style),
    dismiss: () => telling.dismiss(),
    share: () => sharing.toggle(),
    shareClosed: () => sharing.closed(),
    shareAs: (/** @type {import('./share.js').Controls} */ controls) => sharing.choose(controls),
    copy: (/** @type {import('./share.js').Gift} */ gift) => sharing.copy(gift),

    // The tutorial's table, and the races in it.
    compute: () => {
      if (showing.engine) comparison.compute();
    },
    cancelTable: () => comparison.cancel(),
    visit: (/** @type {object} */ run, /** @type {string} */ name) => {
      if (!showing.engine) return;
      showing.visit(run, name);
      telling.say(`${name}, is on the map.`);
      plot.renderRoot.querySelector('.stage')?.scrollIntoView({ block: 'nearest' });
    },
    endDetour: () => {
      showing.endVisit();
      telling.say('Back to your race.');
    },
  };
}

/**
 * Brings the term that was revealed last into sight where its panel scrolls by itself, as beside the
 * map on a projector; a page that would scroll the map away stays.
 * @param {ParentNode} root
 */
function showNewest(root) {
  const term = root.querySelector('.terms > :last-child');
  let box = term?.parentElement;
  while (box && !/auto|scroll/.test(getComputedStyle(box).overflowY)) box = box.parentElement;
  if (!term || !box) return;
  const [inner, outer] = [term.getBoundingClientRect(), box.getBoundingClientRect()];
  const below = inner.bottom - Math.min(outer.bottom, innerHeight);
  box.scrollTop += Math.min(Math.max(0, below), Math.max(0, inner.top - outer.top));
}
