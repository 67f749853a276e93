/**
 * The keys of the plot, defined once: the handler, the help dialog and the buttons'
 * accessible shortcuts are all made from this map, and a test presses every key in it.
 */

import { STYLES } from './styling.js';

/** What the keys are for, in the order of the help dialog. */
const GROUPS = /** @type {const} */ ({
  time: 'Time',
  view: 'The map',
  classroom: 'In a classroom',
});

/**
 * One line of the help dialog.
 * @typedef {object} KeyLine
 * @property {keyof typeof GROUPS} group
 * @property {string} help what the keys do, for people
 * @property {readonly string[]} [caps] what is shown for them; without it the cap of each key
 * @property {readonly Key[]} keys
 */

/**
 * @typedef {object} Key
 * @property {string} key `KeyboardEvent.key`, in lower case
 * @property {string} cap what is printed on the key
 * @property {string} shortcut the value of `aria-keyshortcuts`
 * @property {KeyAction} action
 * @property {number} [argument] handed to the action
 * @property {boolean} [shift] whether it is pressed with Shift; absent where that is no matter
 * @property {boolean} [repeats] whether holding the key down repeats the action
 */

/**
 * @typedef {'toggle' | 'back' | 'step' | 'previous' | 'next' | 'first' | 'latest' | 'reset'
 *   | 'zoomIn' | 'zoomOut' | 'wholeMap' | 'lookLeft' | 'lookRight' | 'lookUp' | 'lookDown'
 *   | 'scene' | 'cursor' | 'choose' | 'inspector' | 'reveal' | 'fullScreen' | 'projector' | 'help' | 'share'} KeyAction
 */

/** @type {readonly KeyLine[]} */
export const KEY_MAP = [
  { group: 'time', help: 'Play or pause', keys: [named('Space', 'toggle', { key: ' ' })] },
  {
    group: 'time',
    help: 'One step back or on',
    keys: [
      named('ArrowLeft', 'back', { cap: '←', shift: false, repeats: true }),
      named('ArrowRight', 'step', { cap: '→', shift: false, repeats: true }),
    ],
  },
  {
    group: 'time',
    help: 'The first step, or the latest one that was run',
    keys: [named('Home', 'first'), named('End', 'latest')],
  },
  { group: 'time', help: 'Reset: back to the start', keys: [named('R', 'reset')] },
  {
    group: 'view',
    help: 'Zoom in or out',
    keys: [
      named('+', 'zoomIn', { repeats: true }),
      named('-', 'zoomOut', { cap: '−', repeats: true }),
    ],
  },
  {
    group: 'view',
    help: 'Move the map, or turn the surface in 3D',
    caps: ['Shift', '←', '→', '↑', '↓'],
    keys: [
      withShift('ArrowLeft', 'lookLeft'),
      withShift('ArrowRight', 'lookRight'),
      withShift('ArrowUp', 'lookUp'),
      withShift('ArrowDown', 'lookDown'),
    ],
  },
  { group: 'view', help: 'The whole map again', keys: [named('0', 'wholeMap')] },
  {
    group: 'view',
    help: 'The surface in three dimensions, or the map again',
    keys: [named('V', 'scene')],
  },
  {
    group: 'view',
    help: 'A cursor that reads the map: the arrow keys move it, with Shift by less, and Esc ends it',
    keys: [named('C', 'cursor')],
  },
  {
    group: 'view',
    help: 'Choose an optimizer, in the order of the legend',
    caps: ['1', '…', String(STYLES)],
    keys: Array.from({ length: STYLES }, (_, i) => named(String(i + 1), 'choose', { argument: i })),
  },
  { group: 'classroom', help: 'Open or close the step inspector', keys: [named('I', 'inspector')] },
  {
    group: 'classroom',
    help: 'Show the next term of the step, and after the last one the next step',
    keys: [named('N', 'reveal')],
  },
  {
    group: 'classroom',
    help: 'On a presenter’s remote control: a step back; a step on, or the next term of it',
    keys: [
      named('PageUp', 'previous', { cap: 'Page up', repeats: true }),
      named('PageDown', 'next', { cap: 'Page down', repeats: true }),
    ],
  },
  {
    group: 'classroom',
    help: 'Projector mode: large letters, thick trails',
    keys: [named('P', 'projector')],
  },
  {
    group: 'classroom',
    help: 'Full screen, or back to the page',
    keys: [named('F', 'fullScreen')],
  },
  { group: 'classroom', help: 'Share: a link, and code for a page', keys: [named('S', 'share')] },
  { group: 'classroom', help: 'Open or close this help', keys: [named('?', 'help')] },
];

/** Where a visitor's wish for no keys of one letter is kept. */
const STORE = 'downhill-letters';

/** Storage may be forbidden or absent; then the wish lasts as long as the page. */
let letters = (() => {
  try {
    return localStorage.getItem(STORE) !== 'off';
  } catch {
    return true;
  }
})();

/** @returns {boolean} whether letters, digits and signs are keys of the plots on this page */
export function hasLetters() {
  return letters;
}

/**
 * Speech input types letters, and readers may have their own keys for them.
 * @param {boolean} on
 */
export function useLetters(on) {
  letters = on;
  try {
    if (on) localStorage.removeItem(STORE);
    else localStorage.setItem(STORE, 'off');
  } catch {
    // See above.
  }
}

/** Every key of the map. */
const KEYS = KEY_MAP.flatMap(({ keys }) => keys);

/**
 * @param {string} name the key's, as `aria-keyshortcuts` has it
 * @param {KeyAction} action
 * @param {Partial<Key>} [rest]
 * @returns {Key}
 */
function named(name, action, rest) {
  return { key: name.toLowerCase(), cap: name, shortcut: name, action, ...rest };
}

/**
 * @param {string} name
 * @param {KeyAction} action
 * @returns {Key}
 */
function withShift(name, action) {
  return named(name, action, { shortcut: `Shift+${name}`, shift: true, repeats: true });
}

/** @returns {{title: string, lines: KeyLine[]}[]} the map as the help dialog shows it */
export function helpGroups() {
  return Object.entries(GROUPS).map(([name, title]) => ({
    title,
    lines: KEY_MAP.filter(({ group }) => group === name),
  }));
}

/**
 * @param {KeyAction} action
 * @returns {Key | undefined} the first that asks for it and is in use
 */
function bindingOf(action) {
  return KEYS.find((key) => key.action === action && (letters || !isLetter(key)));
}

/**
 * @param {KeyAction} action
 * @returns {string} the value of `aria-keyshortcuts`; '' without a key
 */
export function shortcutOf(action) {
  return bindingOf(action)?.shortcut ?? '';
}

/**
 * @param {string} help
 * @param {KeyAction} action
 * @returns {string} the help and, where there is one, the key
 */
export function withKey(help, action) {
  const key = bindingOf(action);
  return key ? `${help} (${key.cap})` : help;
}

/**
 * @param {Key} key
 * @returns {boolean} whether it is one that speech input types
 */
function isLetter({ key }) {
  return key.length === 1 && key !== ' ';
}

/** How far an arrow key moves what has the focus on a picture, in CSS pixels, and with Shift. */
const NUDGE = 10;
const FINE_NUDGE = 1;

/** @type {Record<string, [number, number]>} */
const ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * @param {KeyboardEvent} event
 * @returns {[number, number] | null} how far an arrow key moves something on a picture, to the
 *   right and down in CSS pixels; null for other keys
 */
export function nudgeOf({ key, shiftKey, ctrlKey, metaKey, altKey }) {
  const arrow = ARROWS[key];
  if (!arrow || ctrlKey || metaKey || altKey) return null;
  const reach = shiftKey ? FINE_NUDGE : NUDGE;
  return [arrow[0] * reach, arrow[1] * reach];
}

/** Fields in which every key is text. */
const TEXT = 'textarea, select, [contenteditable]:not([contenteditable="false"])';
/** Inputs that take arrows, and some of them a space, but no letters. */
const KNOBS = 'input:is([type="range"], [type="radio"], [type="checkbox"])';
/** A slider of time itself: there the keys of time do what they do elsewhere. */
const TIMELINE = 'input[data-timeline]';
/** Elements that a space presses by themselves. */
const PRESSED_BY_SPACE = 'button, summary, [role="button"]';

/**
 * Which key of the map a press means. A press that already means something where the focus
 * is (text in a field, an arrow on a slider, a space on a button, anything but the help's own
 * key in a dialog) means none.
 * @param {KeyboardEvent} event
 * @returns {Key | null}
 */
export function keyOf(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  // On many keyboards the plus is on the key of the equals sign, with Shift.
  const pressed = event.key === '=' ? '+' : event.key.toLowerCase();
  const binding = KEYS.find(
    ({ key, shift = event.shiftKey }) => key === pressed && shift === event.shiftKey,
  );
  if (!binding || (event.repeat && !binding.repeats)) return null;
  const letter = isLetter(binding);
  if (letter && !letters) return null;
  // Seen from outside a shadow root, `target` is only the host.
  const target = event.composedPath()[0];
  if (target instanceof Element) {
    if (target.closest(TEXT)) return null;
    if (target.closest('dialog')) return binding.action === 'help' ? binding : null;
    if (target.matches(TIMELINE)) return binding;
    // A range has no use for a space; a box is ticked by it.
    const free = letter || (binding.key === ' ' && target.matches('[type="range"]'));
    if (target.matches(KNOBS)) return free ? binding : null;
    if (target.matches('input')) return null;
    if (binding.key === ' ' && target.closest(PRESSED_BY_SPACE)) return null;
  }
  return binding;
}
