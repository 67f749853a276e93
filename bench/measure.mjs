// How things are timed.

/**
 * Does something of ours and the same of a peer's in turn, so that what else the machine is doing
 * slows both, and returns the median of each: first a round to warm up, then `rounds` that count.
 *
 * @param {number} rounds
 * @param {() => number | Promise<number>} ours does it once and returns the time it took
 * @param {(() => Promise<number>) | null} theirs null where there is no peer
 * @returns {Promise<{ours: number, peer: number | null}>}
 */
export async function inTurn(rounds, ours, theirs) {
  const times = { ours: /** @type {number[]} */ ([]), peer: /** @type {number[]} */ ([]) };
  await ours();
  for (let round = 0; round < rounds; round += 1) {
    times.ours.push(await ours());
    if (theirs) times.peer.push(await theirs());
  }
  return { ours: median(times.ours), peer: theirs && median(times.peer) };
}

/**
 * The value below which the given part of the values lies.
 *
 * @param {number[]} values
 * @param {number} part
 */
export function quantile(values, part) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(part * sorted.length), sorted.length - 1)];
}

/** @param {number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * The milliseconds that something typically takes: the median of `times` times. Of many short times,
 * what else the machine is doing disturbs only a few.
 *
 * @param {number} times
 * @param {() => void} work
 */
export function typicalTime(times, work) {
  return median(Array.from({ length: times }, () => milliseconds(work)));
}

/**
 * The milliseconds that something takes.
 *
 * @param {() => void} work
 */
export function milliseconds(work) {
  const start = performance.now();
  work();
  return performance.now() - start;
}
