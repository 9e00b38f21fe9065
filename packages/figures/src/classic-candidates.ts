/**
 * The un-optimised models that the classic phase diagram of (2, 1) compares.
 *
 * @file The classic phase diagram of two features in one dimension: the best of four models whose weights nobody optimised.
 *
 * With x_i = B_i U_i of density p, importances 1 and r, the exact losses are
 *
 *   ignore last    W = (1, 0), b = (0, p/2)   r·v, v = p/3 − p²/4   the bias answers the mean, the variance is lost
 *   ignore first   W = (0, 1), b = (p/2, 0)   v
 *   antipodal      W = (1, −1), b = 0         (1 + r)·p²/6          E min(x₁, x₂)² = p²·∫t²·2(1−t)dt = p²/6, on each side
 *   aligned        W = (1, 1), b = 0          (1 + r)·p/3           each output errs by the other input; never the best
 *
 * Source     Elhage et al. 2022, "Toy Models of Superposition", section on the phase change; source notes' model, sign + b
 */

export type ClassicCandidate = 'ignore-last' | 'ignore-first' | 'antipodal' | 'aligned';

/**
 * Exact loss of each candidate at density p in [0, 1] and importance r ≥ 0 of the last feature.
 *
 * @example
 * // Rare features do best as a pair of opposites, frequent ones one at a time.
 * const best = (p: number) => Object.entries(classicLosses(p, 1)).sort(([, a], [, b]) => a - b)[0];
 * best(0.1); // → ['antipodal', 0.00333333…]
 * best(0.9); // → ['ignore-last', 0.09749…]
 */
export function classicLosses(p: number, r: number): Readonly<Record<ClassicCandidate, number>> {
  const variance = p / 3 - (p * p) / 4;
  return {
    'ignore-last': r * variance,
    'ignore-first': variance,
    antipodal: ((1 + r) * p * p) / 6,
    aligned: ((1 + r) * p) / 3,
  };
}

/** Where two of the classic candidates have equal loss. */
export interface ClassicBoundary {
  readonly between: readonly [ClassicCandidate, ClassicCandidate];
  /** Importance at which the two candidates tie, for p in (0, 1]. */
  readonly importanceAt: (p: number) => number;
  /** Densities between which both are the best of the four. */
  readonly densities: readonly [low: number, high: number];
}

/** Where r = 1 on both curves: p/3 − p²/4 = p²/3. */
const triplePoint = 4 / 7;

/** The three lines across which the best candidate changes; they meet at p = 4/7, r = 1. */
export const classicBoundaries: readonly ClassicBoundary[] = [
  {
    // r·v = (1 + r)·p²/6, divided by p.
    between: ['ignore-last', 'antipodal'],
    importanceAt: (p) => p / 6 / (1 / 3 - (5 / 12) * p),
    densities: [0, triplePoint],
  },
  {
    // v = (1 + r)·p²/6.
    between: ['antipodal', 'ignore-first'],
    importanceAt: (p) => (6 * (1 / 3 - p / 4)) / p - 1,
    densities: [0, triplePoint],
  },
  { between: ['ignore-last', 'ignore-first'], importanceAt: () => 1, densities: [triplePoint, 1] },
];
