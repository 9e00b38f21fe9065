/** @file From the settings to what is trained: the same content that `tegum train` would make of them. */
import type { CellContent } from '@tegum/experiments';
import type { SkeletaState } from './view.js';

/** The relative error asked of every loss and of the sum of its skeletons, as by `tegum evaluate`. */
export const TOLERANCE = 1e-10;

/** I_i = decay^i, [features]. */
export function importancesOf({ features, decay }: Pick<SkeletaState, 'features' | 'decay'>): number[] {
  return Array.from({ length: features }, (_, i) => Number((decay ** i).toPrecision(6)));
}

export function contentOf(state: Pick<SkeletaState, 'features' | 'hidden' | 'density' | 'decay' | 'starts' | 'seed'>): CellContent {
  const { features, hidden, density, starts, seed } = state;
  return {
    features,
    hidden,
    density: Array.from({ length: features }, () => density),
    importance: importancesOf(state),
    training: { method: 'exact', starts, tolerance: TOLERANCE, maxIterations: 500 },
    seed,
  };
}
