// The figures as a table for people.

/**
 * @typedef {import('./bench.mjs').Row} Row
 * @typedef {import('./bench.mjs').Figures} Figures
 */

/** Which columns are words, and so aligned to the left. */
const words = [0, 3, 6];

/** @param {{row: Row, figures: Figures}[]} results */
export function report(results) {
  const lines = [
    ['', 'ours', 'peer', '', 'ratio', 'goal', ''],
    ...results.map(({ row, figures }) => [
      row.name,
      quantity(figures.ours, row.unit),
      figures.peer === null ? '–' : quantity(figures.peer, row.unit),
      figures.peerName ?? '',
      figures.ratio === null ? '–' : `${digits(figures.ratio)} ×`,
      goalText(row),
      verdict(row, figures),
    ]),
  ];
  const widths = lines[0].map((_, i) => Math.max(...lines.map((line) => line[i].length)));
  const table = lines.map((line) =>
    line
      .map((word, i) => (words.includes(i) ? word.padEnd(widths[i]) : word.padStart(widths[i])))
      .join('  ')
      .trimEnd(),
  );
  const notes = results.flatMap(({ row, figures }) => [
    `\n${row.name}: ${row.what}`,
    ...figures.notes.map((note) => `  ${note}`),
  ]);
  return `${table.join('\n')}\n${notes.join('\n')}\n`;
}

/** @param {Row} row */
function goalText({ unit, goal: { figure, least, most } }) {
  const value = least ?? most ?? 0;
  const bound = least === undefined ? '≤' : '≥';
  return `${bound} ${figure === 'ratio' ? `${value} ×` : `${value} ${unit}`}`;
}

/**
 * @param {Row} row
 * @param {Figures} figures
 */
function verdict({ goal }, figures) {
  const value = figures[goal.figure];
  if (value === null) return 'not measured';
  const { least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY } = goal;
  return value >= least && value <= most ? 'reached' : 'NOT reached';
}

/**
 * @param {number} value
 * @param {string} unit
 */
function quantity(value, unit) {
  return `${digits(value)} ${unit}`;
}

/** Three significant digits, or all before the point. */
function digits(/** @type {number} */ value) {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
