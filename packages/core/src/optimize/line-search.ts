/**
 * @file A step length that satisfies the strong Wolfe conditions.
 *
 * Source     Nocedal & Wright 2006, Algorithms 3.5 and 3.6, with cubic interpolation; near the minimum, where differences of
 *            values drown in rounding, the slope alone decides (Hager & Zhang 2005, approximate Wolfe conditions)
 */

/** Value and slope along a ray. */
export interface RayPoint {
  step: number;
  value: number;
  slope: number;
}

const SUFFICIENT_DECREASE = 1e-4;
const CURVATURE = 0.9;
const LONGEST = 1e4;
const MOST_EVALUATIONS = 25;

/** Minimiser of the cubic through two points with slopes, kept inside the middle 80 % between them. */
function interpolate(a: RayPoint, b: RayPoint): number {
  const width = b.step - a.step;
  const theta = (3 * (a.value - b.value)) / width + a.slope + b.slope;
  const square = theta * theta - a.slope * b.slope;
  let fraction = 0.5;
  if (square >= 0) {
    const gamma = (width < 0 ? -1 : 1) * Math.sqrt(square);
    const candidate = (gamma - a.slope + theta) / (2 * gamma - a.slope + b.slope);
    if (candidate > 0.1 && candidate < 0.9) fraction = candidate;
    else if (candidate <= 0.1) fraction = 0.1;
    else if (candidate >= 0.9) fraction = 0.9;
  }
  return a.step + fraction * width;
}

/**
 * Searches along a descent ray from `origin` (step 0, slope < 0).
 *
 * @param evaluate - Value and slope at a step; a non-finite value counts as too far.
 * @returns The accepted point; the last call of `evaluate` was at it. null when no acceptable step was found.
 */
export function strongWolfe(
  evaluate: (step: number) => RayPoint,
  origin: RayPoint,
  firstStep: number,
): RayPoint | null {
  const noise = 4 * Number.EPSILON * Math.abs(origin.value);
  const tooHigh = (p: RayPoint): boolean =>
    !Number.isFinite(p.value) || p.value > origin.value + SUFFICIENT_DECREASE * p.step * origin.slope + noise;
  const flat = (p: RayPoint): boolean => Math.abs(p.slope) <= -CURVATURE * origin.slope;

  let evaluations = 0;
  const probe = (step: number): RayPoint => {
    evaluations++;
    return evaluate(step);
  };
  const zoom = (low: RayPoint, high: RayPoint): RayPoint | null => {
    while (evaluations < MOST_EVALUATIONS && Math.abs(high.step - low.step) > 1e-14 * Math.abs(low.step)) {
      const p = probe(Number.isFinite(high.value) ? interpolate(low, high) : (low.step + high.step) / 2);
      if (tooHigh(p) || p.value > low.value + noise) high = p;
      else {
        if (flat(p)) return p;
        if (p.slope * (high.step - low.step) >= 0) high = low;
        low = p;
      }
    }
    // Not flat enough, but lower: still progress.
    return low.step > 0 && low.value < origin.value ? probe(low.step) : null;
  };

  let previous = origin;
  let step = firstStep;
  while (evaluations < MOST_EVALUATIONS && step <= LONGEST) {
    const p = probe(step);
    if (tooHigh(p) || (previous.step > 0 && p.value > previous.value + noise)) return zoom(previous, p);
    if (flat(p)) return p;
    if (p.slope >= 0) return zoom(p, previous);
    previous = p;
    step *= 2.5;
  }
  return previous.step > 0 ? probe(previous.step) : null;
}
