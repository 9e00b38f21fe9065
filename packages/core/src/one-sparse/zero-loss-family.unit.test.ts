import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.js';
import { populationLoss } from '../relu/evaluate-loss.js';
import { oneSparseLoss } from './one-sparse-loss.js';
import { oneSparseOptimum } from './one-sparse-optimum.js';
import { zeroLossFamily } from './zero-loss-family.js';

describe('zeroLossFamily', () => {
  it('has no one-sparse loss and no gradient anywhere along it, in any dimension', () => {
    for (const hidden of [2, 3, 5]) {
      for (let step = 0; step <= 20; step++) {
        const { loss, gradient } = oneSparseLoss(zeroLossFamily(hidden, step / 20));
        expect(loss).toBeLessThan(1e-30);
        for (const slope of [...gradient.W, ...gradient.b]) expect(Math.abs(slope)).toBeLessThan(1e-15);
      }
    }
  });

  it('is a continuum that the population loss tells apart', () => {
    const population = { density: new Float64Array(3).fill(0.3), importance: new Float64Array(3).fill(1) };
    const losses = [0, 2 / 3, 1].map((parameter) => populationLoss(zeroLossFamily(2, parameter), population).loss);
    expect(Math.max(...losses) - Math.min(...losses)).toBeGreaterThan(1e-3);
  });

  it('ends there: next to its ends and off b = 0 the loss is positive', () => {
    const model = zeroLossFamily(2, 1);
    const W = model.W.slice();
    W[5] = W[5]! + 0.1;
    expect(oneSparseLoss({ ...model, W }).loss).toBeGreaterThan(1e-5);
    expect(oneSparseLoss({ ...model, b: Float64Array.of(0, 0.01, 0) }).loss).toBeGreaterThan(1e-6);
  });

  it('shrinks to antipodal pairs alone at n = 2m: every zero found there has the Gram matrix of a cross-polytope', () => {
    for (let seed = 0; seed < 6; seed++) {
      const { W, loss } = oneSparseOptimum({ features: 6, hidden: 3, starts: 1, seed });
      expect(loss).toBeLessThan(1e-18);
      for (let i = 0; i < 6; i++) {
        const row = Array.from({ length: 6 }, (_, j) => W[i]! * W[j]! + W[6 + i]! * W[6 + j]! + W[12 + i]! * W[12 + j]!);
        expectClose(row.sort((x, y) => x - y), [-1, 0, 0, 0, 0, 1], { atol: 1e-6 });
      }
    }
  });

  it('refuses what has no such family', () => {
    expect(() => zeroLossFamily(1, 0)).toThrow('zeroLossFamily: hidden: expected an integer ≥ 2, got 1');
    expect(() => zeroLossFamily(2, 1.5)).toThrow(InputError);
  });
});
