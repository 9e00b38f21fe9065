import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.js';
import { linspace } from './linspace.js';
import { logspace } from './logspace.js';

describe('linspace', () => {
  it('spaces values evenly and hits both ends exactly', () => {
    expect([...linspace(-1, 1, 5)]).toEqual([-1, -0.5, 0, 0.5, 1]);
    const fine = linspace(0.1, 0.7, 1001);
    expect([fine[0], fine[1000]]).toEqual([0.1, 0.7]);
  });

  it('is symmetric when its ends are', () => {
    const values = linspace(-0.3, 0.3, 64);
    for (let k = 0; k < 64; k++) expect(values[k]! + values[63 - k]!).toBe(0);
  });

  it('gives the start alone for one value', () => {
    expect([...linspace(2, 3, 1)]).toEqual([2]);
  });
});

describe('logspace', () => {
  it('keeps a constant ratio and hits both ends exactly', () => {
    const values = logspace(0.01, 1, 64);
    expect([values[0], values[63]]).toEqual([0.01, 1]);
    const ratio = 100 ** (1 / 63);
    for (let k = 1; k < 64; k++) expect(values[k]! / values[k - 1]!).toBeCloseTo(ratio, 13);
  });

  it('runs downwards too', () => {
    const values = logspace(10, 0.1, 3);
    expect(values[0]).toBe(10);
    expect(values[1]).toBeCloseTo(1, 14);
    expect(values[2]).toBe(0.1);
  });

  it('refuses zero, negative, infinite and fractional input, naming the place', () => {
    expect(() => logspace(0, 1, 3)).toThrow(InputError);
    expect(() => logspace(1, -1, 3)).toThrow('logspace: expected a positive stop, got -1');
    expect(() => logspace(1, Infinity, 3)).toThrow('logspace: expected a finite stop, got Infinity');
    expect(() => linspace(0, 1, 2.5)).toThrow('linspace: expected count to be an integer ≥ 1, got 2.5');
    expect(() => linspace(NaN, 1, 2)).toThrow(InputError);
  });
});
