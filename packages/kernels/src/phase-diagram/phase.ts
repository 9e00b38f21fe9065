/** @file Names of what becomes of the last feature, for models of two or three features with room for all but one. */

/** In the order of the numbers that stand for them in a diagram. */
export const PHASES = ['ignored', 'dedicated', 'antipodal', 'antipodal-asymmetric', 'superposition', 'all-ignored'] as const;

/** What the best model of a pixel does with its last feature. */
export type Phase = (typeof PHASES)[number];

const PRESENT = 0.1;
const ORTHOGONAL = 0.05;
const EQUAL = 0.1;

/**
 * - `all-ignored`: no feature is longer than 0.1; `ignored`: the last is not.
 * - `dedicated`: the last is orthogonal to all others that are present (|cosine| ≤ 0.05).
 * - `antipodal`: opposite to exactly one (cosine ≤ −0.95), lengths within 10 %; `antipodal-asymmetric`: further apart.
 * - `superposition`: anything else.
 *
 * Shape      W [hidden, features] row-major
 * Source     Elhage et al. 2022; the conventions of `lastFeaturePhase` in `@tegum/experiments`
 *
 * @example
 * phaseOfLast([1, -1], 2); // → 'antipodal'
 * phaseOfLast([1, -0.5], 2); // → 'antipodal-asymmetric'
 * phaseOfLast([1, 0.02], 2); // → 'ignored'
 * // Three features in a plane, the last at right angles to both others, which are opposite:
 * phaseOfLast([1, -1, 0, 0, 0, 1], 3); // → 'dedicated'
 */
export function phaseOfLast(W: ArrayLike<number>, features: number): Phase {
  const dot = (i: number, j: number): number => {
    let sum = 0;
    for (let row = 0; row < W.length; row += features) sum += W[row + i]! * W[row + j]!;
    return sum;
  };
  const last = features - 1;
  const lengths = Array.from({ length: features }, (_, i) => Math.sqrt(dot(i, i)));
  if (lengths.every((length) => length <= PRESENT)) return 'all-ignored';
  if (lengths[last]! <= PRESENT) return 'ignored';
  let partner = -1;
  for (let i = 0; i < last; i++) {
    if (lengths[i]! <= PRESENT) continue;
    const cosine = dot(i, last) / (lengths[i]! * lengths[last]!);
    if (Math.abs(cosine) <= ORTHOGONAL) continue;
    if (partner >= 0 || cosine > ORTHOGONAL - 1) return 'superposition';
    partner = i;
  }
  if (partner < 0) return 'dedicated';
  const [a, b] = [lengths[partner]!, lengths[last]!];
  return Math.abs(a - b) <= EQUAL * Math.max(a, b) ? 'antipodal' : 'antipodal-asymmetric';
}
