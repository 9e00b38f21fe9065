/**
 * @file The exact population loss under other laws than independent uniform features, with a rigorous error bound.
 */
import { InputError } from '../../errors.js';
import type { ToyModel } from '../../model.js';
import { averageErrors } from './average-loss.js';
import { checkLaw, type FeatureLaw, type GroupedLaw } from './feature-law.js';
import { countedError } from './finite-support.js';
import { lawRow } from './law-row.js';
import { magnitudes } from './magnitude.js';
import { MOST_TERMS, RowSeries } from './row-series.js';

/** `series`: periodic-Bernoulli series; `states`: every state of a finite support; `rows`: every row of a data set. */
export type LawLossMethod = 'series' | 'states' | 'rows';

/** How exact the loss is to be. */
export interface LawLossOptions {
  /** Requested relative error of the loss; default 1e-8. */
  readonly tolerance?: number;
}

/** What the loss under a law is, how it was computed, and how far it may be off. */
export interface LawLossEvaluation {
  /** Σ_i I_i E(x_i − y_i)²: summed over features, averaged over data. */
  readonly loss: number;
  /** |loss − true loss| ≤ errorBound: truncation and rounding together. */
  readonly errorBound: number;
  /** The summands of `loss`, [features]. */
  readonly lossPerFeature: Float64Array;
  readonly method: LawLossMethod;
  /** Terms of the longest series, states of the longest list, or rows. */
  readonly terms: number;
}

/** Terms of all rows together, times features: about ten seconds. */
const MOST_WORK = 2 ** 27;

/**
 * The exact population loss of one model under any law of groups, or over a finite data set.
 *
 * L = Σ_i I_i E (x_i − ReLU(WᵀWx + b)_i)²
 *
 * Shape      model W [hidden, features] row-major, b [features]; importance [features], ≥ 0
 * Units      summed over features, averaged over data
 * Dtype      float64
 * Method     values always 1: states counted, two halves against each other, exact up to 34 independent features; values spread
 *            over an interval: up to one active feature in closed form, several by the series; rows: their average
 * Cost       O(features · Σ terms over rows), of a group of g features with up to l active l times that; 2^{n/2} features for
 *            states; rows · features · hidden for rows
 * Source     docs/concepts/exact-loss.md and skeletons.md
 *
 * @returns The bound reached, which exceeds the request where 131,072 terms or the work of about ten seconds do not suffice.
 * @throws {InputError} if shapes disagree, a value is not finite, an importance is negative, or the law is none.
 *
 * @example
 * const model = { features: 2, hidden: 1, W: Float64Array.of(1, -1), b: new Float64Array(2) };
 * // At most one of the two is active:
 * const pair = { features: [0, 1], activeCount: Float64Array.of(0.9, 0.1, 0) };
 * lawLoss(model, Float64Array.of(1, 1), { features: 2, magnitude: 'uniform', groups: [pair] }).loss; // → 0
 */
export function lawLoss(model: ToyModel, importance: Float64Array, law: FeatureLaw, options: LawLossOptions = {}): LawLossEvaluation {
  const tolerance = options.tolerance ?? 1e-8;
  checkInput(model, importance, law, tolerance);
  if ('rows' in law) {
    const { errors, rounding } = averageErrors(model, law);
    return sum(importance, errors, rounding, 'rows', law.rows.length / law.features);
  }
  return (law.magnitude === 'one' ? byStates(model, importance, law) : null) ?? bySeries(model, importance, law, tolerance);
}

/** z = b whatever x is: W has nothing to say about feature i. */
function constantError(model: ToyModel, law: GroupedLaw, i: number): { value: number; rounding: number } {
  const group = law.groups.find(({ features }) => features.includes(i))!;
  let active = 0;
  group.activeCount.forEach((probability, l) => (active += (probability * l) / group.features.length));
  const magnitude = magnitudes[law.magnitude];
  const y = Math.max(model.b[i]!, 0);
  const value = active * (magnitude.moment(2) - 2 * y * magnitude.moment(1)) + y * y;
  return { value, rounding: Number.EPSILON * (16 + group.features.length) * (active * (1 + 2 * y) + y * y) };
}

function byStates(model: ToyModel, importance: Float64Array, law: GroupedLaw): LawLossEvaluation | null {
  const n = model.features;
  const errors = new Float64Array(n);
  const rounding = new Float64Array(n);
  let states = 0;
  for (let i = 0; i < n; i++) {
    const row = lawRow(model, law, i);
    const counted = row.groups.length === 0 ? { ...constantError(model, law, i), states: 1 } : countedError(row, model.hidden);
    if (counted === null) return null;
    errors[i] = counted.value;
    rounding[i] = counted.rounding;
    states = Math.max(states, counted.states);
  }
  return sum(importance, errors, rounding, 'states', states);
}

function bySeries(model: ToyModel, importance: Float64Array, law: GroupedLaw, tolerance: number): LawLossEvaluation {
  const n = model.features;
  const series = Array.from({ length: n }, (_, i) => {
    const row = lawRow(model, law, i);
    return row.groups.length === 0 ? null : new RowSeries(row, law.magnitude);
  });
  const most = Math.max(16, Math.min(MOST_TERMS, Math.floor(MOST_WORK / (n * n))));
  const terms = new Float64Array(n).fill(-1);
  const errors = new Float64Array(n);
  const bounds = new Float64Array(n);

  /** Spends the allowed error on the rows alike; a row that is good enough stays. */
  const evaluate = (absolute: number): LawLossEvaluation => {
    series.forEach((row, i) => {
      if (row === null) {
        const { value, rounding } = constantError(model, law, i);
        errors[i] = value;
        bounds[i] = rounding;
        return;
      }
      const rounding = row.rounding(model.hidden);
      const share = importance[i]! === 0 ? Infinity : Math.max(absolute / (n * importance[i]!), rounding);
      const needed = row.termsFor(share, most);
      if (needed <= terms[i]!) return;
      terms[i] = needed;
      errors[i] = row.evaluate(needed);
      bounds[i] = rounding + (needed === 0 ? 0 : row.truncation(needed));
    });
    return sum(importance, errors, bounds, 'series', Math.max(0, ...terms));
  };

  let absolute = 1e-3 * silence(importance, law);
  let result = evaluate(absolute);
  for (let round = 0; round < 6; round++) {
    const certain = result.loss - result.errorBound;
    if (result.errorBound <= tolerance * certain) break;
    const next = tolerance * Math.max(certain, absolute / 100) * 0.9;
    if (!(next < absolute) || next < Number.MIN_VALUE) break;
    absolute = next;
    result = evaluate(absolute);
  }
  return result;
}

/** Σ I_i E x_i²: the loss of y = 0. */
function silence(importance: Float64Array, { groups, magnitude }: GroupedLaw): number {
  let total = 0;
  for (const { features, activeCount } of groups) {
    activeCount.forEach((probability, l) => {
      for (const i of features) total += (importance[i]! * probability * l) / features.length;
    });
  }
  return Math.max(total * magnitudes[magnitude].moment(2), Number.MIN_VALUE);
}

function sum(importance: Float64Array, errors: Float64Array, bounds: Float64Array, method: LawLossMethod, terms: number): LawLossEvaluation {
  const lossPerFeature = errors.map((error, i) => importance[i]! * error);
  let loss = 0;
  let errorBound = 0;
  let size = 0;
  lossPerFeature.forEach((share, i) => {
    loss += share;
    size += Math.abs(share);
    errorBound += importance[i]! * bounds[i]!;
  });
  return { loss, errorBound: errorBound + Number.EPSILON * (lossPerFeature.length + 2) * size, lossPerFeature, method, terms };
}

function checkInput(model: ToyModel, importance: Float64Array, law: FeatureLaw, tolerance: number): void {
  const { features: n, hidden: m } = model;
  checkLaw(law, 'lawLoss');
  if (law.features !== n) throw new InputError('lawLoss: features', `the model's ${String(n)}`, String(law.features));
  if (!(tolerance > 0 && tolerance < 1)) throw new InputError('lawLoss: tolerance', 'a number in (0, 1)', String(tolerance));
  const lengths: readonly (readonly [string, Float64Array, number])[] = [
    ['W', model.W, n * m],
    ['b', model.b, n],
    ['importance', importance, n],
  ];
  for (const [name, values, expected] of lengths) {
    if (values.length !== expected) {
      throw new InputError(`lawLoss: ${name}`, `${name === 'W' ? 'hidden · features' : 'features'} = ${String(expected)} values`, String(values.length));
    }
    values.forEach((value, e) => {
      if (!Number.isFinite(value) || (name === 'importance' && value < 0)) {
        throw new InputError(`lawLoss: ${name}[${String(e)}]`, name === 'importance' ? 'a finite number ≥ 0' : 'a finite number', String(value));
      }
    });
  }
}
