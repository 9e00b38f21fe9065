import { InputError } from '@tegum/core';
import { TestRandom, expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { poissonBinomial } from './poisson-binomial.js';
import { uniformSparse } from './independent-sparse.js';

/** Gauss–Legendre on [0, 1] with eight points (Abramowitz & Stegun 25.4.30): E f(x) for one feature of density p, f smooth. */
const NODES = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975363];
const WEIGHTS = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];
function expectation(p: number, f: (x: number) => number): number {
  let integral = 0;
  NODES.forEach((node, k) => (integral += 0.5 * WEIGHTS[k]! * (f(0.5 + 0.5 * node) + f(0.5 - 0.5 * node))));
  return (1 - p) * f(0) + p * integral;
}

const DENSITY = [0, 0.013, 0.4, 1];
const distribution = uniformSparse(DENSITY);

describe('moments', () => {
  it('agree with quadrature, order by order', () => {
    DENSITY.forEach((p, i) => {
      for (let order = 0; order <= 6; order++) {
        expectClose(distribution.rawMoment(i, order), expectation(p, (x) => x ** order), { rtol: 1e-14 });
      }
    });
  });

  it('mean, second moment and covariance are those of independent features', () => {
    const { mean } = distribution;
    const second = distribution.secondMoment();
    const covariance = distribution.covariance();
    for (let i = 0; i < 4; i++) {
      expectClose(mean[i]!, expectation(DENSITY[i]!, (x) => x), { rtol: 1e-14 });
      for (let j = 0; j < 4; j++) {
        const product = i === j ? expectation(DENSITY[i]!, (x) => x * x) : mean[i]! * mean[j]!;
        expectClose(second[i * 4 + j]!, product, { rtol: 1e-14 });
        expectClose(covariance[i * 4 + j]!, product - mean[i]! * mean[j]!, { atol: 1e-15 });
      }
    }
  });
});

describe('characteristic function', () => {
  it('agrees with quadrature', () => {
    DENSITY.forEach((p, i) => {
      for (const omega of [-3, -0.5, 1e-9, 0.7, 4]) {
        const expected = [expectation(p, (x) => Math.cos(omega * x)), expectation(p, (x) => Math.sin(omega * x))];
        // Eight nodes leave 2e-13 at ω = 4.
        expectClose(distribution.characteristicFunction(i, omega), expected, { rtol: 1e-12, atol: 1e-15 });
      }
    });
  });

  it('is 1 at 0, and its slope there is i times the mean', () => {
    for (let i = 0; i < 4; i++) {
      expect(distribution.characteristicFunction(i, 0)).toEqual([1, 0]);
      const step = 1e-4;
      const [aboveRe, aboveIm] = distribution.characteristicFunction(i, step);
      const [belowRe, belowIm] = distribution.characteristicFunction(i, -step);
      expectClose([(aboveRe - belowRe) / (2 * step), (aboveIm - belowIm) / (2 * step)], [0, distribution.mean[i]!], { atol: 1e-9 });
    }
  });

  it('keeps relative accuracy of the imaginary part for tiny ω', () => {
    expectClose(distribution.characteristicFunction(2, 1e-12)[1], 0.4 * 0.5e-12, { rtol: 1e-14 });
  });

  it('of a sum a·x is the product of the marginals', () => {
    const [re, im] = distribution.jointCharacteristicFunction(Float64Array.of(5, -2, 0.3, 1.1));
    let product: readonly [number, number] = [1, 0];
    [5, -2, 0.3, 1.1].forEach((a, i) => {
      const [c, s] = distribution.characteristicFunction(i, a);
      product = [product[0] * c - product[1] * s, product[0] * s + product[1] * c];
    });
    expectClose([re, im], product, { rtol: 1e-15 });
    // And of one feature alone, the marginal.
    expectClose(distribution.jointCharacteristicFunction(Float64Array.of(0, 0, 2, 0)), distribution.characteristicFunction(2, 2), { rtol: 1e-15 });
  });
});

describe('number of active features', () => {
  it('is binomial for equal densities', () => {
    expectClose(poissonBinomial(new Float64Array(4).fill(0.25)), [81, 108, 54, 12, 1].map((c) => c / 256), { rtol: 1e-15 });
  });

  it('agrees with the sum over all subsets', () => {
    const p = new TestRandom(1).uniforms(7);
    const expected = new Float64Array(8);
    for (let subset = 0; subset < 128; subset++) {
      let probability = 1;
      let count = 0;
      p.forEach((value, i) => {
        const active = (subset >> i) & 1;
        count += active;
        probability *= active === 1 ? value : 1 - value;
      });
      expected[count]! += probability;
    }
    expectClose(uniformSparse(p).activeCountDistribution(), expected, { rtol: 1e-13 });
  });
});

describe('bad input', () => {
  it('is refused with its place', () => {
    expect(() => uniformSparse([])).toThrow(InputError);
    expect(() => uniformSparse([0.1, 1.5])).toThrow('uniformSparse: expected densities in [0, 1], got 1.5 at [1]');
    expect(() => uniformSparse([NaN])).toThrow('got NaN at [0]');
    expect(() => distribution.rawMoment(4, 1)).toThrow('rawMoment: expected a feature number from 0 to 3, got 4');
    expect(() => distribution.rawMoment(0, -1)).toThrow('order');
    expect(() => distribution.characteristicFunction(0, 2e6)).toThrow('angles');
    expect(() => distribution.jointCharacteristicFunction(new Float64Array(3))).toThrow('a.length = features = 4, got 3');
  });

  it('a density changed by the caller afterwards has no effect', () => {
    const density = Float64Array.of(0.5);
    const copy = uniformSparse(density);
    density[0] = 0.9;
    expect(copy.mean[0]).toBe(0.25);
    expect(copy.rawMoment(0, 1)).toBe(0.25);
  });
});
