/** @file From the settings to what is computed: the same content that `tegum train` would make of them. */
import type { CellContent } from '@tegum/experiments';
import type { TrainingSetup } from './train.js';
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

/** Momentum and Adam's means as PyTorch's defaults have them. */
export function trainingOf(state: PlaygroundState): TrainingSetup {
  const { features, hidden, density, optimizer, batch, rate, seed } = state;
  return {
    features,
    hidden,
    density: Array.from({ length: features }, () => density),
    importance: importancesOf(state),
    optimizer,
    batchSize: batch,
    learningRate: rate,
    momentum: 0,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-8,
    weightDecay: optimizer === 'adamw' ? 0.01 : 0,
    seed,
  };
}
