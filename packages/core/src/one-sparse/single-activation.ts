/**
 * @file What one active feature does to one output: H(a, b) of the one-sparse potential, its gradient and its curvature.
 *
 * With z = a t + b, t uniform on [0, 1], and ⟨f⟩ = ∫₀¹ f dt,
 *   another feature is active   H = 3⟨z₊²⟩
 *   the output's own feature is H = 3⟨(t − z₊)²⟩, a = |w|² ≥ 0
 * z is positive on one interval [start, end] of t. Every integral is an exact rule on its ends, so nothing cancels where
 * a or b is small. Divided out, these are the summands of Chen et al. 2023, Lemma 3.1.
 */

export interface SingleActivation {
  /** H. */
  value: number;
  /** ∂H/∂a, ∂H/∂b. */
  slopeA: number;
  slopeB: number;
  /** ∂²H/∂a², ∂²H/∂a∂b, ∂²H/∂b², on the side of z₊ = 0 where z = 0. */
  curvatureAA: number;
  curvatureAB: number;
  curvatureBB: number;
}

export function createSingleActivation(): SingleActivation {
  return { value: 0, slopeA: 0, slopeB: 0, curvatureAA: 0, curvatureAB: 0, curvatureBB: 0 };
}

/** Writes H and its derivatives at (a, b) into `out`. At a kink z counts as inactive, as in PyTorch. */
export function singleActivationInto(out: SingleActivation, a: number, b: number, own: boolean): void {
  let start = 0;
  let end = 1;
  if (a > 0) {
    if (b < 0) start = Math.min(-b / a, 1);
  } else if (a < 0) end = b > 0 ? Math.min(-b / a, 1) : 0;
  else if (b <= 0) end = 0;
  const length = end - start;
  if (length <= 0) {
    out.value = own ? 1 : 0;
    out.slopeA = out.slopeB = out.curvatureAA = out.curvatureAB = out.curvatureBB = 0;
    return;
  }
  const squares = start * start + start * end + end * end;
  // z − t of the own feature, z of another, at both ends.
  const first = (start > 0 ? 0 : Math.max(b, 0)) - (own ? start : 0);
  const last = (end < 1 ? 0 : a + b) - (own ? end : 0);
  out.value = length * (first * first + first * last + last * last) + (own ? start * start * start : 0);
  out.slopeA = length * (2 * (start * first + end * last) + start * last + end * first);
  out.slopeB = 3 * length * (first + last);
  out.curvatureAA = 2 * length * squares;
  out.curvatureAB = 3 * length * (start + end);
  out.curvatureBB = 6 * length;
  if (own && start > 0) {
    // The integrand jumps by the missed t where z sets in, and that place moves.
    out.curvatureAA -= (6 * start * start * start) / a;
    out.curvatureAB -= (6 * start * start) / a;
    out.curvatureBB -= (6 * start) / a;
  }
}
