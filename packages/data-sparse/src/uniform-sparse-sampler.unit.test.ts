import { InputError } from '@tegum/core';
import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { uniformSparse } from './independent-sparse.js';

const source = { seed: 7, stream: 3 };

describe('addressing', () => {
  const density = [0.3, 0.05, 1, 0, 0.7];
  const n = density.length;
  const all = new Float64Array(100 * n);
  uniformSparse(density).sampleInto(all, 100, source, 0);

  it('gives the same rows in batches of any size and order', () => {
    for (const size of [1, 3, 8, 64]) {
      const distribution = uniformSparse(density);
      const batch = new Float64Array(size * n);
      for (let first = 100 - size; first >= 0; first -= size) {
        distribution.sampleInto(batch, size, source, first);
        expect(batch).toEqual(all.slice(first * n, (first + size) * n));
      }
    }
  });

  it('gives other rows for another stream or seed', () => {
    const other = new Float64Array(100 * n);
    for (const elsewhere of [{ seed: 7, stream: 4 }, { seed: 8, stream: 3 }, { seed: [7, 1] as const, stream: 3 }]) {
      uniformSparse(density).sampleInto(other, 100, elsewhere, 0);
      expect(other.filter((x, i) => x !== 0 && x === all[i])).toHaveLength(0);
    }
  });

  it('reaches far rows, and rows are not repeated after 2³² entries', () => {
    const near = new Float64Array(4);
    const far = new Float64Array(4);
    const ones = uniformSparse([1]);
    ones.sampleInto(near, 4, source, 5);
    ones.sampleInto(far, 4, source, 5 + 2 ** 32);
    expect(far).not.toEqual(near);
  });

  it('draws every feature at density 1, none at 0, all values in [0, 1)', () => {
    for (let row = 0; row < 100; row++) {
      expect(all[row * n + 2]).toBeGreaterThan(0);
      expect(all[row * n + 3]).toBe(0);
    }
    expect(all.every((x) => x >= 0 && x < 1)).toBe(true);
  });

  it('refuses what it cannot address', () => {
    const distribution = uniformSparse(density);
    expect(() => distribution.sampleInto(new Float64Array(9), 2, source, 0)).toThrow('sampleInto: expected out.length ≥ rows · features = 2 · 5, got 9');
    expect(() => distribution.sampleInto(all, 1, source, -1)).toThrow(InputError);
    expect(() => distribution.sampleInto(all, 1, source, 2 ** 53)).toThrow('firstIndex');
    expect(() => distribution.sampleInto(all, 0.5, source, 0)).toThrow('rows');
    expect(() => distribution.sampleInto(all, 1, { seed: 1, stream: 2 ** 32 }, 0)).toThrow('stream');
  });
});

describe('distribution of 10⁶ rows (fixed seed, 5 σ allowed)', () => {
  const density = [0.25, 0.001, 0.9];
  const rows = 1_000_000;
  const n = 3;
  const distribution = uniformSparse(density);
  const sum = new Float64Array(n);
  const square = new Float64Array(n);
  const active = new Float64Array(n);
  const product = new Float64Array(n);
  const lag = new Float64Array(n);
  const batch = new Float64Array(1000 * n);
  for (let first = 0; first < rows; first += 1000) {
    distribution.sampleInto(batch, 1000, { seed: 1, stream: 0 }, first);
    for (let row = 0; row < 1000; row++) {
      for (let i = 0; i < n; i++) {
        const x = batch[row * n + i]!;
        sum[i]! += x;
        square[i]! += x * x;
        if (x !== 0) active[i]! += 1;
        product[i]! += x * batch[row * n + ((i + 1) % n)]!;
        if (row > 0) lag[i]! += x * batch[(row - 1) * n + i]!;
      }
    }
  }
  const allowed = (variance: number): number => 5 * Math.sqrt(variance / rows);

  it.each([0, 1, 2])('feature %i has its density, mean and second moment', (i) => {
    const p = density[i]!;
    expectClose(active[i]! / rows, p, { atol: allowed(p * (1 - p)) });
    expectClose(sum[i]! / rows, p / 2, { atol: allowed(p / 3 - (p * p) / 4) });
    expectClose(square[i]! / rows, p / 3, { atol: allowed(p / 5 - (p * p) / 9) });
  });

  it.each([0, 1, 2])('feature %i is uncorrelated with its neighbour and with its past', (i) => {
    const p = density[i]!;
    const q = density[(i + 1) % n]!;
    expectClose(product[i]! / rows, (p * q) / 4, { atol: allowed((p * q) / 9) });
    expectClose(lag[i]! / (rows - 1000), (p * p) / 4, { atol: allowed((p * p) / 9) });
  });
});

describe('the same bits for ever', () => {
  it('matches stored rows', () => {
    const out = new Float64Array(8);
    uniformSparse([0.5, 0.5]).sampleInto(out, 4, { seed: 0, stream: 0 }, 0);
    expect([...out]).toEqual([0.02493038559650851, 0, 0.8650483773320696, 0, 0, 0.9121610171233389, 0.5820491210896814, 0]);
  });

  it('decides by further bits where 16 are not enough', () => {
    // Density 2⁻¹⁷ rounded to 16 bits would be 0 or 2⁻¹⁶. Expected 8 active of 2²⁰, standard deviation 2.8.
    const distribution = uniformSparse([2 ** -17]);
    const out = new Float64Array(1 << 20);
    distribution.sampleInto(out, 1 << 20, { seed: 5, stream: 0 }, 0);
    expect(out.filter((x) => x !== 0).length).toBe(9);
  });
});
