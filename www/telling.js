/**
 * What a plot tells of its race: events to the page, sentences to those who do not see it, and a
 * notice of what was not taken.
 */

import { comparisonNews } from './comparison.js';
import { snapshotOf } from './engine.js';
import { sceneText, stoppedBetween } from './state.js';
import { Voice } from './voice.js';

/** @typedef {import('./course.js').Course} Course */
/** @typedef {import('./state.js').Snapshot} Snapshot */

/** Tells what is new, each time that something may be. */
export class Telling {
  /** @type {import('./downhill-plot.js').DownhillPlot} */ #plot;
  /** @type {import('./inspection.js').Inspection} */ #inspection;
  /** @type {Voice} */ #voice;
  /** @type {Snapshot | null} */ #snapshot = null;
  #notice = '';

  /**
   * @param {import('./downhill-plot.js').DownhillPlot} plot
   * @param {import('./inspection.js').Inspection} inspection
   */
  constructor(plot, inspection) {
    this.#plot = plot;
    this.#inspection = inspection;
    this.#voice = new Voice(() => plot.requestUpdate());
  }

  /** The next picture is worth a sentence, because a person asked for it. */
  ask() {
    this.#voice.ask();
  }

  /** @param {string} sentence to those who do not see the race */
  say(sentence) {
    this.#voice.say(sentence);
  }

  /**
   * Takes note of a new picture.
   * @param {Course} course
   * @param {ReadonlySet<import('./player.js').Layer>} layers those that were drawn
   */
  see(course, layers) {
    // The pointer is in no link.
    if (layers.size > Number(layers.has('readout')) + Number(layers.has('row'))) this.change();
    // A pointer that moves changes nothing of the race.
    if (this.#snapshot && !layers.has('overlay')) return;
    const before = this.#snapshot;
    const { hasRows, summary } = course;
    const after = { ...snapshotOf(course.race), hasRows, rule: summary.heading };
    this.#snapshot = after;
    this.#voice.see(before, after, this.#plot.mode);
    this.#tell(before, after);
  }

  /**
   * Takes note of a change of mode or speed.
   * @param {boolean} finished whether the race is over by now
   */
  turn(finished) {
    this.#voice.notice(this.#plot.mode, this.#snapshot, finished);
    this.change();
    if (this.#plot.mode === 'paused') this.#inspection.look();
    this.#plot.requestUpdate();
  }

  /** At rest, `link` may give something new. */
  change() {
    if (this.#plot.mode === 'paused') this.#emit('downhill-change', {});
  }

  /**
   * @param {import('./comparison.js').ComparisonState} before
   * @param {import('./comparison.js').ComparisonState} now
   */
  compare(before, now) {
    const news = comparisonNews(before, now);
    if (news) this.#voice.say(news);
    this.#plot.requestUpdate();
  }

  /** @param {string} message why something was not done */
  refuse(message) {
    this.#notice = message;
    this.#emit('downhill-error', { message, fatal: false });
    this.#plot.requestUpdate();
  }

  /** Takes the notice away. */
  dismiss() {
    this.#notice = '';
    this.#plot.requestUpdate();
  }

  /** @param {import('./author.js').Fault} fault what an author said wrongly */
  correct(fault) {
    this.#emit('downhill-error', { ...fault, fatal: false });
  }

  /** @param {string} message why the plot cannot go on */
  fail(message) {
    this.#emit('downhill-error', { message, fatal: true });
    this.#plot.requestUpdate();
  }

  /** Lets go of the timer. */
  dispose() {
    this.#voice.dispose();
  }

  /** What the panels show of it. */
  get model() {
    const { description, described, spoken } = this.#voice;
    const { scene } = this.#plot;
    return {
      race: this.#snapshot,
      notice: this.#notice,
      description: scene ? sceneText(description, scene) : description,
      described,
      spoken,
    };
  }

  /**
   * @param {Snapshot | null} before
   * @param {Snapshot} after
   */
  #tell(before, after) {
    if (!before) {
      this.#emit('downhill-ready', { step: after.step });
      return;
    }
    if (after.step !== before.step) this.#emit('downhill-step', { step: after.step });
    for (const racer of stoppedBetween(before, after)) this.#emit('downhill-stop', racer);
  }

  /**
   * @param {string} name
   * @param {object} detail
   */
  #emit(name, detail) {
    this.#plot.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
