import { InputError, symmetricEigen } from '@tegum/core';
import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { empirical } from './empirical.js';
import { exactlyActive } from './exactly-active.js';
import type { FeatureDistribution } from './feature-distribution.js';
import { groupedSparse } from './grouped-sparse.js';
import { binarySparse, signedUniformSparse, uniformSparse } from './independent-sparse.js';

const TABLE = [0.5, 0, -1, 0.25, 0, 0, 0, 0, 1, 0.125, 2, -0.75, 0.5, 0, 0.5, 1, 1, 0, -0.25, 0];

const all: readonly (readonly [string, FeatureDistribution])[] = [
  ['uniform', uniformSparse([0.1, 0.4, 1, 0])],
  ['binary', binarySparse([0.1, 0.4, 1, 0])],
  ['signed uniform', signedUniformSparse([0.3, 0.05, 0.8])],
  ['exactly 2 of 5 active', exactlyActive({ features: 5, active: 2 })],
  ['exactly 3 of 4 active, signed', exactlyActive({ features: 4, active: 3, magnitude: 'signed-uniform' })],
  [
    'groups',
    groupedSparse({
      features: 7,
      density: 0.2,
      groups: [
        { features: [5, 1, 2], kind: 'correlated', probability: 0.3 },
        { features: [0, 6], kind: 'anticorrelated', probability: 0.7 },
      ],
    }),
  ],
  [
    'binary groups',
    groupedSparse({
      features: 4,
      groups: [
        { features: [0, 1], kind: 'correlated', probability: 0.3 },
        { features: [2, 3], kind: 'anticorrelated', probability: 1 },
      ],
      magnitude: 'one',
    }),
  ],
  ['rows', empirical(TABLE, 4)],
];

/** −∂²/∂a_i∂a_j of the characteristic function at 0: differences of O(h⁴), eight evaluations a pair. */
function productByDifferences(x: FeatureDistribution, i: number, j: number): number {
  const mixed = (h: number): number => {
    let sum = 0;
    for (const s of [1, -1]) {
      for (const t of [1, -1]) {
        const a = new Float64Array(x.features);
        a[i]! += s * h;
        a[j]! += t * h;
        sum += s * t * x.jointCharacteristicFunction(a)[0];
      }
    }
    return -sum / (4 * h * h);
  };
  return (4 * mixed(0.005) - mixed(0.01)) / 3;
}

describe.each(all)('%s', (_, x) => {
  const n = x.features;

  it('has the moments of its joint characteristic function', () => {
    const second = x.secondMoment();
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) expectClose(second[i * n + j]!, productByDifferences(x, i, j), { atol: 1e-8 });
      expectClose(x.rawMoment(i, 1), x.mean[i]!, { rtol: 1e-15 });
      expectClose(x.rawMoment(i, 2), second[i * n + i]!, { rtol: 1e-15 });
      expect(x.rawMoment(i, 0)).toBe(1);
    }
  });

  it('has marginals that are the joint function along an axis, with the mean and third moment as slopes', () => {
    for (let i = 0; i < n; i++) {
      const along = (omega: number): readonly [number, number] => {
        const a = new Float64Array(n);
        a[i] = omega;
        return x.jointCharacteristicFunction(a);
      };
      for (const omega of [-7, 0, 0.3, 20]) expectClose(x.characteristicFunction(i, omega), along(omega), { atol: 1e-14 });
      // Im φ = m₁ω − m₃ω³/6 + m₅ω⁵/120 − …
      const odd = (omega: number): number => (6 * (x.mean[i]! * omega - x.characteristicFunction(i, omega)[1])) / omega ** 3;
      expectClose((4 * odd(0.01) - odd(0.02)) / 3, x.rawMoment(i, 3), { atol: 1e-7 });
    }
  });

  it('has a covariance that is the second moment less the product of means, and is not negative', () => {
    const second = x.secondMoment();
    const C = x.covariance();
    expectClose(C, second.map((value, e) => value - x.mean[Math.floor(e / n)]! * x.mean[e % n]!), { atol: 1e-15 });
    expect(symmetricEigen(C, n).values[0]).toBeGreaterThanOrEqual(-1e-15);
  });

  it('has active counts that add up to 1, and on average to the densities', () => {
    const P = x.activeCountDistribution();
    expect(P).toHaveLength(n + 1);
    expectClose(P.reduce((sum, p) => sum + p, 0), 1, { rtol: 1e-14 });
    expectClose(P.reduce((sum, p, l) => sum + l * p, 0), x.density.reduce((sum, p) => sum + p, 0), { rtol: 1e-14 });
  });

  it('draws samples with its moments, densities and active counts (fixed seed, 5 σ allowed)', () => {
    const rows = 60_000;
    const out = new Float64Array(rows * n);
    x.sampleInto(out, rows, { seed: 11, stream: 2 }, 0);
    const averages = (f: (row: Float64Array) => number): { mean: number; sigma: number } => {
      let sum = 0;
      let square = 0;
      for (let r = 0; r < rows; r++) {
        const value = f(out.subarray(r * n, (r + 1) * n));
        sum += value;
        square += value * value;
      }
      return { mean: sum / rows, sigma: Math.sqrt((square / rows - (sum / rows) ** 2 + 1e-12) / rows) };
    };
    const expectAverage = (expected: number, f: (row: Float64Array) => number): void => {
      const { mean, sigma } = averages(f);
      expectClose(mean, expected, { atol: 5 * sigma });
    };
    const second = x.secondMoment();
    for (let i = 0; i < n; i++) {
      expectAverage(x.mean[i]!, (row) => row[i]!);
      expectAverage(x.density[i]!, (row) => (row[i] === 0 ? 0 : 1));
      for (let j = 0; j <= i; j++) expectAverage(second[i * n + j]!, (row) => row[i]! * row[j]!);
    }
    x.activeCountDistribution().forEach((p, l) => expectAverage(p, (row) => (row.filter((value) => value !== 0).length === l ? 1 : 0)));
  });

  it('draws the same rows in batches of any size and order, and other rows elsewhere', () => {
    const total = new Float64Array(60 * n);
    x.sampleInto(total, 60, { seed: 4, stream: 9 }, 100);
    for (const size of [1, 7, 20]) {
      const batch = new Float64Array(size * n).fill(5);
      for (let first = 60 - size; first >= 0; first -= size) {
        x.sampleInto(batch, size, { seed: 4, stream: 9 }, 100 + first);
        expect(batch).toEqual(total.slice(first * n, (first + size) * n));
      }
    }
    for (const [source, first] of [[{ seed: 5, stream: 9 }, 100], [{ seed: 4, stream: 8 }, 100], [{ seed: 4, stream: 9 }, 100 + 2 ** 32]] as const) {
      const other = new Float64Array(60 * n);
      x.sampleInto(other, 60, source, first);
      expect(other).not.toEqual(total);
    }
  });

  it('refuses what it cannot address or does not have', () => {
    const out = new Float64Array(2 * n);
    expect(() => x.sampleInto(out, 3, { seed: 1, stream: 0 }, 0)).toThrow('sampleInto: expected out.length ≥ rows · features');
    expect(() => x.sampleInto(out, 1, { seed: 1, stream: 0 }, 2 ** 53)).toThrow('firstIndex');
    expect(() => x.sampleInto(out, 1, { seed: -1, stream: 0 }, 0)).toThrow(InputError);
    expect(() => x.rawMoment(n, 1)).toThrow('a feature number from 0 to');
    expect(() => x.rawMoment(0, 1.5)).toThrow('order');
    expect(() => x.characteristicFunction(n, 1)).toThrow('a feature number');
    expect(() => x.jointCharacteristicFunction(new Float64Array(n + 1))).toThrow('a.length = features');
  });
});

describe('what each is on paper', () => {
  it('binary features have every moment p and variance p (1 − p)', () => {
    const x = binarySparse([0.1, 0.4]);
    for (const order of [1, 2, 5]) expect(x.rawMoment(1, order)).toBe(0.4);
    expectClose(x.covariance(), [0.09, 0, 0, 0.24], { rtol: 1e-14 });
  });

  it('signed features have no mean, and a second moment that is diagonal', () => {
    expectClose(signedUniformSparse([0.3, 0.6]).secondMoment(), [0.1, 0, 0, 0.2], { rtol: 1e-15 });
  });

  it('k of n: density k/n, pairs k (k − 1)/(n (n − 1)), the count always k', () => {
    const x = exactlyActive({ features: 5, active: 2 });
    expectClose(x.secondMoment().subarray(0, 2), [2 / 15, 1 / 40], { rtol: 1e-14 });
    expect([...x.activeCountDistribution()]).toEqual([0, 0, 1, 0, 0, 0]);
  });

  it('k of n: each set of k is equally likely (4 σ)', () => {
    const rows = 30_000;
    const out = new Float64Array(rows * 5);
    exactlyActive({ features: 5, active: 2 }).sampleInto(out, rows, { seed: 3, stream: 0 }, 0);
    const sets = new Map<string, number>();
    for (let r = 0; r < rows; r++) {
      const set = Array.from(out.subarray(r * 5, r * 5 + 5), (value) => (value === 0 ? '0' : '1')).join('');
      sets.set(set, (sets.get(set) ?? 0) + 1);
    }
    expect(sets.size).toBe(10);
    for (const count of sets.values()) expectClose(count / rows, 0.1, { atol: 4 * Math.sqrt(0.09 / rows) });
  });

  it('correlated features are active together, anticorrelated ones never', () => {
    const x = groupedSparse({
      features: 4,
      groups: [
        { features: [0, 2], kind: 'correlated', probability: 0.4 },
        { features: [1, 3], kind: 'anticorrelated', probability: 0.6 },
      ],
    });
    expectClose(x.density, [0.4, 0.3, 0.4, 0.3], { rtol: 1e-15 });
    const second = x.secondMoment();
    expectClose([second[2]!, second[7]!, second[1]!], [0.1, 0, 0.03], { atol: 1e-16 });
    expectClose(x.activeCountDistribution(), [0.24, 0.36, 0.16, 0.24, 0], { rtol: 1e-14 });
    const out = new Float64Array(4000);
    x.sampleInto(out, 1000, { seed: 1, stream: 1 }, 0);
    for (let at = 0; at < 4000; at += 4) {
      expect(out[at] === 0).toBe(out[at + 2] === 0);
      expect(out[at + 1]! * out[at + 3]!).toBe(0);
    }
  });

  it('a density of each feature is read where the feature is in no group', () => {
    const x = groupedSparse({ features: 3, density: [0.1, NaN, 0.3], groups: [{ features: [1], kind: 'correlated', probability: 0.2 }] });
    expectClose(x.density, [0.1, 0.2, 0.3], { rtol: 1e-15 });
    expect(x.independent).toBe(true);
  });

  it('only laws that say so are independent', () => {
    expect(all.map(([, x]) => x.independent)).toEqual([true, true, true, false, false, false, false, false]);
    expect(exactlyActive({ features: 3, active: 3 }).independent).toBe(true);
  });

  it('rows are copied, and averaged', () => {
    const rows = Float64Array.of(0, 1, 2, 3);
    const x = empirical(rows, 2);
    rows[1] = 9;
    expect([...x.mean]).toEqual([1, 2]);
    expect([...x.density]).toEqual([0.5, 1]);
    expect([...x.covariance()]).toEqual([1, 1, 1, 1]);
    expect([...x.activeCountDistribution()]).toEqual([0, 0.5, 0.5]);
  });
});

describe('bad input', () => {
  it('is refused with its place', () => {
    expect(() => binarySparse([2])).toThrow('binarySparse: expected densities in [0, 1], got 2 at [0]');
    expect(() => signedUniformSparse([])).toThrow('signedUniformSparse: expected a density for at least one feature, got none');
    expect(() => exactlyActive({ features: 4, active: 5 })).toThrow('exactlyActive: expected active features from 0 to 4, got 5');
    expect(() => exactlyActive({ features: 1001, active: 1 })).toThrow('features from 1 to 1000');
    const pair = { features: [0, 1], kind: 'correlated', probability: 0.5 } as const;
    expect(() => groupedSparse({ features: 3, groups: [pair] })).toThrow('a density for the features in no group, got none for feature 2');
    expect(() => groupedSparse({ features: 3, density: 1.5, groups: [pair] })).toThrow('got 1.5 for feature 2');
    expect(() => groupedSparse({ features: 3, density: [0.5], groups: [pair] })).toThrow('one for each of 3 features, got 1');
    expect(() => groupedSparse({ features: 2, groups: [pair, pair] })).toThrow('feature 0 again');
    expect(() => groupedSparse({ features: 2, groups: [{ ...pair, features: [0, 2] }], density: 0.1 })).toThrow('feature numbers from 0 to 1, got 2');
    expect(() => groupedSparse({ features: 2, groups: [{ ...pair, probability: -0.1 }] })).toThrow('groups[0].probability: expected a number in [0, 1], got -0.1');
    expect(() => groupedSparse({ features: 2, groups: [{ ...pair, features: [] }], density: 0.1 })).toThrow('at least one feature');
    expect(() => empirical([1, 2, 3], 2)).toThrow('a multiple of features = 2 numbers');
    expect(() => empirical([1, Infinity], 2)).toThrow('empirical: rows[0][1]: expected a finite number, got Infinity');
  });
});
