// What is done while a change far into a race is being caught up, on a clock that the test winds.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Course } from '../../www/course.js';
import { Detour } from '../../www/detour.js';
import { Player } from '../../www/player.js';
import { dataset, engine } from './engine.mjs';

const { Race } = engine;

const FAR = 300_000;
/** Nobody stops. */
const LONG = { rows: 1000, batchSize: 8, threshold: 0, epochs: 10_000 };

const fail = (/** @type {unknown} */ error) => {
  throw error;
};

/** @param {Course} course */
function play(course) {
  /** @type {((now: number) => void) | null} */
  let waiting = null;
  let now = 0;
  const player = new Player({
    track: course,
    draw: () => {},
    onChange: () => {},
    clock: {
      request: (callback) => {
        waiting = callback;
        return 1;
      },
      cancel: () => {
        waiting = null;
      },
    },
    document: /** @type {any} */ (Object.assign(new EventTarget(), { hidden: false })),
  });
  /** @returns {boolean} whether there was one */
  const frame = () => {
    const callback = waiting;
    waiting = null;
    now += 16;
    callback?.(now);
    return callback !== null;
  };
  const rest = () => {
    for (let left = 10_000; frame(); left -= 1) assert.ok(left > 0, 'it never rests');
  };
  return { player, frame, rest };
}

/** A race that was changed far on its way, and has only just begun to catch up. */
function changed(/** @type {object} */ changes) {
  const course = new Course(new Race(dataset, LONG), fail, fail);
  const playing = play(course);
  course.seek(FAR);
  assert.equal(course.change({ ...course.race.config(), ...changes }), '');
  playing.player.catchUp();
  playing.frame();
  assert.ok(playing.player.catchingUp);
  return { course, ...playing };
}

/** Everything is where a race that was never changed would be. */
function isAt(/** @type {Course} */ course, /** @type {number} */ step) {
  assert.deepEqual([course.step(), course.race.step, course.furthest], [step, step, FAR]);
  const fresh = new Race(dataset, course.race.config());
  fresh.seek(step);
  for (let i = 0; i < fresh.racers; i += 1) {
    assert.deepEqual(course.race.state(i), fresh.state(i));
  }
}

test('one step back or on counts from the step of before the change, and waits for it', () => {
  for (const [way, to] of /** @type {const} */ ([
    [-1, FAR - 1],
    [1, FAR + 1],
  ])) {
    const { course, player, rest } = changed({ batchSize: 4 });
    const { step } = course.race;
    assert.ok(step < FAR);
    assert.equal(player.at, FAR);
    if (way < 0) player.seek(player.at - 1);
    else player.step();
    assert.deepEqual([course.race.step, player.at], [step, to]);
    rest();
    assert.deepEqual([course.race.step, player.at], [to, to]);
  }
});

test('another race on the map meanwhile leaves the step as it was', () => {
  const { racers } = new Race(dataset, LONG).config();
  for (const changes of [
    { seed: 7 },
    { racers: [...racers.slice(0, 3), { ...racers[3], learningRate: 0.02 }] },
  ]) {
    const { course, player, frame, rest } = changed(changes);
    const vehicle = /** @type {any} */ ({
      course,
      player,
      surface: { picture: { view: null }, explorer: { fit() {} } },
      showing: { looks: {} },
    });
    const detour = new Detour();
    detour.open(vehicle, new Race(dataset, { ...LONG, seed: 3 }), 'SGD, as published');
    frame();
    assert.equal(course.race.step, 1000);
    player.scrub(700);
    detour.back(vehicle);
    assert.equal(player.at, FAR);
    // The way back is not made at once, which would take long.
    assert.ok(course.race.state(3).step < FAR);
    rest();
    assert.equal(player.catchingUp, false);
    isAt(course, FAR);
    // What is freed instead is made again at that step, too.
    assert.equal(course.change({ ...course.race.config(), seed: 8 }), '');
    detour.open(vehicle, new Race(dataset, LONG), 'SGD, as published');
    assert.equal(detour.leave(course)?.step, FAR);
  }
});

test('another player of the same race goes on with it', () => {
  const { course, player } = changed({ seed: 7 });
  player.dispose();
  const { player: next, frame, rest } = play(course);
  next.settle();
  assert.equal(next.at, FAR);
  frame();
  assert.ok(next.catchingUp);
  rest();
  isAt(course, FAR);
});

test('a second change, and one after an end that came early, are of the same step', () => {
  const { course, player, rest } = changed({ seed: 7 });
  assert.equal(course.change({ ...course.race.config(), seed: 8 }), '');
  assert.deepEqual([course.step(), course.furthest], [FAR, FAR]);
  player.catchUp();
  rest();
  isAt(course, FAR);
  assert.equal(course.change({ ...course.race.config(), epochs: 10 }), '');
  player.catchUp();
  rest();
  assert.deepEqual([course.step(), course.race.step, course.furthest], [1000, 1000, 1000]);
  assert.equal(course.change({ ...course.race.config(), epochs: 10_000 }), '');
  assert.deepEqual([course.step(), course.furthest], [FAR, FAR]);
});

test('a step that nobody has been at since a change is run to, frame by frame', () => {
  const { course, player, frame, rest } = changed({ seed: 7 });
  player.seek(0);
  rest();
  const { made } = course;
  assert.ok(made < FAR);
  assert.deepEqual([course.race.step, course.furthest], [0, FAR]);
  // The way to where someone has been is short; the rest takes a while, and can be cancelled.
  player.seek(FAR);
  assert.ok(course.race.step <= made + 20_000, `${course.race.step}`);
  frame();
  assert.deepEqual([player.mode, player.goal], ['finishing', FAR]);
  assert.ok(course.progress < 1);
  player.pause();
  const at = course.race.step;
  rest();
  assert.deepEqual([player.mode, course.race.step, course.furthest], ['paused', at, FAR]);
  player.scrub(FAR);
  rest();
  isAt(course, FAR);
});

test('what is no step is refused once, in the engine’s words, and nothing moves', () => {
  /** @type {string[]} */
  const refused = [];
  const course = new Course(new Race(dataset, LONG), fail, (error) => {
    refused.push(String(error));
  });
  const { player, rest } = play(course);
  course.seek(50);
  course.seek(40);
  for (const [step, told] of /** @type {const} */ ([
    [Number.POSITIVE_INFINITY, 'Infinity'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [Number.NaN, 'NaN'],
    [25_000.5, '25000.5'],
    [-1, '-1'],
  ])) {
    player.seek(step);
    rest();
    const message = `Error: step is ${told}, but it takes a whole number from 0 upwards`;
    assert.deepEqual(refused.splice(0), [message]);
    assert.deepEqual([player.mode, player.goal, player.at], ['paused', null, 40]);
  }
  // Late in a race that catches up they do not even wait.
  const { player: late } = changed({ seed: 7 });
  assert.throws(() => late.seek(Number.POSITIVE_INFINITY), /step is Infinity/);
});
