/** @file Cells of a run on two axes: a column for each distinct value of one, a row for each of the other. */
import type { AxisColumn } from './columns.js';
import type { RunTable } from './read-run.js';

export interface Grid {
  /** Distinct values, ascending. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** [ys, xs]: the row of the table shown there, the one of the lowest loss; −1 where there is none. */
  readonly rows: Int32Array;
  /** [ys, xs]: how many cells share the place. */
  readonly counts: Uint32Array;
  /** Cells without a value on an axis: they have no place. */
  readonly left: number;
}

export function gridOf({ numbers, rowCount }: Pick<RunTable, 'numbers' | 'rowCount'>, x: AxisColumn, y: AxisColumn): Grid {
  const [byX, byY] = [placesOf(numbers[x]), placesOf(numbers[y])];
  const [xs, ys] = [byX.values, byY.values];
  const rows = new Int32Array(xs.length * ys.length).fill(-1);
  const counts = new Uint32Array(rows.length);
  let left = 0;
  for (let row = 0; row < rowCount; row++) {
    const [i, j] = [byX.places.get(numbers[x][row]!), byY.places.get(numbers[y][row]!)];
    if (i === undefined || j === undefined) {
      left++;
      continue;
    }
    const at = j * xs.length + i;
    counts[at]!++;
    if (rows[at] === -1 || isBetter(numbers.loss[row]!, numbers.loss[rows[at]!]!)) rows[at] = row;
  }
  return { xs, ys, rows, counts, left };
}

/** A cell that failed has no loss, and gives way. */
function isBetter(loss: number, other: number): boolean {
  return loss < other || (Number.isNaN(other) && !Number.isNaN(loss));
}

function placesOf(column: Float64Array): { readonly values: readonly number[]; readonly places: ReadonlyMap<number, number> } {
  const values = [...new Set(column)].filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  return { values, places: new Map(values.map((value, index) => [value, index])) };
}
