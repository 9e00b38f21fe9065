/** @file The phases of Elhage et al.'s diagrams: what becomes of the last feature when there is room for all but one. */

/** Norm below which a feature counts as not represented; a represented one has norm about 1. */
const PRESENT_NORM = 0.1;
/** Cosine below which two features count as orthogonal, and distance of a cosine from −1 within which they are opposite. */
const COSINE_TOLERANCE = 0.05;
/** Relative difference of norms within which two opposite features count as equal. */
const NORM_TOLERANCE = 0.1;

/** The names of those phases. */
export type LastFeaturePhase =
  | 'all-ignored'
  | 'ignored'
  | 'dedicated'
  | 'antipodal'
  | 'antipodal-asymmetric'
  | 'superposition';

/**
 * Names the fate of the last feature.
 *
 * - `all-ignored`: no feature has norm > 0.1.
 * - `ignored`: the last feature has norm ≤ 0.1.
 * - `dedicated`: it is orthogonal to every other represented feature (|cosine| ≤ 0.05): a dimension of its own.
 * - `antipodal`: it shares its dimension with exactly one other, opposite (cosine ≤ −0.95), norms equal within 10 %.
 * - `antipodal-asymmetric`: the same with norms further apart.
 * - `superposition`: any other sharing, e.g. a triangle, or two features along one direction.
 *
 * Between `antipodal` and `antipodal-asymmetric` the norms change continuously: that boundary is this convention, the
 * others are jumps of the model.
 *
 * Shape      W [hidden, features] row-major
 * Cost       O(features · hidden)
 * Source     Elhage et al. 2022, "Toy Models of Superposition", phase diagrams
 *
 * @example
 * lastFeaturePhase(2, 1, [1, -1]); // → 'antipodal'
 */
export function lastFeaturePhase(features: number, hidden: number, W: ArrayLike<number>): LastFeaturePhase {
  const last = features - 1;
  const norms = Array.from({ length: features }, (_, feature) => Math.sqrt(columnProduct(features, hidden, W, feature, feature)));
  const present = norms.map((norm) => norm > PRESENT_NORM);
  if (!present.includes(true)) return 'all-ignored';
  if (!present[last]) return 'ignored';
  const partners: { readonly cosine: number; readonly norm: number }[] = [];
  for (let other = 0; other < last; other++) {
    if (!present[other]) continue;
    const cosine = columnProduct(features, hidden, W, last, other) / (norms[last]! * norms[other]!);
    if (Math.abs(cosine) > COSINE_TOLERANCE) partners.push({ cosine, norm: norms[other]! });
  }
  if (partners.length === 0) return 'dedicated';
  const [partner] = partners;
  if (partners.length > 1 || partner!.cosine > COSINE_TOLERANCE - 1) return 'superposition';
  const difference = Math.abs(partner!.norm - norms[last]!);
  return difference <= NORM_TOLERANCE * Math.max(partner!.norm, norms[last]!) ? 'antipodal' : 'antipodal-asymmetric';
}

function columnProduct(features: number, hidden: number, W: ArrayLike<number>, i: number, j: number): number {
  let sum = 0;
  for (let row = 0; row < hidden; row++) sum += W[row * features + i]! * W[row * features + j]!;
  return sum;
}
