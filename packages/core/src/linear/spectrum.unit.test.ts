import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { eigenspaces, linearSpectrum } from './spectrum.js';
import { problemOf } from './linear-problem.support.test.js';

describe('linearSpectrum', () => {
  it('finds eigenvalues and eigenvectors within the error it states', () => {
    for (const wanted of [[4, 3, 2, 1], [1e6, 1, 1, 1e-3], [5, 5, 5, 5, 5]]) {
      const { sigma, vectors } = problemOf(wanted, 4);
      const n = wanted.length;
      const { eigenvalues, vectors: found, error } = linearSpectrum(sigma, n);
      // Σ itself is rounded when it is made: as much again.
      expectClose(eigenvalues, wanted, { atol: 2 * error });
      expect(error).toBeLessThan(40 * n * Number.EPSILON * wanted[0]!);
      expect(eigenspaces(eigenvalues, 2 * error).map(({ multiplicity }) => multiplicity)).toEqual([...new Set(wanted)].map((value) => wanted.filter((other) => other === value).length));
      if (wanted[0] !== 4) continue;
      for (let k = 0; k < n; k++) {
        let cosine = 0;
        for (let i = 0; i < n; i++) cosine += found[i * n + k]! * vectors[i * n + k]!;
        expectClose(Math.abs(cosine), 1, { atol: 1e-14 });
      }
    }
  });

  it('refuses a singular or an indefinite Σ, and says which', () => {
    expect(() => linearSpectrum(problemOf([2, 1, 0], 1).sigma, 3)).toThrow('linearSpectrum: expected a positive definite sigma, got a singular one of rank 2 of 3');
    expect(() => linearSpectrum(Float64Array.of(2, 0, 0, -1), 2)).toThrow(/linearSpectrum: expected a positive definite sigma, got an indefinite one: smallest eigenvalue -1/);
    expect(() => linearSpectrum(Float64Array.of(1, 2, 3, 1), 2)).toThrow('expected a symmetric sigma, got 3 at row 2, column 1 and 2 at row 1, column 2');
    expect(() => linearSpectrum(Float64Array.of(1, NaN, NaN, 1), 2)).toThrow('linearSpectrum: sigma: expected finite entries, got NaN at row 1, column 2');
    expect(() => linearSpectrum(new Float64Array(4), 2, 'mine.csv')).toThrow('mine.csv: expected a positive definite sigma, got a singular one of rank 0 of 2');
    expect(() => linearSpectrum(new Float64Array(4), 2)).toThrow('a singular one of rank 0 of 2');
  });
});
