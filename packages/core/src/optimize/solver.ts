/**
 * @file What a descent runs on: a loss, and something that walks down it. Others than core's own may do both at once, faster.
 */
import type { Population } from '../model.js';
import { PopulationLoss, type CreateLoss, type LossObjective } from '../relu/population-loss.js';
import type { SeriesPlan } from '../relu/series-plan.js';
import { Lbfgs, type LbfgsOptions, type LbfgsResult } from './lbfgs.js';

/** Where a point went, and how its value fell. */
export interface Walk extends LbfgsResult {
  /** The value after each accepted step. */
  readonly curve: readonly number[];
}

/** When a walk ends. */
export type WalkOptions = Omit<LbfgsOptions, 'onStep'>;

/** Goes down the truncated loss of one population and hidden size. */
export interface Solver {
  readonly objective: LossObjective;
  /**
   * Moves each x = [W | b] in place down the loss, truncated as planned, as `Lbfgs` does. A feature with w_i = 0 exactly keeps its w_i.
   * Small models are best given many at a time.
   */
  minimise(points: readonly Float64Array[], plan: SeriesPlan, options: WalkOptions): Walk[];
}

/** Makes the solver of one population and hidden size. */
export type CreateSolver = (population: Population, hidden: number) => Solver;

/**
 * A feature with w_i = 0 exactly is dead and stays so: its row is then a closed form, while next to 0 the gradient of a
 * truncated series is no guide.
 */
function holdDeadFeatures(W: Float64Array, gradientW: Float64Array, features: number): void {
  for (let i = 0; i < features; i++) {
    let dead = true;
    for (let e = i; dead && e < W.length; e += features) dead = W[e] === 0;
    if (!dead) continue;
    for (let e = i; e < W.length; e += features) gradientW[e] = 0;
  }
}

/**
 * A solver that evaluates `createLoss` and walks in TypeScript.
 *
 * @example
 * const solver = new ReferenceSolver({ density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, 1) }, 1);
 * const x = Float64Array.of(1, -0.5, 0, 0);
 * const plan = planFor(solver.objective, x.subarray(0, 2), x.subarray(2), 1e-12);
 * const [walk] = solver.minimise([x], plan, { maxIterations: 200, gradientTolerance: 1e-8 });
 * walk!.value; // → 0.00331948…
 */
export class ReferenceSolver implements Solver {
  readonly objective: LossObjective;
  private readonly lbfgs: Lbfgs;
  private readonly weights: number;

  constructor({ density, importance }: Population, hidden: number, createLoss?: CreateLoss) {
    const features = density.length;
    this.objective = createLoss?.(features, hidden, density, importance) ?? new PopulationLoss(features, hidden, density, importance);
    this.weights = features * hidden;
    this.lbfgs = new Lbfgs(this.weights + features);
  }

  minimise(points: readonly Float64Array[], plan: SeriesPlan, options: WalkOptions): Walk[] {
    const split = (v: Float64Array): { W: Float64Array; b: Float64Array } => ({ W: v.subarray(0, this.weights), b: v.subarray(this.weights) });
    return points.map((x) => {
      const { W, b } = split(x);
      let into: Float64Array | null = null;
      let views = { W, b };
      const curve: number[] = [];
      const result = this.lbfgs.minimise(
        (_, gradient) => {
          if (gradient !== into) {
            into = gradient;
            views = split(gradient);
          }
          const loss = this.objective.evaluate(W, b, plan, views);
          holdDeadFeatures(W, views.W, b.length);
          return loss;
        },
        x,
        { ...options, onStep: (value) => void curve.push(value) },
      );
      return { ...result, curve };
    });
  }
}

/** Makes core’s own solver: the reference for every other. */
export const referenceSolver: CreateSolver = (population, hidden) => new ReferenceSolver(population, hidden);
