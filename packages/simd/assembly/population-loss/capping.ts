/**
 * @file The error of a period shorter than the support, and the shortest period within a tolerance, as `capping.ts` of core.
 */
import { density, down, gram, hidden, importance, kind, MIXED, n, point, up } from './layout';
import { momentGenerating } from './moment-generating';
import { largestBias, support } from './rows';
import { at } from './vector';

const INVERSE_E: f64 = 0.36787944117144233;
/** Exponents s tried when the period is chosen. */
const EXPONENTS: StaticArray<f64> = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];
/** Up to here the support is as good as any tail bound. */
const FEW_FEATURES = 6;

/** Of the period chosen last: the exponent that proves it. */
export let chosenExponent: f64 = 1;

// @ts-ignore: decorator
@inline
function prefactor(s: f64): f64 {
  return (4 * INVERSE_E * INVERSE_E) / (s * s) + (2 * INVERSE_E) / s;
}

/** log E e^{sz} of row i, beyond the range of a double too. */
function logMomentGenerating(i: i32, s: f64): f64 {
  let sum = s * at(point, hidden * n + i);
  let product = 1.0;
  for (let j = 0; j < n; j++) {
    const theta = s * at(gram, i * n + j);
    const p = at(density, j);
    if (theta == 0 || p == 0) continue;
    const mean = abs(theta) > 1e-8 ? Math.expm1(theta) / theta : 1 + theta / 2;
    product *= 1 - p + p * mean;
    if (product > 1e200 || product < 1e-200) {
      sum += Math.log(product);
      product = 1;
    }
  }
  return sum + Math.log(product);
}

/** log I_i E e^{sz}, of a row that needs the series. */
function logTerm(i: i32, s: f64): f64 {
  if (at(kind, i) != MIXED || at(importance, i) == 0) return -Infinity;
  return logMomentGenerating(i, s) + Math.log(at(importance, i));
}

/** log Σ I_i (E e^{sz} + E e^{−sz}) over the rows that need the series. */
function logWeight(s: f64): f64 {
  const b = point + (<usize>(hidden * n) << 3);
  if (momentGenerating(n, s, gram, density, up, down) && s * largestBias < 300) {
    let sum = 0.0;
    for (let i = 0; i < n; i++) {
      if (at(kind, i) != MIXED) continue;
      const e = Math.exp(s * at(b, i));
      sum += at(importance, i) * (at(up, i) * e + at(down, i) / e);
    }
    if (sum < Infinity) return Math.log(sum);
  }
  let largest = -Infinity;
  for (let i = 0; i < n; i++) largest = max(largest, max(logTerm(i, s), logTerm(i, -s)));
  if (largest == -Infinity) return largest;
  let sum = 0.0;
  for (let i = 0; i < n; i++) sum += Math.exp(logTerm(i, s) - largest) + Math.exp(logTerm(i, -s) - largest);
  return largest + Math.log(sum);
}

/** Bound on the capping error of the loss. */
export function cappingError(period: f64, s: f64): f64 {
  if (support <= period) return 0;
  return (prefactor(s) / -Math.expm1(-s * period)) * Math.exp(logWeight(s) - s * period);
}

/** The smallest period found whose capping error is at most `tolerance`. */
export function choosePeriod(tolerance: f64, features: i32): f64 {
  let period = support;
  chosenExponent = 1;
  const smallest = 1.5 * largestBias;
  if (features > FEW_FEATURES) {
    // What is needed is (a convex function of s)/s, which falls and then rises.
    let before = Infinity;
    for (let e = 0; e < EXPONENTS.length; e++) {
      const s = unchecked(EXPONENTS[e]);
      const weight = logWeight(s);
      if (!(weight > -Infinity)) break;
      // 1/(1 − e^{−sP}) ≤ 2 as soon as sP ≥ log 2.
      const needed = (weight + Math.log((2 * prefactor(s)) / tolerance)) / s;
      const candidate = max(max(needed, 0.7 / s), smallest);
      if (candidate > before) break;
      before = candidate;
      if (candidate < period) {
        period = candidate;
        chosenExponent = s;
      }
    }
  }
  period = max(period, smallest);
  return period > 0 ? period : 1;
}
