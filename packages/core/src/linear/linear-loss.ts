/** @file The loss of a linear autoencoder x ↦ ABx, tied or not, and its gradient. */
import { InputError } from '../errors.js';
import { multiply, transpose } from '../numerics/matrix.js';
import { checkMatrix, checkSizes } from './shapes.js';

/** A linear autoencoder x ↦ ABx, and the second moment of its data. */
export interface LinearModel {
  /** [features, hidden] row-major. */
  readonly A: Float64Array;
  /** [hidden, features] row-major. */
  readonly B: Float64Array;
  /** Second moment Σ of the data, [features, features] row-major, symmetric. */
  readonly sigma: Float64Array;
  readonly features: number;
  readonly hidden: number;
}

/** A tied linear autoencoder x ↦ WᵀWx, and the second moment of its data. */
export interface TiedLinearModel {
  /** [hidden, features] row-major: A = Wᵀ, B = W. */
  readonly W: Float64Array;
  readonly sigma: Float64Array;
  readonly features: number;
  readonly hidden: number;
}

/**
 * Loss and gradient of the linear autoencoder.
 *
 * L(A, B) = tr (I − AB) Σ (I − AB)ᵀ = E ‖x − ABx‖²,  ∂L/∂A = −2 (I − AB) Σ Bᵀ,  ∂L/∂B = −2 Aᵀ (I − AB) Σ
 *
 * Units      of Σ: summed over features; averaged over data where Σ is E x xᵀ, summed where Σ is Σ_t x_t x_tᵀ
 * Cost       O(features³)
 * Source     Baldi & Hornik 1989; source notes §1.1 eqs (1), (2), (19) with their factor 2
 *
 * @throws {InputError} if a size is not an integer ≥ 1, a matrix has the wrong length or an entry that is not finite, or Σ is asymmetric.
 *
 * @example
 * const sigma = Float64Array.of(2, 0, 0, 1);
 * linearLoss({ A: Float64Array.of(1, 0), B: Float64Array.of(1, 0), sigma, features: 2, hidden: 1 }).loss; // → 1
 */
export function linearLoss({ A, B, sigma, features: n, hidden: m }: LinearModel): { loss: number; A: Float64Array; B: Float64Array } {
  const where = 'linearLoss';
  checkSizes(where, n, m);
  checkMatrix(where, 'A', A, n, m);
  checkMatrix(where, 'B', B, m, n);
  checkSymmetric(where, sigma, n);
  const residual = oneMinus(multiply(A, B, n, m, n), n);
  const residualSigma = multiply(residual, sigma, n, n, n);
  const scaled = residualSigma.map((value) => -2 * value);
  return {
    loss: inner(residualSigma, residual),
    A: multiply(scaled, transpose(B, m, n), n, n, m),
    B: multiply(transpose(A, n, m), scaled, m, n, n),
  };
}

/**
 * Loss and gradient of the tied linear autoencoder x ↦ WᵀWx.
 *
 * L(W) = tr (I − G) Σ (I − G), G = WᵀW,  ∇L = −2 W [Σ(I − G) + (I − G)Σ]
 *
 * This is what automatic differentiation of ‖x − WᵀWx‖² gives; W Σ(I − G) and W (I − G)Σ are its two halves, and neither of them
 * is the gradient unless Σ and G commute.
 *
 * Cost       O(features³)
 *
 * @throws {InputError} as `linearLoss`.
 *
 * @example
 * tiedLinearLoss({ W: Float64Array.of(1, 0), sigma: Float64Array.of(2, 0, 0, 1), features: 2, hidden: 1 }).loss; // → 1
 */
export function tiedLinearLoss({ W, sigma, features: n, hidden: m }: TiedLinearModel): { loss: number; W: Float64Array } {
  const where = 'tiedLinearLoss';
  checkSizes(where, n, m);
  checkMatrix(where, 'W', W, m, n);
  checkSymmetric(where, sigma, n);
  const residual = oneMinus(multiply(transpose(W, m, n), W, n, m, n), n);
  const product = multiply(residual, sigma, n, n, n);
  const both = product.map((value, e) => -2 * (value + product[(e % n) * n + Math.floor(e / n)]!));
  return { loss: inner(product, residual), W: multiply(W, both, m, n, n) };
}

/** I − P, in place. */
export function oneMinus(P: Float64Array, n: number): Float64Array {
  for (let e = 0; e < P.length; e++) P[e] = (e % (n + 1) === 0 ? 1 : 0) - P[e]!;
  return P;
}

/** Σ_e a_e b_e = tr A Bᵀ. */
function inner(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let e = 0; e < a.length; e++) total += a[e]! * b[e]!;
  return total;
}

/** Rounding of a product that is symmetric on paper is allowed. */
export function checkSymmetric(where: string, sigma: Float64Array, n: number): void {
  checkMatrix(where, 'sigma', sigma, n, n);
  let largest = 0;
  for (const value of sigma) largest = Math.max(largest, Math.abs(value));
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const lower = sigma[i * n + j]!;
      const upper = sigma[j * n + i]!;
      if (Math.abs(lower - upper) > 1e-10 * largest) {
        throw new InputError(where, 'a symmetric sigma', `${lower} at row ${i + 1}, column ${j + 1} and ${upper} at row ${j + 1}, column ${i + 1}`);
      }
    }
  }
}
