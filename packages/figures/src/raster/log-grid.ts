/**
 * @file One axis of a grid of cells, in logarithmic space: where each cell begins and ends, and which cell a raster
 * column belongs to.
 */
import { InputError } from '@tegum/core';

export interface LogGrid {
  /** Distinct values, ascending: the centres of the cells. */
  readonly values: readonly number[];
  /** Cell borders, half-way between centres: edges[i] to edges[i + 1] holds values[i]. */
  readonly edges: readonly number[];
  /** Cell of each raster column; the identity when the values are evenly spaced. */
  readonly columns: readonly number[];
}

/** Columns by which an unevenly spaced axis is drawn: borders are then off by at most half a pixel of a wide figure. */
const unevenColumns = 1024;

/** @throws {InputError} if a value is not finite and positive: it has no place on a logarithmic axis. */
export function logGrid(where: string, samples: Iterable<number>): LogGrid {
  const values = [...new Set(samples)].sort((a, b) => a - b);
  for (const value of values) {
    if (!(value > 0 && Number.isFinite(value))) {
      throw new InputError(where, 'positive finite values for a logarithmic axis', String(value), 'leave those cells out');
    }
  }
  if (values.length === 0) throw new InputError(where, 'at least one value', 'none');
  const logs = values.map((value) => Math.log(value));
  const count = logs.length;
  const firstGap = count > 1 ? logs[1]! - logs[0]! : Math.LN2;
  const lastGap = count > 1 ? logs[count - 1]! - logs[count - 2]! : Math.LN2;
  const logEdges = [
    logs[0]! - firstGap / 2,
    ...logs.slice(1).map((log, index) => (log + logs[index]!) / 2),
    logs[count - 1]! + lastGap / 2,
  ];
  const edges = logEdges.map((log) => Math.exp(log));
  const even = logs.every((log, index) => Math.abs(log - logs[0]! - index * firstGap) < 1e-6 * firstGap);
  if (even) return { values, edges, columns: values.map((_, index) => index) };
  const low = logEdges[0]!;
  const step = (logEdges[count]! - low) / unevenColumns;
  let cell = 0;
  const columns = Array.from({ length: unevenColumns }, (_, column) => {
    while (cell < count - 1 && low + (column + 0.5) * step > logEdges[cell + 1]!) cell++;
    return cell;
  });
  return { values, edges, columns };
}
