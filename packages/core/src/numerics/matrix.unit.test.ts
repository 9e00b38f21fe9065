import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { diagonal, multiply, sumOfSquares, transpose } from './matrix.js';
import { solveLinear } from './solve-linear.js';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe('small matrices', () => {
  it('multiply [2, 3] by [3, 2]', () => {
    expect(multiply(of(1, 2, 3, 4, 5, 6), of(7, 8, 9, 10, 11, 12), 2, 3, 2)).toEqual(of(58, 64, 139, 154));
  });

  it('transpose, diagonal and the sum of squares', () => {
    expect(transpose(of(1, 2, 3, 4, 5, 6), 2, 3)).toEqual(of(1, 4, 2, 5, 3, 6));
    expect(diagonal([2, 3])).toEqual(of(2, 0, 0, 3));
    expect(sumOfSquares(of(3, -4))).toBe(25);
  });

  it('solves a system that needs a pivot, and says when there is no solution', () => {
    expectClose(solveLinear(of(0, 2, 3, 1), of(4, 11))!, of(3, 2), { rtol: 1e-15 });
    expect(solveLinear(of(1, 2, 2, 4), of(1, 2))).toBeNull();
  });
});
