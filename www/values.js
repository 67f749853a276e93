/**
 * One setting and its values, made only from the engine's description: where a slider has its
 * stops, how a value is written and read, and what it is when nothing is said.
 */

/**
 * What a number may be.
 * @typedef {object} NumberKind
 * @property {'number'} type
 * @property {boolean} nullable whether null is taken, for "off"
 * @property {number} min
 * @property {number} max
 * @property {boolean} belowMax
 * @property {boolean} whole
 * @property {'linear' | 'log' | 'decay'} scale how a slider divides its range
 * @property {[number, number]} slider its range; values outside are legal, too
 * @property {number} step its least move: in the value's unit, or in decades
 * @property {{label: string, instead: number} | null} off what null is called, and what instead
 */

/**
 * @typedef {object} SwitchKind
 * @property {'switch'} type
 */

/**
 * @typedef {object} ChoiceKind
 * @property {'choice'} type
 * @property {string[]} of
 * @property {string[]} labels for people, in the same order
 */

/** @typedef {number | boolean | string | null} Value */

/**
 * One thing that can be set, as the engine describes it.
 * @typedef {object} Setting
 * @property {string} name
 * @property {string} symbol
 * @property {string} label
 * @property {string} unit
 * @property {NumberKind | SwitchKind | ChoiceKind} kind
 * @property {string} help
 * @property {boolean} more whether it is for those who look for it
 * @property {boolean} drawn whether it is to be drawn, not to be slid along
 * @property {{setting: string, is: string[]} | null} when what has to be chosen for it to count
 * @property {string} takes what it takes, as a phrase
 * @property {Value} default
 */

/** A decay is never closer to 1 than a slider shows. */
const NINES = 12;

/** @type {WeakMap<object, number[]>} */
const known = new WeakMap();

/**
 * @param {Setting} setting of a number
 * @returns {number[]} the values that its slider gives, upwards
 */
export function stopsOf(setting) {
  const { kind } = setting;
  if (kind.type !== 'number') return [];
  let stops = known.get(setting);
  if (!stops) {
    const usual = typeof setting.default === 'number' ? [setting.default] : [];
    const all = [...raw(kind), ...usual.filter((value) => inside(kind, value))];
    stops = [...new Set(all)].sort((a, b) => a - b);
    known.set(setting, stops);
  }
  return stops;
}

/** @param {NumberKind} kind @param {number} value */
function inside({ slider: [low, high] }, value) {
  return value >= low && value <= high;
}

/**
 * @param {NumberKind} kind
 * @returns {number[]}
 */
function raw({ scale, slider: [low, high], step, whole }) {
  const along = {
    linear: { length: high - low, at: (/** @type {number} */ way) => low + way },
    log: { length: Math.log10(high / low), at: (/** @type {number} */ way) => low * 10 ** way },
    decay: {
      length: Math.log10((1 - low) / (1 - high)),
      at: (/** @type {number} */ way) => (1 - low) * 10 ** -way,
    },
  }[scale];
  const count = Math.floor(along.length / step + 1e-9);
  const values = Array.from({ length: count + 1 }, (_, i) => {
    const value = along.at(i * step);
    if (scale === 'linear') return tidy(value, NINES);
    // No more digits than tell neighbours apart; where each is twice the last, whole ones do.
    const short = step < 0.2 ? tidy(value, 2) : tidy(value, 5);
    return scale === 'decay' ? tidy(1 - short, NINES) : short;
  });
  return [...values, high].map((value) => (whole ? Math.round(value) : value));
}

/** @param {number} value @param {number} digits */
function tidy(value, digits) {
  return Number(value.toPrecision(digits));
}

/**
 * @param {Setting} setting
 * @param {Value} value
 * @returns {number} the place of the stop that is nearest, as the slider divides its range
 */
export function placeOf(setting, value) {
  const stops = stopsOf(setting);
  const { kind } = setting;
  if (typeof value !== 'number' || kind.type !== 'number') return 0;
  /** @param {number} at */
  const along = (at) =>
    kind.scale === 'linear' ? at : kind.scale === 'log' ? Math.log(at) : -Math.log(1 - at);
  let best = 0;
  for (const [place, stop] of stops.entries()) {
    if (Math.abs(along(stop) - along(value)) < Math.abs(along(stops[best]) - along(value))) {
      best = place;
    }
  }
  return best;
}

/**
 * @param {Value} value
 * @returns {string} as a field shows it: the shortest digits that read back equal
 */
export function writtenOf(value) {
  if (typeof value !== 'number') return value === null ? '' : String(value);
  const size = Math.abs(value);
  const short = value !== 0 && (size < 1e-3 || size >= 1e9) ? value.toExponential() : String(value);
  return short.replace('e+', 'e').replace('-', '−').replace('e-', 'e−');
}

/**
 * What somebody typed. A text that is no number, or one beyond all numbers, is handed on as it is,
 * for the engine to refuse.
 * @param {string} text
 * @returns {number | string}
 */
export function readOf(text) {
  const plain = text.trim().replaceAll('−', '-');
  // A comma parts thousands only where a number is grouped throughout: 0,001 is a thousandth.
  const grouped = /^-?[1-9]\d{0,2}([\s,_]\d{3})+(\.\d+)?$/.test(plain);
  const value = Number(
    grouped ? plain.replaceAll(/[\s,_]/g, '') : plain.replace(/^(-?\d*),(?=\d+(e|$))/i, '$1.'),
  );
  return plain !== '' && Number.isFinite(value) ? value : text.trim();
}

/**
 * @param {Setting} setting
 * @param {Value} value
 * @returns {string} in words, for those who hear it
 */
export function spokenOf({ kind, unit }, value) {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (kind.type === 'choice') return kind.labels[kind.of.indexOf(String(value))] ?? String(value);
  if (value === null) return kind.type === 'number' ? (kind.off?.label ?? 'off') : 'off';
  return unit ? `${writtenOf(value)} ${unit}` : writtenOf(value);
}

/**
 * @param {Setting} setting
 * @param {Record<string, any>} values of all settings beside it
 * @returns {boolean} whether it has a meaning there
 */
export function counts({ when }, values) {
  return !when || when.is.includes(values[when.setting]);
}

/**
 * @param {Setting} setting
 * @returns {string} its help, with the name that the page has for null
 */
export function helpOf({ help, kind }) {
  const off = kind.type === 'number' && kind.off;
  return off ? help.replaceAll(/\bnull\b/g, `“${off.label}”`) : help;
}

/**
 * @param {Setting} setting
 * @param {string} message of the engine
 * @returns {string} beginning with the label that stands beside the field
 */
export function refusalOf({ name, label }, message) {
  return message.replace(new RegExp(`^([\\w\\[\\]]+\\.)*${name}\\b`), label);
}
