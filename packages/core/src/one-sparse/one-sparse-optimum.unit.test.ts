import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.js';
import { oneSparseLoss } from './one-sparse-loss.js';
import { oneSparseOptimum } from './one-sparse-optimum.js';

describe('oneSparseOptimum', () => {
  it('finds the regular pentagon for (5, 2): equal norms, equal biases, neighbours 72° apart', () => {
    const { W, b, loss, gradientNorm, losses } = oneSparseOptimum({ features: 5, hidden: 2, starts: 10, seed: 0 });
    expect(gradientNorm).toBeLessThan(1e-10);
    expectClose(b, new Float64Array(5).fill(b[0]!), { atol: 1e-9 });
    const cosines = [1, 2, 3, 4].map((j) => (W[0]! * W[j]! + W[5]! * W[5 + j]!) / (W[0]! ** 2 + W[5]! ** 2)).sort((x, y) => x - y);
    const golden = (Math.sqrt(5) - 1) / 4;
    expectClose(cosines, [-golden - 0.5, -golden - 0.5, golden, golden], { atol: 1e-9 });
    expectClose(loss, oneSparseLoss({ features: 5, hidden: 2, W, b }).loss, { rtol: 1e-15 });
    expect(losses[0]).toEqual({ loss, count: losses[0]!.count });
    expect(losses.reduce((sum, { count }) => sum + count, 0)).toBe(10);
  });

  it('finds the square antiprism-like optimum for (8, 3) and zero loss for (6, 3)', () => {
    expect(oneSparseOptimum({ features: 6, hidden: 3, starts: 4, seed: 1 }).loss).toBeLessThan(1e-18);
    const { W, b, loss } = oneSparseOptimum({ features: 8, hidden: 3, starts: 8, seed: 1 });
    expect(loss).toBeGreaterThan(0.012);
    const squares = Array.from({ length: 8 }, (_, i) => W[i]! ** 2 + W[8 + i]! ** 2 + W[16 + i]! ** 2);
    expectClose(squares, new Float64Array(8).fill(squares[0]!), { atol: 1e-8 });
    expectClose(b, new Float64Array(8).fill(b[0]!), { atol: 1e-8 });
  });

  it('leaves no feature silent: what it cannot represent sits at w = 0, b = 1/2n', () => {
    const features = 9;
    const { W, b } = oneSparseOptimum({ features, hidden: 2, starts: 6, seed: 0 });
    const dead = [...b.keys()].filter((i) => W[i]! ** 2 + W[features + i]! ** 2 < 1e-12);
    expect(dead.length).toBeGreaterThan(0);
    for (const i of dead) expectClose(b[i]!, 1 / (2 * features), { atol: 1e-8 });
    b.forEach((bias, i) => expect(bias).toBeGreaterThan(-(W[i]! ** 2) - W[features + i]! ** 2));
  });

  it('weighs features by importance', () => {
    const importance = Float64Array.of(1, 1, 1, 1, 0.01);
    const { W, b, loss } = oneSparseOptimum({ features: 5, hidden: 2, starts: 10, seed: 0, importance });
    expect(loss).toBeLessThan(oneSparseOptimum({ features: 5, hidden: 2, starts: 10, seed: 0 }).loss);
    expectClose(loss, oneSparseLoss({ features: 5, hidden: 2, W, b }, importance).loss, { rtol: 1e-14 });
  });

  it('gives the same bytes every time', () => {
    const run = () => oneSparseOptimum({ features: 7, hidden: 3, starts: 3, seed: [1, 2] });
    expect(run()).toEqual(run());
  });

  it('refuses bad sizes and importances', () => {
    const base = { features: 3, hidden: 2, starts: 1, seed: 0 };
    expect(() => oneSparseOptimum({ ...base, starts: 0 })).toThrow(InputError);
    expect(() => oneSparseOptimum({ ...base, features: 2.5 })).toThrow('oneSparseOptimum: features: expected an integer ≥ 1, got 2.5');
    expect(() => oneSparseOptimum({ ...base, importance: Float64Array.of(1, 1) })).toThrow(/3 finite numbers ≥ 0, got \[1, 1\]/);
    expect(() => oneSparseOptimum({ ...base, importance: Float64Array.of(1, -1, 1) })).toThrow(InputError);
  });
});
