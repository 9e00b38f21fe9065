/** @file One mode of a flow alone, aligned with an eigenvector of Σ: solved exactly. */
import { InputError } from '../errors.js';
import { exp, log } from '../numerics/elementary.js';

/**
 * u(t) = 1/(1 + (1/u₀ − 1) e^{−2λt}), the squared weight of a tied mode: u̇ = 2λu(1 − u).
 *
 * It is the mode of (22), of Oja's flow and of −¼∇L alike, and the product ab of an untied mode under −½∇L that starts balanced, a = b.
 *
 * Edge cases u₀ = 0 stays 0; u₀ > 1 falls to 1
 * Source     the logistic equation; Saxe, McClelland & Ganguli 2014 for the balanced untied mode
 *
 * @throws {InputError} if λ ≤ 0, u₀ < 0, t < 0 or one is not finite.
 *
 * @example
 * alignedMode(1, 0.01, 2); // → 0.355460…
 */
export function alignedMode(lambda: number, u0: number, time: number): number {
  check('alignedMode', lambda, time);
  if (!(u0 >= 0 && u0 < Infinity)) throw new InputError('alignedMode', 'u0 finite and ≥ 0', String(u0));
  const decay = exp(-2 * lambda * time);
  return u0 === 0 ? 0 : u0 / (u0 + (1 - u0) * decay);
}

/**
 * The time at which `alignedMode` is ½: ln(1/u₀ − 1)/(2λ), negative if u₀ > ½.
 *
 * @throws {InputError} unless 0 < u₀ < 1 and λ is finite and > 0.
 *
 * @example
 * alignedHalfTime(2, 0.01); // → 1.148779…
 * alignedMode(2, 0.01, alignedHalfTime(2, 0.01)); // → 0.5
 */
export function alignedHalfTime(lambda: number, u0: number): number {
  check('alignedHalfTime', lambda, 0);
  if (!(u0 > 0 && u0 < 1)) throw new InputError('alignedHalfTime', 'u0 between 0 and 1', String(u0));
  return log(1 / u0 - 1) / (2 * lambda);
}

/**
 * The product ab of one untied mode under −½∇L, balanced or not: ȧ = λ(1 − ab)b, ḃ = λ(1 − ab)a.
 *
 * κ = a² − b² is conserved, and s = (a + b)² obeys the Riccati equation ṡ = λ(κ² + 4s − s²)/2 with the fixed points 2 ± √(4 + κ²);
 * ab = (s − κ²/s)/4. With κ = 0 it is `alignedMode` with u = ab = s/4.
 *
 * Source     the unbalanced case of Saxe, McClelland & Ganguli 2014, in a variable that is regular at κ = 0
 *
 * @throws {InputError} if a + b = 0 (start from −b instead), λ ≤ 0, t < 0 or one is not finite.
 *
 * @example
 * untiedMode(1, 0.1, 0.1, 2); // → 0.355460…
 */
export function untiedMode(lambda: number, a0: number, b0: number, time: number): number {
  check('untiedMode', lambda, time);
  if (!Number.isFinite(a0) || !Number.isFinite(b0)) throw new InputError('untiedMode', 'finite a and b', `${a0} and ${b0}`);
  const s0 = (a0 + b0) * (a0 + b0);
  if (s0 === 0) throw new InputError('untiedMode', 'a + b other than 0', `${a0} and ${b0}`, 'there the product only tends to 0');
  const kappa = (a0 - b0) * (a0 + b0);
  const half = Math.sqrt(4 + kappa * kappa);
  const upper = 2 + half;
  const lower = -(kappa * kappa) / upper; // 2 − half without cancellation
  const decay = exp(-lambda * half * time);
  const s = (lower * (upper - s0) * decay + upper * (s0 - lower)) / ((upper - s0) * decay + (s0 - lower));
  return 0.25 * (s - (kappa * kappa) / s);
}

function check(where: string, lambda: number, time: number): void {
  if (!(lambda > 0 && lambda < Infinity)) throw new InputError(where, 'λ finite and > 0', String(lambda));
  if (!(time >= 0 && time < Infinity)) throw new InputError(where, 'a finite time ≥ 0', String(time));
}
