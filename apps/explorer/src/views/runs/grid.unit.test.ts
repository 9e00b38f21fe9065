import { describe, expect, it } from 'vitest';
import { numberColumns } from './columns.js';
import { gridOf } from './grid.js';
import type { RunTable } from './read-run.js';

function table(rows: readonly (readonly [density: number, importance: number, loss: number])[]): Pick<RunTable, 'numbers' | 'rowCount'> {
  const empty = Object.fromEntries(numberColumns.map((name) => [name, new Float64Array(rows.length).fill(NaN)])) as unknown as RunTable['numbers'];
  return {
    rowCount: rows.length,
    numbers: { ...empty, density: Float64Array.from(rows, ([p]) => p), last_importance: Float64Array.from(rows, ([, r]) => r), loss: Float64Array.from(rows, ([, , loss]) => loss) },
  };
}

describe('the grid of a run', () => {
  it('has a column for each value, ascending, and the best of the cells that share a place', () => {
    const { xs, ys, rows, counts, left } = gridOf(table([[0.5, 2, 9], [0.1, 2, 3], [0.5, 1, NaN], [0.5, 2, 8], [0.5, 1, 7], [NaN, 1, 1]]), 'density', 'last_importance');
    expect([xs, ys]).toEqual([[0.1, 0.5], [1, 2]]);
    expect([...rows]).toEqual([-1, 4, 1, 3]);
    expect([...counts]).toEqual([0, 2, 1, 2]);
    expect(left).toBe(1);
  });

  it('of no cell is empty', () => {
    expect(gridOf(table([]), 'density', 'seed').rows).toHaveLength(0);
  });
});
