import { describe, expect, it } from 'vitest';
import { themes } from '../theme.js';
import { smallMultiples, type TableCell } from './small-multiples.js';

const cells: TableCell[] = ['n = 5', 'n = 6'].flatMap((row) =>
  ['p = 0.1', 'p = 0.2', 'p = 0.3', 'p = 0.4'].map((column) => ({ row, column, notes: [] })),
);

function placed(table: readonly TableCell[], width: number): [index: number | undefined, x: number, y: number, side: number][] {
  const places: [number | undefined, number, number, number][] = [];
  smallMultiples(themes.light, table, width, 80, 200, (...place) => {
    places.push(place);
    return [];
  });
  return places;
}

/** How many different lefts and tops the panels have. */
function shape(places: ReturnType<typeof placed>): [columns: number, rows: number] {
  return [new Set(places.map(([, x]) => x)).size, new Set(places.map(([, , y]) => y)).size];
}

describe('smallMultiples', () => {
  it('is a table where there is room, on its side where there is less, a sequence where there is little', () => {
    expect(shape(placed(cells, 800))).toEqual([4, 2]);
    expect(shape(placed(cells, 300))).toEqual([2, 4]);
    const little = placed(cells, 150);
    expect(shape(little)).toEqual([1, 8]);
    expect(little.map(([index]) => index)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it.each([800, 300, 200])('keeps every panel inside %i px and panels apart', (width) => {
    const places = placed(cells, width);
    for (const [, x, y, side] of places) {
      expect(x + side).toBeLessThanOrEqual(width);
      for (const [, otherX, otherY] of places) {
        if (otherX > x) expect(otherX).toBeGreaterThanOrEqual(x + side);
        if (otherY > y) expect(otherY).toBeGreaterThanOrEqual(y + side);
      }
    }
  });

  it('turns indices with the table, and says where a cell is missing', () => {
    const without = cells.filter((_, index) => index !== 6);
    expect(placed(without, 800).map(([index]) => index)).toEqual([0, 1, 2, 3, 4, 5, undefined, 6]);
    expect(placed(without, 300).map(([index]) => index)).toEqual([0, 4, 1, 5, 2, undefined, 3, 6]);
  });
});
