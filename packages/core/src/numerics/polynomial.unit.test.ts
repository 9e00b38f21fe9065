import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { addScaled, derivative, evaluatePolynomial, product, realRoots } from './polynomial.js';

const withRoots = (...roots: number[]) => roots.reduce<readonly number[]>((p, root) => product(p, [-root, 1]), [1]);

describe('polynomials', () => {
  it('are evaluated, derived, scaled, added and multiplied', () => {
    expect(evaluatePolynomial([1, -2, 3], 2)).toBe(9);
    expect(derivative([1, -2, 3])).toEqual([-2, 6]);
    expect(addScaled([1, 2], 3, [1, 0, 5])).toEqual([4, 6, 5]);
    expect(product([1, 1], [-1, 1])).toEqual([-1, 0, 1]);
  });
});

describe('realRoots', () => {
  it('finds every root of the interval, and no other', () => {
    const p = withRoots(-3, -0.5, 0.25, 0.26, 7);
    expectClose(realRoots(p, -1, 1), [-0.5, 0.25, 0.26], { atol: 1e-12 });
    expectClose(realRoots(p, -10, 10), [-3, -0.5, 0.25, 0.26, 7], { atol: 1e-12 });
  });

  it('counts the ends of the interval, and zero exactly', () => {
    expect(realRoots([0, 1], 0, 1)).toEqual([0]);
    expect(realRoots([-1, 1], 0, 1)).toEqual([1]);
    expect(realRoots([0, 0, 0, 3], -1, 1)).toEqual([0]);
  });

  it('finds a root of even order once', () => {
    expectClose(realRoots(withRoots(0.5, 0.5), 0, 1), [0.5], { atol: 1e-7 });
  });

  it('finds none where there is none, and looks through leading zeros', () => {
    expect(realRoots([1, 0, 1], -5, 5)).toEqual([]);
    expect(realRoots([5], -5, 5)).toEqual([]);
    expectClose(realRoots([-1, 2, 0, 0], -5, 5), [0.5], { atol: 1e-16 });
  });
});
