/**
 * @file Names written into the regions of a phase diagram: where a name fits with air around it, as far from the
 * region's border and from overlaid lines as possible.
 */
import type { Frame } from '../layout/panel.js';
import type { SvgNode } from '../svg/node.js';
import { textWidth } from '../text/measure.js';
import { plainText } from '../text/rich-text.js';
import { regionAt, type PhaseField } from './field.js';

const size = 14;
const padding = { x: 8, y: 5 };
/** Regions smaller than this share of the diagram are named in the legend only. */
const smallestShare = 0.02;

/** @param lines - Overlaid polylines, px: no name is written across them. */
export function placePhaseLabels(
  field: PhaseField,
  frame: Frame,
  lines: readonly (readonly (readonly [number, number])[])[],
): SvgNode[] {
  const columns = field.x.columns.length;
  const rows = field.y.columns.length;
  const cellWidth = frame.width / columns;
  const cellHeight = frame.height / rows;
  const onLine = cellsUnder(lines, frame, columns, rows);

  return field.phases.flatMap(({ name, share }) => {
    if (share < smallestShare) return [];
    const free = (column: number, row: number): boolean =>
      onLine[row * columns + column] === 0 &&
      regionAt(field, field.x.columns[column]!, field.y.columns[rows - 1 - row]!) === name;
    const boxColumns = Math.ceil((textWidth(name, size, 'semibold') + 2 * padding.x) / cellWidth);
    const boxRows = Math.ceil((size + 2 * padding.y) / cellHeight);
    const spot = roomiestSpot(columns, rows, boxColumns, boxRows, free);
    if (spot === undefined) return [];
    const x = frame.x + (spot.column + boxColumns / 2) * cellWidth;
    const y = frame.y + (spot.row + boxRows / 2) * cellHeight + 0.36 * size;
    const style = { size, fill: '#16191d', weight: 'semibold', anchor: 'middle', halo: '#ffffffb3' } as const;
    return [plainText(name, x, y, style)];
  });
}

/** Top-left cell of the box of free cells that could grow furthest on all sides; undefined if the box fits nowhere. */
function roomiestSpot(
  columns: number,
  rows: number,
  boxColumns: number,
  boxRows: number,
  free: (column: number, row: number) => boolean,
): { readonly column: number; readonly row: number } | undefined {
  // Summed-area table: free cells above and to the left of each corner.
  const stride = columns + 1;
  const sums = new Int32Array(stride * (rows + 1));
  for (let row = 0; row < rows; row++) {
    for (let column = 0, along = 0; column < columns; column++) {
      along += free(column, row) ? 1 : 0;
      sums[(row + 1) * stride + column + 1] = sums[row * stride + column + 1]! + along;
    }
  }
  const allFree = (left: number, top: number, right: number, bottom: number): boolean =>
    left >= 0 &&
    top >= 0 &&
    right <= columns &&
    bottom <= rows &&
    sums[bottom * stride + right]! - sums[top * stride + right]! - sums[bottom * stride + left]! + sums[top * stride + left]! ===
      (right - left) * (bottom - top);

  let best: { column: number; row: number } | undefined;
  let margin = 0;
  for (let row = 0; row + boxRows <= rows; row++) {
    for (let column = 0; column + boxColumns <= columns; column++) {
      // Only a box that beats the best one is worth growing, so the loop over margins is amortised.
      while (allFree(column - margin, row - margin, column + boxColumns + margin, row + boxRows + margin)) {
        best = { column, row };
        margin++;
      }
    }
  }
  return best;
}

function cellsUnder(
  lines: readonly (readonly (readonly [number, number])[])[],
  frame: Frame,
  columns: number,
  rows: number,
): Uint8Array {
  const under = new Uint8Array(columns * rows);
  const mark = (x: number, y: number): void => {
    const column = Math.floor(((x - frame.x) / frame.width) * columns);
    const row = Math.floor(((y - frame.y) / frame.height) * rows);
    if (column >= 0 && column < columns && row >= 0 && row < rows) under[row * columns + column] = 1;
  };
  for (const line of lines) {
    for (let i = 1; i < line.length; i++) {
      const [x0, y0] = line[i - 1]!;
      const [x1, y1] = line[i]!;
      const steps = Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0))) + 1;
      for (let step = 0; step <= steps; step++) mark(x0 + ((x1 - x0) * step) / steps, y0 + ((y1 - y0) * step) / steps);
    }
  }
  return under;
}
