// SGD in plain JavaScript with typed arrays, timed: node plain.mjs TASK
//
// TASK is JSON: `data`, the CSV file of the diamonds; `settings` and `start` of the race; `first`,
// the epochs to warm up with; `epochs`, those to time. Prints, as its last line, m and b after all of
// them, and the median of the milliseconds that the timed ones took.
//
// It does what the engine does, equal to the last bit, and as fast as we know to write it; what made
// it faster is said where it stands. Tried without gain: shuffling 32-bit numbers, comparing the
// draws in a pass before the swaps, x and y in tables apart. It needs a process of its own: memory
// that grows, as WebAssembly's does, makes V8 check each access to a typed array more closely, which
// costs a third.

import { readFileSync } from 'node:fs';
import { typicalTime } from '../measure.mjs';

const WORDS = 624;
const MIDDLE = 397;

/** The random words of `numpy.random.RandomState(seed)`: MT19937, a block at a time. */
class RandomWords {
  // Unsigned words would not always fit the compiler's small integers.
  key = new Int32Array(WORDS);
  block = new Int32Array(WORDS);
  used = WORDS;

  /** @param {number} seed */
  constructor(seed) {
    this.key[0] = seed;
    for (let i = 1; i < WORDS; i += 1) {
      const last = this.key[i - 1];
      this.key[i] = Math.imul(1_812_433_253, last ^ (last >>> 30)) + i;
    }
  }

  next() {
    if (this.used === WORDS) {
      renew(this.key, this.block);
      this.used = 0;
    }
    const word = this.block[this.used];
    this.used += 1;
    return word;
  }

  /** A double in [0, 1) with 53 random bits. */
  uniform() {
    const high = this.next() >>> 5;
    const low = this.next() >>> 6;
    return (high * 67_108_864 + low) / 9_007_199_254_740_992;
  }

  /** Uses up the words of the two normal numbers that `randn()` makes at once. */
  skipNormals() {
    for (;;) {
      const x1 = 2 * this.uniform() - 1;
      const x2 = 2 * this.uniform() - 1;
      const square = x1 * x1 + x2 * x2;
      if (square < 1 && square !== 0) return;
    }
  }

  /**
   * Shuffles as NumPy does: every place, from the last down, takes the first draw that is not above
   * it.
   *
   * @param {Uint16Array} order
   */
  shuffle(order) {
    const { key, block } = this;
    let used = this.used;
    let last = order.length - 1;
    while (last > 0) {
      if (used === WORDS) {
        renew(key, block);
        used = 0;
      }
      // All places from `last` down to `lowest` draw with the same mask, and no draw settles more
      // than one, so this many words need no check in between.
      const mask = -1 >>> Math.clz32(last);
      const lowest = (mask >>> 1) + 1;
      const end = Math.min(WORDS, used + last - lowest + 1);
      for (; used < end; used += 1) {
        // −1 where the draw is taken, else 0; a place whose draw is not taken is swapped with
        // itself. A branch would be mispredicted for every third draw or so.
        const above = (block[used] & mask) - last;
        const taken = (above - 1) >> 31;
        const partner = last + (above & taken);
        const value = order[last];
        order[last] = order[partner];
        order[partner] = value;
        last += taken;
      }
    }
    this.used = used;
  }
}

/**
 * Makes the next block of words: the recurrence and the tempering in one pass, two words at a time.
 *
 * @param {Int32Array} key
 * @param {Int32Array} block
 */
function renew(key, block) {
  let a = key[0];
  let i = 0;
  for (; i < WORDS - MIDDLE - 1; i += 2) {
    const b = key[i + 1];
    const c = key[i + 2];
    const first = key[i + MIDDLE] ^ mixed(a, b);
    const second = key[i + MIDDLE + 1] ^ mixed(b, c);
    key[i] = first;
    key[i + 1] = second;
    block[i] = tempered(first);
    block[i + 1] = tempered(second);
    a = c;
  }
  const b = key[i + 1];
  key[i] = key[i + MIDDLE] ^ mixed(a, b);
  block[i] = tempered(key[i]);
  a = b;
  for (i += 1; i < WORDS - 1; i += 2) {
    const b = key[i + 1];
    const c = key[i + 2];
    const first = key[i + MIDDLE - WORDS] ^ mixed(a, b);
    const second = key[i + MIDDLE - WORDS + 1] ^ mixed(b, c);
    key[i] = first;
    key[i + 1] = second;
    block[i] = tempered(first);
    block[i + 1] = tempered(second);
    a = c;
  }
  key[i] = key[MIDDLE - 1] ^ mixed(a, key[0]);
  block[i] = tempered(key[i]);
}

/**
 * @param {number} a
 * @param {number} b
 */
function mixed(a, b) {
  return ((a ^ ((a ^ b) & 0x7fffffff)) >>> 1) ^ Math.imul(b & 1, 0x9908b0df);
}

/** @param {number} word */
function tempered(word) {
  let y = word ^ (word >>> 11);
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >>> 18);
}

/** The most terms that NumPy adds without splitting. */
const BLOCK = 128;

/**
 * A sum over the places from `from` to `to` in NumPy's order, made of the sums of blocks.
 *
 * @param {number} from
 * @param {number} to
 * @param {(from: number, to: number) => number} block
 * @returns {number}
 */
function pairwise(from, to, block) {
  const n = to - from;
  if (n <= BLOCK) return block(from, to);
  const half = (n >>> 1) - ((n >>> 1) % 8);
  return pairwise(from, from + half, block) + pairwise(from + half, to, block);
}

/**
 * `numpy.mean`; not made to be fast, as it is done before training.
 *
 * @param {Float64Array} values
 */
function mean(values) {
  const sum = pairwise(0, values.length, (from, to) => {
    const whole = to - ((to - from) % 8);
    const running = [0, 0, 0, 0, 0, 0, 0, 0];
    for (let i = from; i < whole; i += 1) running[(i - from) % 8] += values[i];
    const [a, b, c, d, e, f, g, h] = running;
    return values.subarray(whole, to).reduce(add, a + b + (c + d) + (e + f + (g + h)));
  });
  return sum / values.length;
}

/**
 * @param {number} a
 * @param {number} b
 */
function add(a, b) {
  return a + b;
}

/** @param {Float64Array} column */
function standardized(column) {
  const centre = mean(column);
  const std = Math.sqrt(mean(column.map((v) => (v - centre) * (v - centre))));
  return column.map((v) => (v - centre) / std);
}

/**
 * @param {number} value
 * @param {number} limit
 */
function clipped(value, limit) {
  if (value > limit) return limit;
  return value < -limit ? -limit : value;
}

/** SGD on the tutorial's training rows, an epoch at a time. */
class PlainSgd {
  /**
   * @param {number[][]} data all rows of the data
   * @param {object} settings
   * @param {number} settings.seed
   * @param {number} settings.rows how many rows to keep
   * @param {number} settings.trainFraction the share of them to train on
   * @param {number} settings.batchSize a multiple of 8 up to a block, by which the training rows
   *   can be divided
   * @param {number} settings.learningRate
   * @param {number} settings.clip
   * @param {{m: number, b: number}} start
   */
  constructor(data, settings, start) {
    this.settings = settings;
    /** m and b. As properties of their own, each update would allocate two numbers. */
    this.params = Float64Array.of(start.m, start.b);
    this.loss = Number.POSITIVE_INFINITY;

    this.random = new RandomWords(settings.seed);
    const kept = Uint16Array.from(data, (_, i) => i);
    this.random.shuffle(kept);
    this.random.skipNormals();
    const [x, y] = [0, 1].map((k) =>
      standardized(Float64Array.from(kept.subarray(0, settings.rows), (row) => data[row][k])),
    );
    const n = Math.floor(settings.trainFraction * settings.rows);
    /** The training rows, x and y side by side, so that both are fetched at once. */
    this.rows = new Float64Array(2 * n).map((_, i) => (i % 2 ? y : x)[i >>> 1]);
    this.order = new Uint16Array(n).map((_, i) => i);
    // This epoch's rows in their order.
    this.x = new Float64Array(n);
    this.y = new Float64Array(n);
    /** @type {(from: number, to: number) => number} */
    this.squares = (from, to) => squares(this.x, this.y, from, to, this.params);
  }

  /** Shuffles, makes one update a batch, and computes the loss. */
  epoch() {
    const { order, rows, x, y, params } = this;
    const { batchSize, learningRate, clip } = this.settings;
    this.random.shuffle(order);
    for (let from = 0; from < order.length; from += batchSize) {
      update(order, rows, x, y, from, from + batchSize, params, learningRate, clip);
    }
    this.loss = pairwise(0, order.length, this.squares) / order.length;
  }
}

/**
 * One update with the rows at the places from `from` to `to`: the two sums of its gradient in eight
 * running sums each, as NumPy adds. It fetches the rows as it goes and leaves them in `x` and `y`
 * for the loss: then the sums are added while the fetches wait for memory.
 *
 * @param {Uint16Array} order
 * @param {Float64Array} rows
 * @param {Float64Array} x
 * @param {Float64Array} y
 * @param {number} from
 * @param {number} to
 * @param {Float64Array} params
 * @param {number} learningRate
 * @param {number} clip
 */
function update(order, rows, x, y, from, to, params, learningRate, clip) {
  const m = params[0];
  const b = params[1];
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let s4 = 0;
  let s5 = 0;
  let s6 = 0;
  let s7 = 0;
  let r0 = 0;
  let r1 = 0;
  let r2 = 0;
  let r3 = 0;
  let r4 = 0;
  let r5 = 0;
  let r6 = 0;
  let r7 = 0;
  for (let i = from; i < to; i += 8) {
    const o0 = 2 * order[i];
    const x0 = rows[o0];
    const y0 = rows[o0 + 1];
    const e0 = y0 - (m * x0 + b);
    x[i] = x0;
    y[i] = y0;
    s0 += x0 * e0;
    r0 += e0;
    const o1 = 2 * order[i + 1];
    const x1 = rows[o1];
    const y1 = rows[o1 + 1];
    const e1 = y1 - (m * x1 + b);
    x[i + 1] = x1;
    y[i + 1] = y1;
    s1 += x1 * e1;
    r1 += e1;
    const o2 = 2 * order[i + 2];
    const x2 = rows[o2];
    const y2 = rows[o2 + 1];
    const e2 = y2 - (m * x2 + b);
    x[i + 2] = x2;
    y[i + 2] = y2;
    s2 += x2 * e2;
    r2 += e2;
    const o3 = 2 * order[i + 3];
    const x3 = rows[o3];
    const y3 = rows[o3 + 1];
    const e3 = y3 - (m * x3 + b);
    x[i + 3] = x3;
    y[i + 3] = y3;
    s3 += x3 * e3;
    r3 += e3;
    const o4 = 2 * order[i + 4];
    const x4 = rows[o4];
    const y4 = rows[o4 + 1];
    const e4 = y4 - (m * x4 + b);
    x[i + 4] = x4;
    y[i + 4] = y4;
    s4 += x4 * e4;
    r4 += e4;
    const o5 = 2 * order[i + 5];
    const x5 = rows[o5];
    const y5 = rows[o5 + 1];
    const e5 = y5 - (m * x5 + b);
    x[i + 5] = x5;
    y[i + 5] = y5;
    s5 += x5 * e5;
    r5 += e5;
    const o6 = 2 * order[i + 6];
    const x6 = rows[o6];
    const y6 = rows[o6 + 1];
    const e6 = y6 - (m * x6 + b);
    x[i + 6] = x6;
    y[i + 6] = y6;
    s6 += x6 * e6;
    r6 += e6;
    const o7 = 2 * order[i + 7];
    const x7 = rows[o7];
    const y7 = rows[o7 + 1];
    const e7 = y7 - (m * x7 + b);
    x[i + 7] = x7;
    y[i + 7] = y7;
    s7 += x7 * e7;
    r7 += e7;
  }
  const dm = -2 * ((s0 + s1 + (s2 + s3) + (s4 + s5 + (s6 + s7))) / (to - from));
  const db = -2 * ((r0 + r1 + (r2 + r3) + (r4 + r5 + (r6 + r7))) / (to - from));
  params[0] = m - learningRate * clipped(dm, clip);
  params[1] = b - learningRate * clipped(db, clip);
}

/**
 * The sum of the squared errors at the places from `from` to `to`, up to a block of them.
 *
 * @param {Float64Array} x
 * @param {Float64Array} y
 * @param {number} from
 * @param {number} to
 * @param {Float64Array} params
 */
function squares(x, y, from, to, params) {
  const m = params[0];
  const b = params[1];
  let r0 = 0;
  let r1 = 0;
  let r2 = 0;
  let r3 = 0;
  let r4 = 0;
  let r5 = 0;
  let r6 = 0;
  let r7 = 0;
  let i = from;
  for (; i + 8 <= to; i += 8) {
    const e0 = y[i] - (m * x[i] + b);
    r0 += e0 * e0;
    const e1 = y[i + 1] - (m * x[i + 1] + b);
    r1 += e1 * e1;
    const e2 = y[i + 2] - (m * x[i + 2] + b);
    r2 += e2 * e2;
    const e3 = y[i + 3] - (m * x[i + 3] + b);
    r3 += e3 * e3;
    const e4 = y[i + 4] - (m * x[i + 4] + b);
    r4 += e4 * e4;
    const e5 = y[i + 5] - (m * x[i + 5] + b);
    r5 += e5 * e5;
    const e6 = y[i + 6] - (m * x[i + 6] + b);
    r6 += e6 * e6;
    const e7 = y[i + 7] - (m * x[i + 7] + b);
    r7 += e7 * e7;
  }
  let sum = r0 + r1 + (r2 + r3) + (r4 + r5 + (r6 + r7));
  for (; i < to; i += 1) {
    const e = y[i] - (m * x[i] + b);
    sum += e * e;
  }
  return sum;
}

const { data, settings, start, first, epochs } = JSON.parse(process.argv[2]);
const lines = readFileSync(data, 'utf8').trim().split('\n').slice(1);
const sgd = new PlainSgd(
  lines.map((line) => line.split(',').map(Number)),
  settings,
  start,
);
for (let epoch = 0; epoch < first; epoch += 1) sgd.epoch();
const milliseconds = typicalTime(epochs, () => sgd.epoch());
console.log(JSON.stringify({ m: sgd.params[0], b: sgd.params[1], milliseconds }));
