/**
 * @file The exact population loss in WebAssembly: what `PopulationLoss` of `@tegum/core` computes, whole.
 */
import { PopulationLoss, type GradientOutput, type LossObjective, type SeriesPlan } from '@tegum/core';
import { PlacedProblem } from './placed-problem.js';

/** Up to here the closed form for pairs costs less than the terms of the series it saves. */
const MOST_FEATURES_WITH_PAIRS = 8;
/** A point that has outgrown its plan takes so many times the terms, in blocks. */
const MOST_EXTRA_TERMS = 4;
const BLOCK = 64;

/**
 * Evaluates one population's loss at many points without allocating.
 *
 * Loss and gradient are core's to 1e-11 relative, plus the rounding that both state. Bounds are core's own, worked out when asked for.
 *
 * Shape      W [hidden, features] row-major, b [features]
 * Units      loss is summed over features and averaged over data
 * Dtype      float64, f64x2; the same bits on every engine
 * Cost       O(features² · terms) time; O(features² + features · hidden) memory, shared by all instances of a thread
 * Source     docs/concepts/exact-loss.md
 *
 * @example
 * import { planFor } from '@tegum/core';
 *
 * const loss = new SimdPopulationLoss(2, 1, Float64Array.of(0.1, 0.1), Float64Array.of(1, 1));
 * const [W, b] = [Float64Array.of(1, -1), new Float64Array(2)];
 * const plan = planFor(loss, W, b, 1e-12);
 * const gradient = { W: new Float64Array(2), b: new Float64Array(2) };
 * loss.evaluate(W, b, plan, gradient); // → 0.00333333…
 * loss.lossPerFeature; // → [0.00166666…, 0.00166666…]
 * // Downhill, against the gradient, both weights grow:
 * gradient.W; // → [-0.00166666…, 0.00166666…]
 */
export class SimdPopulationLoss implements LossObjective {
  loss = 0;
  readonly lossPerFeature: Float64Array;
  /** Are pairs of active features in closed form? With two features there is then no series. */
  private readonly pairs: boolean;
  /** For its bounds. */
  private readonly reference: PopulationLoss;
  /** Where it lies in the kernel's memory. */
  readonly problem: PlacedProblem;
  /** The point and plan of the last evaluation, until its bounds are known. */
  private readonly last: { readonly W: Float64Array; readonly b: Float64Array; plan: SeriesPlan | null };

  constructor(
    readonly features: number,
    readonly hidden: number,
    density: Float64Array,
    importance: Float64Array,
  ) {
    this.pairs = features <= MOST_FEATURES_WITH_PAIRS;
    this.reference = new PopulationLoss(features, hidden, density, importance, () => ({ pairs: this.pairs, add: () => undefined }));
    this.problem = new PlacedProblem(features, hidden, density, importance);
    this.lossPerFeature = new Float64Array(features);
    this.last = { W: new Float64Array(features * hidden), b: new Float64Array(features), plan: null };
  }

  /**
   * Evaluates at (W, b) with the plan's period and number of terms. Where the point has outgrown the plan,
   * a longer period is used; otherwise the gradient is exactly the gradient of the truncated loss.
   */
  evaluate(W: Float64Array, b: Float64Array, plan: SeriesPlan, gradient: GradientOutput | null): number {
    const { features: n, last, lossPerFeature, problem } = this;
    const { kernel, views } = problem.open();
    problem.put(W, b, views.point);
    this.setPlan(plan);
    this.loss = kernel.evaluate(gradient !== null);
    for (let i = 0; i < n; i++) lossPerFeature[i] = views.loss[i]!;
    if (gradient !== null) problem.take(views.gradient, gradient.W, gradient.b);
    copy(W, last.W);
    copy(b, last.b);
    last.plan = plan;
    return this.loss;
  }

  /** Makes it the plan of the kernel's next evaluations. */
  setPlan({ period, terms, exponent, cappingTolerance }: SeriesPlan): void {
    this.problem.open().kernel.setPlan(period, terms, exponent, cappingTolerance, this.pairs, this.features);
  }

  contributions(W: Float64Array, b: Float64Array, plan: SeriesPlan): Float64Array {
    const { numbers } = this.problem.scratch(MOST_EXTRA_TERMS * plan.terms + BLOCK);
    numbers.fill(0);
    const { kernel } = this.problem.open();
    kernel.record(true);
    this.evaluate(W, b, plan, null);
    kernel.record(false);
    return numbers.slice(0, plan.terms);
  }

  get errorBound(): number {
    this.measure();
    return this.reference.errorBound;
  }

  get roundingBound(): number {
    this.measure();
    return this.reference.roundingBound;
  }

  get needsSeries(): boolean {
    return this.reference.needsSeries;
  }

  visit(W: Float64Array, b: Float64Array): void {
    this.measure();
    this.reference.visit(W, b);
  }

  truncation(period: number, terms: number): number {
    return this.reference.truncation(period, terms);
  }

  periodAt(W: Float64Array, b: Float64Array, tolerance: number): { period: number; exponent: number } {
    const { kernel, views } = this.problem.open();
    this.problem.put(W, b, views.point);
    const period = kernel.shortestPeriod(tolerance, this.features);
    return { period, exponent: kernel.shortestExponent() };
  }

  gradientErrorBound(W: Float64Array, plan: SeriesPlan): number {
    return this.reference.gradientErrorBound(W, plan);
  }

  private measure(): void {
    const { last, reference } = this;
    if (last.plan === null) return;
    reference.measure(last.W, last.b, last.plan);
    last.plan = null;
    // Known from now on, also when another point is visited.
    void reference.errorBound;
  }
}

function copy(from: Float64Array, to: Float64Array): void {
  for (let e = 0; e < to.length; e++) to[e] = from[e]!;
}
