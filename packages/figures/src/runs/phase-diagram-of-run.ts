import { InputError, modelSize } from '@tegum/core';
import type { CellRecord } from '@tegum/data-runs';
import type { PhaseCell, PhaseDiagramData } from '../phase-diagram.js';
import { bestBy, commonModel, computedHow, lastImportance, uniformDensity } from './parameters.js';

/** Density by importance of the last feature; of several seeds at one place the best is shown. */
export function phaseDiagramOfRun(records: readonly CellRecord[]): PhaseDiagramData {
  const where = 'figure phase-diagram';
  const { features, hidden } = commonModel(where, records);
  const place = ({ parameters }: CellRecord) => ({
    density: uniformDensity(where, parameters),
    importance: lastImportance(where, parameters),
  });
  const best = bestBy(records, (record) => {
    const { density, importance } = place(record);
    return `${density} ${importance}`;
  });
  const cells = best.map((record): PhaseCell => {
    const done = record.status === 'done';
    return {
      ...place(record),
      state: record.status,
      phase: done ? record.result!.phase : '',
      loss: done ? record.result!.loss : Number.NaN,
    };
  });
  const densities = new Set(cells.map(({ density }) => density)).size;
  const importances = new Set(cells.map(({ importance }) => importance)).size;
  if (densities < 2 || importances < 2) {
    throw new InputError(
      where,
      'cells at two or more densities and two or more importances of the last feature',
      `${densities} and ${importances}`,
      'sweep both, or choose another figure',
    );
  }
  return {
    cells,
    classic: features === 2 && hidden === 1,
    subtitle: `${modelSize({ features, hidden })}; ${computedHow(records)}`,
  };
}
