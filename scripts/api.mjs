// What an author can use of the element besides its attributes, described once: the table in the
// docs, the manifest and the types of the events are made from it. Tests compare it with the code.

import { VIEWS } from '../www/looks.js';

export { ATTRIBUTES } from '../www/attributes.js';

/**
 * @typedef {object} Member
 * @property {string} name
 * @property {string} type in TypeScript
 * @property {string} help
 */

/**
 * Properties that no attribute has.
 *
 * @type {(Member & {readonly?: true})[]}
 */
export const PROPERTIES = [
  {
    name: 'config',
    type: 'object',
    help: 'Every setting of the race; one that is set may leave out what is at its default. See docs/settings.md.',
  },
  {
    name: 'mode',
    type: "'paused' | 'playing' | 'finishing'",
    readonly: true,
    help: 'At rest, playing at the chosen speed, or running as fast as the machine can.',
  },
  { name: 'speed', type: 'number', help: 'From 0, a step a second, to 9, 256 steps a frame.' },
  {
    name: 'tab',
    type: 'string',
    help: 'The open tab below the map: `race`, `optimizers`, `data`, `step` or `table`.',
  },
  {
    name: 'scene',
    type: '{azimuth: number, elevation: number, distance: number} | null',
    help: 'The eye in three dimensions, in degrees and in half sides; null where the map is shown.',
  },
  {
    name: 'looks',
    type: 'object',
    help: `What the views show: ${VIEWS.map(({ name }) => `\`${name}\``).join(', ')}. Those that are set leave the others.`,
  },
  {
    name: 'home',
    type: 'string',
    help: 'The folder of a page that shares its races; with it there is a share dialog.',
  },
];

/** @type {{name: string, parameters: (Member & {optional?: true})[], type?: string, help: string}[]} */
export const METHODS = [
  { name: 'play', parameters: [], help: 'Plays, or will as soon as there is a race.' },
  { name: 'pause', parameters: [], help: 'Rests at the step shown.' },
  {
    name: 'step',
    parameters: [
      { name: 'steps', type: 'number', optional: true, help: 'How many; 1 if nothing is said.' },
    ],
    help: 'Takes steps by hand and rests. Very many are run to, frame by frame.',
  },
  { name: 'back', parameters: [], help: 'Takes one step back and rests.' },
  {
    name: 'seek',
    parameters: [{ name: 'step', type: 'number', help: 'Any step, earlier or later.' }],
    help: 'Shows a step. One that is far ahead is run to, frame by frame.',
  },
  { name: 'reset', parameters: [], help: 'Back to the start; the timeline begins anew.' },
  { name: 'finish', parameters: [], help: 'Runs until every optimizer has stopped.' },
  {
    name: 'configure',
    parameters: [{ name: 'config', type: 'object', help: 'As the property `config`.' }],
    type: 'boolean',
    help: 'Changes the race, and says whether it was taken; a refused one leaves the race before.',
  },
  {
    name: 'change',
    parameters: [{ name: 'config', type: 'object', help: 'As the property `config`.' }],
    type: 'string',
    help: 'The same at the step shown, where racers that are left as they are keep their runs; says why it is refused, or nothing.',
  },
  {
    name: 'pixel',
    parameters: [
      { name: 'm', type: 'number', help: 'The slope, in the units of the map.' },
      { name: 'b', type: 'number', help: 'The intercept.' },
    ],
    type: '[number, number]',
    help: 'Where a point of the surface is drawn, in CSS pixels from the picture’s corner.',
  },
];

/** All of them bubble and cross shadow roots. */
export const EVENTS = [
  {
    name: 'downhill-ready',
    type: '{step: number}',
    help: 'The first picture is there.',
  },
  {
    name: 'downhill-step',
    type: '{step: number}',
    help: 'Another step is shown; at most once a frame.',
  },
  {
    name: 'downhill-stop',
    type: '{optimizer: string, label: string, m: number, b: number, loss: number, stop: {reason: string, step: number, epoch: number, message: string}}',
    help: 'A racer has converged, come to a standstill, diverged or run out of epochs; the detail is its state.',
  },
  {
    name: 'downhill-change',
    type: 'object',
    help: 'At rest, `link` may give something new.',
  },
  {
    name: 'downhill-error',
    type: '{message: string, fatal: boolean, attribute?: string, value?: string, legal?: string}',
    help: 'A setting was refused, or (`fatal`) the plot cannot go on.',
  },
];

export const PARTS = [
  { name: 'plot', help: 'All of it.' },
  { name: 'stage', help: 'The surface.' },
  { name: 'detour', help: 'The line that leads back from a run of the published table.' },
  { name: 'rule', help: 'The rule behind everyone’s settings, in words.' },
  { name: 'who', help: 'Which trail is whose.' },
  { name: 'readout', help: 'What is under the pointer.' },
  { name: 'data', help: 'The diamonds with everyone’s line.' },
  { name: 'loss', help: 'The loss so far.' },
  { name: 'dock', help: 'What is a sheet at the lower edge on phones.' },
  { name: 'timeline', help: 'The slider of time.' },
  { name: 'controls', help: 'Step, buttons and speed.' },
  { name: 'looks', help: 'The buttons of the view.' },
  { name: 'show', help: 'What is shown besides: arrows, and the batch’s own bowl.' },
  { name: 'deck', help: 'The tabs.' },
  { name: 'inspector', help: 'The step, explained, in its tab.' },
  { name: 'calculator', help: 'Any next update, below it.' },
  { name: 'help', help: 'The help dialog.' },
  { name: 'share', help: 'The share dialog.' },
];

export const CSS_PROPERTIES = [
  {
    name: '--downhill-plot-height',
    usual: 'by the room there is',
    help: 'How high the surface is.',
  },
  { name: '--downhill-side-width', usual: '23.5rem', help: 'How wide the column beside it is.' },
  { name: '--downhill-ink', usual: 'CanvasText', help: 'Text.' },
  { name: '--downhill-paper', usual: 'Canvas', help: 'The ground.' },
  { name: '--downhill-muted', usual: 'between the two', help: 'Text of less weight.' },
  { name: '--downhill-line', usual: 'between the two', help: 'Borders.' },
  { name: '--downhill-tint', usual: 'near the ground', help: 'Raised ground.' },
  { name: '--downhill-accent', usual: 'as text', help: 'The main button, sliders and boxes.' },
  { name: '--downhill-on-accent', usual: 'as the ground', help: 'Text on the accent.' },
  { name: '--downhill-alarm', usual: 'as text', help: 'The edge of a notice.' },
  { name: '--downhill-focus', usual: '0.1875rem solid Highlight', help: 'The ring of focus.' },
  { name: '--downhill-focus-strong', usual: 'a thicker ring', help: 'The same on a projector.' },
  { name: '--downhill-radius', usual: '0.625rem', help: 'Rounded corners.' },
  { name: '--downhill-font-display', usual: 'the page’s font', help: 'The font of headings.' },
  { name: '--downhill-text-s', usual: '0.8125rem, at least 12px', help: 'Small text.' },
  { name: '--downhill-text-m', usual: '0.9375rem, at least 13px', help: 'Text.' },
  { name: '--downhill-text-xl', usual: '1.75rem', help: 'The number of the step.' },
];
