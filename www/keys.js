/**
 * The keys of the plot, defined once: the handler, the hint under the controls and the
 * buttons' accessible shortcuts are all made from this list.
 */

/**
 * @typedef {'toggle' | 'back' | 'step' | 'first' | 'latest' | 'reset' | 'zoomIn' | 'zoomOut'
 *   | 'wholeMap' | 'lookLeft' | 'lookRight' | 'lookUp' | 'lookDown'} KeyAction
 */

/**
 * @typedef {object} KeyBinding
 * @property {string} key `KeyboardEvent.key`, in lower case
 * @property {boolean} [shift] whether it is pressed with Shift; absent where that is no matter
 * @property {string} shortcut the value of `aria-keyshortcuts`
 * @property {string} cap what is printed on the key, or '' where another cap stands for it
 * @property {KeyAction} action
 * @property {string} help keys that share it share a hint
 * @property {boolean} [repeats] whether holding the key down repeats the action
 */

/** @type {readonly KeyBinding[]} */
export const KEYS = [
  { key: ' ', shortcut: 'Space', cap: 'Space', action: 'toggle', help: 'play or pause' },
  {
    key: 'arrowleft',
    shift: false,
    shortcut: 'ArrowLeft',
    cap: '←',
    action: 'back',
    help: 'a step back or on',
    repeats: true,
  },
  {
    key: 'arrowright',
    shift: false,
    shortcut: 'ArrowRight',
    cap: '→',
    action: 'step',
    help: 'a step back or on',
    repeats: true,
  },
  { key: 'home', shortcut: 'Home', cap: 'Home', action: 'first', help: 'first or latest step' },
  { key: 'end', shortcut: 'End', cap: 'End', action: 'latest', help: 'first or latest step' },
  { key: 'r', shortcut: 'R', cap: 'R', action: 'reset', help: 'reset' },
  { key: '+', shortcut: '+', cap: '+', action: 'zoomIn', help: 'zoom', repeats: true },
  { key: '-', shortcut: '-', cap: '−', action: 'zoomOut', help: 'zoom', repeats: true },
  { key: '0', shortcut: '0', cap: '0', action: 'wholeMap', help: 'whole map' },
  ...looks(),
];

/** @returns {KeyBinding[]} the arrows, with Shift */
function looks() {
  /** @type {[string, KeyAction, string][]} */
  const arrows = [
    ['ArrowLeft', 'lookLeft', 'Shift'],
    ['ArrowRight', 'lookRight', '←→'],
    ['ArrowUp', 'lookUp', '↑↓'],
    ['ArrowDown', 'lookDown', ''],
  ];
  return arrows.map(([key, action, cap]) => ({
    key: key.toLowerCase(),
    shift: true,
    shortcut: `Shift+${key}`,
    cap,
    action,
    help: 'move the map',
    repeats: true,
  }));
}

/** @returns {{caps: string[], help: string}[]} one hint for each thing that keys can do */
export function hints() {
  return [...new Set(KEYS.map(({ help }) => help))].map((help) => ({
    caps: KEYS.filter((binding) => binding.help === help && binding.cap).map(({ cap }) => cap),
    help,
  }));
}

/**
 * @param {KeyAction} action
 * @returns {KeyBinding}
 */
export function bindingOf(action) {
  const binding = KEYS.find((candidate) => candidate.action === action);
  if (!binding) throw new Error(`no key is bound to ${action}`);
  return binding;
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
 * Which action a key press asks for. A press that already means something where the focus
 * is (text in a field, an arrow on a slider, a space on a button) asks for none.
 * @param {KeyboardEvent} event
 * @returns {KeyAction | null}
 */
export function actionOf(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  // On many keyboards the plus is on the key of the equals sign, with Shift.
  const pressed = event.key === '=' ? '+' : event.key.toLowerCase();
  const binding = KEYS.find(
    ({ key, shift = event.shiftKey }) => key === pressed && shift === event.shiftKey,
  );
  if (!binding || (event.repeat && !binding.repeats)) return null;
  // Seen from outside a shadow root, `target` is only the host.
  const target = event.composedPath()[0];
  if (target instanceof Element) {
    const letter = binding.key.length === 1 && binding.key !== ' ';
    if (target.closest(TEXT)) return null;
    if (target.matches(TIMELINE)) return binding.action;
    // A range has no use for a space; a box is ticked by it.
    const free = letter || (binding.key === ' ' && target.matches('[type="range"]'));
    if (target.matches(KNOBS)) return free ? binding.action : null;
    if (target.matches('input')) return null;
    if (binding.key === ' ' && target.closest(PRESSED_BY_SPACE)) return null;
  }
  return binding.action;
}
