/**
 * @file Rigorous bounds on what the series leaves out after K terms.
 *
 * |φ_j| ≤ 1 − p_j + p_j |ψ_j|, and the bounds on |ψ|, |τ| do not increase with frequency; so every summand beyond K is at
 * most its bound at ω_{K+1}, times Σ_{k>K} k⁻³ ≤ 1/(2K²), Σ_{k>K} k⁻² ≤ 1/K. In the gradient's step terms (k⁻¹) the
 * 1/θ decay of τ is what makes the sum finite.
 */
import { RAMP_FACTOR, SQUARE_FACTOR, STEP_FACTOR } from './oscillation.js';
import { MIXED, type RowTable } from './row-table.js';
import { psiBound, sigmaBound, tauBound } from './uniform-magnitude.js';

/** Bounds at one frequency for one row, restricted to what the series is for; overwritten by `updateRowBounds`. */
const bounds = {
  /** |E[e^{iωz}]| */
  all: 0,
  /** |E[x_i e^{iωz}]| */
  own: 0,
  /** Π_{j≠i} |φ_j|, by number of active features: any, enough together with i. */
  others: 1,
  enoughOthers: 0,
};

function updateRowBounds(table: RowTable, pairs: boolean, i: number, omega: number): void {
  const { gram, density, coupled, features: n } = table;
  const row = i * n;
  const count = table.coupledCount[i]!;
  let none = 1, one = 0, two = 0, more = 0; // over the features other than i
  for (let c = 0; c < count; c++) {
    const j = coupled[row + c]!;
    if (j === i) continue;
    const p = density[j]!;
    const q = 1 - p;
    const active = p * psiBound(Math.abs(omega * gram[row + j]!));
    more = more * (q + active) + two * active;
    two = two * q + one * active;
    one = one * q + none * active;
    none *= q;
  }
  const p = table.own[i]! < 0 ? 0 : density[i]!;
  const theta = Math.abs(omega * gram[row + i]!);
  const factor = 1 - p + p * psiBound(theta);
  bounds.others = none + one + two + more;
  bounds.enoughOthers = pairs ? two + more : one + two + more;
  bounds.all = pairs ? factor * more + p * psiBound(theta) * two : factor * (two + more) + p * psiBound(theta) * one;
  bounds.own = p * tauBound(theta) * bounds.enoughOthers;
}

/** Bound on |loss after K terms − loss|, importance included; MIXED rows only, capping excluded. */
export function valueTruncation(
  table: RowTable,
  pairs: boolean,
  importance: Float64Array,
  period: number,
  terms: number,
): number {
  let total = 0;
  for (let i = 0; i < table.features; i++) {
    if (table.kind[i] !== MIXED) continue;
    const own = table.ownPeriod(i, period);
    const square = (SQUARE_FACTOR * own * own) / (2 * terms * terms);
    const ramp = (2 * RAMP_FACTOR * own) / terms;
    updateRowBounds(table, pairs, i, (2 * Math.PI * (terms + 1)) / own);
    total += importance[i]! * (square * bounds.all + ramp * bounds.own);
  }
  return total;
}

/** Does the bound on |τ(θ)| already fall like 1/θ? */
const decays = (theta: number): boolean => theta >= 3;

/**
 * Bound on the Euclidean length of the gradient's truncation error in (W, b), or Infinity while K is too small for one.
 * `frobenius` is ‖W‖_F: ∂L/∂W = W(D + Dᵀ).
 */
export function gradientTruncation(
  table: RowTable,
  pairs: boolean,
  importance: Float64Array,
  period: number,
  terms: number,
  frobenius: number,
): number {
  const { features: n, gram, density, coupled } = table;
  const slower = (terms + 1) / terms;
  let couplingSquares = 0;
  let biasSquares = 0;
  for (let i = 0; i < n; i++) {
    if (table.kind[i] !== MIXED || importance[i] === 0) continue;
    const own = table.ownPeriod(i, period);
    const omega = (2 * Math.PI * (terms + 1)) / own;
    const ramp = (RAMP_FACTOR * own) / terms;
    updateRowBounds(table, pairs, i, omega);
    const row = i * n;
    const weight = 2 * importance[i]!;
    const ownTheta = Math.abs(omega * gram[row + i]!);
    const ownDecays = decays(ownTheta);
    const ownTau = density[i]! * tauBound(ownTheta);
    const biasError =
      weight * (ramp * bounds.all + (bounds.own === 0 ? 0 : ownDecays ? STEP_FACTOR * slower * bounds.own : Infinity));
    biasSquares += biasError * biasError;
    if (table.coupledCount[i]! <= (pairs ? 2 : 1)) continue;
    const ownFactor = 1 - density[i]! + density[i]! * psiBound(ownTheta);
    for (let c = 0; c < table.coupledCount[i]!; c++) {
      const j = coupled[row + c]!;
      const p = density[j]!;
      const theta = Math.abs(omega * gram[row + j]!);
      const tau = p * tauBound(theta);
      let error: number;
      if (j === i) {
        const square = p * sigmaBound(theta) * bounds.enoughOthers;
        error = square === 0 ? 0 : ramp * bounds.own + (ownDecays ? STEP_FACTOR * slower * square : Infinity);
      } else {
        const rest = bounds.others / (1 - p + p * psiBound(theta));
        const both = decays(theta) && ownDecays ? (slower * slower) / 2 : decays(theta) || ownDecays ? slower : Infinity;
        error = ramp * tau * ownFactor * rest + (ownTau === 0 ? 0 : STEP_FACTOR * ownTau * tau * rest * both);
      }
      couplingSquares += weight * weight * error * error;
    }
    // Uncoupled features enter through E x_j ∂L/∂b_i.
    let uncoupled = 0;
    for (let j = 0; j < n; j++) if (gram[row + j] === 0) uncoupled += density[j]! * density[j]!;
    if (uncoupled > 0) couplingSquares += (uncoupled * biasError * biasError) / 4;
  }
  return Math.sqrt(4 * frobenius * frobenius * couplingSquares + biasSquares);
}
