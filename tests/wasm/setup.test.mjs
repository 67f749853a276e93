// The description of everything that can be set, and changes of a race on the way.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STYLES } from '../../www/styling.js';
import { dataset, engine } from './engine.mjs';

const { Race, settings, summary, withFairness } = engine;

const described = settings();

/** @param {any} setting @param {unknown} value */
function takes({ kind }, value) {
  if (kind.type === 'switch') return typeof value === 'boolean';
  if (kind.type === 'choice')
    return kind.of.includes(value) && kind.labels.length === kind.of.length;
  if (value === null) return kind.nullable;
  return typeof value === 'number' && value >= kind.min && value <= kind.max;
}

test('everything in a config is described, and nothing else', () => {
  const racers = described.optimizers.map((/** @type {any} */ { name }) => ({ optimizer: name }));
  assert.equal(racers.length, 11);
  assert.equal(described.maxRacers, 8);
  // Each racer has a style of its own.
  assert.equal(STYLES, described.maxRacers);
  for (const some of [racers.slice(0, 8), racers.slice(8)]) {
    const config = new Race(dataset, { racers: some }).config();
    const { v, landscape, start, racers: spelled, ...rest } = config;
    assert.deepEqual([v, start], [1, null]);
    assert.ok(described.landscapes.some((/** @type {any} */ { name }) => name === landscape));
    const names = described.race.map((/** @type {any} */ { name }) => name);
    assert.deepEqual(Object.keys(rest), names);
    for (const setting of described.race) {
      assert.ok(takes(setting, config[setting.name]), setting.name);
      assert.deepEqual(config[setting.name], setting.default);
    }
    for (const { optimizer, framework, ...values } of spelled) {
      const about = described.optimizers.find((/** @type {any} */ { name }) => name === optimizer);
      assert.ok(takes(described.framework, framework));
      assert.deepEqual(
        Object.keys(values),
        about.settings.map((/** @type {any} */ { name }) => name),
      );
      for (const setting of about.settings) {
        assert.ok(takes(setting, values[setting.name]), `${optimizer}.${setting.name}`);
        assert.ok(setting.label && setting.help && setting.takes);
      }
      assert.deepEqual(Object.keys(about.defaults.tutorial).sort(), Object.keys(values).sort());
    }
  }
});

test('each framework’s defaults are those that a racer gets', () => {
  for (const { name, defaults } of described.optimizers) {
    for (const framework of described.framework.kind.of) {
      const open = () => new Race(dataset, { racers: [{ optimizer: name, framework }] });
      if (!(framework in defaults)) {
        assert.throws(open, /a framework that has/);
        continue;
      }
      const { optimizer: _, framework: __, ...values } = open().config().racers[0];
      assert.deepEqual(values, defaults[framework]);
    }
  }
});

test('a setting that only counts with a choice names one that there is', () => {
  for (const { settings: own } of described.optimizers) {
    for (const { when } of own) {
      if (!when) continue;
      const other = own.find((/** @type {any} */ { name }) => name === when.setting);
      for (const name of when.is) assert.ok(other.kind.of.includes(name));
    }
  }
});

test('a rule goes into a config and is read off it', () => {
  const config = new Race(dataset, {}).config();
  assert.equal(summary(config).fairness, 'usual');
  for (const { name, label, help } of described.fairness) {
    const fair = withFairness(config, name);
    assert.equal(summary(fair).fairness, name);
    assert.equal(new Race(dataset, fair).summary().heading, summary(fair).heading);
    assert.ok(label && help);
  }
  assert.throws(() => withFairness(config, 'honest'), /fairness is "honest"/);
  const own = { ...config, racers: [...config.racers, { optimizer: 'adam', beta1: 0.5 }] };
  assert.deepEqual(summary(own), {
    labels: ['SGD', 'Momentum', 'RMSprop', 'Adam, β₁ 0.9', 'Adam, β₁ 0.5'],
    fairness: 'own',
    heading: 'Settings of your own',
    landscape: described.landscapes[0],
  });
  for (const landscape of described.landscapes) {
    assert.deepEqual(summary({ landscape: landscape.name }).landscape, landscape);
  }
});

test('a change keeps the others’ runs and comes to the same step', () => {
  const race = new Race(dataset, {});
  race.seek(5000);
  race.seek(300);
  const [sgd, trail] = [race.state(0), [...race.trail(0)]];
  const config = race.config();
  config.racers[3].learningRate = 0.05;
  race.change(config);
  assert.equal(race.step, 300);
  assert.equal(race.state(3).step, 0);
  let caught = race.catchUp(0);
  while (!caught.done) caught = race.catchUp(5);
  assert.deepEqual([caught.arrived, caught.step, caught.progress], [true, 300, 1]);
  const fresh = new Race(dataset, config);
  fresh.seek(300);
  assert.deepEqual(race.state(0), sgd);
  assert.deepEqual([...race.trail(0)], trail);
  for (const racer of [0, 1, 2, 3]) {
    assert.deepEqual(race.state(racer), fresh.state(racer));
    assert.deepEqual([...race.trail(racer)], [...fresh.trail(racer)]);
    assert.deepEqual(race.report(racer), fresh.report(racer));
  }
  config.racers[3].beta1 = 1;
  assert.throws(() => race.change(config), /racers\[3\]\.beta1 is 1/);
  assert.equal(race.state(3).step, 300);
});

test('the condition number is told of both, and which one the race has', () => {
  const { standardized, raw, current } = new Race(dataset, { standardize: false }).conditions();
  assert.ok(standardized >= 1 && standardized < 1.05);
  assert.ok(raw > 10);
  assert.equal(current, raw);
  assert.equal(new Race(dataset, {}).conditions().current, standardized);
  assert.equal(new Race(dataset, { landscape: 'booth' }).conditions(), null);
});
