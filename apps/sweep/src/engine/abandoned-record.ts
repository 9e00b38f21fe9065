import type { CellRecord } from '@tegum/data-runs';
import type { Cell } from '@tegum/experiments';

/** What the error of an abandoned cell is called; `resume --retry abandoned` looks for it. */
export const abandonedError = 'ThreadDied';

/** The record of a cell that no thread survived. */
export function abandonedRecord({ id, content }: Cell, reason: string): CellRecord {
  const { features, hidden, density, importance, training, seed } = content;
  return {
    cell: id,
    status: 'failed',
    backend: 'core',
    parameters: { features, hidden, density, importance, method: training.method, seed },
    result: null,
    error: { name: abandonedError, message: `expected a thread that lives, got "${reason}", with this cell alone at last` },
  };
}
