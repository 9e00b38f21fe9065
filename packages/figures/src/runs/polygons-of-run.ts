import { InputError } from '@tegum/core';
import type { CellRecord } from '@tegum/data-runs';
import type { FeatureVectorsData, VectorModel } from '../feature-vectors.js';
import { formatNumber } from '../layout/axis-ticks.js';
import { bestBy, computedHow, uniformDensity } from './parameters.js';

const mostPanels = 120;

/** Number of features by density, two hidden dimensions; the best of several seeds; colour by importance, else by bias. */
export function polygonsOfRun(records: readonly CellRecord[]): FeatureVectorsData {
  const where = 'figure polygons';
  const flat = records.find(({ parameters }) => parameters.hidden !== 2);
  if (flat !== undefined) {
    throw new InputError(where, 'models with hidden = 2', `hidden = ${flat.parameters.hidden}`, 'choose another figure, e.g. gram');
  }
  const best = bestBy(records, ({ parameters }) => `${parameters.features} ${uniformDensity(where, parameters)} ${parameters.importance.join()}`);
  const byPlace = new Set(best.map(({ parameters }) => `${parameters.features} ${parameters.density[0]!}`));
  if (byPlace.size !== best.length) {
    throw new InputError(
      where,
      'one importance vector for each number of features and density',
      `${best.length} cells at ${byPlace.size} places`,
      'filter the records first',
    );
  }
  if (best.length > mostPanels) {
    throw new InputError(where, `at most ${mostPanels} cells, one panel each`, String(best.length), 'filter the records first');
  }
  const byImportance = best.some(({ parameters }) => parameters.importance.some((value) => value !== parameters.importance[0]));
  const sorted = [...best].sort(
    ({ parameters: a }, { parameters: b }) => a.features - b.features || a.density[0]! - b.density[0]!,
  );
  return {
    models: sorted.map((record) => vectorModel(record, byImportance)),
    colour: byImportance
      ? { label: 'importance I_{i} (dimensionless)', scale: 'sequential' }
      : { label: 'bias b_{i} (dimensionless)', scale: 'diverging' },
    subtitle: `feature directions in two dimensions; ${computedHow(records)}`,
    caption: 'L: loss, summed over features.',
  };
}

function vectorModel({ parameters, status, result }: CellRecord, byImportance: boolean): VectorModel {
  const { features, density, importance } = parameters;
  const place = { row: `n = ${features}`, column: `p = ${formatNumber(density[0]!)}` };
  if (status !== 'done') return { ...place, state: status, notes: [], vectors: null, values: [] };
  const { W, b, phase, loss } = result!;
  return {
    ...place,
    notes: [phase, `L = ${formatNumber(loss)}`],
    vectors: Array.from({ length: features }, (_, i) => [W[i]!, W[features + i]!] as const),
    values: byImportance ? importance : b,
  };
}
