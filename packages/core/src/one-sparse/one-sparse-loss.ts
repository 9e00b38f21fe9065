import { InputError } from '../errors.js';
import type { ToyModel } from '../model.js';
import { OneSparsePotential } from './one-sparse-potential.js';

/** The one-sparse loss of a model, and its gradient. */
export interface OneSparseLoss {
  /** (1/3n) Σ_i I_i H_i. */
  readonly loss: number;
  /** The summands of `loss`, [features]. */
  readonly lossPerFeature: Float64Array;
  readonly gradient: { readonly W: Float64Array; readonly b: Float64Array };
}

/**
 * The one-sparse potential: the exact loss when exactly one feature, uniformly chosen, is active with a value U[0, 1].
 *
 * L = (1/n) Σ_j Σ_i I_i E[(x_i − ReLU(WᵀWx + b)_i)² | only x_j ≠ 0] = (1/3n) Σ_i I_i H_i. With density p of independent features,
 * np(1 − p)ⁿ⁻¹ L is the share of the population loss where exactly one feature is active, and L_population / np → L for b ≤ 0, p → 0.
 *
 * Shape      W [hidden, features] row-major, b, importance [features]; importance is 1 by default
 * Units      summed over features, averaged over data
 * Dtype      float64; error of each H_i a few ulp of 1 + Σ_j z²
 * Edge cases w_i = 0, b_i = 0, and b_i < −|w_i|² (a feature that never speaks: H_i = 1) are exact. The loss is C¹
 *            but for a corner at w_i = 0 = b_i, where ∂L/∂b_i jumps from 0 to −I_i/n; the gradient is that of b_i = 0⁻ there
 * Cost       O(features² · hidden)
 * Source     Chen et al. 2023, Lemma 3.1
 *
 * @throws {InputError} if a length is wrong, a value is not finite, or an importance is negative.
 *
 * @example
 * // Two opposite features never disturb one another while only one is active.
 * oneSparseLoss({ features: 2, hidden: 1, W: Float64Array.of(1, -1), b: new Float64Array(2) }).loss; // → 0
 */
export function oneSparseLoss(model: ToyModel, importance: Float64Array = new Float64Array(model.features).fill(1)): OneSparseLoss {
  checkOneSparse(model, importance, 'oneSparseLoss');
  const { features, hidden, W, b } = model;
  const potential = new OneSparsePotential(features, hidden, importance);
  const gradient = { W: new Float64Array(hidden * features), b: new Float64Array(features) };
  const loss = potential.evaluate(W, b, gradient);
  return { loss, lossPerFeature: potential.lossPerFeature, gradient };
}

/** @throws {InputError} if sizes are not integers ≥ 1, a length is wrong, a value is not finite, or an importance is negative. */
export function checkOneSparse({ features, hidden, W, b }: ToyModel, importance: Float64Array, where: string): void {
  checkSize(features, `${where}: features`);
  checkSize(hidden, `${where}: hidden`);
  const lengths: readonly (readonly [string, Float64Array, number])[] = [
    ['W', W, hidden * features],
    ['b', b, features],
    ['importance', importance, features],
  ];
  for (const [name, values, expected] of lengths) {
    if (values.length !== expected) {
      const rule = name === 'W' ? 'hidden · features' : 'features';
      throw new InputError(`${where}: ${name}`, `${rule} = ${String(expected)} values`, String(values.length));
    }
    for (let e = 0; e < values.length; e++) {
      const value = values[e]!;
      if (!Number.isFinite(value)) throw new InputError(`${where}: ${name}[${String(e)}]`, 'a finite number', String(value));
      if (name === 'importance' && value < 0) throw new InputError(`${where}: importance[${String(e)}]`, 'a number ≥ 0', String(value));
    }
  }
}

/** @throws {InputError} unless `value` is an integer ≥ 1. */
export function checkSize(value: number, where: string): void {
  if (!Number.isInteger(value) || value < 1) throw new InputError(where, 'an integer ≥ 1', String(value));
}
