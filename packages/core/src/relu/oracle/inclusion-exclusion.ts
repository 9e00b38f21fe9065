/**
 * @file The population loss and its gradient by inclusion–exclusion, in exact rational arithmetic.
 *
 * With F_r(c) = c₊^r / r! (F_0 = H, H(0) = 0; F_r' = F_{r−1}), integrating over one active feature raises r; by parts
 *   ∫₀¹ F_r(c + a t) dt    = (F_{r+1}(c + a) − F_{r+1}(c)) / a
 *   ∫₀¹ t F_r(c + a t) dt  = F_{r+1}(c + a) / a − (F_{r+2}(c + a) − F_{r+2}(c)) / a²
 *   ∫₀¹ t² F_r(c + a t) dt = F_{r+1}(c + a) / a − 2 F_{r+2}(c + a) / a² + 2 (F_{r+3}(c + a) − F_{r+3}(c)) / a³.
 * So every moment is a sum over the 2ⁿ corners c = b + Σ_{j∈ε} a_j, with a polynomial in the number of raises at each.
 * Directions with a = 0 do not raise. All inputs are doubles, so all are fractions; nothing is rounded, WᵀW included.
 *
 * Cost       O(features² 2^features) products of long integers for the loss, features times that for the gradient
 * Source     docs/concepts/skeletons.md
 */
import type { Population, ToyModel } from '../../model.js';
import { add, commonDyadic, fromDouble, multiply, negative, ratio, scale, toDouble, ZERO, type Rational } from './rational.js';

/** Row i's z = b + Σ a_j x_j in units of 2^−shift, densities in units of 1/one. */
interface Row {
  readonly a: readonly bigint[];
  readonly b: bigint;
  readonly shift: bigint;
  readonly p: readonly bigint[];
  readonly one: bigint;
}

/** Σ_i I_i E(x_i − y_i)². */
export function exactLoss(model: ToyModel, population: Population): Rational {
  return exactRows(model, population)
    .map((row, i) => multiply(fromDouble(population.importance[i]!), rowLoss(row, i)))
    .reduce(add, ZERO);
}

/**
 * The parts of Σ_i I_i E(x_i − y_i)² with exactly l active features, l = 0 … features, by their definition: a sum over active
 * sets A of Pr(A) times the loss where A is always active and nothing else ever is. O(features 3^features).
 */
export function exactSkeletons(model: ToyModel, population: Population): Rational[] {
  const { features: n } = model;
  const { integers: p, shift } = commonDyadic(population.density);
  const one = 1n << shift;
  const shares = new Array<Rational>(n + 1).fill(ZERO);
  for (let set = 0; set < 2 ** n; set++) {
    const active = Array.from({ length: n }, (_, j) => (set >> j) & 1);
    const probability = active.reduce((product, on, j) => product * (on === 1 ? p[j]! : one - p[j]!), 1n);
    if (probability === 0n) continue;
    const always = { ...population, density: Float64Array.from(active) };
    const l = active.reduce((count, on) => count + on, 0);
    shares[l] = add(shares[l]!, scale(exactLoss(model, always), probability, shift * BigInt(n)));
  }
  return shares;
}

/** ∂L/∂W [hidden, features] and ∂L/∂b [features], each entry rounded once. */
export function exactGradient(model: ToyModel, population: Population): { W: Float64Array; b: Float64Array } {
  const { features: n, hidden: m } = model;
  const rows = exactRows(model, population);
  // ½ ∂L_i/∂a_ij = E[x_j z₊] − E[x_i x_j H(z)], and for b_i the same without x_j.
  const half = (row: Row, i: number, j: number | null): Rational => {
    const one = exponents(n, j);
    const both = exponents(n, i, j);
    return add(scale(moment(row, one, 1), 1n, row.shift), negative(moment(row, both, 0)));
  };
  const weights = Array.from(population.importance, (value) => multiply(ratio(2n), fromDouble(value)));
  const D = rows.map((row, i) => rows.map((_, j) => multiply(weights[i]!, half(row, i, j))));
  const b = Float64Array.from(rows, (row, i) => toDouble(multiply(weights[i]!, half(row, i, null))));
  const W = new Float64Array(m * n);
  for (let h = 0; h < m; h++) {
    for (let i = 0; i < n; i++) {
      let total = ZERO;
      for (let j = 0; j < n; j++) total = add(total, multiply(fromDouble(model.W[h * n + j]!), add(D[i]![j]!, D[j]![i]!)));
      W[h * n + i] = toDouble(total);
    }
  }
  return { W, b };
}

/** |value − exact|, rounded once; NaN where value is not finite. */
export function exactError(value: number, exact: Rational): number {
  return Number.isFinite(value) ? Math.abs(toDouble(add(fromDouble(value), negative(exact)))) : NaN;
}

function exactRows(model: ToyModel, population: Population): Row[] {
  const { features: n, hidden: m } = model;
  const w = commonDyadic(model.W);
  const b = commonDyadic(model.b);
  const density = commonDyadic(population.density);
  const shift = 2n * w.shift > b.shift ? 2n * w.shift : b.shift;
  const rows: Row[] = [];
  for (let i = 0; i < n; i++) {
    const a: bigint[] = [];
    for (let j = 0; j < n; j++) {
      let dot = 0n;
      for (let h = 0; h < m; h++) dot += w.integers[h * n + i]! * w.integers[h * n + j]!;
      a.push(dot << (shift - 2n * w.shift));
    }
    rows.push({ a, b: b.integers[i]! << (shift - b.shift), shift, p: density.integers, one: 1n << density.shift });
  }
  return rows;
}

/** E x_i² − 2 E[x_i z₊] + E z₊². */
function rowLoss(row: Row, i: number): Rational {
  const n = row.a.length;
  const inputSquare = ratio(row.p[i]!, 3n * row.one);
  const product = scale(moment(row, exponents(n, i), 1), -2n, row.shift);
  const outputSquare = scale(moment(row, exponents(n), 2), 2n, 2n * row.shift);
  return add(add(inputSquare, product), outputSquare);
}

/** How often each feature is named. */
function exponents(n: number, ...features: readonly (number | null)[]): number[] {
  const counts = new Array<number>(n).fill(0);
  for (const j of features) if (j !== null) counts[j]! += 1;
  return counts;
}

type Polynomial = readonly bigint[];

/** E[Π x_j^e_j F_r(z)], e_j ≤ 2, in units of 2^(−r·shift). */
function moment({ a, b, p, one }: Row, exponent: readonly number[], r: number): Rational {
  let denominator = 1n;
  const factors: { a: bigint; upper: Polynomial; lower: Polynomial }[] = [];
  a.forEach((aj, j) => {
    const e = exponent[j]!;
    const pj = p[j]!;
    if (aj === 0n || pj === 0n) {
      if (e === 0) return;
      denominator *= one * BigInt(e + 1);
      factors.push({ a: 0n, upper: [], lower: [pj] });
      return;
    }
    denominator *= one * aj ** BigInt(e + 1);
    if (e === 0) factors.push({ a: aj, upper: [0n, pj], lower: [(one - pj) * aj, -pj] });
    else if (e === 1) factors.push({ a: aj, upper: [0n, pj * aj, -pj], lower: [0n, 0n, pj] });
    else factors.push({ a: aj, upper: [0n, pj * aj * aj, -2n * pj * aj, 2n * pj], lower: [0n, 0n, 0n, -2n * pj] });
  });

  const top = factors.reduce((sum, factor) => sum + Math.max(factor.upper.length, factor.lower.length), r);
  const common = factorial(top);
  let numerator = 0n;
  const descend = (depth: number, corner: bigint, weights: Polynomial): void => {
    const factor = factors[depth];
    if (factor !== undefined) {
      if (factor.upper.length > 0) descend(depth + 1, corner + factor.a, times(weights, factor.upper));
      descend(depth + 1, corner, times(weights, factor.lower));
    } else if (corner > 0n) {
      weights.forEach((weight, k) => {
        if (weight !== 0n) numerator += weight * corner ** BigInt(r + k) * (common / factorial(r + k));
      });
    }
  };
  descend(0, b, [1n]);
  return ratio(numerator, denominator * common);
}

function times(x: Polynomial, y: Polynomial): Polynomial {
  const product = new Array<bigint>(x.length + y.length - 1).fill(0n);
  x.forEach((xi, i) => y.forEach((yj, j) => (product[i + j]! += xi * yj)));
  return product;
}

function factorial(r: number): bigint {
  let product = 1n;
  for (let k = 2; k <= r; k++) product *= BigInt(k);
  return product;
}
