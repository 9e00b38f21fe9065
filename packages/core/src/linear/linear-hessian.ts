/** @file Second derivatives of the linear autoencoder's loss, in closed form. */
import { multiply, transpose } from '../numerics/matrix.js';
import { checkSymmetric, oneMinus, type LinearModel, type TiedLinearModel } from './linear-loss.js';
import { checkMatrix, checkSizes } from './shapes.js';

/**
 * The Hessian of L(A, B) = tr (I − AB) Σ (I − AB)ᵀ.
 *
 * With R = I − AB:  ½ H[(α, β), (α, β)] = tr (αB + Aβ) Σ (αB + Aβ)ᵀ − 2 tr αβ Σ Rᵀ
 *
 * Shape      [2nm, 2nm] row-major, n features, m hidden; coordinates are A's entries, then B's, each row-major; exactly symmetric
 * Cost       O(n²m²) entries, after O(n³)
 *
 * @throws {InputError} as `linearLoss`.
 *
 * @example
 * const sigma = Float64Array.of(2, 0, 0, 1);
 * linearHessian({ A: Float64Array.of(1, 0), B: Float64Array.of(1, 0), sigma, features: 2, hidden: 1 }).length; // → 16
 */
export function linearHessian({ A, B, sigma, features: n, hidden: m }: LinearModel): Float64Array {
  const where = 'linearHessian';
  checkSizes(where, n, m);
  checkMatrix(where, 'A', A, n, m);
  checkMatrix(where, 'B', B, m, n);
  checkSymmetric(where, sigma, n);
  const BS = multiply(B, sigma, m, n, n);
  const BSB = multiply(BS, transpose(B, m, n), m, n, m);
  const AA = multiply(transpose(A, n, m), A, m, n, m);
  const RS = multiply(oneMinus(multiply(A, B, n, m, n), n), sigma, n, n, n);
  const size = 2 * n * m;
  const H = new Float64Array(size * size);
  const atA = (i: number, a: number): number => i * m + a;
  const atB = (a: number, j: number): number => n * m + a * n + j;
  const set = (row: number, column: number, value: number): void => {
    H[row * size + column] = value;
    H[column * size + row] = value;
  };
  for (let a = 0; a < m; a++) {
    for (let b = 0; b < m; b++) {
      for (let i = 0; i < n; i++) {
        set(atA(i, a), atA(i, b), BSB[a * m + b]! + BSB[b * m + a]!);
        for (let j = 0; j < n; j++) {
          set(atB(a, i), atB(b, j), AA[a * m + b]! * (sigma[i * n + j]! + sigma[j * n + i]!));
          set(atA(i, a), atB(b, j), 2 * (BS[a * n + j]! * A[i * m + b]! - (a === b ? RS[i * n + j]! : 0)));
        }
      }
    }
  }
  return H;
}

/**
 * The Hessian of L(W) = tr (I − G) Σ (I − G), G = WᵀW.
 *
 * With F = I − G, D = ωᵀW + Wᵀω:  ½ H[ω, ω] = tr D Σ D − tr ω (ΣF + FΣ) ωᵀ
 *
 * Shape      [nm, nm] row-major, coordinates W's entries row-major; exactly symmetric
 * Cost       O(n²m²) entries, after O(n³)
 *
 * @throws {InputError} as `tiedLinearLoss`.
 *
 * @example
 * const sigma = Float64Array.of(2, 0, 0, 1);
 * tiedLinearHessian({ W: Float64Array.of(1, 0), sigma, features: 2, hidden: 1 }); // → [ 16, 0, 0, 2 ]
 */
export function tiedLinearHessian({ W, sigma, features: n, hidden: m }: TiedLinearModel): Float64Array {
  const where = 'tiedLinearHessian';
  checkSizes(where, n, m);
  checkMatrix(where, 'W', W, m, n);
  checkSymmetric(where, sigma, n);
  const WS = multiply(W, sigma, m, n, n);
  const WSW = multiply(WS, transpose(W, m, n), m, n, m);
  const WW = multiply(W, transpose(W, m, n), m, n, m);
  const FS = multiply(oneMinus(multiply(transpose(W, m, n), W, n, m, n), n), sigma, n, n, n);
  const size = n * m;
  const H = new Float64Array(size * size);
  for (let a = 0; a < m; a++) {
    for (let i = 0; i < n; i++) {
      for (let b = 0; b < m; b++) {
        for (let j = 0; j < n; j++) {
          if (b * n + j > a * n + i) continue;
          let half = WS[a * n + j]! * W[b * n + i]! + WS[b * n + i]! * W[a * n + j]! + sigma[i * n + j]! * WW[a * m + b]!;
          if (i === j) half += WSW[a * m + b]!;
          if (a === b) half -= FS[i * n + j]! + FS[j * n + i]!;
          H[(a * n + i) * size + b * n + j] = 2 * half;
          H[(b * n + j) * size + a * n + i] = 2 * half;
        }
      }
    }
  }
  return H;
}
