/**
 * @file One start, followed to its local minimum of the exact loss.
 *
 * Series are short far from the minimum and longer near it: how long is measured at the point, and only the loss of record is proven. In each
 * phase the gradient is exactly the gradient of the truncated loss, so the descent is smooth however short the series is.
 */
import type { Population } from '../model.js';
import { planRelative } from '../relu/evaluate-loss.js';
import type { LossObjective } from '../relu/population-loss.js';
import { planByMeasure, planFor, refineForGradient, type SeriesPlan } from '../relu/series-plan.js';
import { reviveDeadFeatures, snapToCorners } from './corners.js';
import { referenceSolver, type CreateSolver, type Solver, type Walk } from './solver.js';

/** Relative to Σ I_i p_i/3, the loss of the model that outputs nothing. */
const ROUGH_LOSS_TOLERANCE = 3e-5;
const ROUGH_GRADIENT_TOLERANCE = 1e-4;
/** A start or a corner may need no series at all, but the points a descent visits next do. */
const FEWEST_TERMS_OF_A_DESCENT = 32;
/** The same while nothing but the direction matters. */
const FEWEST_TERMS_OF_A_PHASE = 6;
/** Minimise, put on corners, choose the terms anew: so often at the most. */
const MOST_ROUNDS = 6;
/** Phases of `converge` before the last: the error of the series, relative to the loss, and the relative decrease of a step that ends it. */
const PHASES = [
  { error: 1e-2, decrease: 1e-3 },
  { error: 1e-3, decrease: 1e-5 },
  { error: 1e-4, decrease: 1e-7 },
];
/** Terms or periods that differ by no more than this factor are alike. */
const MUCH_LONGER = 1.1;

/** Where a descent ended: the model, its exact loss, and how nearly its gradient vanishes. */
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

/** How well an optimum is to be resolved. */
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

/** When a descent to convergence ends. */
export interface ConvergeOptions {
  /** A step that lowers the loss by less than this times the loss is the last. */
  readonly relativeDecrease: number;
  /** Requested relative error of the loss at the end. */
  readonly tolerance: number;
  /** Accepted steps, all phases together; default 5000. */
  readonly maxIterations?: number;
  /** Stop once the loss is proven to be at most this; default −∞. */
  readonly target?: number;
}

/** Where a descent to convergence ended, and what it cost. */
export interface Converged {
  /** At x, within `errorBound` of the true loss. */
  readonly loss: number;
  readonly errorBound: number;
  /** After each accepted step, the loss as the phase's series has it. */
  readonly lossCurve: readonly number[];
  readonly evaluations: number;
}

/**
 * One model going down its exact loss: rough descents on a short series, then polishing on a longer one. Make one and reuse it for many
 * starts.
 *
 * @example
 * const population = { density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, 1) };
 * const descent = new Descent(population, 1);
 * const x = Float64Array.of(1, -0.5, 0, 0);
 * descent.rough([x], 100);
 * descent.polish(x, { tolerance: 1e-10, gradientTolerance: 1e-8, maxIterations: 100, mostTerms: 256 }).loss; // → 0.00331948…
 */
export class Descent {
  /** Loss-and-gradient evaluations so far. */
  evaluations = 0;
  readonly objective: LossObjective;
  /** Loss of the model that outputs nothing: the natural unit of losses and gradients. */
  readonly scale: number;
  private readonly solver: Solver;

  constructor(
    readonly population: Population,
    readonly hidden: number,
    /** Makes what evaluates and walks; core's own if not given. */
    createSolver: CreateSolver = referenceSolver,
  ) {
    this.solver = createSolver(population, hidden);
    this.objective = this.solver.objective;
    let scale = 0;
    for (let i = 0; i < population.density.length; i++) scale += (population.importance[i]! * population.density[i]!) / 3;
    this.scale = scale;
  }

  /** Views of x = [W | b]. */
  split(x: Float64Array): { W: Float64Array; b: Float64Array } {
    const weights = this.hidden * this.population.density.length;
    return { W: x.subarray(0, weights), b: x.subarray(weights) };
  }

  /**
   * Moves each x downhill until the gradient is small on the scale of the problem, all with the longest series that one of them needs at its
   * start; tells of each its rough loss and the losses on the way.
   */
  rough(points: readonly Float64Array[], maxIterations: number): { loss: number; lossCurve: number[] }[] {
    let plan = this.roughPlan(points[0]!);
    for (const x of points.slice(1)) plan = wider(plan, this.roughPlan(x));
    const walks = this.walk(points, plan, maxIterations, ROUGH_GRADIENT_TOLERANCE * this.scale);
    return points.map((x, index) => {
      const { W, b } = this.split(x);
      snapToCorners(W, b, this.population.density, () => this.value(W, b, plan));
      return { loss: this.value(W, b, plan), lossCurve: [...walks[index]!.curve] };
    });
  }

  /**
   * Moves x down until a step gains next to nothing, and proves the loss there: the quickest way to a good model. For a small gradient, see
   * `polish`.
   *
   * Cost       phases with 6, then some 10, then as many terms as `tolerance` takes when measured; one value with as many as its proof takes
   */
  converge(x: Float64Array, options: ConvergeOptions): Converged {
    const { relativeDecrease, tolerance, maxIterations = 5000, target = -Infinity } = options;
    const { W, b } = this.split(x);
    const lossCurve: number[] = [];
    const before = this.evaluations;
    const last = { error: tolerance, decrease: relativeDecrease };
    const phases = [...PHASES.filter(({ decrease }) => decrease > relativeDecrease), last];
    const planOf = (phase: number, loss: number): SeriesPlan => {
      this.evaluations++;
      return planByMeasure(this.objective, W, b, phases[phase]!.error * loss, FEWEST_TERMS_OF_A_PHASE);
    };
    let loss = this.scale;
    let plan = planOf(0, loss);
    for (let phase = 0, repeats = 0; repeats < MOST_ROUNDS; ) {
      const [walk] = this.solver.minimise([x], plan, {
        maxIterations: maxIterations - lossCurve.length,
        gradientTolerance: 0,
        relativeDecrease: phases[phase]!.decrease,
        target: target * (1 - phases[phase]!.error),
        remember: lossCurve.length > 0,
      });
      this.evaluations += walk!.evaluations;
      for (const value of walk!.curve) lossCurve.push(value);
      loss = walk!.value;
      if (lossCurve.length >= maxIterations || (loss <= target && this.proven(x, tolerance, loss).loss <= target)) break;
      const walked = plan;
      if (phase + 1 < phases.length) plan = planOf(++phase, loss);
      else {
        // Over once its end is on no corner and asks for no longer a series.
        const moved = this.leaveForCorners(W, b, plan);
        plan = planOf(phase, loss);
        if (!moved && serves(walked, plan)) break;
        repeats++;
      }
      // Phases that cost no more than the one before are left out.
      while (phase + 1 < phases.length && serves(walked, plan)) plan = planOf(++phase, loss);
    }
    return { ...this.proven(x, tolerance, loss), lossCurve, evaluations: this.evaluations - before };
  }

  /** Moves x to the minimum as exactly as `gradientTolerance` asks and states the loss to the relative `tolerance`. */
  polish(x: Float64Array, options: PolishOptions, lossCurve: number[] = []): LocalOptimum {
    const { tolerance, gradientTolerance, maxIterations, mostTerms, revive = true } = options;
    const { W, b } = this.split(x);
    let plan = this.gradientPlan(W, b, gradientTolerance, mostTerms);
    let gradientNorm = Infinity;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const [walk] = this.walk([x], plan, maxIterations, gradientTolerance);
      gradientNorm = walk!.gradientNorm;
      lossCurve.push(...walk!.curve);
      const moved = this.leaveForCorners(W, b, plan, revive);
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
    return refineForGradient(this.objective, W, b, this.roughPlanAt(W, b), gradientTolerance / 2, mostTerms);
  }

  /** The loss at x, roughly. */
  roughValue(x: Float64Array): number {
    const { W, b } = this.split(x);
    return this.value(W, b, this.roughPlanAt(W, b));
  }

  private roughPlan(x: Float64Array): SeriesPlan {
    const { W, b } = this.split(x);
    return this.roughPlanAt(W, b);
  }

  private roughPlanAt(W: Float64Array, b: Float64Array): SeriesPlan {
    const plan = planFor(this.objective, W, b, ROUGH_LOSS_TOLERANCE * this.scale);
    return { ...plan, terms: Math.max(plan.terms, FEWEST_TERMS_OF_A_DESCENT) };
  }

  /** The loss at x, about `loss`, with a proof that it is good to the relative `tolerance`. */
  private proven(x: Float64Array, tolerance: number, loss: number): { loss: number; errorBound: number } {
    const { W, b } = this.split(x);
    const value = this.value(W, b, planFor(this.objective, W, b, 0.9 * tolerance * loss));
    return { loss: value, errorBound: this.objective.errorBound };
  }

  /** Puts on corners what is nearly there, or else wakes what is dead and would rather live; true if anything moved. */
  private leaveForCorners(W: Float64Array, b: Float64Array, plan: SeriesPlan, revive = true): boolean {
    const value = (): number => this.value(W, b, plan);
    return snapToCorners(W, b, this.population.density, value) || (revive && reviveDeadFeatures(W, b, this.hidden, value));
  }

  private value(W: Float64Array, b: Float64Array, plan: SeriesPlan): number {
    this.evaluations++;
    return this.objective.evaluate(W, b, plan, null);
  }

  private walk(points: readonly Float64Array[], plan: SeriesPlan, maxIterations: number, gradientTolerance: number): Walk[] {
    const walks = this.solver.minimise(points, plan, { maxIterations, gradientTolerance });
    for (const { evaluations } of walks) this.evaluations += evaluations;
    return walks;
  }
}

/** Is b no longer than a, to speak of? */
function serves(a: SeriesPlan, b: SeriesPlan): boolean {
  return b.terms <= a.terms * MUCH_LONGER && b.period <= a.period * MUCH_LONGER;
}

/** A plan that serves where either does. */
function wider(a: SeriesPlan, b: SeriesPlan): SeriesPlan {
  return { ...(b.period > a.period ? b : a), terms: Math.max(a.terms, b.terms) };
}
