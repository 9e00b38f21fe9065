/**
 * @file One start, followed to its local minimum of the exact loss.
 *
 * A rough descent with a short series decides where it ends; polishing with a longer one makes the figure. In each, the
 * gradient is exactly the gradient of the truncated loss, so the descent is smooth however short the series is.
 */
import type { Population } from '../model.js';
import { planRelative } from '../relu/evaluate-loss.js';
import { referenceLoss, type CreateLoss, type LossObjective } from '../relu/population-loss.js';
import { planFor, refineForGradient, type SeriesPlan } from '../relu/series-plan.js';
import { reviveDeadFeatures, snapToCorners } from './corners.js';
import { Lbfgs } from './lbfgs.js';

/** Relative to Σ I_i p_i/3, the loss of the model that outputs nothing. */
const ROUGH_LOSS_TOLERANCE = 3e-5;
const ROUGH_GRADIENT_TOLERANCE = 1e-4;
/** A start or a corner may need no series at all, but the points a descent visits next do. */
const FEWEST_TERMS_OF_A_DESCENT = 32;
/** Minimise, put on corners, choose the terms anew: so often at the most. */
const MOST_ROUNDS = 6;

export interface LocalOptimum {
  readonly loss: number;
  readonly errorBound: number;
  readonly lossPerFeature: Float64Array;
  readonly gradientNorm: number;
  readonly W: Float64Array;
  readonly b: Float64Array;
  /** Exact loss after each accepted step, rough and polishing together. */
  readonly lossCurve: readonly number[];
}

export interface PolishOptions {
  /** Requested relative error of the loss of record. */
  readonly tolerance: number;
  /** ‖∇L‖₂ to reach, and the accuracy asked of the gradient itself. */
  readonly gradientTolerance: number;
  readonly maxIterations: number;
  /** Longest series spent on the gradient. */
  readonly mostTerms: number;
  /** Give dead features their direction back where a stretch of 0.05 lowers the loss; default true. */
  readonly revive?: boolean;
}

/**
 * A feature with w_i = 0 exactly is dead and stays so: its row is then a closed form, while next to 0 the gradient of a
 * truncated series is no guide. `reviveDeadFeatures` asks the loss itself whether 0 is a minimum.
 */
function holdDeadFeatures(W: Float64Array, gradientW: Float64Array, features: number): void {
  for (let i = 0; i < features; i++) {
    let dead = true;
    for (let e = i; dead && e < W.length; e += features) dead = W[e] === 0;
    if (!dead) continue;
    for (let e = i; e < W.length; e += features) gradientW[e] = 0;
  }
}

export class Descent {
  /** Loss-and-gradient evaluations so far. */
  evaluations = 0;
  readonly objective: LossObjective;
  /** Loss of the model that outputs nothing: the natural unit of losses and gradients. */
  readonly scale: number;
  private readonly lbfgs: Lbfgs;

  constructor(
    readonly population: Population,
    readonly hidden: number,
    /** Makes what evaluates the loss; core's own if not given. */
    createLoss: CreateLoss = referenceLoss,
  ) {
    const features = population.density.length;
    this.objective = createLoss(features, hidden, population.density, population.importance);
    this.lbfgs = new Lbfgs(features * hidden + features);
    let scale = 0;
    for (let i = 0; i < features; i++) scale += (population.importance[i]! * population.density[i]!) / 3;
    this.scale = scale;
  }

  /** Views of x = [W | b]. */
  split(x: Float64Array): { W: Float64Array; b: Float64Array } {
    const weights = this.hidden * this.population.density.length;
    return { W: x.subarray(0, weights), b: x.subarray(weights) };
  }

  /** Moves x downhill until the gradient is small on the scale of the problem; returns the rough loss. */
  rough(x: Float64Array, maxIterations: number, onStep?: (loss: number) => void): number {
    const { W, b } = this.split(x);
    const plan = this.roughPlan(W, b);
    this.minimise(x, plan, maxIterations, ROUGH_GRADIENT_TOLERANCE * this.scale, onStep);
    snapToCorners(W, b, this.population.density, () => this.value(W, b, plan));
    return this.value(W, b, plan);
  }

  /** Moves x to the minimum as exactly as `gradientTolerance` asks and states the loss to the relative `tolerance`. */
  polish(x: Float64Array, options: PolishOptions, lossCurve: number[] = []): LocalOptimum {
    const { tolerance, gradientTolerance, maxIterations, mostTerms, revive = true } = options;
    const { W, b } = this.split(x);
    const onStep = (loss: number): void => void lossCurve.push(loss);
    let plan = this.gradientPlan(W, b, gradientTolerance, mostTerms);
    let gradientNorm = Infinity;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      gradientNorm = this.minimise(x, plan, maxIterations, gradientTolerance, onStep);
      const value = (): number => this.value(W, b, plan);
      const moved =
        snapToCorners(W, b, this.population.density, value) || (revive && reviveDeadFeatures(W, b, this.hidden, value));
      const next = this.gradientPlan(W, b, gradientTolerance, mostTerms);
      const settled = next.terms <= plan.terms * 1.1 && !moved;
      plan = next;
      if (settled) break;
    }
    const exact = planRelative(this.objective, W, b, this.population, tolerance);
    const loss = this.value(W, b, exact);
    return {
      loss,
      errorBound: this.objective.errorBound,
      lossPerFeature: this.objective.lossPerFeature.slice(),
      gradientNorm,
      W: W.slice(),
      b: b.slice(),
      lossCurve,
    };
  }

  /** A plan whose gradient is good to half of `gradientTolerance`, as far as `mostTerms` allow. */
  gradientPlan(W: Float64Array, b: Float64Array, gradientTolerance: number, mostTerms: number): SeriesPlan {
    return refineForGradient(this.objective, W, b, this.roughPlan(W, b), gradientTolerance / 2, mostTerms);
  }

  /** The loss at x, roughly. */
  roughValue(x: Float64Array): number {
    const { W, b } = this.split(x);
    return this.value(W, b, this.roughPlan(W, b));
  }

  private roughPlan(W: Float64Array, b: Float64Array): SeriesPlan {
    const plan = planFor(this.objective, W, b, ROUGH_LOSS_TOLERANCE * this.scale);
    return { ...plan, terms: Math.max(plan.terms, FEWEST_TERMS_OF_A_DESCENT) };
  }

  private value(W: Float64Array, b: Float64Array, plan: SeriesPlan): number {
    this.evaluations++;
    return this.objective.evaluate(W, b, plan, null);
  }

  private minimise(
    x: Float64Array,
    plan: SeriesPlan,
    maxIterations: number,
    gradientTolerance: number,
    onStep?: (loss: number) => void,
  ): number {
    let into: Float64Array | null = null;
    let views = { W: x, b: x };
    const result = this.lbfgs.minimise(
      (point, gradient) => {
        if (gradient !== into) {
          into = gradient;
          views = this.split(gradient);
        }
        const { W, b } = this.split(point);
        const loss = this.objective.evaluate(W, b, plan, views);
        holdDeadFeatures(W, views.W, b.length);
        return loss;
      },
      x,
      { maxIterations, gradientTolerance, ...(onStep === undefined ? {} : { onStep }) },
    );
    this.evaluations += result.evaluations;
    return result.gradientNorm;
  }
}
