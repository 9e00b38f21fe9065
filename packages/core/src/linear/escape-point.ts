/** @file The way down from a saddle. */
import { InputError } from '../errors.js';
import { alongOrbit, criticalPoint, type CriticalPointOptions, type LinearWeights } from './critical-point.js';
import type { Escape } from './critical-sets.js';

/** Weights beside a saddle, on one of its ways down. */
export interface EscapePoint extends LinearWeights {
  /** L here − L at the saddle, in closed form: ≤ 0 and exact to rounding however small ε is. */
  readonly lossChange: number;
}

/** Which way to leave a saddle, and how far to go. */
export interface EscapeOptions extends CriticalPointOptions {
  /** Eigenvalues of Σ from the largest down, [features]. */
  readonly eigenvalues: ArrayLike<number>;
  readonly escape: Pick<Escape, 'from' | 'to'>;
  /** How far: the tangent of the angle of a swap, or the length that an idle unit has grown to. */
  readonly epsilon: number;
}

/**
 * A point on the escape from a critical point.
 *
 * Swap       ũ_j = (u_j + εu_k)/√(1 + ε²), A = Ũ_I C, B = C⁻¹Ũ_Iᵀ: L changes by −ε²/(1+ε²) (λ_k − λ_j)
 * Idle unit  its column of A and its row of B become εu_k: L changes by −ε²(2 − ε²) λ_k
 *
 * Source     source notes Prop. 3 for the swap
 *
 * @throws {InputError} as `criticalPoint`, or if the escape does not start at `indices`.
 *
 * @example
 * const { lossChange } = escapePoint({
 *   vectors: Float64Array.of(1, 0, 0, 1), eigenvalues: [3, 1], indices: [2], features: 2, hidden: 1, escape: { from: 2, to: 1 }, epsilon: 0.1,
 * });
 * // −ε²/(1 + ε²) (λ₁ − λ₂):
 * lossChange; // → -0.0198019…
 */
export function escapePoint(options: EscapeOptions): EscapePoint {
  const { vectors, indices, features: n, hidden: m, C, eigenvalues, escape, epsilon } = options;
  const where = 'escapePoint';
  const { from, to } = escape;
  const { A, B } = criticalPoint({ vectors, indices, features: n, hidden: m });
  if (!Number.isFinite(epsilon)) throw new InputError(`${where}: epsilon`, 'a finite number', String(epsilon));
  if (eigenvalues.length !== n) throw new InputError(`${where}: eigenvalues`, `features = ${n} numbers`, String(eigenvalues.length));
  if (!Number.isInteger(to) || to < 1 || to > n || indices.includes(to)) {
    throw new InputError(`${where}: to`, `an eigenvector from 1 to ${n} that is not among indices`, String(to));
  }
  const unit = from === null ? indices.length : indices.indexOf(from);
  if (unit < 0) throw new InputError(`${where}: from`, 'one of indices, or null', String(from));
  if (unit === m) throw new InputError(`${where}: from`, 'one of indices', 'null', 'no hidden unit is idle');

  const scale = from === null ? 1 : 1 / Math.sqrt(1 + epsilon * epsilon);
  for (let i = 0; i < n; i++) {
    const value = (A[i * m + unit]! + epsilon * vectors[i * n + to - 1]!) * scale;
    A[i * m + unit] = value;
    B[unit * n + i] = value;
  }
  const square = epsilon * epsilon;
  const lambda = eigenvalues[to - 1]!;
  const lossChange = from === null ? -square * (2 - square) * lambda : (-square / (1 + square)) * (lambda - eigenvalues[from - 1]!);
  return { ...alongOrbit({ A, B }, n, m, C), lossChange };
}
