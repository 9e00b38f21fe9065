/**
 * @file Descents on the exact loss that never leave WebAssembly, many in one call.
 */
import type { Population, SeriesPlan, Solver, Walk, WalkOptions } from '@tegum/core';
import { hearingSteps } from './placed-problem.js';
import { SimdPopulationLoss } from './simd-population-loss.js';

/** Float64 numbers of one call: as many starts as fit, and at least one. */
const MOST_NUMBERS = 1 << 17;
/** Before each curve: value, gradient norm, accepted steps, evaluations. */
const OUTCOME = 4;

/**
 * The solver of core in WebAssembly: the same algorithm, sums in another order.
 *
 * @example
 * import { planFor } from '@tegum/core';
 *
 * const solver = new SimdSolver({ density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, 1) }, 1);
 * // Two starts x = [W | b], which move in place down the loss of one plan.
 * const points = [Float64Array.of(1, -0.5, 0, 0), Float64Array.of(0.5, 0.4, 0, 0)];
 * const plan = planFor(solver.objective, points[0].subarray(0, 2), points[0].subarray(2), 1e-12);
 * const walks = solver.minimise(points, plan, { maxIterations: 200, gradientTolerance: 1e-8 });
 * walks.map(({ converged, value }) => [converged, value]); // → [[true, 0.00331948…], [true, 0.02962444…]]
 */
export class SimdSolver implements Solver {
  readonly objective: SimdPopulationLoss;

  /**
   * @param onStep - Called after every accepted step of every descent; changes no number. What it throws is thrown when the call's descents are
   *   over; it may not evaluate a loss itself.
   */
  constructor(
    { density, importance }: Population,
    hidden: number,
    private readonly onStep?: () => void,
  ) {
    this.objective = new SimdPopulationLoss(density.length, hidden, density, importance);
  }

  minimise(points: readonly Float64Array[], plan: SeriesPlan, options: WalkOptions): Walk[] {
    const { objective } = this;
    const { kernel } = objective.problem.open();
    const length = kernel.startLength(options.maxIterations);
    const together = Math.max(1, Math.floor(MOST_NUMBERS / length));
    const walks: Walk[] = [];
    for (let first = 0; first < points.length; first += together) {
      walks.push(...this.minimiseTogether(points.slice(first, first + together), length, plan, options));
    }
    return walks;
  }

  private minimiseTogether(points: readonly Float64Array[], length: number, plan: SeriesPlan, options: WalkOptions): Walk[] {
    const { objective } = this;
    const { problem } = objective;
    const { maxIterations, gradientTolerance, relativeDecrease = -Infinity, target = -Infinity, remember = false } = options;
    const weights = problem.features * problem.hidden;
    const { at, numbers } = problem.scratch(points.length * length);
    const starts = points.map((_, index) => numbers.subarray(index * length, (index + 1) * length));
    for (const [index, x] of points.entries()) {
      const start = starts[index]!;
      start.fill(0, 0, problem.dimension);
      problem.put(x.subarray(0, weights), x.subarray(weights), start);
    }
    objective.setPlan(plan);
    const { kernel } = problem.open();
    hearingSteps(this.onStep, () => { kernel.minimiseMany(at, points.length, maxIterations, gradientTolerance, relativeDecrease, target, !remember); });
    return points.map((x, index) => {
      const start = starts[index]!;
      problem.take(start, x.subarray(0, weights), x.subarray(weights));
      const [value, gradientNorm, iterations, evaluations] = start.subarray(problem.dimension, problem.dimension + OUTCOME) as unknown as [number, number, number, number];
      const curveAt = problem.dimension + OUTCOME;
      const curve = Array.from(start.subarray(curveAt, curveAt + iterations));
      return { value, gradientNorm, iterations, evaluations, converged: gradientNorm <= gradientTolerance, curve };
    });
  }
}
