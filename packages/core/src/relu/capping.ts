/**
 * @file The period of the series, and what is lost where |z| exceeds it.
 *
 * The series is exact for |z| < P. Beyond, u₊² errs by Σ_{i≥1} (|u| − i)₊² and u₊ by Σ (|u| − i)₊ (docs/concepts/exact-loss.md). For y ≥ 0 and
 * any s > 0, y² ≤ 4 e^{sy−2}/s² and y ≤ e^{sy−1}/s; hence, with M(s) = E e^{sz} in closed form,
 *   |error of row i| ≤ (4e⁻²/s² + 2e⁻¹/s) (M(s) + M(−s)) e^{−sP}/(1 − e^{−sP}).
 * At large n the support of z is far wider than where z lives, and the number of terms grows with P: the bound pays.
 */
import { exp, expm1, log } from '../numerics/elementary.js';
import { MIXED, type RowTable } from './row-table.js';

const INVERSE_E = 0.36787944117144233;
/** Exponents s tried when the period is chosen. */
const EXPONENTS = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];

const prefactor = (s: number): number => (4 * INVERSE_E * INVERSE_E) / (s * s) + (2 * INVERSE_E) / s;

/** What stands in the bound before Σ I_i (M_i(s) + M_i(−s)) e^{−sP}. */
export const cappingFactor = (s: number, period: number): number => prefactor(s) * (1 / -expm1(-s * period));

/** log E e^{sz} of one row. */
function logMomentGenerating(table: RowTable, i: number, bias: number, s: number): number {
  const { gram, density, coupled, features: n } = table;
  const row = i * n;
  let total = s * bias;
  let product = 1;
  for (let c = 0; c < table.coupledCount[i]!; c++) {
    const j = coupled[row + c]!;
    const theta = s * gram[row + j]!;
    const p = density[j]!;
    const mean = theta > 1e-8 || theta < -1e-8 ? expm1(theta) / theta : 1 + theta / 2;
    product *= 1 - p + p * mean;
    if (product > 1e200 || product < 1e-200) {
      total += log(product);
      product = 1;
    }
  }
  return total + log(product);
}

/** Bound on the capping error of the loss, importance included; 0 when the support fits into the period. */
export function cappingError(
  table: RowTable,
  b: Float64Array,
  importance: Float64Array,
  period: number,
  exponent: number,
): number {
  if (table.support <= period) return 0;
  const s = exponent;
  const reach = s * period;
  let total = 0;
  for (let i = 0; i < table.features; i++) {
    if (table.kind[i] !== MIXED) continue;
    const up = exp(logMomentGenerating(table, i, b[i]!, s) - reach);
    const down = exp(logMomentGenerating(table, i, b[i]!, -s) - reach);
    total += importance[i]! * (up + down);
  }
  return cappingFactor(s, period) * total;
}

/** The smallest period found whose capping error is at most `tolerance`, and the exponent that proves it. */
export function choosePeriod(
  table: RowTable,
  b: Float64Array,
  importance: Float64Array,
  tolerance: number,
): { period: number; exponent: number } {
  let period = table.support;
  let exponent = 1;
  const smallest = 1.5 * table.largestBias;
  // What is needed is (a convex function of s)/s, which falls and then rises.
  let before = Infinity;
  // With few features the support is as good as any tail bound.
  if (table.features > 6) {
    for (const s of EXPONENTS) {
      let largest = -Infinity;
      const weights: number[] = [];
      for (let i = 0; i < table.features; i++) {
        if (table.kind[i] !== MIXED || importance[i] === 0) continue;
        for (const sign of [1, -1]) {
          const value = logMomentGenerating(table, i, b[i]!, sign * s) + log(importance[i]!);
          weights.push(value);
          if (value > largest) largest = value;
        }
      }
      if (weights.length === 0) break;
      let sum = 0;
      for (const value of weights) sum += exp(value - largest);
      // 1/(1 − e^{−sP}) ≤ 2 as soon as sP ≥ log 2.
      const needed = (largest + log(sum) + log((2 * prefactor(s)) / tolerance)) / s;
      const candidate = Math.max(needed, 0.7 / s, smallest);
      if (candidate > before) break;
      before = candidate;
      if (candidate < period) {
        period = candidate;
        exponent = s;
      }
    }
  }
  // Where nothing moves at all, any period will do.
  return { period: Math.max(period, smallest) || 1, exponent };
}
