import { InputError, modelSize } from '@tegum/core';
import type { CellRecord } from '@tegum/data-runs';
import type { DimensionalityData } from '../dimensionality-plot.js';
import { commonModel, computedHow, uniformDensity } from './parameters.js';
import { unfinishedNote } from './unfinished.js';

/** Every finished cell of one model size, against its density. */
export function dimensionalityOfRun(records: readonly CellRecord[]): DimensionalityData {
  const where = 'figure dimensionality';
  const { features, hidden } = commonModel(where, records);
  const models = records
    .filter(({ status }) => status === 'done')
    .map(({ parameters, result }) => ({
      density: uniformDensity(where, parameters),
      hidden,
      dimensionality: result!.dimensionality,
      squaredNorm: result!.featureNorms.reduce((sum, norm) => sum + norm * norm, 0),
    }));
  const densities = new Set(models.map(({ density }) => density)).size;
  if (densities < 2) {
    throw new InputError(where, 'finished cells at two or more densities', String(densities), 'sweep the density, or choose another figure');
  }
  return {
    models,
    subtitle: `${modelSize({ features, hidden })}; ${computedHow(records)}`,
    ...unfinishedNote(records),
  };
}
