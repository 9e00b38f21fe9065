import { TestRandom, expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.js';
import { symmetricEigen } from './symmetric-eigen.js';

function symmetric(seed: number, n: number, scale: number): Float64Array {
  const a = new TestRandom(seed).normals(n * n, scale);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a[i * n + j] = a[j * n + i]!;
  return a;
}

/** Largest entries of AV − V diag(values) and of VᵀV − I. */
function residuals(a: Float64Array, n: number): { equation: number; orthogonality: number } {
  const { values, vectors } = symmetricEigen(a, n);
  let equation = 0;
  let orthogonality = 0;
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      let product = -values[k]! * vectors[i * n + k]!;
      let overlap = i === k ? -1 : 0;
      for (let j = 0; j < n; j++) {
        product += a[i * n + j]! * vectors[j * n + k]!;
        overlap += vectors[j * n + i]! * vectors[j * n + k]!;
      }
      equation = Math.max(equation, Math.abs(product));
      orthogonality = Math.max(orthogonality, Math.abs(overlap));
    }
  }
  return { equation, orthogonality };
}

describe('symmetricEigen', () => {
  it('solves the 2 × 2 case known by hand, values ascending', () => {
    const { values, vectors } = symmetricEigen(Float64Array.of(2, 1, 1, 2), 2);
    expectClose(values, [1, 3], { rtol: 1e-15 });
    expectClose(Math.abs(vectors[0]! + vectors[2]!), 0, { atol: 1e-15 });
    expectClose(Math.abs(vectors[1]!), Math.SQRT1_2, { rtol: 1e-15 });
  });

  it.each([1, 2, 5, 20, 60])('has residuals of order n ε for a random matrix of size %i, at any scale', (n) => {
    for (const scale of [1, 1e-200, 1e200]) {
      const { equation, orthogonality } = residuals(symmetric(n, n, scale), n);
      expect(equation).toBeLessThan(20 * n * Number.EPSILON * scale);
      expect(orthogonality).toBeLessThan(20 * n * Number.EPSILON);
    }
  });

  it('keeps repeated and zero eigenvalues apart from noise', () => {
    const ones = new Float64Array(16).fill(1);
    expectClose(symmetricEigen(ones, 4).values, [0, 0, 0, 4], { atol: 1e-15, rtol: 1e-15 });
    expect([...symmetricEigen(new Float64Array(9), 3).values]).toEqual([0, 0, 0]);
    expect([...symmetricEigen(new Float64Array(4), 2).vectors]).toEqual([1, 0, 0, 1]);
  });

  it('leaves its input alone', () => {
    const a = symmetric(3, 4, 1);
    const copy = a.slice();
    symmetricEigen(a, 4);
    expect(a).toEqual(copy);
  });

  it('refuses what is not a finite symmetric matrix, naming the entry', () => {
    expect(() => symmetricEigen(Float64Array.of(1, 2, 3, 4), 2)).toThrow('symmetricEigen: expected a symmetric matrix, got a[1, 0] = 3 and a[0, 1] = 2');
    expect(() => symmetricEigen(Float64Array.of(1, NaN, NaN, 4), 2)).toThrow('expected finite entries, got NaN at [1]');
    expect(() => symmetricEigen(new Float64Array(5), 2)).toThrow(InputError);
    expect(() => symmetricEigen(new Float64Array(0), 0)).toThrow(InputError);
    expect(() => symmetricEigen(Float64Array.of(1e300), 1)).toThrow('scale the matrix');
  });
});
