// The player alone, on a clock that the test winds.

import { expect, test } from '@playwright/test';
import { SharedClock } from '../../www/clock.js';
import { Player } from '../../www/player.js';
import { SPEEDS } from '../../www/state.js';

/** A player with its clock and a track that only counts. */
function setup({ end = Number.POSITIVE_INFINITY } = {}) {
  const log = {
    step: 0,
    draws: /** @type {string[]} */ ([]),
    seeks: /** @type {number[]} */ ([]),
    changes: 0,
    /** How often it waited for others, and how often it has to. */
    waits: 0,
    here: 3,
  };
  const page = Object.assign(new EventTarget(), { hidden: false });
  /** @type {Map<number, (now: number) => void>} */
  const waiting = new Map();
  let handle = 0;
  let now = 1000;
  const player = new Player({
    track: {
      advance: (steps) => {
        log.step = Math.min(end, log.step + steps);
      },
      advanceFor: (_, until = end) => {
        log.step = Math.min(end, until, log.step + 100);
      },
      seek: (step) => {
        log.step = Math.min(end, step);
        log.seeks.push(step);
      },
      catchUp: () => {
        log.waits += 1;
        return { arrived: log.waits >= log.here, done: log.waits >= log.here + 2 };
      },
      step: () => log.step,
      get furthest() {
        return log.step;
      },
      get made() {
        return log.step;
      },
      finished: () => log.step >= end,
    },
    draw: (layers) => log.draws.push([...layers].sort().join('+')),
    onChange: () => {
      log.changes++;
    },
    clock: {
      request: (callback) => {
        waiting.set(++handle, callback);
        return handle;
      },
      cancel: (old) => waiting.delete(old),
    },
    document: /** @type {Document} */ (/** @type {unknown} */ (page)),
  });
  /** Lets time pass, a frame every `gap` milliseconds. */
  const pass = (/** @type {number} */ duration, gap = 1000 / 60) => {
    for (let rest = duration; rest > 1e-6; rest -= gap) {
      now += gap;
      const due = [...waiting.values()];
      waiting.clear();
      for (const callback of due) callback(now);
    }
  };
  const hide = (/** @type {boolean} */ hidden) => {
    page.hidden = hidden;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  return { player, log, pass, hide, waiting, wait: (/** @type {number} */ ms) => (now += ms) };
}

const at = (/** @type {number} */ steps, /** @type {string} */ per) =>
  SPEEDS.findIndex((speed) => speed.steps === steps && speed.per === per);

for (const gap of [1000 / 144, 1000 / 60, 1000 / 30]) {
  test(`25 steps a second on a screen with ${Math.round(1000 / gap)} frames a second`, () => {
    const { player, log, pass } = setup();
    player.speed = at(25, 'second');
    player.play();
    pass(4000, gap);
    expect(Math.abs(log.step - 100)).toBeLessThanOrEqual(2);
  });
}

test('one step a second starts at once', () => {
  const { player, log, pass } = setup();
  player.speed = at(1, 'second');
  player.play();
  pass(50);
  expect(log.step).toBe(1);
  pass(3000);
  expect(log.step).toBe(4);
});

test('steps by the frame', () => {
  const { player, log, pass } = setup();
  player.speed = at(256, 'frame');
  player.play();
  pass(1000 / 60);
  expect(log.step).toBe(256);
});

test('draws when something has changed, once a frame, and else asks for no frame', () => {
  const { player, log, pass, waiting } = setup();
  expect(waiting.size).toBe(0);
  player.invalidate('overlay');
  player.invalidate('base');
  player.invalidate('overlay');
  expect(waiting.size).toBe(1);
  pass(500);
  expect(log.draws).toEqual(['base+overlay']);
  expect(waiting.size).toBe(0);
  player.speed = at(2, 'second');
  player.play();
  pass(1990);
  expect(log.draws.length).toBe(1 + log.step);
});

test('a hidden page rests and does not catch up', () => {
  const { player, log, pass, hide, wait, waiting } = setup();
  player.speed = at(10, 'second');
  player.play();
  pass(1000);
  const before = log.step;
  hide(true);
  expect(waiting.size).toBe(0);
  wait(60_000);
  hide(false);
  pass(100);
  expect(log.step - before).toBeLessThanOrEqual(2);
  expect(player.mode).toBe('playing');
});

test('a stall is caught up only in part', () => {
  const { player, log, pass } = setup();
  player.speed = at(10, 'second');
  player.play();
  pass(100);
  const before = log.step;
  pass(20_000, 20_000);
  expect(log.step - before).toBeLessThanOrEqual(3);
});

test('the end of a race pauses, and play begins it anew', () => {
  const { player, log, pass } = setup({ end: 1000 });
  player.finish();
  expect(player.mode).toBe('finishing');
  pass(1000);
  expect(log.step).toBe(1000);
  expect(player.mode).toBe('paused');
  player.play();
  expect(log.step).toBe(0);
  expect(player.mode).toBe('playing');
});

test('released, it moves and draws no more', () => {
  const { player, log, pass, hide, waiting } = setup();
  player.play();
  pass(100);
  const { step } = log;
  player.dispose();
  hide(true);
  hide(false);
  pass(1000);
  expect(log.step).toBe(step);
  expect(waiting.size).toBe(0);
});

test('a speed that does not exist is the nearest one', () => {
  const { player } = setup();
  player.speed = 99;
  expect(player.speed).toBe(SPEEDS.length - 1);
  player.speed = -3;
  expect(player.speed).toBe(0);
});

test('scrubbing goes to the newest step once a frame, and playing goes on from there', () => {
  const { player, log, pass } = setup();
  player.speed = at(10, 'second');
  player.play();
  pass(500);
  player.hold();
  for (const step of [700, 300, 40]) player.scrub(step);
  expect(player.at).toBe(40);
  pass(1000 / 60);
  expect(log.seeks).toEqual([40]);
  // While the hand is on the timeline, time stands still.
  pass(5000);
  expect(log.step).toBe(40);
  expect(player.mode).toBe('playing');
  player.letGo();
  pass(1000);
  expect(Math.abs(log.step - 50)).toBeLessThanOrEqual(2);
});

test('what is pressed while a step is being gone to counts from that step', () => {
  const { player, log, pass } = setup();
  player.scrub(100);
  player.step();
  expect(log.step).toBe(101);
  player.scrub(60);
  player.seek(player.at - 1);
  expect(log.step).toBe(59);
  pass(100);
  expect(log.step).toBe(59);
  player.scrub(9);
  player.play();
  expect(log.step).toBe(9);
  expect(player.mode).toBe('playing');
});

test('at rest, a hand that lets go asks for nothing', () => {
  const { player, pass, log, waiting } = setup();
  player.hold();
  player.letGo();
  expect(waiting.size).toBe(0);
  player.scrub(5);
  pass(100);
  expect(log.draws).toEqual(['lines+loss+overlay']);
  expect(waiting.size).toBe(0);
});

test('time stands still until a change is caught up with, and the rest is done on the side', () => {
  const { player, log, pass } = setup();
  player.speed = SPEEDS.length - 1;
  player.play();
  pass(20);
  const before = log.step;
  player.catchUp();
  expect(player.catchingUp).toBe(true);
  pass(33);
  expect([log.waits, log.step]).toEqual([2, before]);
  pass(17);
  expect(player.catchingUp).toBe(false);
  pass(100);
  expect(log.waits).toBe(5);
  expect(log.step).toBeGreaterThan(before);
});

test('a change during a rest is caught up with, and a hand on the timeline waits for it', () => {
  const { player, log, pass } = setup();
  player.catchUp();
  player.scrub(70);
  pass(50);
  expect([log.waits, log.step]).toEqual([3, 0]);
  pass(100);
  expect([log.waits, log.step]).toEqual([5, 70]);
});

test('late in a race, buttons wait for a change, too, and answer at once early on', () => {
  const { player, log, pass } = setup();
  player.step(15_000);
  player.step(15_000);
  player.catchUp();
  player.seek(player.at - 1);
  expect([log.seeks, log.step, player.at]).toEqual([[], 30_000, 29_999]);
  player.step();
  expect([log.step, player.at]).toEqual([30_000, 30_000]);
  player.seek(5);
  expect([log.seeks, log.step]).toEqual([[5], 5]);
  pass(100);
  expect(log.seeks).toEqual([5]);
  player.step(15_000);
  player.step(15_000);
  log.waits = 0;
  player.catchUp();
  player.seek(player.at - 1);
  pass(100);
  expect([log.seeks, log.step]).toEqual([[5, 30_004], 30_004]);
});

test('a step far ahead is run to, frame by frame, and pausing cancels it', () => {
  const { player, log, pass } = setup();
  player.seek(20_000);
  expect([log.step, player.mode]).toEqual([20_000, 'paused']);
  player.seek(40_000);
  expect(log.step).toBe(40_000);
  player.seek(60_100);
  expect([player.mode, player.goal]).toEqual(['finishing', 60_100]);
  pass(100);
  expect(log.step).toBe(40_600);
  player.pause();
  pass(100);
  expect([log.step, player.mode, player.goal]).toEqual([40_600, 'paused', null]);
  // So are many steps by hand.
  player.step(20_000);
  expect([log.step, player.mode]).toEqual([60_600, 'paused']);
  player.step(20_001);
  expect([log.step, player.mode, player.goal]).toEqual([60_600, 'finishing', 80_601]);
  // Running to the end has no such goal.
  player.seek(90_000);
  player.finish();
  expect(player.goal).toBe(null);
});

test('out of sight time stands still and nothing is drawn', () => {
  const { player, log, pass, waiting } = setup();
  player.speed = at(1, 'frame');
  player.play();
  pass(100);
  const before = log.step;
  const draws = log.draws.length;
  player.see(false);
  expect(waiting.size).toBe(0);
  player.invalidate('base');
  pass(1000);
  expect([log.step, log.draws.length, player.mode]).toEqual([before, draws, 'playing']);
  player.see(true);
  pass(1000 / 60);
  expect(log.step).toBe(before + 1);
  expect(log.draws.at(-1)).toContain('base');
});

test('all plots share one frame, and none stops the others', () => {
  /** @type {Map<number, (now: number) => void>} */
  const frames = new Map();
  let asked = 0;
  const clock = new SharedClock({
    request: (callback) => {
      frames.set(++asked, callback);
      return asked;
    },
    cancel: (handle) => frames.delete(handle),
  });
  const frame = () => {
    const due = [...frames.values()];
    frames.clear();
    for (const callback of due) callback(1);
  };
  /** @type {unknown[]} */
  const reported = [];
  const { reportError } = globalThis;
  globalThis.reportError = (error) => reported.push(error);
  try {
    /** @type {string[]} */
    const done = [];
    clock.request(() => {
      done.push('a');
      clock.cancel(third);
      clock.request(() => done.push('next'));
      throw new Error('a');
    });
    clock.request(() => done.push('b'));
    const third = clock.request(() => done.push('c'));
    expect(asked).toBe(1);
    frame();
    expect(done).toEqual(['a', 'b']);
    expect(reported).toHaveLength(1);
    expect(asked).toBe(2);
    frame();
    expect(done).toEqual(['a', 'b', 'next']);
    // Where nobody waits any more, no frame is asked for.
    clock.cancel(clock.request(() => done.push('never')));
    expect(frames.size).toBe(0);
  } finally {
    globalThis.reportError = reportError;
  }
});
