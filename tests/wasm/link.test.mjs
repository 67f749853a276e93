// Races become links and come back unchanged; nothing that a link says can do harm.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultsOf } from '../../www/defaults.js';
import { isLink, LATEST_STEP, LONGEST, readLink, writeLink } from '../../www/link.js';
import { LOOKS } from '../../www/looks.js';
import { ignoredText, settle } from '../../www/settle.js';
import { seat } from '../../www/wishes.js';
import { dataset, engine } from './engine.mjs';

/** @typedef {import('../../www/settle.js').Config} Config */
/** @typedef {import('../../www/link.js').Bookmark} Bookmark */

const { Race } = engine;
const open = (/** @type {Config} */ config) => new Race(dataset, config);
const defaults = defaultsOf(open);
/** Test surfaces need no data to be made ready, which makes thousands of races quick. */
const QUICK = 'matyas';

/** @type {Bookmark} */
const PLAIN = { config: defaults.config, bench: [], step: 0, view: null, scene: null, looks: {} };

/** @param {Config} config @returns {Config} with every setting spelled out */
function spelledOut(config) {
  const race = open(config);
  try {
    return race.config();
  } finally {
    race.free();
  }
}

/** Opens a link as the page does. @param {string} link */
function opened(link) {
  const { bookmark, ignored } = readLink(link, defaults);
  const settled = settle(bookmark.config, spelledOut);
  const { maxRacers } = engine.settings();
  const seated = seat(open, bookmark.bench, maxRacers - settled.opened.racers.length);
  return {
    bookmark: { ...bookmark, config: settled.opened, bench: seated.bench },
    ignored: [...ignored, ...settled.ignored, ...seated.ignored],
  };
}

/** Numbers that look random and are the same each time (mulberry32). @param {number} seed */
function generator(seed) {
  let state = seed;
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (/** @type {number} */ end) => Math.floor(unit() * end);
  /** @template T @param {readonly T[]} list @returns {T} */
  const pick = (list) => list[below(list.length)];
  return { unit, below, pick };
}

/** What the engine says that a setting takes. @param {(value: unknown) => Config} config */
function legalOf(config) {
  try {
    open(config('no such value')).free();
  } catch (error) {
    return /** @type {Error & {legal: string}} */ (error).legal;
  }
  throw new Error('everything is taken');
}

/**
 * A random value that a setting takes, made from the engine's own words for it.
 *
 * @param {string} legal @param {ReturnType<typeof generator>} random
 */
function drawnFrom(legal, { unit, pick }) {
  if (legal === 'true or false') return pick([true, false]);
  const names = /^one of (.*)$/.exec(legal);
  if (names) return pick(names[1].split(', '));
  const range = /^a (whole )?number from (\S+) to (below )?(\S+?)(, or null)?$/.exec(legal);
  assert.ok(range, `the words ${legal} are new`);
  const [, whole, low, below, high, nullable] = range;
  const [min, max] = [Number(low), Number(high)];
  const values = [
    min,
    min + unit() * (max - min),
    Math.min(max, Math.max(min, 10 ** (unit() * 40 - 30))),
    Math.min(max, Math.max(min, Number((unit() * 10).toFixed(2)))),
  ];
  if (min === 0) values.push(Number.MIN_VALUE, -0);
  if (!below) values.push(max);
  // Rounding may reach an end that is excluded.
  const value = pick(values.filter((one) => !(below && one === max)));
  if (nullable && unit() < 0.2) return null;
  return whole ? Math.max(min, Math.floor(value)) + 0 : value;
}

const RACE_SETTINGS = Object.keys(defaults.config)
  .filter((name) => !['v', 'landscape', 'start', 'racers'].includes(name))
  .map((name) => ({ name, legal: legalOf((value) => ({ landscape: QUICK, [name]: value })) }));
const LANDSCAPES = legalOf((landscape) => ({ landscape }))
  .replace('one of ', '')
  .split(', ');
const OPTIMIZERS = legalOf((optimizer) => ({ landscape: QUICK, racers: [{ optimizer }] }))
  .replace('one of ', '')
  .split(', ');
const FRAMEWORKS = legalOf((framework) => ({
  landscape: QUICK,
  racers: [{ optimizer: 'sgd', framework }],
}))
  .replace('one of ', '')
  .split(', ');
/** Every setting of every optimizer in every framework that has it. */
const RACERS = OPTIMIZERS.flatMap((optimizer) =>
  FRAMEWORKS.flatMap((framework) => {
    const racer = defaults.racer(optimizer, framework);
    if (!racer) return [];
    const names = Object.keys(racer).filter((name) => !['optimizer', 'framework'].includes(name));
    const settings = names.map((name) => ({
      name,
      legal: legalOf((value) => ({
        landscape: QUICK,
        racers: [{ optimizer, framework, [name]: value }],
      })),
    }));
    return [{ optimizer, framework, settings }];
  }),
);

/** @param {ReturnType<typeof generator>} random @param {boolean} [all] sets everything there is */
function randomConfig(random, all = false) {
  const { unit, below, pick } = random;
  /** @param {{name: string, legal: string}[]} settings @returns {[string, unknown][]} */
  const some = (settings) => {
    const share = pick([0, 0.2, 1]);
    const chosen = settings.filter(() => all || unit() < share);
    return chosen.map(({ name, legal }) => [name, drawnFrom(legal, random)]);
  };
  const racers = Array.from({ length: all ? 8 : 1 + below(8) }, () => {
    const { optimizer, framework, settings } = pick(RACERS);
    return { optimizer, framework, ...Object.fromEntries(some(settings)) };
  });
  /** @type {Config} */
  const config = { landscape: QUICK, ...Object.fromEntries(some(RACE_SETTINGS)), racers };
  if (all || unit() < 0.5) {
    const coordinate = () => pick([-0, unit() - 0.5, 1 / 3, 10 ** (unit() * 60 - 30), -4]);
    config.start = { m: coordinate(), b: coordinate() };
  }
  return config;
}

test('the generator knows every optimizer, framework and setting', () => {
  assert.ok(OPTIMIZERS.length >= 11 && OPTIMIZERS.includes('adam'));
  assert.deepEqual(FRAMEWORKS, ['tutorial', 'pytorch', 'keras', 'tensorflowjs']);
  assert.ok(RACERS.length > 30, `${RACERS.length}`);
  assert.ok(RACE_SETTINGS.length >= 7 && LANDSCAPES.length >= 13);
  const names = new Set(RACERS.flatMap(({ settings }) => settings.map(({ name }) => name)));
  assert.ok(names.size > 25, `${[...names]}`);
});

test('10,000 random races go to a link and back unchanged', () => {
  const random = generator(20_261_122);
  const { unit, below } = random;
  let [longest, benched] = [0, 0];
  for (let i = 0; i < 10_000; i += 1) {
    const everyone = spelledOut(randomConfig(random, i % 100 === 0));
    // Some of them sit out, of each race at least one does not.
    const racing = below(everyone.racers.length);
    const out = everyone.racers.map(
      (/** @type {Config} */ _, /** @type {number} */ place) =>
        place !== racing && unit() < (i % 3) / 3,
    );
    const racers = everyone.racers.filter(
      (/** @type {Config} */ _, /** @type {number} */ k) => !out[k],
    );
    const config = { ...everyone, racers };
    const bench = everyone.racers.flatMap(
      (/** @type {Config} */ racer, /** @type {number} */ place) =>
        out[place] ? [{ place, racer }] : [],
    );
    benched += bench.length;
    const [m, b] = [unit() * 20 - 10, 10 ** (unit() * 20 - 10)];
    /** @type {Bookmark} */
    const bookmark = {
      config,
      bench,
      step: unit() < 0.5 ? 0 : below(LATEST_STEP),
      view: unit() < 0.5 ? null : { m: [m, m + unit() + 1e-9], b: [-b, b] },
      scene:
        unit() < 0.5
          ? null
          : { azimuth: unit() * 360 - 180, elevation: 5 + 85 * unit(), distance: 2 + below(11) },
      looks:
        unit() < 0.5 ? {} : { by: 'epoch', squaresOf: below(8), tab: 'step', terms: below(100) },
    };
    const link = writeLink(bookmark, defaults);
    longest = Math.max(longest, link.length);
    const back = opened(link);
    assert.deepStrictEqual(back, { bookmark, ignored: [] }, link);
    // Nothing in it needs to be encoded where it stands.
    assert.match(link, /^[\w\-.~:,=&]*$/);
  }
  assert.ok(longest < LONGEST, `${longest}`);
  assert.ok(benched > 5000, `${benched} sit out`);
});

test('every landscape, and data of every size, goes to a link and back', () => {
  const random = generator(7);
  for (const landscape of LANDSCAPES) {
    const config = spelledOut({ ...randomConfig(random), landscape, start: null });
    assert.deepStrictEqual(
      opened(writeLink({ ...PLAIN, config }, defaults)).bookmark.config,
      config,
    );
  }
  for (let i = 0; i < 30; i += 1) {
    const rows = 100 + random.below(19_000);
    const batchSize = random.pick([null, 1, 8, 77]);
    const config = spelledOut({
      rows,
      batchSize,
      seed: random.below(2 ** 32),
      standardize: i % 2 > 0,
    });
    assert.deepStrictEqual(
      opened(writeLink({ ...PLAIN, config }, defaults)).bookmark.config,
      config,
    );
  }
});

test('a link says only what differs from the defaults', () => {
  assert.equal(writeLink(PLAIN, defaults), 'v=1');
  const config = spelledOut({
    seed: 7,
    batchSize: null,
    start: { m: 0.1, b: -2 },
    racers: [
      { optimizer: 'sgd' },
      { optimizer: 'adam', framework: 'keras', beta1: 0.8, epsilon: 1e-7 },
    ],
  });
  const view = /** @type {Bookmark['view']} */ ({ m: [-1, 2.5], b: [0, 1e-3] });
  assert.equal(
    writeLink(
      {
        config,
        bench: [
          { place: 0, racer: spelledOut({ racers: [{ optimizer: 'momentum' }] }).racers[0] },
          { place: 3, racer: { ...config.racers[1], beta1: 0.9 } },
        ],
        step: 120,
        view,
        scene: { azimuth: -30, elevation: 35.5, distance: 4 },
        looks: { by: 'epoch', scale: 'log', tab: 'race' },
      },
      defaults,
    ),
    'seed=7&batchSize=null&start=0.1,-2&racers=sgd,adam~framework:keras~beta1:0.8' +
      '&out=0.momentum,3.adam~framework:keras&step=120&view=-1,2.5,0,0.001&scene=-30,35.5,4&by=epoch&v=1',
  );
});

test('a whole address, and one that was encoded on its way, are read the same', () => {
  const link = 'start=0.5,1&racers=sgd~learningRate:0.5,adam&view=0,1,0,1&v=1';
  const expected = opened(link);
  assert.deepEqual(expected.ignored, []);
  for (const same of [
    `#${link}`,
    `https://example.org/downhill/?a=b#${link}`,
    link.replace(/[,~:]/g, encodeURIComponent),
    link.replace(/[a-z]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  ]) {
    assert.deepStrictEqual(opened(same), expected, same);
  }
  assert.ok(isLink('#v=1') && !isLink('#notes') && !isLink(''));
});

/** @type {[string, string[]][]} */
const FAULTS = [
  ['seed=-1&v=1', ['seed is -1, but it takes a whole number from 0 to 4294967295']],
  ['seed=NaN&v=1', ['seed is "NaN", but it takes a whole number from 0 to 4294967295']],
  ['seed=Infinity&v=1', ['seed is "Infinity", but it takes a whole number']],
  ['seed=1e999&v=1', ['seed is Infinity, but it takes a whole number']],
  ['batchSize=&v=1', ['batchSize is "", but it takes a whole number from 1 to 65536, or null']],
  ['sede=1&v=1', ['sede is "1", but it takes no value: a link has only v, landscape, start, ']],
  ['__proto__=1&constructor=2&v=1', ['__proto__ is "1", but it ', 'constructor is "2", but it ']],
  ['landscape=moon&v=1', ['landscape is "moon", but it takes one of linear, ']],
  ['start=1&v=1', ['start is "1", but it takes two numbers, m and b']],
  ['start=1,x&v=1', ['start.b is "x", but it takes a number from -1e150 to 1e150']],
  ['start=1e150,1e150&landscape=rosenbrock&v=1', ['start is (1e150, 1e150), but it takes a point']],
  ['racers=&v=1', ['racers[0].optimizer is "", but it takes one of sgd, ']],
  [`racers=${Array(9).fill('sgd')}&v=1`, ['racers is a list of 9, but it takes a list of 1 to 8']],
  [
    'racers=moon,sgd~beta1:2,adam~beta1:1~beta2:0.5&v=1',
    [
      'racers[0].optimizer is "moon", but it takes one of sgd, ',
      'racers[1].beta1 is 2, but it takes no value: SGD has only ',
      'racers[2].beta1 is 1, but it takes a number from 0 to below 1',
    ],
  ],
  ['racers=adam~__proto__:1&v=1', ['racers[0].__proto__ is 1, but it takes no value']],
  ['racers=adam~beta1:0~beta1:1&v=1', ['racers[0].beta1 is "1", but it takes one value: 0, which']],
  [
    'racers=radam~framework:keras&v=1',
    ['racers[0].framework is "keras", but it takes a framework that'],
  ],
  ['out=&v=1', ['out[0] is "", but it takes the place of one who sits out, a dot and the opti']],
  ['out=9.sgd,x.sgd&v=1', ['out[0] is "9.sgd", but', 'out[1] is "x.sgd", but it takes the place']],
  [
    'out=1.moon,2.adam~beta1:1~beta2:0.5&v=1',
    [
      'out[0].optimizer is "moon", but it takes one of sgd, ',
      'out[1].beta1 is 1, but it takes a number from 0 to below 1',
    ],
  ],
  [
    `out=${Array(5).fill('0.sgd')}&v=1`,
    ['out is a list of 5, but it takes a list of up to 4 beside the race'],
  ],
  ['rows=10&v=1', ['batchSize is 64, but it takes a whole number from 1 to 8']],
  ['seed=1&seed=2&v=1', ['seed is "2", but it takes one value: 1, which stands first, counts']],
  ['step=1.5&v=1', ['step is "1.5", but it takes a whole number from 0 to 1000000000']],
  ['step=1e10&v=1', ['step is "1e10", but it takes']],
  ['step=-0.5&view=1,2,3&by=day&squaresOf=-1&v=1', ['step is', 'view is', 'by is', 'squaresOf is']],
  ['view=1,1,2,3&v=1', ['view is "1,1,2,3", but it takes the lowest and highest m, then b']],
  ['view=2e30,1e30,2,3&v=1', ['view is']],
  ['scene=0,91,4&tab=../x&v=1', ['scene is "0,91,4", but it takes azimuth from', 'tab is']],
  ['styles=1-1&v=1', ['styles is "1-1", but it takes the trail style of each racer']],
  ['styles=0-&v=1', ['styles is "0-", but it takes the trail style of each racer']],
  ['terms=100&v=1', ['terms is "100", but it takes how many terms of the step are revealed, from']],
  ['terms=all&v=1', ['terms is "all", but it takes how many terms']],
  ['styles=8&v=1', ['styles is "8", but it takes the trail style of each racer']],
  ['%=1&%zz=1&v=1', ['a part of the link is "%=1"', 'a part of the link is "%zz=1"']],
  [
    'v=2&seed=7&seed=8&batchSize=0&%&',
    [
      'v is "2", but it takes 1, the version of links (a newer Downhill wrote this link); ' +
        'not read: seed, batchSize, %',
    ],
  ],
  [`v=3&${Array.from({ length: 10 }, (_, i) => `x${i}=1`).join('&')}`, ['v is "3"']],
  ['nonsense', ['the link is "nonsense", but it takes settings as in seed=7&v=1']],
  ['https://example.org/', ['the link is "https://example.org/", but it takes settings']],
  ['v=one', ['v is "one", but it takes 1, the version of links']],
  [
    'seed=7&step=12',
    ['step is "12", but it takes no value where the end of the link, v=1, is mis'],
  ],
  ['seed=7&racers=sgd,ad', ['racers is "sgd,ad", but it takes no value where the end of the link']],
  [
    `seed=${'9'.repeat(20_000)}`,
    ['the link is "20005 letters long", but it takes up to 16384 letters'],
  ],
  [`${'a=1&'.repeat(70)}v=1`, ['the link is "71 settings", but it takes up to 64 settings']],
];

for (const [link, messages] of FAULTS) {
  test(`of ${link.slice(0, 60)} it is said what is ignored`, () => {
    const { bookmark, ignored } = opened(link);
    assert.equal(ignored.length, messages.length, JSON.stringify(ignored));
    for (const [i, message] of messages.entries()) {
      assert.ok(ignored[i].message.startsWith(message), ignored[i].message);
    }
    const text = ignoredText(ignored);
    assert.match(text, /^(A part of the link is|Parts of the link are) ignored, and the defaults /);
    assert.equal(Reflect.getPrototypeOf(bookmark.config), Object.prototype);
  });
}

test('what is good in a bad link is kept', () => {
  const { bookmark } = opened(
    'seed=7&batchSize=0&racers=moon,adam~beta1:1~beta2:0.5&step=9&by=x&v=1',
  );
  assert.deepEqual([bookmark.config.seed, bookmark.config.batchSize, bookmark.step], [7, 64, 9]);
  assert.equal(bookmark.config.racers.length, 1);
  assert.deepEqual([bookmark.config.racers[0].beta1, bookmark.config.racers[0].beta2], [0.9, 0.5]);
  assert.deepEqual(opened('racers=moon&v=1').bookmark.config, defaults.config);
  // A cut within the end loses nothing, and is no news.
  for (const cut of ['seed=7&', 'seed=7&v', 'seed=7&v=']) {
    const { bookmark, ignored } = opened(cut);
    assert.deepEqual([bookmark.config.seed, ignored], [7, []], cut);
  }
});

test('only the first faults are told, and nothing long', () => {
  const names = Array.from({ length: 40 }, (_, i) => `x${i}${'y'.repeat(200)}`);
  const { ignored } = opened(`${names.map((name) => `${name}=${'z'.repeat(99)}`).join('&')}&v=1`);
  assert.equal(ignored.length, 40);
  assert.match(ignoredText(ignored), /; and 36 more\.$/);
  assert.ok(ignoredText(ignored).length < 2000);
  assert.equal(ignoredText([]), '');
});

test('a fault of the engine is no setting to be ignored', () => {
  const fault = new WebAssembly.RuntimeError('unreachable');
  const broken = () => {
    throw fault;
  };
  assert.throws(() => settle({ seed: 1 }, broken), fault);
});

test('no mutation of a link throws, and all give a race that the engine takes', () => {
  const random = generator(99);
  const { below, pick, unit } = random;
  const junk = ['&', '=', ',', '~', ':', '%', '%E0', '%00', '#', '-', '.', 'e', '9', '\u{1F48E}'];
  junk.push(
    '__proto__',
    'constructor',
    'NaN',
    'Infinity',
    'null',
    'true',
    '\uD800',
    'toString',
    ' ',
  );
  for (const { name } of [...RACE_SETTINGS, ...LOOKS]) junk.push(`&${name}=`);
  for (let i = 0; i < 3000; i += 1) {
    const config = spelledOut(randomConfig(random));
    let text = writeLink({ ...PLAIN, config, step: below(1000) }, defaults);
    for (let k = below(8); k >= 0; k -= 1) {
      const [from, length] = [below(text.length + 1), below(6)];
      const put = pick([pick(junk), '', text.slice(below(text.length), below(text.length))]);
      text = text.slice(0, from) + put + text.slice(from + length);
    }
    if (unit() < 0.1) text = text.slice(0, below(text.length));
    const { bookmark, ignored } = opened(text);
    // What has come of it is a race like any other.
    assert.deepStrictEqual(opened(writeLink(bookmark, defaults)), { bookmark, ignored: [] }, text);
    assert.ok(ignored.every(({ message }) => message.length < 700));
    assert.equal(typeof ignoredText(ignored), 'string');
  }
  assert.equal(Object.keys(Object.prototype).length, 0);
});
