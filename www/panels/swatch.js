/** A trail in small, as the drawing shows it. */

import { html, svg } from 'lit';

/** @typedef {import('../engine.js').TrailStyle} TrailStyle */

/**
 * A corner of a regular figure around the origin.
 * @param {number} radius
 * @param {number} turn 0 points up, 1 is once around
 */
function corner(radius, turn) {
  const angle = 2 * Math.PI * turn;
  return `${(radius * Math.sin(angle)).toFixed(2)} ${(-radius * Math.cos(angle)).toFixed(2)}`;
}

/**
 * @param {number[]} radii of the corners in turn
 * @param {number} [start] where the first corner is, in parts of a turn
 */
function figure(radii, start = 0) {
  const corners = radii.map((radius, i) => corner(radius, start + i / radii.length));
  return svg`<path d="M${corners.join('L')}Z" />`;
}

/**
 * The shapes that the drawing puts at the heads of trails.
 * @type {Record<string, () => unknown>}
 */
const MARKERS = {
  circle: () => svg`<circle r="4.4" />`,
  square: () => figure([5.7, 5.7, 5.7, 5.7], 1 / 8),
  triangle: () => figure([6.6, 6.6, 6.6]),
  diamond: () => figure([6.1, 6.1, 6.1, 6.1]),
  triangleDown: () => figure([6.6, 6.6, 6.6], 1 / 2),
  pentagon: () => figure([5.3, 5.3, 5.3, 5.3, 5.3]),
  plus: () => svg`<path d="M-2 -5.5H2V-2H5.5V2H2V5.5H-2V2H-5.5V-2H-2Z" />`,
  star: () => figure([7, 3.3, 7, 3.3, 7, 3.3, 7, 3.3, 7, 3.3]),
};

/**
 * A piece of the trail with its head.
 * @param {TrailStyle} style
 * @param {number} width
 */
export function swatch({ color, dash, marker }, width) {
  return html`<svg class="swatch" viewBox="0 0 36 14" preserveAspectRatio="xMaxYMid slice" aria-hidden="true">
    <line
      x1="1"
      y1="7"
      x2="30"
      y2="7"
      stroke=${color}
      stroke-width=${width}
      stroke-linecap="round"
      stroke-dasharray=${dash.map((length) => length * width).join(' ') || 'none'}
    />
    <g transform="translate(30 7)" fill=${color}>${MARKERS[marker]?.()}</g>
  </svg>`;
}
