/**
 * What an author asks for: attributes and properties that were set and are not in the race yet.
 * Several that are set at once become one change. What the engine does not take is refused, and
 * the value before stays.
 */

import { ATTRIBUTES, attributeNamed } from './attributes.js';
import { defaultsFor, spelledOut } from './defaults.js';
import { readLink } from './link.js';
import { said, settle } from './settle.js';

/** @typedef {import('./attributes.js').Attribute} Attribute */
/** @typedef {import('./engine.js').Engine} Engine */
/** @typedef {import('./engine.js').Race} Race */
/** @typedef {import('./link.js').Bookmark} Bookmark */
/** @typedef {import('./settle.js').Config} Config */
/** @typedef {import('./settle.js').Ignored} Ignored */

/** @typedef {[Attribute, unknown]} Wish undefined asks for the default */

/**
 * How a race is to be shown once there is a picture of it.
 * @typedef {object} Kept
 * @property {number} step
 * @property {Bookmark['view'] | '3d'} view
 * @property {Bookmark['scene']} [scene]
 * @property {Bookmark['looks']} looks
 * @property {Bookmark['bench']} [bench]
 * @property {import('./player.js').Mode} [mode] absent until it was shown
 */

/**
 * What an author has said so far.
 * @typedef {object} Said
 * @property {Pick<Bookmark, 'config' | 'step' | 'view' | 'scene'>} base what a config or a link said
 * @property {ReadonlyMap<Attribute, unknown>} wishes said since
 * @property {Said | null} beneath what was said before the link; null where it was a config
 */

/**
 * What wishes come to: what is not among them is absent.
 * @typedef {object} Fulfilment
 * @property {Config} [config] with every setting spelled out
 * @property {Bookmark['looks']} [looks]
 * @property {Bookmark['bench']} [bench]
 * @property {Bookmark['view'] | '3d'} [view]
 * @property {Bookmark['scene']} [scene]
 * @property {number} [step]
 * @property {Said} said
 * @property {Ignored[]} ignored parts of a link that are left out
 * @property {{attribute: Attribute, value: string, legal: string}[]} refused
 */

/**
 * @param {Config} config that says everything
 * @returns {Said}
 */
export function saidBy(config) {
  return { base: { config, step: 0, view: null, scene: null }, wishes: new Map(), beneath: null };
}

/**
 * Carries out wishes. What is taken back leaves what was said beside it.
 * @param {Engine} engine
 * @param {Config} config as it is
 * @param {readonly Wish[]} wishes a link among them goes before the others
 * @param {Said} before
 * @returns {Fulfilment}
 */
export function fulfil(engine, config, wishes, before) {
  /** @type {Fulfilment} */
  let made = { said: before, ignored: [], refused: [] };
  const wished = new Map(wishes);
  const link = wishes.find(([{ name }]) => name === 'link');
  if (link && link[1] !== undefined) {
    const { bookmark, ignored } = openLink(engine, String(link[1]));
    const { config, step, view, scene } = bookmark;
    const base = { config, step, view, scene };
    const said = { base, wishes: new Map(), beneath: before.beneath ?? before };
    made = { ...made, ...bookmark, said, ignored };
  } else if (link && before.beneath) {
    const { base, wishes: others } = before.beneath;
    const spelled = spelledOut(engine.race, base.config);
    made = { ...made, ...base, config: spelled, looks: {}, bench: [], said: before.beneath };
    for (const [attribute, value] of others) {
      if (!wished.has(attribute)) wished.set(attribute, value);
    }
  }
  const { said } = made;
  const all = new Map(said.wishes);
  for (const [attribute, value] of wished) {
    if (value === undefined) all.delete(attribute);
    else if (attribute !== link?.[0]) all.set(attribute, value);
    // One learning rate is for whoever races.
    const rate = attribute.name === 'optimizers' && attributeNamed('learning-rate');
    if (rate && !wished.has(rate) && all.has(rate)) wished.set(rate, all.get(rate));
  }
  const settings = inOrder(wished);
  if (settings.length > 0) {
    const { base } = said;
    const without = () => grant(engine, spelledOut(engine.race, base.config), inOrder(all)).config;
    const now = made.config ?? spelledOut(engine.race, config);
    made = { ...made, ...grant(engine, now, settings, without) };
    for (const { attribute } of made.refused) {
      if (said.wishes.has(attribute)) all.set(attribute, said.wishes.get(attribute));
      else all.delete(attribute);
    }
  }
  for (const [{ name }, value] of wished) {
    if (name === 'step') made.step = Number(value ?? said.base.step);
    if (name === 'view') {
      made.view = value === undefined ? said.base.view : /** @type {Bookmark['view']} */ (value);
      made.scene = value === undefined ? said.base.scene : null;
    }
  }
  return { ...made, said: { ...said, wishes: all } };
}

/**
 * @param {ReadonlyMap<Attribute, unknown>} wishes
 * @returns {Wish[]} those of settings, so that none undoes another
 */
function inOrder(wishes) {
  const settings = ATTRIBUTES.filter((attribute) => attribute.setting && wishes.has(attribute));
  return settings.map((attribute) => [attribute, wishes.get(attribute)]);
}

/**
 * @param {Engine} engine
 * @param {string} link
 * @returns {{bookmark: Bookmark, ignored: Ignored[]}} what of a link the engine takes
 */
function openLink(engine, link) {
  const { bookmark, ignored } = readLink(link, defaultsFor(engine));
  const settled = settle(bookmark.config, (config) => spelledOut(engine.race, config));
  const free = engine.rules.settings.maxRacers - settled.opened.racers.length;
  const seated = seat(engine.race, bookmark.bench, free);
  return {
    bookmark: { ...bookmark, config: settled.opened, bench: seated.bench },
    ignored: [...ignored, ...settled.ignored, ...seated.ignored],
  };
}

/**
 * @param {(config: Config) => Race} open
 * @param {Bookmark['bench']} bench
 * @param {number} free the places beside those who take part
 * @returns {{bench: Bookmark['bench'], ignored: Ignored[]}} what of it the engine takes
 */
export function seat(open, bench, free) {
  /** @type {Ignored[]} */
  const ignored = [];
  const seated = bench.slice(0, free).flatMap(({ place, racer }, i) => {
    // A test surface, as that has no data to be made ready.
    const settled = settle({ racers: [racer] }, (config) =>
      spelledOut(open, { landscape: 'matyas', ...config }),
    );
    for (const { setting, value, legal } of settled.ignored) {
      ignored.push(said(setting.replace('racers[0]', `out[${i}]`), value, legal));
    }
    return settled.config.racers ? [{ place, racer: settled.opened.racers[0] }] : [];
  });
  if (bench.length > free) {
    ignored.push(
      said('out', `a list of ${bench.length}`, `a list of up to ${free} beside the race`),
    );
  }
  return { bench: seated.sort((a, b) => a.place - b.place), ignored };
}

/**
 * Puts wishes into a config that the engine takes.
 * @param {Engine} engine
 * @param {Config} config with every setting spelled out
 * @param {readonly Wish[]} wishes
 * @param {() => Config} [without] the race without those that are taken back
 * @returns {{config: Config, refused: Fulfilment['refused']}}
 */
function grant(engine, config, wishes, without) {
  /** @type {Fulfilment['refused']} */
  const refused = [];
  const left = [...wishes];
  const other = (left.some(([, value]) => value === undefined) && without?.()) || config;
  const put = (/** @type {Config} */ before, /** @type {Wish} */ [{ setting }, value]) =>
    setting?.put(before, value, other) ?? before;
  for (;;) {
    const wished = left.reduce(put, config);
    try {
      return { config: spelledOut(engine.race, wished), refused };
    } catch (error) {
      if (!(error instanceof Error && 'setting' in error) || left.length === 0) throw error;
      const { setting, value, legal } = /** @type {Error & Ignored} */ (error);
      // What is named is at fault; where it was not asked for, it clashes with what was.
      const found = left.findIndex(([attribute]) => attribute.setting?.names.test(setting));
      const [[attribute]] = left.splice(Math.max(0, found), 1);
      const named = found >= 0;
      refused.push({
        attribute,
        value,
        legal: named ? legal : `no value with which ${error.message}`,
      });
    }
  }
}
