import { InputError } from '../errors.js';
import type { Population, ToyModel } from '../model.js';
import { referenceLoss, type CreateLoss, type LossObjective } from './population-loss.js';
import { planFor, refineForGradient, type SeriesPlan } from './series-plan.js';

/** A gradient converges more slowly than its loss. Its error is brought down to this, relative to Σ I p, … */
const GRADIENT_TOLERANCE = 1e-8;
/** … unless that takes more terms than this, or more than this many terms times features². */
const MOST_GRADIENT_TERMS = 2 ** 14;
const MOST_GRADIENT_WORK = 2 ** 22;

/** How exact the loss is to be, and whether its gradient is wanted. */
export interface LossOptions {
  /** Requested relative error of the loss; default 1e-10. A smaller value takes more terms of the series. */
  readonly tolerance?: number;
  /** Also compute ∂L/∂W and ∂L/∂b; default false. May take more terms than the loss alone. */
  readonly gradient?: boolean;
  /** Makes what evaluates the loss; default core's own. */
  readonly createLoss?: CreateLoss;
}

/** What one evaluation of the exact loss gives. */
export interface LossEvaluation {
  /** Σ_i I_i E(x_i − y_i)²: summed over features, averaged over data. */
  readonly loss: number;
  /** |loss − true loss| ≤ errorBound: truncation, capping and rounding together. */
  readonly errorBound: number;
  /** The summands of `loss`, [features]. */
  readonly lossPerFeature: Float64Array;
  /** Terms and period of the series that were used. */
  readonly terms: number;
  readonly period: number;
  /**
   * `errorBound` bounds the Euclidean length of the truncation error over (W, b); Infinity where a feature that is nearly
   * dead leaves no bound.
   */
  readonly gradient: { readonly W: Float64Array; readonly b: Float64Array; readonly errorBound: number } | null;
}

/**
 * The exact population loss of one model, to a requested relative tolerance, with a rigorous error bound.
 *
 * L = Σ_i I_i E (x_i − ReLU(WᵀWx + b)_i)²
 *
 * Shape      W [hidden, features] row-major, b, density, importance [features]
 * Units      summed over features, averaged over data
 * Dtype      float64
 * Edge cases W = 0, b only, p = 0 and p = 1 are exact; H(0) = 0 in the gradient, as in PyTorch
 * Cost       O(features² · terms); terms grow like tolerance^(−1/4) for well-separated features
 * Source     docs/concepts/exact-loss.md
 *
 * @returns The bound actually reached: where rounding or 131,072 terms limit the accuracy, it exceeds the request.
 * @throws {InputError} if shapes disagree, a value is not finite, a density is outside [0, 1] or an importance is negative.
 *
 * @example
 * const model = { features: 2, hidden: 1, W: Float64Array.of(1, -1), b: new Float64Array(2) };
 * // 2p²/6:
 * populationLoss(model, { density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, 1) }).loss; // → 0.003333…
 */
export function populationLoss(model: ToyModel, population: Population, options: LossOptions = {}): LossEvaluation {
  const tolerance = options.tolerance ?? 1e-10;
  checkModel(model, population);
  if (!(tolerance > 0 && tolerance < 1)) {
    throw new InputError('populationLoss: tolerance', 'a number in (0, 1)', String(tolerance));
  }
  const { features: n, hidden: m, W, b } = model;
  const objective = (options.createLoss ?? referenceLoss)(n, m, population.density, population.importance);
  let plan = planRelative(objective, W, b, population, tolerance);
  if (options.gradient === true) {
    const most = Math.min(MOST_GRADIENT_TERMS, Math.floor(MOST_GRADIENT_WORK / (n * n)));
    plan = refineForGradient(objective, W, b, plan, GRADIENT_TOLERANCE * 3 * lossOfSilence(population), most);
  }
  const gradient = options.gradient === true ? { W: new Float64Array(m * n), b: new Float64Array(n) } : null;
  objective.evaluate(W, b, plan, gradient);
  return {
    loss: objective.loss,
    errorBound: objective.errorBound,
    lossPerFeature: objective.lossPerFeature.slice(),
    terms: objective.needsSeries ? plan.terms : 0,
    period: plan.period,
    gradient: gradient === null ? null : { ...gradient, errorBound: objective.gradientErrorBound(W, plan) },
  };
}

/**
 * A relative tolerance needs the size of the loss first: a rough evaluation, then the plan; again if it was far off.
 * Terms that would remove less than rounding leaves are not asked for.
 */
export function planRelative(
  objective: LossObjective,
  W: Float64Array,
  b: Float64Array,
  population: Population,
  tolerance: number,
): SeriesPlan {
  const scale = lossOfSilence(population);
  let absolute = Math.max(1e-3 * scale, Number.MIN_VALUE);
  let plan = planFor(objective, W, b, absolute);
  for (let round = 0; round < 4; round++) {
    const loss = objective.evaluate(W, b, plan, null);
    // The true loss is at least loss − errorBound; where even that is unknown, come down by a factor at a time.
    const certain = Math.max(loss - objective.errorBound, absolute / 100, Number.MIN_VALUE);
    const target = Math.max(tolerance * certain, objective.roundingBound / 2);
    if (objective.errorBound <= Math.max(tolerance * (loss - objective.errorBound), 2 * objective.roundingBound)) break;
    absolute = Math.min(target, absolute / 10);
    if (absolute < 1e-18 * scale) absolute = 1e-18 * scale;
    const next = planFor(objective, W, b, absolute);
    const settled = next.terms <= plan.terms && next.period === plan.period;
    plan = next;
    if (settled) break;
  }
  return plan;
}

/** Σ I_i E x_i²: the loss of y = 0. */
function lossOfSilence({ density, importance }: Population): number {
  let total = 0;
  for (let i = 0; i < density.length; i++) total += (importance[i]! * density[i]!) / 3;
  return total;
}

function checkModel(model: ToyModel, population: Population): void {
  const { features: n, hidden: m } = model;
  const lengths: readonly (readonly [string, Float64Array, number])[] = [
    ['W', model.W, n * m],
    ['b', model.b, n],
    ['density', population.density, n],
    ['importance', population.importance, n],
  ];
  for (const [name, values, expected] of lengths) {
    if (values.length !== expected) {
      const rule = name === 'W' ? 'hidden · features' : 'features';
      throw new InputError(`populationLoss: ${name}`, `${rule} = ${String(expected)} values`, String(values.length));
    }
    for (let e = 0; e < values.length; e++) {
      const value = values[e]!;
      const where = `populationLoss: ${name}[${String(e)}]`;
      if (!Number.isFinite(value)) throw new InputError(where, 'a finite number', String(value));
      if (name === 'density' && (value < 0 || value > 1)) throw new InputError(where, 'a number in [0, 1]', String(value));
      if (name === 'importance' && value < 0) throw new InputError(where, 'a number ≥ 0', String(value));
    }
  }
}
