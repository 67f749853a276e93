/** The whole plot: which part shows what. */

import { html } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { formatCount } from '../numbers.js';
import { paceText } from '../pace.js';
import { epochOf, timelineEnd } from '../state.js';
import { charts } from './charts.js';
import { classroom, helpButton } from './classroom.js';
import { controls } from './controls.js';
import { data } from './data.js';
import { deck } from './deck.js';
import { detour } from './detour.js';
import { help } from './help.js';
import { inspector } from './inspector.js';
import { legend } from './legend.js';
import { optimizers } from './optimizers.js';
import { rule } from './rule.js';
import { share, shareButton } from './share.js';
import { show } from './show.js';
import { stage } from './stage.js';
import { table } from './table.js';
import { timeline } from './timeline.js';
import { readout, view } from './view.js';
import { who } from './who.js';

/**
 * @typedef {object} PlotModel
 * @property {import('../state.js').Snapshot | null} race null until there is one
 * @property {import('../engine.js').Palette | null} palette of the racers
 * @property {import('../engine.js').Palette | null} everyStyle also of those who sit out
 * @property {import('../setup.js').Setup | null} setup
 * @property {ReadonlySet<number>} folded the styles of those whose settings are folded away
 * @property {import('../setup.js').Summary | null} summary of the race; null until there is one
 * @property {import('./data.js').Conditions | null} conditions
 * @property {boolean} moving one step follows the other
 * @property {boolean} catchingUp somebody is on the way to the step shown, after a change
 * @property {import('../player.js').Mode} mode
 * @property {number} speed
 * @property {number} at the step shown, or the one that is just being gone to
 * @property {number} furthest the last step that was run
 * @property {number} progress of running to the end
 * @property {import('../state.js').Readout | null} readout
 * @property {import('../state.js').PointedRow | null} row of the data that is pointed at
 * @property {import('../state.js').Params | null} start
 * @property {boolean} hasRows
 * @property {boolean} hasBatches
 * @property {import('../state.js').LookSettings} looks
 * @property {boolean} zoomed
 * @property {boolean} scene whether the surface is shown in three dimensions
 * @property {import('./classroom.js').ClassroomModel} classroom
 * @property {boolean} canShare
 * @property {import('../sharing.js').ShareModel | null} sharing
 * @property {import('../comparison.js').ComparisonState} comparison
 * @property {string} detour what is shown instead of the race before it, or ''
 * @property {import('../inspection.js').Inspection} inspection
 * @property {string} tab the open tab
 * @property {string} unseenTab the tab whose panel is out of sight, or ''
 * @property {boolean} sheet whether the controls of a small screen are unfolded
 * @property {string} notice
 * @property {string} description
 * @property {import('../state.js').Snapshot | null} described the race as it was told of last
 * @property {string} spoken
 */

/**
 * What a person can do.
 * @typedef {import('./controls.js').ControlsActions & import('./timeline.js').TimelineActions
 *   & import('./view.js').ViewActions & import('./charts.js').ChartsActions
 *   & import('./share.js').ShareActions
 *   & import('./classroom.js').ClassroomActions & import('./table.js').TableActions
 *   & import('./inspector.js').InspectorActions
 *   & {endDetour: () => void, fold: (style: number) => void}
 *   & import('./stage.js').StageActions
   & {openTab: (id: string) => void, unfold: () => void}} PlotActions
 */

/**
 * Whether the buttons of the map stand below it and what moves time at its side: the Tab key goes
 * the way that one sees.
 * @param {PlotModel} model
 */
function isWide({ classroom }) {
  return !classroom.projector && matchMedia('(min-width: 62rem)').matches;
}

/**
 * @param {PlotModel} model
 * @param {PlotActions} actions
 */
export function plot(model, actions) {
  const { race, mode, at, furthest } = model;
  const ready = race !== null;
  const told = mode === 'paused' ? at : (model.described?.step ?? at);
  const moving = html`<div class="controls" part="controls">
    <p class="step">
      <strong>Step ${race ? formatCount(race.step) : '–'}</strong>
      <span>${race && model.hasRows ? `epoch ${formatCount(epochOf(race))}` : ''}</span>
    </p>
    <div class="aside">
      ${model.canShare ? shareButton(ready, actions) : ''}${helpButton(actions)}
    </div>
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
  </div>`;
  const looks = view(ready, model.scene, actions, show(model, actions));
  return html`
    <div class="plot" part="plot" lang="en" dir="ltr">
      ${rule(model.summary)}
      ${stage(
        {
          description: model.description,
          ready,
          progress: mode === 'finishing' || model.catchingUp ? model.progress : null,
          task: model.catchingUp ? 'Catching up' : 'Running to the end',
          start: model.start,
          zoomed: model.zoomed,
          scene: model.scene,
          notice: model.notice,
        },
        actions,
      )}
      ${model.detour ? detour(model.detour, actions.endDetour) : ''}
      ${who(race, model.palette)}
      ${readout(model.readout, race?.racers.map(({ label }) => label) ?? [], model.scene)}
      ${charts(race, model.described, model.hasRows, model.looks, model.row, actions)}
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
        ${timeline({ at, told, end: timelineEnd(furthest), ready }, actions)}
        ${isWide(model) ? [looks, moving] : [moving, looks]}
        ${deck(tabs(model, actions), model.tab, actions.openTab, model.moving && model.unseenTab === model.tab)}
      </div>
      ${help(model.classroom.canFillScreen, actions)}
      ${model.canShare ? share(model.sharing, actions) : ''}
      <div class="hidden" role="status">${model.spoken}</div>
    </div>
  `;
}

/**
 * @param {PlotModel} model
 * @param {PlotActions} actions
 * @returns {import('./deck.js').Tab[]}
 */
function tabs(model, actions) {
  const { race, palette, hasRows, inspection, comparison, setup, everyStyle, folded, conditions } =
    model;
  return [
    {
      id: 'race',
      label: 'Race',
      help: 'Where each optimizer is and how it goes',
      content: () => legend(race, palette, hasRows, model.classroom.projector),
    },
    {
      id: 'optimizers',
      label: 'Optimizers',
      help: 'Who takes part, and with which settings',
      content: () =>
        setup && everyStyle
          ? guard([setup, setup.version, everyStyle, folded], () =>
              optimizers(setup, everyStyle, folded, actions.fold),
            )
          : '',
    },
    {
      id: 'data',
      label: 'Data',
      help: `What they race on${hasRows ? ', in which batches,' : ''} and for how long`,
      content: () => {
        if (!setup) return '';
        const pace = paceOf(setup, model);
        return guard([setup, setup.version, conditions, pace.join()], () =>
          data(setup, conditions, pace),
        );
      },
    },
    {
      id: 'step',
      label: 'Step',
      help: 'Every number of the last step, in equations and in words',
      content: () =>
        inspector(
          {
            race,
            inspector: inspection.inspector,
            calculator: inspection.calculator,
            copied: inspection.copied,
          },
          actions,
        ),
    },
    {
      id: 'table',
      label: 'Table',
      help: 'The comparison that a tutorial published, computed again',
      content: () => table(comparison, race !== null, actions),
    },
  ];
}

/**
 * @param {import('../setup.js').Setup} setup
 * @param {PlotModel} model
 * @returns {string[]} why some hardly move
 */
function paceOf({ roster, labels }, { race, start, conditions }) {
  if (!race || !start || !conditions) return [];
  const racers = roster.entrants.flatMap(({ on, values }, i) =>
    on ? [{ label: labels[i], values }] : [],
  );
  const { minimum } = race;
  return paceText({ config: roster.race, racers, start, minimum, condition: conditions.current });
}
