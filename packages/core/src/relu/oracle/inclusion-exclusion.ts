/**
 * @file The population loss by inclusion–exclusion in exact rational arithmetic.
 *
 * With F_r(c) = c₊^r / r! (F_r' = F_{r−1}), integrating one direction of ReLU's argument raises r by one:
 *   ∫₀¹ F_r(c + a t) dt   = (F_{r+1}(c + a) − F_{r+1}(c)) / a
 *   ∫₀¹ t F_r(c + a t) dt = F_{r+1}(c + a) / a − (F_{r+2}(c + a) − F_{r+2}(c)) / a²      (by parts)
 * and E z₊² starts from 2 F_2, E[x_i z₊] from F_1. A feature is inactive (weight 1 − p) or active at its upper or lower end
 * (weight ± p/a): 2ⁿ corners, each with a polynomial in the number of active features. Directions with a = 0 drop out.
 *
 * All inputs are doubles, so all inputs are fractions; nothing is rounded, the Gram matrix included.
 *
 * Cost       O(features² 2^features) products of long integers: features ≤ 6 or so
 * Source     MATHS §4.2 (2.)
 */
import type { Population, ToyModel } from '../../model.js';
import { add, commonDyadic, fromDouble, multiply, subtract, toDouble, ZERO, type Rational } from './rational.js';

/** Σ_i I_i E(x_i − y_i)², exactly. */
export function exactLoss(model: ToyModel, population: Population): Rational {
  let total = ZERO;
  exactRowLosses(model, population).forEach((row, i) => {
    total = add(total, multiply(fromDouble(population.importance[i]!), row));
  });
  return total;
}

/** |value − exact|, rounded once. */
export function exactError(value: number, exact: Rational): number {
  return Math.abs(toDouble(subtract(fromDouble(value), exact)));
}

/** E(x_i − y_i)² by row, importance left out. */
export function exactRowLosses(model: ToyModel, population: Population): Rational[] {
  const { features: n, hidden: m } = model;
  const w = commonDyadic(model.W);
  const b = commonDyadic(model.b);
  const density = commonDyadic(population.density);
  // One power of two for a and b: z is an integer combination over 2^shift.
  const shift = 2n * w.shift > b.shift ? 2n * w.shift : b.shift;
  const rows: Rational[] = [];
  for (let i = 0; i < n; i++) {
    const a: bigint[] = [];
    for (let j = 0; j < n; j++) {
      let dot = 0n;
      for (let h = 0; h < m; h++) dot += w.integers[h * n + i]! * w.integers[h * n + j]!;
      a.push(dot << (shift - 2n * w.shift));
    }
    const bias = b.integers[i]! << (shift - b.shift);
    rows.push(rowLoss(i, a, bias, shift, density));
  }
  return rows;
}

type Dyadics = ReturnType<typeof commonDyadic>;

function rowLoss(i: number, a: readonly bigint[], bias: bigint, shift: bigint, density: Dyadics): Rational {
  const one = 1n << density.shift;
  const p = density.integers;
  const scale = 1n << shift;
  const all = a.map((_, j) => j).filter((j) => a[j] !== 0n && p[j] !== 0n);
  const inputSquare = { numerator: p[i]!, denominator: 3n * one };
  const outputSquare = positivePartMoment(all, 2, a, bias, p, one);
  const product = ownMoment(i, all, a, bias, p, one);
  return subtract(
    add(inputSquare, { numerator: outputSquare.numerator, denominator: outputSquare.denominator * scale * scale }),
    { numerator: 2n * product.numerator, denominator: product.denominator * scale },
  );
}

/** E z₊^power, power 1 or 2, over the features listed; a and bias in units of 2^−shift. */
function positivePartMoment(
  listed: readonly number[],
  power: 1 | 2,
  a: readonly bigint[],
  bias: bigint,
  p: readonly bigint[],
  one: bigint,
): Rational {
  const top = factorial(listed.length + power);
  let numerator = 0n;
  forEachCorner(listed, a, bias, p, one, (corner, weights) => {
    if (corner <= 0n) return;
    weights.forEach((weight, k) => {
      const r = k + power;
      numerator += weight * corner ** BigInt(r) * (top / factorial(r));
    });
  });
  return positive(numerator * factorial(power), top * denominatorOf(listed, a, one));
}

/** E[x_i z₊]. */
function ownMoment(
  i: number,
  all: readonly number[],
  a: readonly bigint[],
  bias: bigint,
  p: readonly bigint[],
  one: bigint,
): Rational {
  const others = all.filter((j) => j !== i);
  const ai = a[i]!;
  if (p[i] === 0n) return ZERO;
  if (ai === 0n) return multiply({ numerator: p[i]!, denominator: 2n * one }, positivePartMoment(others, 1, a, bias, p, one));
  const top = factorial(others.length + 3);
  let numerator = 0n;
  forEachCorner(others, a, bias, p, one, (corner, weights) => {
    const far = corner + ai > 0n ? corner + ai : 0n;
    const near = corner > 0n ? corner : 0n;
    weights.forEach((weight, k) => {
      // Other directions have raised r from 1 to 1 + k.
      const first = far ** BigInt(k + 2) * (top / factorial(k + 2));
      const second = (far ** BigInt(k + 3) - near ** BigInt(k + 3)) * (top / factorial(k + 3));
      numerator += weight * (ai * first - second);
    });
  });
  return positive(p[i]! * numerator, top * denominatorOf(others, a, one) * one * ai * ai);
}

/**
 * Visits c = bias + Σ_{j∈ε} a_j for every subset ε, with the weights by number k of active features of
 * Π_{j∈ε} (p_j) Π_{j∉ε} ((1 − p_j) a_j − p_j), where each p_j counts one active feature, in units of 1/`denominatorOf`.
 */
function forEachCorner(
  listed: readonly number[],
  a: readonly bigint[],
  bias: bigint,
  p: readonly bigint[],
  one: bigint,
  visit: (corner: bigint, weights: readonly bigint[]) => void,
): void {
  const descend = (depth: number, corner: bigint, weights: readonly bigint[]): void => {
    if (depth === listed.length) {
      visit(corner, weights);
      return;
    }
    const j = listed[depth]!;
    const active = p[j]!;
    const inactive = (one - active) * a[j]!;
    const upper: bigint[] = [0n];
    const lower: bigint[] = [];
    weights.forEach((weight, k) => {
      upper.push(weight * active);
      lower.push(weight * inactive - (k > 0 ? weights[k - 1]! * active : 0n));
    });
    lower.push(-weights[weights.length - 1]! * active);
    descend(depth + 1, corner + a[j]!, upper);
    descend(depth + 1, corner, lower);
  };
  descend(0, bias, [1n]);
}

function denominatorOf(listed: readonly number[], a: readonly bigint[], one: bigint): bigint {
  return listed.reduce((product, j) => product * a[j]! * one, 1n);
}

const positive = (numerator: bigint, denominator: bigint): Rational =>
  denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };

function factorial(r: number): bigint {
  let product = 1n;
  for (let k = 2; k <= r; k++) product *= BigInt(k);
  return product;
}
