/**
 * @file What Newton's method and the Hessian say about points near a critical configuration.
 */
import { solveLinear } from '../numerics/solve-linear.js';
import { symmetricEigen } from '../numerics/symmetric-eigen.js';
import { normaliseInto, type RieszEnergy } from './riesz-energy.js';

const MOST_STEPS = 8;

/**
 * Newton's method on the product of spheres, from unit vectors r near a critical configuration, in place.
 *
 * A step that does not shorten the gradient, or raises the energy by more than rounding, is taken back and ends the descent.
 *
 * Cost       O((N d)³) a step
 *
 * @returns energy and Euclidean norm of the gradient at the final r.
 */
export function newtonPolish(energy: RieszEnergy, r: Float64Array): { energy: number; gradientNorm: number } {
  const { dimension } = energy;
  const gradient = new Float64Array(r.length);
  const trial = new Float64Array(r.length);
  let value = energy.evaluate(r, gradient);
  let norm = length(gradient);
  for (let step = 0; step < MOST_STEPS && norm > 0; step++) {
    const move = solveLinear(withoutNullDirections(energy, r), gradient);
    if (move === null) break;
    for (let e = 0; e < r.length; e++) trial[e] = r[e]! - move[e]!;
    normaliseInto(trial, trial, dimension);
    const trialGradient = new Float64Array(r.length);
    const trialValue = energy.evaluate(trial, trialGradient);
    const trialNorm = length(trialGradient);
    if (!(trialNorm < norm) || trialValue > value + 8 * Number.EPSILON * Math.abs(value)) break;
    const slow = trialNorm > 0.5 * norm;
    r.set(trial);
    gradient.set(trialGradient);
    value = trialValue;
    norm = trialNorm;
    if (slow) break;
  }
  return { energy: value, gradientNorm: norm };
}

/**
 * Smallest eigenvalue of the Hessian at unit vectors r among displacements along the spheres that are not rotations of the whole.
 *
 * Positive at a strict local minimum; negative at a saddle. Cost O((N d)³).
 */
export function softestCurvature(energy: RieszEnergy, r: Float64Array): number {
  return symmetricEigen(withoutNullDirections(energy, r), r.length).values[0]!;
}

/** The Hessian plus a large multiple of the projections on normals and rotations, which it sends to 0. */
function withoutNullDirections(energy: RieszEnergy, r: Float64Array): Float64Array {
  const { points, dimension: d } = energy;
  const n = r.length;
  const matrix = energy.hessian(r);
  let trace = 0;
  for (let e = 0; e < n; e++) trace += Math.abs(matrix[e * n + e]!);
  const shift = 1 + trace;
  for (let i = 0; i < points; i++) {
    for (let g = 0; g < d; g++) {
      for (let h = 0; h < d; h++) matrix[(i * d + g) * n + i * d + h]! += shift * r[i * d + g]! * r[i * d + h]!;
    }
  }
  for (const direction of rotations(r, d)) {
    for (let e = 0; e < n; e++) {
      const factor = shift * direction[e]!;
      if (factor !== 0) for (let f = 0; f < n; f++) matrix[e * n + f]! += factor * direction[f]!;
    }
  }
  return matrix;
}

/** An orthonormal basis of the velocities r_i → A r_i, A antisymmetric; fewer than d(d−1)/2 where the points leave some of the space empty. */
function rotations(r: Float64Array, d: number): Float64Array[] {
  const basis: Float64Array[] = [];
  for (let g = 0; g < d; g++) {
    for (let h = 0; h < g; h++) {
      const velocity = new Float64Array(r.length);
      for (let a = 0; a < r.length; a += d) {
        velocity[a + g] = r[a + h]!;
        velocity[a + h] = -r[a + g]!;
      }
      const before = length(velocity);
      // Twice, so that rounding leaves nothing of the others behind.
      for (let pass = 0; pass < 2; pass++) {
        for (const other of basis) {
          let overlap = 0;
          for (let e = 0; e < r.length; e++) overlap += velocity[e]! * other[e]!;
          for (let e = 0; e < r.length; e++) velocity[e]! -= overlap * other[e]!;
        }
      }
      const after = length(velocity);
      if (after <= 1e-7 * before || after === 0) continue;
      for (let e = 0; e < r.length; e++) velocity[e]! /= after;
      basis.push(velocity);
    }
  }
  return basis;
}

function length(vector: Float64Array): number {
  let square = 0;
  for (const component of vector) square += component * component;
  return Math.sqrt(square);
}
