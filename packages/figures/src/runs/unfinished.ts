import type { CellRecord } from '@tegum/data-runs';
import { formatCount } from '../layout/axis-ticks.js';

/** A caption that owns up to the cells a figure does not show; none where all are done. */
export function unfinishedNote(records: readonly CellRecord[]): { readonly caption?: string } {
  const parts = (['failed', 'diverged'] as const).flatMap((kind) => {
    const count = records.filter(({ status }) => status === kind).length;
    return count === 0 ? [] : [`${formatCount(count)} ${kind}`];
  });
  return parts.length === 0 ? {} : { caption: `Not shown: ${parts.join(', ')} of ${formatCount(records.length)} cells.` };
}
