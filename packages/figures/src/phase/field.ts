/**
 * @file Cells of a phase diagram arranged on their grid, with everything that is counted or scaled over all of them.
 */
import { InputError } from '@tegum/core';
import type { PhaseCell } from '../phase-diagram.js';
import { logGrid, type LogGrid } from '../raster/log-grid.js';

export type AbsentKind = 'failed' | 'diverged' | 'missing';

export interface PhaseField {
  readonly x: LogGrid;
  readonly y: LogGrid;
  /** Cell at a column of x and a row of y, both from the low end; undefined where there is none. */
  readonly cellAt: (column: number, row: number) => PhaseCell | undefined;
  /** Columns times rows. */
  readonly total: number;
  /** Largest first; shares are of all places of the grid. */
  readonly phases: readonly { readonly name: string; readonly share: number }[];
  readonly absent: readonly { readonly kind: AbsentKind; readonly count: number }[];
  /** Smallest and largest loss; null when no cell is done. */
  readonly lossRange: readonly [low: number, high: number] | null;
  /** Whether shades follow the logarithm of the loss. */
  readonly logShade: boolean;
  /** Position of a loss in the ramp of shades, in [0, 1]. */
  readonly shade: (loss: number) => number;
}

/** Beyond this ratio of largest to smallest loss a linear ramp would leave most cells in one shade. */
const logShadeFrom = 10;

export function phaseField(cells: readonly PhaseCell[]): PhaseField {
  const x = logGrid('phaseDiagram: density', cells.map(({ density }) => density));
  const y = logGrid('phaseDiagram: importance', cells.map(({ importance }) => importance));
  const columnOf = new Map(x.values.map((value, index) => [value, index]));
  const rowOf = new Map(y.values.map((value, index) => [value, index]));
  const grid = new Array<PhaseCell | undefined>(x.values.length * y.values.length);
  const counts = new Map<string, number>();
  let low = Infinity;
  let high = 0;
  let failed = 0;
  let diverged = 0;
  let seen = 0;

  for (const cell of cells) {
    const index = rowOf.get(cell.importance)! * x.values.length + columnOf.get(cell.density)!;
    if (grid[index] !== undefined) {
      throw new InputError(
        'phaseDiagram: cells',
        'one cell for each density and importance',
        `two at density ${cell.density}, importance ${cell.importance}`,
        'keep the better of the two',
      );
    }
    grid[index] = cell;
    seen++;
    if (cell.state === 'failed') failed++;
    else if (cell.state === 'diverged') diverged++;
    else {
      if (!(cell.loss >= 0 && Number.isFinite(cell.loss))) {
        throw new InputError('phaseDiagram: loss', 'a finite number ≥ 0 in every finished cell', String(cell.loss));
      }
      counts.set(cell.phase, (counts.get(cell.phase) ?? 0) + 1);
      if (cell.loss > 0) low = Math.min(low, cell.loss);
      high = Math.max(high, cell.loss);
    }
  }

  const total = grid.length;
  const smallest = Math.min(low, high);
  const logShade = smallest > 0 && high / smallest > logShadeFrom;
  const scale = logShade ? Math.log(high / smallest) : high - smallest;
  return {
    x,
    y,
    cellAt: (column, row) => grid[row * x.values.length + column],
    total,
    phases: [...counts]
      .map(([name, count]) => ({ name, share: count / total }))
      .sort((a, b) => b.share - a.share || (a.name < b.name ? -1 : 1)),
    absent: (
      [
        { kind: 'failed', count: failed },
        { kind: 'diverged', count: diverged },
        { kind: 'missing', count: total - seen },
      ] as const
    ).filter(({ count }) => count > 0),
    lossRange: counts.size === 0 ? null : [smallest, high],
    logShade,
    shade: (loss) => {
      if (scale === 0) return 0.5;
      return logShade ? Math.log(Math.max(loss, smallest) / smallest) / scale : (loss - smallest) / scale;
    },
  };
}

/** What tells neighbouring regions apart: a phase's name, or the kind of absence. */
export function regionAt(field: PhaseField, column: number, row: number): string {
  const cell = field.cellAt(column, row);
  if (cell === undefined) return '\u0000missing';
  return cell.state === 'done' ? cell.phase : `\u0000${cell.state}`;
}
