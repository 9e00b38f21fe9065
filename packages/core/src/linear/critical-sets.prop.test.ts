import { TestRandom, expectClose, randomRotation } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { multiply, transpose } from '../numerics/matrix.js';
import { countCriticalSets, criticalSets } from './critical-sets.js';
import { criticalPoint } from './critical-point.js';
import { linearHessian, tiedLinearHessian } from './linear-hessian.js';
import { linearLoss, tiedLinearLoss } from './linear-loss.js';
import { hessianByDifferences, inertia, problemOf, randomOrbit, subsets } from './linear-problem.support.test.js';

/** The spectra are spread: no eigenvalue of a Hessian that is not 0 is less than 0.05. */
const spectra = {
  '4,2': [4, 3, 2, 1],
  '5,2': [5.5, 3.1, 2.3, 1.4, 0.6],
  '5,3': [5.5, 3.1, 2.3, 1.4, 0.6],
  '4,2 repeated': [4, 2, 2, 1],
  '5,3 repeated': [3, 3, 1.5, 1.5, 1.5],
  '5,2 isotropic': [2, 2, 2, 2, 2],
};

describe.each(Object.entries(spectra))('every critical set of %s', (name, eigenvalues) => {
  const n = eigenvalues.length;
  const m = Number(name[2]);
  const { sigma, vectors } = problemOf(eigenvalues, 11 + m);

  const expected = (indices: readonly number[], tied: boolean) => {
    const counts = (of: readonly number[]): string => {
      const values = of.map((index) => eigenvalues[index - 1]!);
      return [...new Set(eigenvalues)].map((value) => values.filter((other) => other === value).length).join();
    };
    return [...criticalSets({ eigenvalues, hidden: m, tied })].filter(({ indices: other }) => counts(other) === counts(indices));
  };

  it.each(subsets(n, m).map((indices) => [indices]))('%j: gradient 0, loss, index and nullity confirmed by Hessians, untied and tied', (indices) => {
    const [set, ...others] = expected(indices, false);
    const [tiedSet] = expected(indices, true);
    expect(others).toEqual([]);
    const point = criticalPoint({ vectors, indices, features: n, hidden: m, C: randomOrbit(5, m) });
    const atPoint = linearLoss({ ...point, sigma, features: n, hidden: m });
    expectClose(atPoint.loss, set!.loss, { rtol: 1e-13 });
    expectClose([...atPoint.A, ...atPoint.B], new Float64Array(2 * n * m), { atol: 2e-14 * eigenvalues[0]! * 10 });

    const split = (x: Float64Array) => ({ A: x.subarray(0, n * m), B: x.subarray(n * m), sigma, features: n, hidden: m });
    const numeric = hessianByDifferences((x) => {
      const { A, B } = linearLoss(split(x));
      return Float64Array.from([...A, ...B]);
    }, Float64Array.from([...point.A, ...point.B]));
    expectClose(linearHessian({ ...point, sigma, features: n, hidden: m }), numeric, { atol: 1e-8 });
    expect(inertia(numeric, 1e-6)).toEqual({ negative: set!.morseIndex, zero: set!.nullity });

    const W = multiply(randomRotation(8, m), criticalPoint({ vectors, indices, features: n, hidden: m }).B, m, m, n);
    const tied = tiedLinearLoss({ W, sigma, features: n, hidden: m });
    expectClose(tied.loss, tiedSet!.loss, { rtol: 1e-13 });
    expectClose(tied.W, new Float64Array(n * m), { atol: 2e-13 });
    const numericTied = hessianByDifferences((x) => tiedLinearLoss({ W: x, sigma, features: n, hidden: m }).W, W);
    expectClose(tiedLinearHessian({ W, sigma, features: n, hidden: m }), numericTied, { atol: 1e-8 });
    expect(inertia(numericTied, 1e-6)).toEqual({ negative: tiedSet!.morseIndex, zero: tiedSet!.nullity });
  });
});

describe('best-first order against sorting everything', () => {
  it('lists the same sets, in order of loss, for 200 random spectra with repeats', () => {
    for (let seed = 0; seed < 200; seed++) {
      const random = new TestRandom(seed);
      const n = random.integer(2, 8);
      const m = random.integer(1, n - 1);
      const eigenvalues = Array.from({ length: n }, () => (seed % 2 === 0 ? random.integer(1, 4) : random.uniform(1e-9, 1) ** 8 + 1e-70)).sort((a, b) => b - a);
      const sets = [...criticalSets({ eigenvalues, hidden: m })];
      const slow = new Map<string, number>();
      for (const indices of subsets(n, m)) {
        const chosen = eigenvalues.filter((_, i) => indices.includes(i + 1));
        slow.set(chosen.join(), eigenvalues.filter((_, i) => !indices.includes(i + 1)).reverse().reduce((sum, value) => sum + value, 0));
      }
      expect(sets).toHaveLength(slow.size);
      expect(countCriticalSets({ eigenvalues, hidden: m })).toBe(slow.size);
      sets.forEach(({ indices, loss, rank, morseIndex, escapes }, k) => {
        expect(loss).toBe(slow.get(indices.map((index) => eigenvalues[index - 1]).join()));
        if (k > 0) expect(loss).toBeGreaterThanOrEqual(sets[k - 1]!.loss);
        // The definition, not the escapes it is counted by.
        let pairs = (m - rank) * (n - rank);
        for (const j of indices) for (let k = 1; k <= n; k++) if (!indices.includes(k) && eigenvalues[k - 1]! > eigenvalues[j - 1]!) pairs++;
        expect(morseIndex).toBe(pairs);
        expect(escapes.every(({ drop }) => drop > 0)).toBe(true);
        expect(escapes.length === 0).toBe(k === 0);
      });
    }
  });
});

describe('the orbit of a critical point', () => {
  it('A → AC, B → C⁻¹B leaves the product and the loss', () => {
    for (let seed = 0; seed < 50; seed++) {
      const { sigma, vectors } = problemOf([4, 3, 2, 1, 0.5], seed);
      const at = (C?: Float64Array) => criticalPoint({ vectors, indices: seed % 2 === 0 ? [1, 4] : [2, 3, 5], features: 5, hidden: 3, ...(C && { C }) });
      const plain = at();
      const moved = at(randomOrbit(seed, 3));
      expectClose(multiply(moved.A, moved.B, 5, 3, 5), multiply(plain.A, plain.B, 5, 3, 5), { atol: 1e-13 });
      expect(plain.A).toEqual(transpose(plain.B, 3, 5));
      const loss = (weights: typeof plain): number => linearLoss({ ...weights, sigma, features: 5, hidden: 3 }).loss;
      expectClose(loss(moved), loss(plain), { rtol: 1e-12 });
    }
  });

  it('refuses a singular C, and indices that are not there', () => {
    const { vectors } = problemOf([2, 1, 0.5], 0);
    const base = { vectors, features: 3, hidden: 2 };
    expect(() => criticalPoint({ ...base, indices: [1, 2], C: new Float64Array(4).fill(1) })).toThrow('criticalPoint: C: expected an invertible matrix, got a singular one');
    expect(() => criticalPoint({ ...base, indices: [4] })).toThrow('criticalPoint: indices: expected integers from 1 to 3, got 4');
    expect(() => criticalPoint({ ...base, indices: [2, 2] })).toThrow('each at most once, got 2, 2');
    expect(() => criticalPoint({ ...base, indices: [1, 2, 3] })).toThrow('at most hidden = 2, got 3');
  });
});
