/**
 * @file Riesz energy of points on the unit sphere: E = Σ_{i<j} |r_i − r_j|^(−s).
 */
import { InputError } from '../errors.js';
import { pairPotential, type PairPotential, type Riesz } from './pair-potential.js';

/** Largest number of points that minima are looked for with: that takes many evaluations, each O(N²). */
export const MAX_POINTS = 200;
/** Largest number of points of one evaluation. */
const MOST_POINTS = 1024;
/** Largest dimension of the space around the sphere. */
const MAX_DIMENSION = 256;

/**
 * The energy of N points r_i = x_i/|x_i|, as a function of vectors x_i of any length.
 *
 * E does not depend on the lengths |x_i|, so a minimiser without constraints stays on the sphere: the gradient ∂E/∂x_i is
 * (I − r_i r_iᵀ) ∂E/∂r_i / |x_i|, the projection on the tangent space.
 *
 * Shape      x and gradient [points, dimension], row-major
 * Dtype      float64
 * Cost       O(N² d) an evaluation: 0.4 ms for 200 points, d = 3, s = 1
 * Source     Thomson 1904 (s = 1, d = 3); Hardin & Saff 2004 for the Riesz energies
 *
 * @example
 * const energy = new RieszEnergy(2, 2, 1);
 * energy.evaluate(Float64Array.of(1, 0, -1, 0), new Float64Array(4)); // → 0.5
 */
export class RieszEnergy {
  private readonly unit: Float64Array;
  private readonly force: Float64Array;
  private readonly potential: PairPotential;

  /** @throws {InputError} if points is not an integer in [2, 1024], dimension not one in [2, 256], or riesz not 'log' or in (0, 64]. */
  constructor(
    readonly points: number,
    readonly dimension: number,
    readonly riesz: Riesz,
    where = 'RieszEnergy',
    mostPoints = MOST_POINTS,
  ) {
    checkInteger(where, 'points', points, mostPoints);
    checkInteger(where, 'dimension', dimension, MAX_DIMENSION);
    this.potential = pairPotential(riesz, where);
    this.unit = new Float64Array(points * dimension);
    this.force = new Float64Array(points * dimension);
  }

  /** Writes the gradient with respect to x and returns the energy; Infinity where two points coincide. */
  evaluate(x: Float64Array, gradient: Float64Array): number {
    const { points, dimension, unit, force, potential } = this;
    const lengths = normaliseInto(unit, x, dimension);
    force.fill(0);
    let energy = 0;
    for (let i = 0; i < points; i++) {
      const a = i * dimension;
      let row = 0;
      for (let j = 0; j < i; j++) {
        const b = j * dimension;
        let q = 0;
        for (let h = 0; h < dimension; h++) {
          const difference = unit[a + h]! - unit[b + h]!;
          q += difference * difference;
        }
        potential.at(q);
        row += potential.value;
        const pull = 2 * potential.slope;
        for (let h = 0; h < dimension; h++) {
          const push = pull * (unit[a + h]! - unit[b + h]!);
          force[a + h]! += push;
          force[b + h]! -= push;
        }
      }
      energy += row;
    }
    for (let i = 0; i < points; i++) {
      const a = i * dimension;
      let radial = 0;
      for (let h = 0; h < dimension; h++) radial += unit[a + h]! * force[a + h]!;
      for (let h = 0; h < dimension; h++) gradient[a + h] = (force[a + h]! - radial * unit[a + h]!) / lengths[i]!;
    }
    return Number.isNaN(energy) ? Infinity : energy;
  }

  /**
   * The Hessian on the product of spheres at unit vectors r, in the coordinates around it: P ∇²E P − diag(r_i·∂E/∂r_i) on the
   * tangent space, 0 on the normals r_i. Symmetric [n, n], n = points · dimension.
   *
   * At a critical point its eigenvalues on the tangent space tell a minimum; rotations are null directions. Cost O(N² d² + N d³).
   */
  hessian(r: Float64Array): Float64Array {
    const { points, dimension: d, potential } = this;
    const n = points * d;
    const matrix = new Float64Array(n * n);
    const radial = new Float64Array(points);
    const u = new Float64Array(d);
    const v = new Float64Array(d);
    for (let i = 0; i < points; i++) {
      for (let j = 0; j < i; j++) {
        let q = 0;
        for (let h = 0; h < d; h++) {
          u[h] = r[i * d + h]! - r[j * d + h]!;
          q += u[h]! * u[h]!;
        }
        potential.at(q);
        const { slope, curvature } = potential;
        // r_i·u = q/2 = −r_j·u on the unit sphere; u's tangent parts at i and at j.
        for (let h = 0; h < d; h++) {
          v[h] = u[h]! + 0.5 * q * r[j * d + h]!;
          u[h]! -= 0.5 * q * r[i * d + h]!;
        }
        radial[i]! += slope * q;
        radial[j]! += slope * q;
        let cosine = 0;
        for (let h = 0; h < d; h++) cosine += r[i * d + h]! * r[j * d + h]!;
        for (let g = 0; g < d; g++) {
          for (let h = 0; h < d; h++) {
            const ri = r[i * d + g]!;
            const rj = r[j * d + h]!;
            const here = 2 * slope * ((g === h ? 1 : 0) - ri * r[i * d + h]!);
            const there = 2 * slope * ((g === h ? 1 : 0) - r[j * d + g]! * rj);
            matrix[(i * d + g) * n + i * d + h]! += here + 4 * curvature * u[g]! * u[h]!;
            matrix[(j * d + g) * n + j * d + h]! += there + 4 * curvature * v[g]! * v[h]!;
            // P_i P_j = I − r_i r_iᵀ − r_j r_jᵀ + ⟨r_i, r_j⟩ r_i r_jᵀ
            const across = (g === h ? 1 : 0) - ri * r[i * d + h]! - r[j * d + g]! * rj + cosine * ri * rj;
            const mixed = -2 * slope * across - 4 * curvature * u[g]! * v[h]!;
            matrix[(i * d + g) * n + j * d + h]! += mixed;
            matrix[(j * d + h) * n + i * d + g]! += mixed;
          }
        }
      }
    }
    for (let i = 0; i < points; i++) {
      for (let g = 0; g < d; g++) {
        for (let h = 0; h < d; h++) {
          matrix[(i * d + g) * n + i * d + h]! -= radial[i]! * ((g === h ? 1 : 0) - r[i * d + g]! * r[i * d + h]!);
        }
      }
    }
    return matrix;
  }
}

/** x_i/|x_i| into unit; returns the lengths [points]. */
export function normaliseInto(unit: Float64Array, x: Float64Array, dimension: number): Float64Array {
  const lengths = new Float64Array(x.length / dimension);
  for (let i = 0; i < lengths.length; i++) {
    const a = i * dimension;
    let square = 0;
    for (let h = 0; h < dimension; h++) square += x[a + h]! * x[a + h]!;
    const length = Math.sqrt(square);
    lengths[i] = length;
    for (let h = 0; h < dimension; h++) unit[a + h] = x[a + h]! / length;
  }
  return lengths;
}

function checkInteger(where: string, name: string, value: number, largest: number): void {
  if (!Number.isInteger(value) || value < 2 || value > largest) {
    throw new InputError(where, `${name} to be an integer from 2 to ${largest}`, String(value));
  }
}
