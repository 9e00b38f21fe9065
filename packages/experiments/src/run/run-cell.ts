/** @file The heart: one cell in, one record out, and nothing else in or out. */
import type { CellError, CellParameters, CellRecord } from '@tegum/data-runs';
import type { Cell, CellContent } from '../cell.js';
import { runExact } from './run-exact.js';
import { runMinibatch } from './run-minibatch.js';

/**
 * Computes a cell. The same cell gives the same record, bit for bit, on any machine, thread and day.
 *
 * Never throws: a fault becomes a record with status `failed`, its name and message, no stack. Training that leaves the
 * finite numbers is no fault but a result, `diverged`.
 *
 * Random     one stream a start, from `cellSeed(cell.id)`
 * Cost       see `estimateCost`
 *
 * @example
 * const plan = planSpec(parseSpec({ format: 'tegum-spec@1', name: 'one', model: { features: 2, hidden: 1, density: 0.1 } }));
 * runCell(plan.cellAt(0)).result!.phase; // → 'antipodal'
 */
export function runCell(cell: Cell): CellRecord {
  const { id, content } = cell;
  const { training } = content;
  const common = { cell: id, backend: 'simd' as const, parameters: cellParameters(content) };
  try {
    if (training.method === 'exact') return { ...common, status: 'done', result: runExact(cell, training), error: null };
    return { ...common, ...runMinibatch(cell, training) };
  } catch (fault) {
    return { ...common, status: 'failed', result: null, error: describeFault(fault) };
  }
}

/**
 * The parameters of a record, from the content of its cell.
 *
 * @example
 * const plan = planSpec(parseSpec({ format: 'tegum-spec@1', name: 'one', model: { features: 2, hidden: 1, density: 0.1 } }));
 * cellParameters(plan.cellAt(0).content).density; // → [ 0.1, 0.1 ]
 */
export function cellParameters(content: CellContent): CellParameters {
  const { features, hidden, density, importance, training, seed } = content;
  return { features, hidden, density, importance, method: training.method, seed };
}

function describeFault(fault: unknown): CellError {
  return fault instanceof Error ? { name: fault.name, message: fault.message } : { name: 'Error', message: String(fault) };
}
