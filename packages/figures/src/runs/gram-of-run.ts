import { InputError } from '@tegum/core';
import type { CellRecord } from '@tegum/data-runs';
import type { GramHeatmapData } from '../gram-heatmap.js';
import { bestBy, computedHow, namesByDifference } from './parameters.js';

const mostPanels = 64;

/** One panel for each setting, the best of several seeds, in the order of the records. */
export function gramOfRun(records: readonly CellRecord[]): GramHeatmapData {
  const best = bestBy(records, ({ parameters: { features, hidden, density, importance, method } }) =>
    JSON.stringify([features, hidden, density, importance, method]),
  );
  if (best.length > mostPanels) {
    throw new InputError('figure gram', `at most ${mostPanels} cells, one panel each`, String(best.length), 'filter the records first');
  }
  const names = namesByDifference(best.map((record) => ({ ...record, parameters: { ...record.parameters, seed: 0 } })));
  return {
    models: best.map(({ parameters: { features, hidden }, status, result }, index) => ({
      label: names[index]!,
      features,
      hidden,
      W: status === 'done' ? result!.W : null,
      ...(status === 'done' ? {} : { state: status }),
      b: result?.b ?? [],
    })),
    subtitle: computedHow(records),
  };
}
