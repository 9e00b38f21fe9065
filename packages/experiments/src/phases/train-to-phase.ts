/** @file One pixel of an empirical phase diagram: what minibatch training makes of one model from one seed. */
import type { Training } from '../cell.js';
import { cellOf } from '../plan/cell-identity.js';
import { runCell } from '../run/run-cell.js';
import { familyPopulation } from './family-population.js';

/** Adam as PyTorch has it but for the learning rate, at which so few steps suffice for so few features. */
export const phaseTraining: Omit<Extract<Training, { readonly steps: number }>, 'starts'> = {
  method: 'adam',
  tolerance: 1e-9,
  steps: 2000,
  batchSize: 256,
  learningRate: 3e-3,
  momentum: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
};

/** Equal densities; importance 1 but for the last feature; one dimension fewer than features. */
export interface PhasePoint {
  readonly features: number;
  /** Of every feature, in [0, 1]. */
  readonly density: number;
  /** Of the last feature, ≥ 0. */
  readonly importance: number;
  /** Below 2³². */
  readonly seed: number;
}

/** Where training ended. */
export interface TrainedPhase {
  readonly phase: string;
  /** The exact population loss there. */
  readonly loss: number;
}

/**
 * Trains one model from its own random start by `phaseTraining`, and judges where it ends by its exact loss; null if it diverged.
 *
 * Cost       2000 steps on batches of 256; 5 ms for two features, 14 ms for three
 * Source     Elhage et al. 2022, "Superposition as a Phase Change", for the family of models; the diagram there is of the best of 10 runs
 *
 * @throws {Error} if a number is out of its range: it becomes a cell, which fails.
 *
 * @example
 * trainToPhase({ features: 2, density: 0.05, importance: 1, seed: 0 })?.phase; // → 'antipodal'
 */
export function trainToPhase({ features, density, importance, seed }: PhasePoint): TrainedPhase | null {
  const family = familyPopulation(features, density, importance);
  const cell = cellOf({
    features,
    hidden: features - 1,
    density: [...family.density],
    importance: [...family.importance],
    training: { ...phaseTraining, starts: 1 },
    seed,
  });
  const { status, result, error } = runCell(cell);
  if (status === 'failed') throw new Error(error?.message ?? 'training failed');
  return status === 'done' && result !== null ? { phase: result.phase, loss: result.loss } : null;
}
