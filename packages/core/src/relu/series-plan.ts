/**
 * @file How many terms, and which period, a requested tolerance needs at one point.
 */
import type { LossObjective } from './population-loss.js';

/** Period P and number of terms K of the series. */
export interface SeriesPlan {
  readonly terms: number;
  readonly period: number;
  /** The s of the bound E e^{sz} behind the capping error. */
  readonly exponent: number;
  /** Largest capping error accepted at other points before a longer period is used there. */
  readonly cappingTolerance: number;
}

const FEWEST_TERMS = 8;
/** A measured plan looks at no more terms than this. */
const MOST_MEASURED_TERMS = 512;
/** Beyond this the answer comes with the honest bound that was reached instead. */
export const MOST_TERMS = 1 << 17;

/** The smallest K (within 3 %) for which `bound(K)` ≤ tolerance, or `most`; `bound` must not increase. */
function fewestTerms(bound: (terms: number) => number, tolerance: number, most: number): number {
  let high = FEWEST_TERMS;
  while (high < most && !(bound(high) <= tolerance)) high *= 2;
  if (high >= most) return most;
  let low = high / 2;
  while (high - low > Math.max(1, high >> 5)) {
    const middle = (low + high) >> 1;
    if (bound(middle) <= tolerance) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * A plan whose capping and truncation errors together stay within `tolerance` (absolute) at (W, b).
 *
 * @example
 * const loss = new PopulationLoss(5, 2, new Float64Array(5).fill(0.1), new Float64Array(5).fill(1));
 * const W = Float64Array.of(1, 0, -1, 0, 0.5, 0, 1, 0, -1, 0.5);
 * planFor(loss, W, new Float64Array(5), 1e-10).terms > planFor(loss, W, new Float64Array(5), 1e-4).terms; // → true
 */
export function planFor(objective: LossObjective, W: Float64Array, b: Float64Array, tolerance: number): SeriesPlan {
  const { period, exponent } = objective.periodAt(W, b, tolerance / 4);
  objective.visit(W, b);
  const terms = fewestTerms((k) => objective.truncation(period, k), tolerance / 2, MOST_TERMS);
  return { terms, period, exponent, cappingTolerance: tolerance / 4 };
}

/**
 * A plan for walking: enough terms that the rest of the series adds at most `tolerance`, measured at (W, b) on as many terms again. The bound
 * of a remainder takes all terms for equal in sign, and asks for several times as many. The capping error is bounded by ten times `tolerance`,
 * which it is far below.
 *
 * @example
 * const [density, importance] = [new Float64Array(8).fill(0.2), new Float64Array(8).fill(1)];
 * const loss = new PopulationLoss(8, 2, density, importance);
 * const W = Float64Array.from({ length: 16 }, (_, e) => ((7 * e) % 11) / 11 - 0.5);
 * const b = new Float64Array(8).fill(-0.05);
 * // As good as the plan by bounds, and shorter:
 * planByMeasure(loss, W, b, 1e-5, 8).terms < planFor(loss, W, b, 1e-5).terms; // → true
 */
export function planByMeasure(objective: LossObjective, W: Float64Array, b: Float64Array, tolerance: number, fewest: number): SeriesPlan {
  const cappingTolerance = 10 * tolerance;
  const { period, exponent } = objective.periodAt(W, b, cappingTolerance);
  for (let most = 4 * fewest; ; most *= 2) {
    const added = objective.contributions(W, b, { terms: most, period, exponent, cappingTolerance });
    let rest = 0;
    let terms = most;
    while (terms > fewest && Math.abs(rest + added[terms - 1]!) <= tolerance) rest += added[--terms]!;
    if (2 * terms <= most || most >= MOST_MEASURED_TERMS) return { terms, period, exponent, cappingTolerance };
  }
}

/**
 * `plan` with enough terms that the gradient's truncation error at (W, b) is within `tolerance`, or with `mostTerms`: there is
 * no bound at all while a coupling is too small for its angle to turn within K terms (a feature about to die).
 *
 * @example
 * const loss = new PopulationLoss(5, 2, new Float64Array(5).fill(0.1), new Float64Array(5).fill(1));
 * const [W, b] = [Float64Array.of(1, 0, -1, 0, 0.5, 0, 1, 0, -1, 0.5), new Float64Array(5)];
 * const plan = planFor(loss, W, b, 1e-6);
 * refineForGradient(loss, W, b, plan, 1e-6, 4096).terms >= plan.terms; // → true
 */
export function refineForGradient(
  objective: LossObjective,
  W: Float64Array,
  b: Float64Array,
  plan: SeriesPlan,
  tolerance: number,
  mostTerms: number,
): SeriesPlan {
  objective.visit(W, b);
  const terms = fewestTerms((k) => objective.gradientErrorBound(W, { ...plan, terms: k }), tolerance, mostTerms);
  return { ...plan, terms: Math.max(plan.terms, terms) };
}
