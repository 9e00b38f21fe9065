/** @file From the settings to what is computed: the same content that `tegum train` would make of them. */
import type { CellContent } from '@tegum/experiments';
import type { PlaygroundState } from './view.js';

/** The relative error asked of every loss. */
export const TOLERANCE = 1e-10;

/** I_i = decay^i, the last of them times `last`, [features]. */
export function importancesOf({ features, decay, last }: Pick<PlaygroundState, 'features' | 'decay' | 'last'>): number[] {
  return Array.from({ length: features }, (_, i) => Number((decay ** i).toPrecision(6)) * (i === features - 1 ? last : 1));
}

export function questionOf(state: PlaygroundState): CellContent {
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
