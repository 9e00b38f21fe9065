import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orthogonalFactor } from '../numerics/orthogonal-factor.js';
import { RandomStream } from '../numerics/streams.js';
import { compareDirections } from './compare-directions.js';
import { normaliseInto } from './riesz-energy.js';
import { thomson } from './thomson.js';

const runs = { seed: 20261124, numRuns: 60 };
const sizes = fc.record({ n: fc.integer({ min: 1, max: 14 }), d: fc.integer({ min: 1, max: 5 }), seed: fc.integer({ min: 0, max: 1e6 }) });

function normals(count: number, seed: number): Float64Array {
  const values = new Float64Array(count);
  new RandomStream(seed).fillNormal(values);
  return values;
}

function directions(n: number, d: number, seed: number): Float64Array {
  const unit = normals(n * d, seed);
  normaliseInto(unit, unit, d);
  return unit;
}

function permutations(n: number): number[][] {
  if (n === 0) return [[]];
  return permutations(n - 1).flatMap((shorter) => Array.from({ length: n }, (_, place) => shorter.toSpliced(place, 0, n - 1)));
}

/** The same directions turned or reflected at random, in another order and with other lengths. */
function disguise(a: Float64Array, d: number, seed: number): Float64Array {
  const n = a.length / d;
  const { rotation } = orthogonalFactor(normals(d * d, seed), d);
  const key = normals(n, seed + 1);
  const order = Array.from({ length: n }, (_, i) => i).sort((i, j) => key[i]! - key[j]!);
  return Float64Array.from(
    order.flatMap((i) =>
      Array.from({ length: d }, (_, g) => (1 + key[i]! ** 2) * Array.from({ length: d }, (__, h) => rotation[g * d + h]! * a[i * d + h]!).reduce((x, y) => x + y)),
    ),
  );
}

describe('compareDirections', () => {
  it('finds distance 0 between a set and itself in disguise, and the disguise', () => {
    fc.assert(
      fc.property(sizes, ({ n, d, seed }) => {
        const a = normals(n * d, seed);
        const { cosineDistance, procrustesDistance, permutation, aligned } = compareDirections(a, disguise(a, d, seed + 5), d);
        expect(cosineDistance).toBeLessThan(1e-13);
        expect(procrustesDistance).toBeLessThan(1e-13);
        const unit = a.slice();
        normaliseInto(unit, unit, d);
        aligned.forEach((value, e) => expect(Math.abs(value - unit[e]!)).toBeLessThan(1e-12));
        expect([...permutation].sort((i, j) => i - j)).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
      runs,
    );
  });

  it.each([
    [6, 3],
    [8, 3],
    [12, 3],
    [24, 3],
    [60, 3],
    [10, 5],
    [24, 4],
    [7, 2],
  ])('sees through the symmetries of %d points in %d dimensions', (n, d) => {
    const { points } = thomson({ points: n, dimension: d, starts: 2 });
    expect(compareDirections(points, disguise(points, d, 3), d).procrustesDistance).toBeLessThan(1e-13);
  });

  it('finds the best of all permutations between unlike sets', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.constantFrom(2, 3, 4), (seed, d) => {
        const [a, b] = [directions(6, d, seed), directions(6, d, seed + 1)];
        const distance = compareDirections(a, b, d).procrustesDistance;
        const overlaps = permutations(6).map((permutation) => {
          const moment = new Float64Array(d * d);
          permutation.forEach((j, i) => {
            for (let e = 0; e < d * d; e++) moment[e]! += a[i * d + Math.floor(e / d)]! * b[j * d + (e % d)]!;
          });
          return orthogonalFactor(moment, d).nuclearNorm;
        });
        expect(Math.abs(distance - Math.sqrt(2 - Math.max(...overlaps) / 3))).toBeLessThan(1e-7);
      }),
      { ...runs, numRuns: 25 },
    );
  });

  it('gives the distance of a square from a rectangle in closed form', () => {
    const rectangle = (angle: number): Float64Array => {
      const [s, c] = [Math.sin(angle / 2), Math.cos(angle / 2)];
      return Float64Array.of(c, s, -c, s, -c, -s, c, -s);
    };
    const angle = 1;
    const { procrustesDistance, cosineDistance } = compareDirections(rectangle(Math.PI / 2), rectangle(angle), 2);
    // Every corner is off by half the difference of the angles; four of the six cosines are ±cos(angle) instead of 0.
    expect(procrustesDistance).toBeCloseTo(2 * Math.sin((Math.PI / 2 - angle) / 4), 14);
    expect(cosineDistance).toBeCloseTo(Math.sqrt(4 / 6) * Math.cos(angle), 14);
  });

  it('refuses what it cannot compare', () => {
    const a = Float64Array.of(1, 0, 0, 1);
    expect(() => compareDirections(a, Float64Array.of(1, 0), 2)).toThrow('compareDirections: expected b to have 2 directions like a, got 1');
    expect(() => compareDirections(a, Float64Array.of(1, 0, 0, 0), 2)).toThrow('b to have finite vectors of positive length, got length 0 at [1]');
    expect(() => compareDirections(a, Float64Array.of(1, 0, Number.NaN, 0), 2)).toThrow('length NaN at [1]');
    expect(() => compareDirections(a, a, 3)).toThrow('a to have a positive multiple of 3 entries, got 4');
    expect(() => compareDirections(a, a, 0)).toThrow('dimension to be an integer ≥ 1, got 0');
  });
});
