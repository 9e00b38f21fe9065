/**
 * @file Does a dead feature want to live? The curvature of the loss at w_i = 0, which has no second derivative there.
 *
 * Near a dead feature's w_i = 0, b_i = p_i/2 the loss is L₀ + q(d) + O(|d|³) with q homogeneous of degree 2 but not a quadratic form:
 * it has other coefficients in other cones (Gram entries above or below 0, biases above or below 0). So the branch is stable
 * exactly when the least q over |w_i| = 1, all else relaxed, is positive. It is found by minimising the exact loss with |w_i|
 * held at ε and at ε/2, and extrapolating.
 */
import type { Population } from '../model.js';
import { Lbfgs } from '../optimize/lbfgs.js';
import { PopulationLoss } from '../relu/population-loss.js';
import { planFor, type SeriesPlan } from '../relu/series-plan.js';
import { lossScale } from './relaxation.js';

/** ε is this share of b_i = p_i/2 divided by √n, so that output i keeps its sign and stays a polynomial; never above LONGEST. */
const SHARE_OF_BIAS = 0.2;
const LONGEST = 0.01;
/** Errors of the loss, relative to ε² I_i p_i/3. */
const LOSS_TOLERANCE = 1e-5;
const GRADIENT_TOLERANCE = 1e-5;
/** A series of K terms sees no kink finer than P/K, and ε is short: more terms than the loss alone would need. */
const FEWEST_TERMS = 1024;
const MOST_TERMS = 2048;
const MAX_ITERATIONS = 300;

/** What a dead feature gains, to second order, by living. */
export interface Revival {
  /** Least (L − L₀)/ε² for ε → 0: negative where the feature gains by living. */
  readonly curvature: number;
  /** The model with the feature stretched to the longer ε, all else relaxed. */
  readonly W: Float64Array;
  readonly b: Float64Array;
}

/**
 * One-sided curvature of the exact loss at a dead feature, all other parameters relaxed.
 *
 * Shape      W [hidden, features] with w_feature = 0; b [features]
 * Numerics   relative error O(ε²) of the larger coefficients; ε ≤ 0.1 p/√n
 * Cost       about 2n descents of some 30 evaluations
 *
 * @example
 * const population = { density: Float64Array.of(0.01, 0.01), importance: Float64Array.of(1, 1) };
 * // The second feature is dead, and would gain by living.
 * revivalCurvature(population, 1, Float64Array.of(1, 0), Float64Array.of(0, 0.005), 1).curvature < 0; // → true
 */
export function revivalCurvature(population: Population, hidden: number, W: Float64Array, b: Float64Array, feature: number): Revival {
  const features = b.length;
  const density = population.density[feature]!;
  const weight = Math.max(population.importance[feature]!, Number.MIN_VALUE);
  const objective = new PopulationLoss(features, hidden, population.density, population.importance);
  const longer = Math.min(LONGEST, (SHARE_OF_BIAS * density) / 2 / Math.sqrt(features));
  const x = new Float64Array(W.length + features);
  x.set(W);
  x.set(b, W.length);
  x[W.length + feature] = density / 2;

  const tolerance = (LOSS_TOLERANCE * longer * longer * weight * density) / 12;
  const plan = planAt(objective, x, W.length, tolerance);
  const dead = objective.evaluate(x.subarray(0, W.length), x.subarray(W.length), plan, null);
  const stretched = new Stretched(objective, plan, features, hidden, feature, GRADIENT_TOLERANCE * weight * density);
  let best: { x: Float64Array; loss: number } | undefined;
  for (const direction of startingDirections(W, features, hidden, feature)) {
    const trial = stretched.minimise(x, direction, longer);
    if (best === undefined || trial.loss < best.loss) best = trial;
  }
  const found = best!;
  const direction = new Float64Array(hidden);
  for (let h = 0; h < hidden; h++) direction[h] = found.x[h * features + feature]! / longer;
  const shorter = longer / 2;
  const half = stretched.minimise(x, direction, shorter);
  const coarse = (found.loss - dead) / (longer * longer);
  const fine = (half.loss - dead) / (shorter * shorter);
  return { curvature: 2 * fine - coarse, W: found.x.slice(0, W.length), b: found.x.slice(W.length) };
}

function planAt(objective: PopulationLoss, x: Float64Array, weights: number, tolerance: number): SeriesPlan {
  const plan = planFor(objective, x.subarray(0, weights), x.subarray(weights), Math.max(tolerance, Number.MIN_VALUE));
  return { ...plan, terms: Math.min(MOST_TERMS, Math.max(plan.terms, FEWEST_TERMS)) };
}

/** Opposite to every live feature, and opposite to all of them together: unit vectors. */
function startingDirections(W: Float64Array, features: number, hidden: number, feature: number): Float64Array[] {
  const directions: Float64Array[] = [];
  const all = new Float64Array(hidden);
  for (let j = 0; j < features; j++) {
    if (j === feature) continue;
    const column = Float64Array.from({ length: hidden }, (_, h) => W[h * features + j]!);
    const length = Math.sqrt(column.reduce((sum, w) => sum + w * w, 0));
    if (length === 0) continue;
    directions.push(column.map((w) => -w / length));
    // Along a feature, two outputs interfere at every point: with no other direction to choose, that is tried too.
    if (hidden === 1) directions.push(column.map((w) => w / length));
    for (let h = 0; h < hidden; h++) all[h]! -= column[h]! / length;
  }
  const length = Math.sqrt(all.reduce((sum, w) => sum + w * w, 0));
  if (hidden > 1 && length > 0) directions.push(all.map((w) => w / length));
  if (directions.length === 0) directions.push(Float64Array.from({ length: hidden }, (_, h) => (h === 0 ? 1 : 0)));
  return directions;
}

/** The loss as a function of everything but the length of w_feature. */
class Stretched {
  private readonly lbfgs: Lbfgs;
  private readonly point: Float64Array;
  private readonly weights: number;

  constructor(
    private readonly objective: PopulationLoss,
    private readonly plan: SeriesPlan,
    private readonly features: number,
    private readonly hidden: number,
    private readonly feature: number,
    private readonly gradientScale: number,
  ) {
    this.weights = features * hidden;
    this.point = new Float64Array(this.weights + features);
    this.lbfgs = new Lbfgs(this.point.length);
  }

  minimise(from: Float64Array, direction: Float64Array, length: number): { x: Float64Array; loss: number } {
    const { objective, plan, features, hidden, feature, weights, point } = this;
    const y = from.slice();
    for (let h = 0; h < hidden; h++) y[h * features + feature] = length * direction[h]!;
    const W = point.subarray(0, weights);
    const b = point.subarray(weights);
    const place = (at: Float64Array): number => {
      point.set(at);
      let square = 0;
      for (let h = 0; h < hidden; h++) square += at[h * features + feature]! ** 2;
      const scale = length / Math.sqrt(square);
      for (let h = 0; h < hidden; h++) W[h * features + feature]! *= scale;
      return scale;
    };
    const { value } = this.lbfgs.minimise(
      (at, gradient) => {
        const scale = place(at);
        const loss = objective.evaluate(W, b, plan, { W: gradient.subarray(0, weights), b: gradient.subarray(weights) });
        let along = 0;
        for (let h = 0; h < hidden; h++) along += (W[h * features + feature]! / length) * gradient[h * features + feature]!;
        for (let h = 0; h < hidden; h++) {
          const e = h * features + feature;
          gradient[e] = scale * (gradient[e]! - (along * W[e]!) / length);
        }
        return loss;
      },
      y,
      { maxIterations: MAX_ITERATIONS, gradientTolerance: this.gradientScale * length },
    );
    place(y);
    return { x: point.slice(), loss: value };
  }
}

/** Curvature of the dead feature that gains most by living, in units of the loss scale; null where no feature is dead. */
export function leastRevival(
  population: Population,
  hidden: number,
  W: Float64Array,
  b: Float64Array,
  dead: readonly number[],
): Revival | null {
  let least: Revival | null = null;
  for (const feature of dead) {
    if (population.importance[feature] === 0 || population.density[feature] === 0) continue;
    const revival = revivalCurvature(population, hidden, W, b, feature);
    const unit = lossScale({ density: population.density.subarray(feature, feature + 1), importance: population.importance.subarray(feature, feature + 1) });
    if (least === null || revival.curvature / unit < least.curvature) least = { ...revival, curvature: revival.curvature / unit };
  }
  return least;
}
