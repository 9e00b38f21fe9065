/**
 * One of the models that the classic phase diagram compares, with its published loss.
 *
 * @file The four models of two features in one hidden dimension whose best makes the classic phase diagram.
 *
 * Nobody optimised them, so their diagram is an upper bound of the true loss; `classicLosses` of @tegum/figures draws it.
 */

export interface PhaseCandidate {
  readonly name: 'ignore-last' | 'ignore-first' | 'antipodal' | 'aligned';
  /** [1, 2]. */
  readonly W: readonly [number, number];
  /** Bias [2] at density p: the mean p/2 of a feature that is ignored, else 0. */
  readonly b: (p: number) => readonly [number, number];
  /** Exact loss, summed over features, at density p in [0, 1] and importances 1 and r ≥ 0. */
  readonly loss: (p: number, r: number) => number;
}

/** E(x − p/2)² of x = B·U, B ~ Bernoulli(p), U ~ U[0, 1]: p/3 − p²/4. */
const variance = (p: number): number => p / 3 - (p * p) / 4;

/**
 * Source     N. Elhage et al., "Toy Models of Superposition", 2022, arXiv:2209.10652, section "Superposition as a phase change", which names the
 *            four weight vectors; biases and losses for the model y = ReLU(WᵀWx + b) by integration: E min(x₁, x₂)² = p²/6 for the antipodal pair
 */
export const phaseCandidates: readonly PhaseCandidate[] = [
  { name: 'ignore-last', W: [1, 0], b: (p) => [0, p / 2], loss: (p, r) => r * variance(p) },
  { name: 'ignore-first', W: [0, 1], b: (p) => [p / 2, 0], loss: (p) => variance(p) },
  { name: 'antipodal', W: [1, -1], b: () => [0, 0], loss: (p, r) => ((1 + r) * p * p) / 6 },
  { name: 'aligned', W: [1, 1], b: () => [0, 0], loss: (p, r) => ((1 + r) * p) / 3 },
];
