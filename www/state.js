/**
 * What the page knows and how it says it: plain data and pure functions, without a
 * document, a clock or the engine, so that every sentence and number can be tested alone.
 */

import { formatCount, formatDollars, formatNumber, formatWholeDollars } from './numbers.js';

/** @typedef {'light' | 'dark'} Theme */
/** @typedef {'system' | Theme} ThemeChoice */

/**
 * A point of the surface.
 * @typedef {object} Params
 * @property {number} m
 * @property {number} b
 */

/**
 * The part of the surface that is shown.
 * @typedef {object} Region
 * @property {[number, number]} m lowest and highest
 * @property {[number, number]} b
 */

/**
 * Where the surface is looked at from in three dimensions.
 * @typedef {object} Camera
 * @property {number} azimuth in degrees around the surface, from −180 to 180
 * @property {number} elevation in degrees, from 5 to 90, which is straight from above
 * @property {number} distance in half sides of the surface, from 2 to 12
 */

/**
 * What is under the pointer on the surface.
 * @typedef {object} Readout
 * @property {number} m
 * @property {number} b
 * @property {number | null} slope dollars per carat; null where there are no data
 * @property {number | null} intercept dollars
 * @property {number} loss
 * @property {{m: number, b: number, loss: number}} fine the differences that are to be seen
 * @property {{racer: number, step: number} | null} nearest the nearest point of a trail
 * @property {Arrow | null} arrow the arrow there
 */

/**
 * A row of the data that is pointed at.
 * @typedef {object} PointedRow
 * @property {number} x carats
 * @property {number} y dollars
 * @property {number} row its place in the dataset, counted from 0
 * @property {[number, number]} at its place on the picture, in CSS pixels
 * @property {{racer: number, predicted: number, squared: number} | null} line what the chosen
 *   racer's line says there, in dollars, and the squared error in the unit of the loss
 */

/**
 * What the three views show of a race, beyond the part of the map. `looks.js` has their usual values.
 * @typedef {object} LookSettings
 * @property {number | null} arrowsOf the racer whose last update is drawn as arrows
 * @property {boolean} batchBowl whether the current batch's own loss is drawn
 * @property {number | null} squaresOf the racer whose squared errors are drawn
 * @property {'step' | 'epoch'} by what the loss is drawn over
 * @property {'log' | 'linear'} scale of the loss
 * @property {'standardized' | 'own'} units of the map's axes
 * @property {'loss' | 'testRmse'} measure what the loss view shows
 * @property {boolean} ghosts whether it shows the run before the last change, too
 */

/**
 * A kind of arrow that an update is drawn with.
 * @typedef {'gradient' | 'momentum' | 'secondMoment' | 'step'} ArrowKind
 */

/**
 * Something of an update that is drawn, as `Race.arrows(i)` gives it.
 * @typedef {object} Arrow
 * @property {ArrowKind} kind
 * @property {string} label
 * @property {[number, number]} value along m and along b
 * @property {string[]} terms the names by which a report has it
 */

/**
 * Why a racer stopped, in the engine's words.
 * @typedef {object} Stop
 * @property {'converged' | 'stalled' | 'outOfEpochs' | 'diverged'} reason
 * @property {number} step the racer's last update
 * @property {number} epoch the epoch of that update
 * @property {string} message a sentence for people
 */

/**
 * One optimizer at the shown step, as `Race.state(i)` gives it.
 * @typedef {object} RacerState
 * @property {string} optimizer the name in a config: `sgd`, `adam`, …
 * @property {string} label the name for people
 * @property {number} m slope, in standardized units
 * @property {number} b intercept, in standardized units
 * @property {number} slope dollars per carat
 * @property {number} intercept dollars
 * @property {number} loss mean squared error over the training rows
 * @property {number | null} testRmse root mean squared error over the test rows, in dollars
 * @property {number} step
 * @property {number} epoch
 * @property {number} learningRate
 * @property {boolean} [late] still on its way to the shown step, after a change
 * @property {Stop | null} stop
 */

/**
 * The least-squares solution, where every racer should end.
 * @typedef {object} Minimum
 * @property {number} m
 * @property {number} b
 * @property {number} slope dollars per carat
 * @property {number} intercept dollars
 * @property {number} loss
 * @property {number | null} testRmse
 * @property {number} of how many such points there are
 */

/**
 * The race at one step.
 * @typedef {object} Snapshot
 * @property {number} step
 * @property {boolean} finished every racer has stopped
 * @property {RacerState[]} racers
 * @property {Minimum} minimum
 * @property {boolean} [hasRows] false on a test surface, where an epoch is a step
 * @property {string} [rule] by which the racers' settings were chosen, in words
 */

/**
 * A playback speed: so many steps each second, or so many each animation frame.
 * @typedef {object} Speed
 * @property {number} steps
 * @property {'second' | 'frame'} per
 */

/**
 * From one step a second, slow enough to talk over, to hundreds a frame. Speeds above
 * sixty a second are counted by the frame, because no screen shows more pictures.
 * @type {readonly Speed[]}
 */
export const SPEEDS = [
  { steps: 1, per: 'second' },
  { steps: 2, per: 'second' },
  { steps: 5, per: 'second' },
  { steps: 10, per: 'second' },
  { steps: 25, per: 'second' },
  { steps: 1, per: 'frame' },
  { steps: 4, per: 'frame' },
  { steps: 16, per: 'frame' },
  { steps: 64, per: 'frame' },
  { steps: 256, per: 'frame' },
];

/** The trails reach the valley within some ten seconds. */
export const DEFAULT_SPEED = 4;

/** A visitor who asked for less motion first sees this many steps, at rest. */
export const FIRST_LOOK_STEPS = 150;

/** A timeline is never shorter than this, so that its first steps are not a leap each. */
const SHORTEST_TIMELINE = 1000;

/** A screen reader hears at most one sentence in this time. */
export const ANNOUNCE_EVERY_MS = 2000;

/**
 * @param {{slope: number | null, intercept: number | null}} line
 * @returns {string} the line in dollars and carats; '' where there is none
 */
export function lineText({ slope, intercept }) {
  if (slope === null || intercept === null) return '';
  const sign = intercept < 0 ? '−' : '+';
  const size = `${slope < 0 ? '−' : ''}${formatWholeDollars(slope)}`;
  return `price = ${size} · carat ${sign} ${formatWholeDollars(intercept)}`;
}

/**
 * @param {Speed} speed
 * @returns {string} `25 steps a second`
 */
export function speedText({ steps, per }) {
  return `${formatCount(steps)} ${steps === 1 ? 'step' : 'steps'} a ${per}`;
}

/**
 * @param {number} furthest the last step that was run
 * @returns {number} the last step of the timeline
 */
export function timelineEnd(furthest) {
  return Math.max(SHORTEST_TIMELINE, furthest);
}

/**
 * @param {number} step
 * @param {number} end
 * @returns {string} `step 150 of 1,000`
 */
export function timelineText(step, end) {
  return `step ${formatCount(step)} of ${formatCount(end)}`;
}

/**
 * @param {number} index any number, for example from a slider
 * @returns {number} the nearest index of {@link SPEEDS}
 */
export function clampSpeed(index) {
  if (!Number.isFinite(index)) return DEFAULT_SPEED;
  return Math.min(SPEEDS.length - 1, Math.max(0, Math.round(index)));
}

/**
 * @param {RacerState} racer
 * @param {boolean} [hasRows] false on a test surface, where each step is an epoch
 * @returns {string} what the racer is doing, short enough for a line of the legend
 */
export function statusText({ stop, step, epoch, late }, hasRows = true) {
  const unit = hasRows ? 'epoch' : 'step';
  const at = formatCount(stop?.epoch ?? epoch);
  if (late) return `catching up, ${unit} ${at}`;
  if (!stop) return step === 0 ? 'at the start' : `racing, ${unit} ${at}`;
  if (stop.reason === 'outOfEpochs') return `out of ${unit}s, ${at}`;
  const how = stop.reason === 'stalled' ? 'at a standstill' : stop.reason;
  return `${how}, ${unit} ${at}`;
}

/**
 * @param {Snapshot} race
 * @returns {number} the epoch of whoever has run longest
 */
export function epochOf({ racers }) {
  return Math.max(0, ...racers.map(({ epoch }) => epoch));
}

/**
 * @param {readonly RacerState[]} racers
 * @returns {RacerState | undefined} the one furthest down, the first among equals
 */
function leader(racers) {
  return racers.reduce(
    (best, racer) => (best === undefined || racer.loss < best.loss ? racer : best),
    /** @type {RacerState | undefined} */ (undefined),
  );
}

/**
 * @param {readonly string[]} words
 * @returns {string} `a, b and c`
 */
export function joinWords(words) {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1]}`;
}

/**
 * @param {Snapshot} race
 * @returns {string} the step shown and who is ahead, in one sentence
 */
export function standingText({ step, racers, finished }) {
  const first = leader(racers);
  if (!first) return 'No optimizer takes part.';
  if (step === 0) {
    return `At the start, every optimizer has a loss of ${formatNumber(first.loss)}.`;
  }
  const where = finished ? `All have stopped after step` : 'Step';
  return `${where} ${formatCount(step)}: ${first.label} is lowest, with a loss of ${formatNumber(first.loss)}.`;
}

/**
 * @param {Params | null} start
 * @returns {string} the handle of the start, for those who do not see it
 */
export function startText(start) {
  return start ? `Start, at m ${formatNumber(start.m)}, b ${formatNumber(start.b)}` : 'Start';
}

/**
 * The picture in words, for those who do not see it.
 * @param {Snapshot} race
 * @returns {string}
 */
export function pictureText(race) {
  const names = joinWords(race.racers.map((racer) => racer.label));
  const where = race.racers
    .map((racer) => `${racer.label} at m ${formatNumber(racer.m)}, b ${formatNumber(racer.b)}`)
    .join('; ');
  const { m, b, of } = race.minimum;
  const over = race.hasRows === false ? 'm and b' : 'slope m and intercept b';
  const minimum = of > 1 ? `One of the ${of} minima` : 'The minimum';
  const rule = race.rule ? ` Settings: ${race.rule}.` : '';
  return (
    `Map of the loss over ${over}, with the trails of ${names}. ` +
    `Step ${formatCount(race.step)}: ${where}. ` +
    `${minimum} is at m ${formatNumber(m)}, b ${formatNumber(b)}.${rule}`
  );
}

/**
 * @param {string} picture the map in words
 * @param {Camera} camera
 * @returns {string} the same seen in three dimensions
 */
export function sceneText(picture, { elevation }) {
  const from = elevation > 75 ? 'above' : elevation > 30 ? 'obliquely above' : 'the side';
  return (
    `The loss as a surface in three dimensions, seen from ${from}: the higher, the larger ` +
    `the loss. ${picture}`
  );
}

/**
 * @param {Snapshot} before
 * @param {Snapshot} after
 * @returns {RacerState[]} who stopped between the two; nobody where others race in the same places
 */
export function stoppedBetween(before, after) {
  const roster = (/** @type {Snapshot} */ { racers }) => racers.map(({ optimizer }) => optimizer);
  if (roster(before).join() !== roster(after).join()) return [];
  return after.racers.filter(({ stop }, i) => stop && !before.racers[i].stop);
}

/**
 * @param {Snapshot} before
 * @param {Snapshot} after
 * @returns {string} a sentence on the racers that stopped between the two, or ''
 */
export function newsText(before, after) {
  if (after.finished && !before.finished) return standingText(after);
  const { hasRows } = after;
  return stoppedBetween(before, after)
    .map((racer) => `${racer.label} ${statusText(racer, hasRows)}.`)
    .join(' ');
}

/**
 * @param {Snapshot | null} race
 * @returns {string} the data view in words
 */
export function dataText(race) {
  if (!race) return 'The data are being loaded.';
  const lines = race.racers.map((racer) => `${racer.label}: ${lineText(racer)}`);
  return `Price over weight of the training diamonds, with the line of each optimizer. ${lines.join('; ')}.`;
}

/**
 * @param {Snapshot | null} race
 * @param {'loss' | 'testRmse'} measure
 * @returns {string} the loss view in words
 */
export function lossText(race, measure) {
  if (!race) return 'The losses are being loaded.';
  const [name, told] =
    measure === 'loss'
      ? ['Loss', race.racers.map(({ label, loss }) => `${label} ${formatNumber(loss)}`)]
      : [
          'Test error',
          race.racers.map(({ label, testRmse }) => `${label} ${formatDollars(testRmse)}`),
        ];
  return `${name} of each optimizer over time, now at step ${formatCount(race.step)}: ${told.join(', ')}.`;
}

/**
 * What a live region said last and what it says next.
 * @typedef {object} Announcer
 * @property {string} spoken the sentence in the region now
 * @property {string} pending the sentence that waits, or ''
 * @property {number} quietUntil in milliseconds of the caller's clock
 */

/** @type {Announcer} */
export const SILENT = { spoken: '', pending: '', quietUntil: Number.NEGATIVE_INFINITY };

/**
 * Folds one event into the announcer. Sentences that come too fast replace each other, so
 * that the newest is heard when the pause is over.
 * @param {Announcer} announcer
 * @param {string} sentence '' when only time has passed
 * @param {number} now
 * @returns {Announcer}
 */
export function announce(announcer, sentence, now) {
  const pending = sentence || announcer.pending;
  if (!pending || now < announcer.quietUntil) return { ...announcer, pending };
  // A region in which nothing changes is not read again; what is added cannot be heard.
  const spoken = pending === announcer.spoken ? `${pending}\u200b` : pending;
  return { spoken, pending: '', quietUntil: now + ANNOUNCE_EVERY_MS };
}

/**
 * @param {string | null | undefined} choice from an attribute or from storage
 * @returns {ThemeChoice}
 */
export function parseTheme(choice) {
  return choice === 'light' || choice === 'dark' ? choice : 'system';
}
