/** @file The models that are compared: the sizes of the table, and smaller ones that drive every column in seconds. */
import type { Population } from '@tegum/core';

export interface Problem {
  readonly features: number;
  readonly hidden: number;
  /** Of every feature; all have importance 1. */
  readonly density: number;
  /** Models that PyTorch trains side by side in one batched product: more than one only where that lowers its time for each. */
  readonly torchInstances: number;
  /** Whether it takes minutes to train, by either way: only done when asked for. */
  readonly long: boolean;
}

const problem = (features: number, hidden: number, density: number): Problem => ({
  features,
  hidden,
  density,
  torchInstances: features <= 20 ? 8 : 1,
  long: features > 80,
});

export const problems: readonly Problem[] = [
  problem(2, 1, 0.1),
  problem(5, 2, 0.1),
  problem(20, 5, 0.01),
  problem(80, 20, 0.03),
  problem(200, 20, 0.01),
  problem(400, 30, 0.01),
];

/** The third has more features than core's closed pairs serve, the fourth stands for those that only a full run trains. */
export const quickProblems: readonly Problem[] = [
  problem(2, 1, 0.1),
  problem(5, 2, 0.1),
  problem(10, 3, 0.1),
  { ...problem(12, 3, 0.1), long: true },
];

export const nameOf = ({ features, hidden }: Pick<Problem, 'features' | 'hidden'>): string => `${features}×${hidden}`;

export function populationOf({ features, density }: Problem): Population {
  return { density: new Float64Array(features).fill(density), importance: new Float64Array(features).fill(1) };
}

/** Σ I p/3: the loss of the model that outputs nothing. */
export const silentLoss = ({ features, density }: Problem): number => (features * density) / 3;
