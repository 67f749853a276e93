/** What is pointed at, on the map and among the data, in words. */

import { formatCount, formatNumber, formatWholeDollars } from './numbers.js';
import { lineText } from './state.js';

/**
 * @param {import('./state.js').Readout} readout
 * @param {readonly string[]} labels of the racers
 * @returns {string} a place of the map, for those who do not see it
 */
export function placeText({ slope, intercept, nearest, ...at }, labels) {
  const trail = nearest
    ? ` Here ${labels[nearest.racer]} was at step ${formatCount(nearest.step)}.`
    : '';
  const line = lineText({ slope, intercept });
  const { m, b, loss } = readingsOf(at);
  const place = `m ${m}, b ${b}, loss ${loss}`;
  return `${place}${line && `: ${line}`}.${trail}`;
}

/**
 * @param {Pick<import('./state.js').Readout, 'm' | 'b' | 'loss' | 'fine'>} readout
 * @returns {{m: string, b: string, loss: string}} in as many digits as the map shows
 */
export function readingsOf({ m, b, loss, fine }) {
  return {
    m: formatNumber(m, fine.m),
    b: formatNumber(b, fine.b),
    loss: formatNumber(loss, fine.loss),
  };
}

/**
 * @param {import('./state.js').PointedRow} row
 * @param {readonly import('./state.js').RacerState[]} racers
 * @returns {string} what it is and what the chosen line makes of it
 */
export function rowText({ x, y, line }, racers) {
  const diamond = `${x.toFixed(2)} carat, $${formatCount(y)}`;
  const racer = line && racers[line.racer];
  if (!racer) return `${diamond}. Choose an optimizer under Squares to see what its line says.`;
  const { predicted, squared } = line;
  if (!Number.isFinite(predicted)) return `${diamond}. ${racer.label} has no line any more.`;
  const [off, side] = [predicted - y, predicted < y ? 'too little' : 'too much'];
  const sign = predicted < 0 ? '−' : '';
  return (
    `${diamond}; ${racer.label} says ${sign}${formatWholeDollars(predicted)}, ${formatWholeDollars(off)} ${side}. ` +
    `Squared error ${formatNumber(squared)}; their mean is the loss, ${formatNumber(racer.loss)}.`
  );
}
