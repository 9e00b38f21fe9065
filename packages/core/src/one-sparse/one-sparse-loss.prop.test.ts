import { expectClose } from '@tegum/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccumulator } from '../relu/accumulator.js';
import { Activity } from '../relu/activity.js';
import { populationLoss } from '../relu/evaluate-loss.js';
import { addFewActive } from '../relu/few-active.js';
import { arbitraryCase, type Case } from '../relu/oracle/arbitrary-models.js';
import { RowTable } from '../relu/row-table.js';
import { oneSparseLoss } from './one-sparse-loss.js';

/** Gauss–Legendre with three nodes: exact for the quadratics that the integrand is between its kinks. */
function integrate(f: (t: number) => number, ends: readonly number[]): number {
  const node = Math.sqrt(3 / 5);
  let total = 0;
  for (let k = 1; k < ends.length; k++) {
    const [middle, half] = [(ends[k - 1]! + ends[k]!) / 2, (ends[k]! - ends[k - 1]!) / 2];
    total += (half * (5 * f(middle - node * half) + 8 * f(middle) + 5 * f(middle + node * half))) / 9;
  }
  return total;
}

/** Straight from the definition: one active feature j with value t, everything else 0. */
function byQuadrature({ model: { features: n, hidden, W, b }, population: { importance } }: Case): number {
  let total = 0;
  for (let j = 0; j < n; j++) {
    for (let i = 0; i < n; i++) {
      let a = 0;
      for (let h = 0; h < hidden; h++) a += W[h * n + i]! * W[h * n + j]!;
      const kink = -b[i]! / a;
      const error = (t: number): number => ((i === j ? t : 0) - Math.max(0, a * t + b[i]!)) ** 2;
      total += (importance[i]! / n) * integrate(error, kink > 0 && kink < 1 ? [0, kink, 1] : [0, 1]);
    }
  }
  return total;
}

/** H_i as printed in Chen et al. 2023, Lemma 3.1. */
function byTheLemma({ model: { features: n, hidden, W, b }, population: { importance } }: Case): number {
  let total = 0;
  for (let i = 0; i < n; i++) {
    const bias = b[i]!;
    let own = 0;
    for (let h = 0; h < hidden; h++) own += W[h * n + i]! ** 2;
    const N = (1 - own) ** 2 - 3 * (1 - own) * bias + 3 * bias ** 2;
    let H = bias > 0 ? N : -own <= bias && own > 0 ? bias ** 3 / own ** 2 + bias ** 3 / own + N : 1;
    for (let j = 0; j < n; j++) {
      let a = 0;
      for (let h = 0; h < hidden; h++) a += W[h * n + i]! * W[h * n + j]!;
      if (j === i) continue;
      if (bias > 0) H += -a > bias ? -(bias ** 3) / a : a * a + 3 * a * bias + 3 * bias ** 2;
      else if (a > -bias) H += (a + bias) ** 3 / a;
    }
    total += (importance[i]! * H) / (3 * n);
  }
  return total;
}

/** The same through the population loss's own term for one active feature, on a row table in which every coupling counts. */
function byFewActive({ model: { features: n, hidden, W, b }, population: { importance } }: Case): number {
  const density = new Float64Array(n).fill(0.5);
  const table = new RowTable(n, hidden, density);
  table.update(W, b);
  const activity = new Activity(table);
  const out = createAccumulator(n);
  let total = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) table.coupled[i * n + j] = j;
    table.coupledCount[i] = n;
  }
  activity.noneActive.fill(0);
  activity.noOtherActive.fill(1 / (n * 0.5));
  for (let i = 0; i < n; i++) {
    addFewActive(table, activity, i, b[i]!, false, out);
    total += importance[i]! * out.loss[i]!;
  }
  return total;
}

const sizeOf = ({ model: { features: n, W, b }, population: { importance } }: Case): number => {
  let weight = 0;
  for (const w of W) weight += w * w;
  const bias = b.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return importance.reduce((sum, value) => sum + value, 0) * (1 + weight + bias) ** 2 + n;
};

const ordinary = ({ model: { W, features } }: Case): boolean => {
  for (let i = 0; i < features; i++) {
    let square = 0;
    for (let e = i; e < W.length; e += features) square += W[e]! ** 2;
    if (square !== 0 && square < 1e-3) return false;
  }
  return true;
};

/** Away from w_i = 0 = b_i, where the loss has a corner and nearby its curvature is without bound. */
const rounded = ({ model: { W, b, features } }: Case): boolean =>
  b.every((bias, i) => Math.abs(bias) + W.reduce((sum, w, e) => sum + (e % features === i ? w * w : 0), 0) > 0.05);

describe('oneSparseLoss', () => {
  it('equals the integral of its definition, and the term of the population loss, on every kind of model', () => {
    fc.assert(
      fc.property(arbitraryCase(2, 6), (case_) => {
        const { loss } = oneSparseLoss(case_.model, case_.population.importance);
        expectClose(loss, byQuadrature(case_), { atol: 1e-14 * sizeOf(case_) });
        expectClose(loss, byFewActive(case_), { atol: 1e-14 * sizeOf(case_) });
      }),
      { numRuns: 400, seed: 20231 },
    );
  });

  it('equals Lemma 3.1 of Chen et al. where nothing is divided by next to nothing', () => {
    fc.assert(
      fc.property(arbitraryCase(2, 6).filter(ordinary), (case_) => {
        const { loss } = oneSparseLoss(case_.model, case_.population.importance);
        expectClose(loss, byTheLemma(case_), { atol: 1e-14 * sizeOf(case_) });
      }),
      { numRuns: 300, seed: 20232 },
    );
  });

  it('is the limit of the population loss per active feature as the density goes to 0, for biases ≤ 0', () => {
    fc.assert(
      fc.property(arbitraryCase(2, 4).filter(ordinary), ({ model, population: { importance } }) => {
        const { features: n } = model;
        const b = model.b.map((value) => Math.min(value, 0));
        const { loss } = oneSparseLoss({ ...model, b }, importance);
        const at = (p: number): number => {
          const density = new Float64Array(n).fill(p);
          return populationLoss({ ...model, b }, { density, importance }, { tolerance: 1e-9 }).loss / (n * p * (1 - p) ** (n - 1));
        };
        const size = sizeOf({ model, population: { importance, density: importance } });
        expectClose(2 * at(5e-5) - at(1e-4), loss, { atol: 1e-6 * size });
        expect(at(1e-4)).toBeGreaterThanOrEqual(loss * (1 - 1e-8));
      }),
      { numRuns: 40, seed: 20233 },
    );
  });

  it('has the gradient that differences of its values show', () => {
    fc.assert(
      fc.property(arbitraryCase(2, 5).filter(rounded), (case_) => {
        const { model, population } = case_;
        const { gradient } = oneSparseLoss(model, population.importance);
        const step = 1e-6;
        for (const which of ['W', 'b'] as const) {
          for (let e = 0; e < model[which].length; e++) {
            const at = (shift: number): number => {
              const values = model[which].slice();
              values[e]! += shift;
              return oneSparseLoss({ ...model, [which]: values }, population.importance).loss;
            };
            const slope = (at(step) - at(-step)) / (2 * step);
            expectClose(gradient[which][e]!, slope, { atol: 20 * step * sizeOf(case_) });
          }
        }
      }),
      { numRuns: 100, seed: 20234 },
    );
  });
});
