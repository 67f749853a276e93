// The published half of the tutorial's table, which two benchmarks take.

/** @typedef {{optimizer: string, m: number, b: number, epochs: number, milliseconds: number}} Cell */

/**
 * Computes the four runs of the published table.
 *
 * @param {typeof import('../www/pkg/downhill.js')} engine
 * @param {import('../www/pkg/downhill.js').Dataset} dataset
 * @returns {Cell[]}
 */
export function publishedTable(engine, dataset) {
  const table = new engine.Table(dataset);
  try {
    for (;;) {
      table.advanceFor(100);
      // The corrected half comes after it and is not waited for.
      const rows = /** @type {{optimizer: string, published: any}[]} */ (table.rows());
      if (rows.every(({ published }) => published?.done)) {
        return rows.map(({ optimizer, published }) => ({ optimizer, ...published }));
      }
    }
  } finally {
    table.free();
  }
}
