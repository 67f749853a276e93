/**
 * The keys of the plot, defined once: the handler, the hint under the controls and the
 * buttons' accessible shortcuts are all made from this list.
 */

/** @typedef {'toggle' | 'step' | 'reset'} KeyAction */

/**
 * @typedef {object} KeyBinding
 * @property {string} key `KeyboardEvent.key`, in lower case
 * @property {string} shortcut the value of `aria-keyshortcuts`
 * @property {string} cap what is printed on the key
 * @property {KeyAction} action
 * @property {string} help
 * @property {boolean} repeats whether holding the key down repeats the action
 */

/** @type {readonly KeyBinding[]} */
export const KEYS = [
  {
    key: ' ',
    shortcut: 'Space',
    cap: 'Space',
    action: 'toggle',
    help: 'play or pause',
    repeats: false,
  },
  {
    key: 'arrowright',
    shortcut: 'ArrowRight',
    cap: '→',
    action: 'step',
    help: 'one step',
    repeats: true,
  },
  { key: 'r', shortcut: 'R', cap: 'R', action: 'reset', help: 'reset', repeats: false },
];

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
/** Inputs that take arrows and space, but no letters. */
const KNOBS = 'input:is([type="range"], [type="radio"], [type="checkbox"])';
/** Elements that a space presses by itself. */
const PRESSED_BY_SPACE = 'button, summary, [role="button"]';

/**
 * Which action a key press asks for. A press that already means something where the focus
 * is (text in a field, an arrow on a slider, a space on a button) asks for none.
 * @param {KeyboardEvent} event
 * @returns {KeyAction | null}
 */
export function actionOf(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return null;
  const binding = KEYS.find(({ key }) => key === event.key.toLowerCase());
  if (!binding || (event.repeat && !binding.repeats)) return null;
  // Seen from outside a shadow root, `target` is only the host.
  const target = event.composedPath()[0];
  if (target instanceof Element) {
    const letter = binding.key.length === 1 && binding.key !== ' ';
    if (target.closest(TEXT)) return null;
    if (target.matches(KNOBS)) return letter ? binding.action : null;
    if (target.matches('input')) return null;
    if (binding.key === ' ' && target.closest(PRESSED_BY_SPACE)) return null;
  }
  return binding.action;
}
