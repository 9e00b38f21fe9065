import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { evaluatePolynomial } from '../numerics/polynomial.js';
import { chamberRoots, kGonChambers, reducedLoss } from './k-gon-chambers.js';
import { kGonModel } from './k-gons.js';
import { oneSparseLoss } from './one-sparse-loss.js';

describe('kGonChambers', () => {
  it('cuts β from −1 to ∞ into intervals, one active distance more in each, 0 always an end', () => {
    for (let k = 2; k <= 17; k++) {
      const chambers = kGonChambers(k);
      expect([chambers[0]!.low, chambers.at(-1)!.high]).toEqual([-1, Infinity]);
      chambers.forEach(({ low, high, negative, activeNeighbours }, at) => {
        expect(low).toBeLessThan(high);
        expect(negative ? high <= 0 : low >= 0).toBe(true);
        if (at === 0) return;
        expect(low).toBe(chambers[at - 1]!.high);
        expect(activeNeighbours).toBeGreaterThanOrEqual(chambers[at - 1]!.activeNeighbours);
      });
      expect(chambers.at(-1)!.activeNeighbours).toBe(k - 1);
    }
  });

  it('counts as active who has a_ij > −b', () => {
    for (const k of [5, 8, 12, 13]) {
      for (const { low, high, activeNeighbours } of kGonChambers(k)) {
        const beta = (low + Math.min(high, low + 1)) / 2;
        const { W } = kGonModel(k, k, 1.3, 0);
        const active = Array.from({ length: k - 1 }, (_, at) => W[0]! * W[at + 1]! + W[k]! * W[k + at + 1]!).filter((a) => a > -beta * 1.69);
        expect(active).toHaveLength(activeNeighbours);
      }
    }
  });
});

describe('reducedLoss', () => {
  it('is the loss of the potential, in every chamber, with dead features and without', () => {
    for (const [k, dead] of [[2, 0], [3, 2], [5, 0], [8, 1], [12, 3], [13, 0]] as const) {
      const n = k + dead;
      for (const chamber of kGonChambers(k)) {
        const { A, B } = reducedLoss(k, dead, chamber);
        for (const [u, part] of [[0.3, 0.1], [1, 0.5], [2.5, 0.9]] as const) {
          const beta = chamber.low + part * (Math.min(chamber.high, chamber.low + 1) - chamber.low);
          const H = 1 + u * evaluatePolynomial(A, beta) + u * u * evaluatePolynomial(B, beta);
          const { lossPerFeature } = oneSparseLoss(kGonModel(k, n, Math.sqrt(u), beta * u));
          expectClose(3 * n * lossPerFeature[0]!, H, { atol: 1e-12 * (1 + H) });
        }
      }
    }
  });
});

describe('chamberRoots', () => {
  it('solves the equations of its chamber, also where the root lies outside', () => {
    for (const [k, dead] of [[5, 0], [6, 2], [12, 0], [13, 4]] as const) {
      const roots = chamberRoots(k, dead);
      expect(roots.some(({ chamber }) => !chamber.negative)).toBe(true);
      for (const { chamber, l, b } of roots) {
        const { A, B } = reducedLoss(k, dead, chamber);
        const at = (u: number, bias: number): number => 1 + u * evaluatePolynomial(A, bias / u) + u * u * evaluatePolynomial(B, bias / u);
        const step = 1e-5;
        const u = l * l;
        const size = 1 + u * u;
        expectClose([at(u + step, b) - at(u - step, b), at(u, b + step) - at(u, b - step)], [0, 0], { atol: 1e-8 * step * size + 1e-13 * size });
      }
    }
  });
});
