/** The whole plot: which part shows what. */

import { html } from 'lit';
import { epochOf, formatCount, timelineEnd } from '../state.js';
import { charts } from './charts.js';
import { classroom } from './classroom.js';
import { controls } from './controls.js';
import { deck } from './deck.js';
import { help } from './help.js';
import { legend } from './legend.js';
import { stage } from './stage.js';
import { timeline } from './timeline.js';
import { readout, view } from './view.js';
import { who } from './who.js';

/**
 * @typedef {object} PlotModel
 * @property {import('../state.js').Snapshot | null} race null until there is one
 * @property {import('../engine.js').Palette | null} palette
 * @property {import('../player.js').Mode} mode
 * @property {number} speed
 * @property {number} at the step shown, or the one that is just being gone to
 * @property {number} furthest the last step that was run
 * @property {number} progress of running to the end
 * @property {import('../state.js').Readout | null} readout
 * @property {import('../state.js').Params | null} start
 * @property {boolean} hasRows
 * @property {import('../state.js').ChartSettings} chartSettings
 * @property {boolean} zoomed
 * @property {boolean} scene whether the surface is shown in three dimensions
 * @property {import('./classroom.js').ClassroomModel} classroom
 * @property {string} tab the open tab
 * @property {boolean} sheet whether the controls of a small screen are unfolded
 * @property {string} notice
 * @property {string} description
 * @property {string} spoken
 */

/**
 * What a person can do.
 * @typedef {import('./controls.js').ControlsActions & import('./timeline.js').TimelineActions
 *   & import('./view.js').ViewActions & import('./charts.js').ChartsActions
 *   & import('./classroom.js').ClassroomActions
 *   & {dismiss: () => void, openTab: (id: string) => void, unfold: () => void}} PlotActions
 */

/**
 * @param {PlotModel} model
 * @param {PlotActions} actions
 */
export function plot(model, actions) {
  const { race, mode, at, furthest } = model;
  const ready = race !== null;
  return html`
    <div class="plot" part="plot">
      ${stage(
        {
          description: model.description,
          ready,
          progress: mode === 'finishing' ? model.progress : null,
          start: model.start,
          zoomed: model.zoomed,
          scene: model.scene,
          notice: model.notice,
        },
        actions.dismiss,
      )}
      ${who(race, model.palette)}
      ${readout(model.readout, race?.racers.map(({ label }) => label) ?? [], model.scene)}
      ${charts(race, model.hasRows, model.chartSettings, actions)}
      <div class="dock" part="dock" ?data-open=${model.sheet}>
        <button
          class="handle"
          data-action="unfold"
          aria-expanded=${model.sheet}
          title="Show or hide speed, view and settings"
          @click=${actions.unfold}
        >
          ${model.sheet ? 'Fewer controls' : 'More controls'}
        </button>
        ${timeline({ at, end: timelineEnd(furthest), ready }, actions)}
        <div class="controls" part="controls">
          <p class="step">
            <strong>Step ${race ? formatCount(race.step) : '–'}</strong>
            <span>${race ? `epoch ${formatCount(epochOf(race))}` : ''}</span>
          </p>
          ${controls(
            {
              mode,
              speed: model.speed,
              ready,
              finished: race?.finished ?? false,
              atStart: at === 0,
              atLatest: at === furthest,
            },
            actions,
          )}
          ${classroom(model.classroom, actions)}
        </div>
        ${view(ready, model.scene, actions)}
        ${deck(tabs(model), model.tab, actions.openTab)}
      </div>
      ${help(model.classroom.canFillScreen, actions.help)}
      <div class="hidden" role="status">${model.spoken}</div>
    </div>
  `;
}

/**
 * @param {PlotModel} model
 * @returns {import('./deck.js').Tab[]}
 */
function tabs({ race, palette, hasRows }) {
  return [
    {
      id: 'race',
      label: 'Race',
      help: 'Where each optimizer is and how it goes',
      content: () => legend(race, palette, hasRows),
    },
  ];
}
