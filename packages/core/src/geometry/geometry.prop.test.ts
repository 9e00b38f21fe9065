import { TestRandom, expectClose, permuted, randomRotation, regularPolygon, regularSimplex, rotated, tegumSum, type Shape } from '@tegum/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeGeometry } from './describe-geometry.js';
import { featureDimensionality } from './feature-dimensionality.js';
import { featureNorms } from './feature-norms.js';
import { interference } from './interference.js';

const parameters = { seed: 20220914, numRuns: 200 };

/** Random directions; some features zero, some dimensions unused, lengths over two decades. */
const anyShape = fc.record({ seed: fc.integer(), features: fc.integer({ min: 1, max: 12 }), hidden: fc.integer({ min: 1, max: 6 }) }).map(
  ({ seed, features, hidden }): Shape => {
    const random = new TestRandom(seed);
    const used = random.integer(1, hidden);
    const lengths = Array.from({ length: features }, () => (random.uniform() < 0.15 ? 0 : random.uniform(0.02, 2)));
    const W = Float64Array.from({ length: hidden * features }, (_, e) => (e < used * features ? random.normal() * lengths[e % features]! : 0));
    return { features, hidden, W };
  },
);

const anyTightSum = fc.array(fc.record({ shape: fc.constantFrom(regularPolygon(3), regularPolygon(5), regularPolygon(7), regularSimplex(1), regularSimplex(4)), length: fc.double({ min: 0.1, max: 3, noNaN: true }) }), { minLength: 1, maxLength: 4 });

describe('laws of dimensionality', () => {
  it('0 ≤ D_i ≤ 1 and Σ D_i ≤ rank ≤ hidden', () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        const { dimensionality, totalDimensionality, rank, tightness } = describeGeometry(shape);
        expect(dimensionality.every((d) => d >= 0 && d <= 1 + 1e-14)).toBe(true);
        expect(totalDimensionality).toBeLessThanOrEqual(rank + 1e-9);
        expect(tightness).toBe(rank - totalDimensionality);
        expect(rank).toBeLessThanOrEqual(shape.hidden);
      }),
      parameters,
    );
  });

  it('Σ D_i = rank for orthogonal sums of tight frames, in any rotation', () => {
    fc.assert(
      fc.property(anyTightSum, fc.integer(), (parts, seed) => {
        const sum = tegumSum(parts);
        const { rank, totalDimensionality, components } = describeGeometry(rotated(sum, randomRotation(seed, sum.hidden)));
        expect(rank).toBe(sum.hidden);
        expectClose(totalDimensionality, sum.hidden, { rtol: 1e-12 });
        expect(components.length).toBe(parts.length);
        expect(components.some(({ name }) => name === 'unnamed')).toBe(false);
      }),
      parameters,
    );
  });

  it('D_i = ‖w_i‖² / (‖w_i‖² + interference_i)', () => {
    fc.assert(
      fc.property(anyShape, (shape) => {
        const norms = featureNorms(shape);
        const noise = interference(shape);
        const expected = norms.map((norm, i) => (norm === 0 ? 0 : (norm * norm) / (norm * norm + noise[i]!)));
        expectClose(featureDimensionality(shape), expected, { rtol: 1e-12 });
      }),
      parameters,
    );
  });

  it('rotation W → QW changes nothing', () => {
    fc.assert(
      fc.property(anyShape, fc.integer(), (shape, seed) => {
        const before = describeGeometry(shape);
        const after = describeGeometry(rotated(shape, randomRotation(seed, shape.hidden)));
        expectClose(after.featureNorms, before.featureNorms, { rtol: 1e-12, atol: 1e-14 });
        expectClose(after.dimensionality, before.dimensionality, { rtol: 1e-9, atol: 1e-12 });
        expect(after.rank).toBe(before.rank);
        expect(after.components).toEqual(before.components);
      }),
      parameters,
    );
  });

  it('renumbering the features renumbers the answer', () => {
    fc.assert(
      fc.property(anyShape, fc.integer(), (shape, seed) => {
        const order = new TestRandom(seed).permutation(shape.features);
        const before = describeGeometry(shape);
        const after = describeGeometry(permuted(shape, order));
        expectClose(after.dimensionality, order.map((i) => before.dimensionality[i]!), { rtol: 1e-12 });
        expect(after.rank).toBe(before.rank);
        const named = (components: typeof before.components, at: (i: number) => number): string[] =>
          components.map(({ name, rank, features }) => `${name} ${rank} ${features.map(at).sort((a, b) => a - b).join(',')}`).sort();
        expect(named(after.components, (i) => order[i]!)).toEqual(named(before.components, (i) => i));
      }),
      parameters,
    );
  });
});
