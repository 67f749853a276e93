/**
 * The ways to give a race to others, made from its link: addresses for readers, code for authors.
 * Pure text, so that every character of it can be tested.
 */

import { plain } from './link.js';

/** How much of the plot is shown elsewhere. */
export const SHARES = /** @type {const} */ ([
  { controls: 'full', label: 'Everything', height: 1100 },
  { controls: 'playback', label: 'Map and playback', height: 800 },
  { controls: 'none', label: 'Map alone', height: 480 },
]);

/** @typedef {typeof SHARES[number]['controls']} Controls */

/**
 * One thing to be copied.
 * @typedef {object} Gift
 * @property {string} id
 * @property {string} label
 * @property {string} help
 * @property {string} text
 */

/**
 * @param {string} path
 * @param {{protocol: string, href: string}} [from] the address of the page
 * @returns {string} the whole address; '' where the page has none, as one that was written into a frame
 */
export function homeOf(path, { protocol, href } = location) {
  return /^(https?|file):$/.test(protocol) ? new URL(path, href).href : '';
}

/**
 * @param {string} home the folder of the page, with all that lies beside it
 * @param {string} link of the race, without the `#`
 * @param {Controls} controls
 * @returns {Gift[]}
 */
export function gifts(home, link, controls) {
  const page = { id: 'link', label: 'Link', help: 'Opens this page with this race.' };
  // A file that was opened from disk has no neighbours.
  if (!/^https?:/.test(home)) return [{ ...page, text: `${home}#${link}` }];
  const shown = controls === 'full' ? '' : `?controls=${controls}`;
  const frame = `${home}embed.html${shown}#${link}`;
  const height = SHARES.find((share) => share.controls === controls)?.height;
  return [
    { ...page, text: `${home}#${link}` },
    {
      id: 'bare',
      label: 'Link without controls',
      help: 'Opens the map alone, for a slide or a screen.',
      text: `${home}embed.html?controls=none#${link}`,
    },
    {
      id: 'frame',
      label: 'Code for a frame',
      help: 'For any page that takes frames, such as a blog’s.',
      text:
        `<iframe src="${escaped(frame)}" title="Downhill: optimizers race down a loss surface" ` +
        `width="100%" height="${height}" loading="lazy" allow="fullscreen"></iframe>`,
    },
    {
      id: 'element',
      label: 'Code for an element',
      help: 'For a page of your own: it takes the page’s colours and type.',
      text:
        `<script type="module" src="${escaped(home)}downhill-plot.js"></script>\n` +
        elementCode(link, controls),
    },
  ];
}

/**
 * @param {string} link
 * @param {Controls} controls
 * @returns {string} the tag, with attributes where they can say it all, else with the link
 */
export function elementCode(link, controls) {
  const attributes = attributesOf(link) ?? [['link', link]];
  if (controls !== 'full') attributes.push(['controls', controls]);
  const text = attributes.map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
  return `<downhill-plot${text}></downhill-plot>`;
}

/**
 * What attributes can say of a part of a link.
 * @type {Record<string, (value: string) => [string, string][] | null>}
 */
const PARTS = {
  v: () => [],
  racers: optimizersOf,
  landscape: (value) => [['landscape', value]],
  seed: (value) => [['seed', value]],
  batchSize: (value) => [['batch-size', value === 'null' ? 'all' : value]],
  start: (value) => [['start', value.replace(',', ' ')]],
  step: (value) => [['step', value]],
  view: (value) => [['view', value.replaceAll(',', ' ')]],
};

/**
 * @param {string} link as it is written here
 * @returns {[string, string][] | null} null where attributes cannot say it all
 */
function attributesOf(link) {
  /** @type {[string, string][]} */
  const attributes = [];
  for (const part of link.split('&')) {
    const [name, value] = part.split('=');
    const own = Object.hasOwn(PARTS, name) ? PARTS[name](value) : null;
    if (!own) return null;
    attributes.push(...own);
  }
  return attributes;
}

/**
 * @param {string} text `sgd~learningRate:0.1,adam~learningRate:0.1`
 * @returns {[string, string][] | null}
 */
function optimizersOf(text) {
  const racers = text.split(',').map((racer) => racer.split('~'));
  const [[, first = '']] = racers;
  const names = racers.map(([name]) => name).join(' ');
  if (racers.some(([, ...settings]) => settings.join('~') !== first)) return null;
  if (first === '') return [['optimizers', names]];
  const [name, rate] = first.split(':');
  if (name !== 'learningRate' || typeof plain(rate) !== 'number') return null;
  return [
    ['optimizers', names],
    ['learning-rate', rate],
  ];
}

/**
 * @param {string} text
 * @returns {string} as the value of an attribute
 */
function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
