import { describe, expect, it } from 'vitest';
import { difference } from './compare.mjs';

describe('difference', () => {
  it.each([
    [0.5, '0.5'],
    [Math.PI, '3.14…'],
    [-Math.PI, '-3.14…'],
    [1.25e-7, '1.2…e-7'],
    [Float64Array.of(1, 0.5), '[1, 0.5]'],
    [{ a: 'b', c: [1 / 3] }, '{ a: "b", c: [0.333…] }'],
    ['pentagon', 'pentagon'],
    ['pentagon', "'pentagon'"],
    ['Wikipedia, "Thomson problem", 2020', 'Wikipedia, "Thomson problem", …'],
    [undefined, 'undefined'],
    ['loss 0.1234 ± 2e-12', 'loss 0.123… ± 2e-12'],
  ])('%o is %s', (value, expected) => {
    expect(difference(value, expected)).toBeUndefined();
  });

  it.each([
    [0.5, '0.6'],
    [Math.PI, '3.15…'],
    [Math.PI, '3.13…'],
    [-Math.PI, '3.14…'],
    [[1, 2], '[1]'],
    [[1, 2], '[1, 3]'],
    [{ a: 1 }, '{ b: 1 }'],
    ['hexagon', 'pentagon'],
    ['Thomson', 'Wikipedia, …'],
    [NaN, '1'],
  ])('%o is not %s', (value, expected) => {
    expect(difference(value, expected)).toContain(expected);
  });
});
