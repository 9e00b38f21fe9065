/** @file From the settings to what is computed: the same content that `tegum train` would make of them. */
import type { CellContent } from '@tegum/experiments';
import type { PlaygroundState } from './view.js';

/** The relative error asked of every loss. */
export const TOLERANCE = 1e-10;

/** I_i = decay^i, [features]. */
export function importancesOf({ features, decay }: Pick<PlaygroundState, 'features' | 'decay'>): number[] {
  return Array.from({ length: features }, (_, i) => Number((decay ** i).toPrecision(6)));
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
