/**
 * What an author can say in the tag, described once: the element's attributes and properties,
 * their check, the documentation and the manifest are all made from this list.
 */

import { LATEST_STEP, plain, regionOf } from './link.js';

/** @typedef {import('./settle.js').Config} Config */

/**
 * @typedef {object} Attribute
 * @property {string} name
 * @property {string} property
 * @property {string} type of the property, in TypeScript
 * @property {string} legal what it takes, as a phrase
 * @property {string} usual what it is when nothing is said, as a phrase
 * @property {string} help
 * @property {string} example
 * @property {(text: string) => unknown} read undefined for a text that it does not take
 * @property {(value: any) => string} write the text for a value of the property; may throw where it
 *   is none
 * @property {true} [takesNull] whether null is a value of the property, and not its default
 * @property {(legal: string) => string} [spelled] what the engine says it takes, as it is written in
 *   the tag
 * @property {Setting} [setting] what it is in the race's config; the engine says what that takes
 */

/**
 * @typedef {object} Setting
 * @property {RegExp} names what the engine calls it when it refuses a value
 * @property {(config: Config, value: any, without: Config) => Config} put undefined is what it is in
 *   the race without it
 * @property {(config: Config) => unknown} get
 */

/** @param {string} text */
const words = (text) => text.split(/[\s,]+/).filter(Boolean);

/**
 * @param {(value: unknown) => boolean} fit
 * @param {unknown[]} values
 * @returns {unknown[]} the same; throws where one does not fit
 */
const all = (fit, values) => {
  if (values.every(fit)) return values;
  throw new TypeError();
};

/** @param {string} text @returns {number | string} a text that is no number, for the engine to refuse */
const number = (text) => {
  const value = plain(text);
  return Number.isFinite(value) ? Number(value) : text;
};

/** @param {unknown} value */
const isText = (value) => typeof value === 'string';

/** @param {string} name @returns {Setting} of which the config has the value as it is */
const own = (name) => ({
  names: new RegExp(`^${name}$`),
  put: (config, value, without) => ({
    ...config,
    [name]: value === undefined ? without[name] : value,
  }),
  get: (config) => config[name],
});

/**
 * @param {readonly string[]} of
 * @returns {Pick<Attribute, 'type' | 'legal' | 'read' | 'write'>}
 */
const choice = (of) => ({
  type: of.map((one) => `'${one}'`).join(' | '),
  legal: `one of ${of.join(', ')}`,
  read: (text) => of.find((one) => one === text),
  write: String,
});

/** @type {Pick<Attribute, 'type' | 'legal' | 'usual' | 'read' | 'write' | 'example'>} */
const presence = {
  type: 'boolean',
  legal: 'no value: it is there or it is not',
  usual: 'absent',
  example: '',
  read: () => true,
  write: () => '',
};

export const CONTROLS = /** @type {const} */ (['full', 'playback', 'none']);

/** @type {readonly Attribute[]} */
export const ATTRIBUTES = [
  {
    name: 'optimizers',
    property: 'optimizers',
    type: 'string[]',
    legal: 'the names of 1 to 8 optimizers, with spaces between them',
    usual: 'sgd momentum rmsprop adam, momentum at a learning rate of 0.01',
    help: 'Who races, each with its own usual settings. One name may stand more than once.',
    example: 'sgd adam',
    read: words,
    write: (names) => all(isText, names).join(' '),
    setting: {
      names: /^racers(\[\d+\](\.optimizer)?)?$/,
      put: (config, /** @type {string[] | undefined} */ names, { racers }) => ({
        ...config,
        racers: names?.map((optimizer) => ({ optimizer })) ?? racers,
      }),
      get: ({ racers }) => racers.map((/** @type {Config} */ { optimizer }) => optimizer),
    },
  },
  {
    name: 'learning-rate',
    property: 'learningRate',
    type: 'number | null',
    legal: 'a number from 0 to 1000000',
    usual: 'that of each optimizer',
    help: 'One learning rate for all racers. The property is null where theirs differ.',
    example: '0.05',
    read: number,
    write: String,
    setting: {
      names: /^racers\[\d+\]\.learningRate$/,
      put: (config, rate, without) => {
        const others = [...without.racers];
        const racers = config.racers.map((/** @type {Config} */ { learningRate, ...racer }) => {
          if (rate !== undefined) return { ...racer, learningRate: rate };
          const same = others.findIndex(
            ({ optimizer, framework }) =>
              optimizer === racer.optimizer && framework === racer.framework,
          );
          const [other] = same < 0 ? [] : others.splice(same, 1);
          return other ? { ...racer, learningRate: other.learningRate } : racer;
        });
        return { ...config, racers };
      },
      get: ({ racers }) => {
        const [first, ...rest] = racers.map((/** @type {Config} */ racer) => racer.learningRate);
        return rest.every((/** @type {number} */ rate) => rate === first) ? first : null;
      },
    },
  },
  {
    name: 'batch-size',
    property: 'batchSize',
    type: 'number | null',
    legal: 'a whole number from 1 to the number of training rows, or all',
    usual: '64',
    help: 'The rows that each step sees. With all (the property is null) it is the exact gradient.',
    example: '16',
    read: (text) => (text === 'all' ? null : number(text)),
    write: (/** @type {number | null} */ size) => (size === null ? 'all' : String(size)),
    takesNull: true,
    spelled: (legal) => legal.replace(/\bnull\b/, 'all'),
    setting: own('batchSize'),
  },
  {
    name: 'seed',
    property: 'seed',
    type: 'number',
    legal: 'a whole number from 0 to 4294967295',
    usual: '42',
    help: 'Fixes the choice of rows, the start and the order of the batches.',
    example: '7',
    read: number,
    write: String,
    setting: own('seed'),
  },
  {
    name: 'start',
    property: 'start',
    type: '{m: number, b: number} | null',
    legal: 'two numbers, m and b, with a space between them',
    usual: 'drawn from the seed; on a test surface, its own',
    help: 'Where all racers start, in the units of the map.',
    example: '-1.5 2',
    read: (text) => {
      const numbers = words(text).map(number);
      return numbers.length === 2 ? { m: numbers[0], b: numbers[1] } : undefined;
    },
    write: ({ m, b }) => all(Number.isFinite, [m, b]).join(' '),
    setting: { ...own('start'), names: /^start(\.|$)/ },
  },
  {
    name: 'landscape',
    property: 'landscape',
    type: 'string',
    legal: 'linear, or the name of a test surface',
    usual: 'linear',
    help: 'The surface: the loss of a line through the diamonds, or a surface made for tests.',
    example: 'rosenbrock',
    read: String,
    write: String,
    setting: own('landscape'),
  },
  {
    name: 'step',
    property: 'at',
    type: 'number',
    legal: `a whole number from 0 to ${LATEST_STEP}`,
    usual: '0',
    help: 'The step that is shown. A later one than was run is run to, which can be cancelled.',
    example: '200',
    read: (text) => {
      const step = number(text);
      return Number.isInteger(step) && Number(step) >= 0 && Number(step) <= LATEST_STEP
        ? step
        : undefined;
    },
    write: String,
  },
  {
    name: 'view',
    property: 'view',
    type: "{m: [number, number], b: [number, number]} | '3d' | null",
    legal: 'the lowest and highest m, then b, with spaces between them; or 3d',
    usual: 'start and minimum, with room around them',
    help: 'The part of the map that is shown, which grows to fill its place; or the scene in 3D.',
    example: '-1 2 -1 1',
    read: (text) => (text === '3d' ? text : (regionOf(words(text).join()) ?? undefined)),
    write: (view) =>
      view === '3d' ? view : all(Number.isFinite, [...view.m, ...view.b]).join(' '),
  },
  {
    name: 'link',
    property: 'link',
    type: 'string',
    legal: 'a link as the page writes it into its address, or the part of it from # on',
    usual: 'v=1',
    help: 'A whole race: every setting, the step and the view. Other attributes go before it.',
    example: 'racers=sgd,adam~beta1:0.5&step=120&v=1',
    read: String,
    write: (link) => all(isText, [link]).join(),
  },
  {
    name: 'controls',
    property: 'controls',
    ...choice(CONTROLS),
    usual: 'full',
    help: 'What is shown: all panels; the map with timeline and buttons; or the map alone.',
    example: 'playback',
  },
  {
    name: 'theme',
    property: 'theme',
    ...choice(['light', 'dark', 'system']),
    usual: 'system',
    help: 'The colours: as the page’s own colour scheme is, or always light or dark.',
    example: 'dark',
  },
  {
    name: 'autoplay',
    property: 'autoplay',
    ...presence,
    help: 'Plays as soon as it is in sight. Who wants less motion sees some steps at rest instead.',
  },
  {
    name: 'projector',
    property: 'projector',
    ...presence,
    help: 'Large letters, thick trails and strong contrast, to be read from the last row.',
  },
];

/**
 * @param {string} name
 * @returns {Attribute | undefined}
 */
export function attributeNamed(name) {
  return ATTRIBUTES.find((attribute) => attribute.name === name);
}
