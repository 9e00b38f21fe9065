import type { LossObjective } from '../relu/population-loss.js';
import type { SeriesPlan } from '../relu/series-plan.js';
import { symmetricEigen } from '../numerics/symmetric-eigen.js';

/** The flattest or most downhill direction at a model. */
export interface Curvature {
  /** Smallest eigenvalue of the Hessian in (W, b), the rotations W → QW set aside. */
  readonly smallest: number;
  /** Unit eigenvector of it, packed as [W | b]. */
  readonly direction: Float64Array;
}

/** Half-width of the differences: its square (truncation) and ε over it (rounding) are both about 1e-9. */
const STEP = 3e-5;

/** Orthonormal tangent vectors of the orbit W → QW: AW for a basis of skew A. Fewer than m(m−1)/2 where W lacks rank. */
export function rotationTangents(W: Float64Array, hidden: number, dimension: number): Float64Array[] {
  const n = W.length / hidden;
  const basis: Float64Array[] = [];
  for (let a = 0; a < hidden; a++) {
    for (let c = a + 1; c < hidden; c++) {
      const tangent = new Float64Array(dimension);
      for (let i = 0; i < n; i++) {
        tangent[a * n + i] = W[c * n + i]!;
        tangent[c * n + i] = -W[a * n + i]!;
      }
      for (const other of basis) {
        let along = 0;
        for (let e = 0; e < dimension; e++) along += tangent[e]! * other[e]!;
        for (let e = 0; e < dimension; e++) tangent[e]! -= along * other[e]!;
      }
      let square = 0;
      for (const t of tangent) square += t * t;
      if (square < 1e-12) continue;
      const scale = 1 / Math.sqrt(square);
      for (let e = 0; e < dimension; e++) tangent[e]! *= scale;
      basis.push(tangent);
    }
  }
  return basis;
}

/**
 * Smallest Hessian eigenvalue of the truncated loss modulo rotations, by central differences of the gradient.
 *
 * The loss is C¹ and piecewise smooth: on a wall between pieces (b_i = 0) the result is the mean of the two sides. Features
 * that are exactly dead (w_i = 0) are held: there the loss has no second derivative in w_i.
 *
 * Cost       2(mn + n) gradients, one symmetric eigen-decomposition of that size
 * Numerics   absolute error about 1e-8 of the largest eigenvalue
 *
 * @example
 * const population = { density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, 1) };
 * const { W, b } = census({ population, hidden: 1, starts: 2, seed: 0 }).optima[0]!;
 * const loss = new PopulationLoss(2, 1, population.density, population.importance);
 * smallestCurvature(loss, W, b, planFor(loss, W, b, 1e-12)).smallest > 0; // → true
 */
export function smallestCurvature(
  objective: LossObjective,
  W: Float64Array,
  b: Float64Array,
  plan: SeriesPlan,
): Curvature {
  const weights = W.length;
  const dimension = weights + b.length;
  const x = new Float64Array(dimension);
  x.set(W);
  x.set(b, weights);
  const hessian = new Float64Array(dimension * dimension);
  const up = new Float64Array(dimension);
  const down = new Float64Array(dimension);
  const gradientAt = (into: Float64Array): void => {
    const views = { W: into.subarray(0, weights), b: into.subarray(weights) };
    objective.evaluate(x.subarray(0, weights), x.subarray(weights), plan, views);
  };
  const held = deadEntries(W, b.length);
  for (let e = 0; e < dimension; e++) {
    if (held.has(e)) continue;
    const value = x[e]!;
    x[e] = value + STEP;
    gradientAt(up);
    x[e] = value - STEP;
    gradientAt(down);
    x[e] = value;
    for (let f = 0; f < dimension; f++) {
      if (!held.has(f)) hessian[e * dimension + f] = (up[f]! - down[f]!) / (2 * STEP);
    }
  }
  let largest = 0;
  for (let e = 0; e < dimension; e++) {
    for (let f = 0; f <= e; f++) {
      const mean = (hessian[e * dimension + f]! + hessian[f * dimension + e]!) / 2;
      hessian[e * dimension + f] = mean;
      hessian[f * dimension + e] = mean;
      largest = Math.max(largest, Math.abs(mean));
    }
  }
  // H ← PHP + (beyond everything)·QQᵀ: rotations and held entries go to the far end of the spectrum.
  const beyond = (2 * dimension + 1) * largest + Number.MIN_VALUE;
  for (const e of held) hessian[e * dimension + e] = beyond;
  for (const tangent of rotationTangents(W, weights / b.length, dimension)) moveAside(hessian, tangent, beyond);
  const { values, vectors } = symmetricEigen(hessian, dimension);
  const direction = new Float64Array(dimension);
  for (let e = 0; e < dimension; e++) direction[e] = vectors[e * dimension]!;
  return { smallest: values[0]!, direction };
}

/** Positions in [W | b] of the directions that are exactly 0. */
function deadEntries(W: Float64Array, features: number): ReadonlySet<number> {
  const entries = new Set<number>();
  for (let i = 0; i < features; i++) {
    const column: number[] = [];
    for (let e = i; e < W.length; e += features) column.push(e);
    if (column.every((e) => W[e] === 0)) for (const e of column) entries.add(e);
  }
  return entries;
}

/** H ← (I − qqᵀ) H (I − qqᵀ) + shift·qqᵀ for a unit vector q. */
function moveAside(hessian: Float64Array, q: Float64Array, shift: number): void {
  const size = q.length;
  const image = new Float64Array(size);
  let curvature = 0;
  for (let e = 0; e < size; e++) {
    let total = 0;
    for (let f = 0; f < size; f++) total += hessian[e * size + f]! * q[f]!;
    image[e] = total;
    curvature += q[e]! * total;
  }
  for (let e = 0; e < size; e++) {
    for (let f = 0; f < size; f++) {
      hessian[e * size + f]! += (curvature + shift) * q[e]! * q[f]! - image[e]! * q[f]! - q[e]! * image[f]!;
    }
  }
}
