import { expectClose, regularPolygon, regularSimplex, squareAntiprism, tegumSum } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.js';
import { describeGeometry } from './describe-geometry.js';
import { featureDimensionality } from './feature-dimensionality.js';
import { featureNorms } from './feature-norms.js';
import { gramMatrix } from './gram-matrix.js';
import { interference } from './interference.js';
import { interferenceComponents } from './interference-components.js';
import { numericalRank } from './numerical-rank.js';

/** Columns (3, 4), (1, 0), (0, 0). */
const HAND = { features: 3, hidden: 2, W: Float64Array.of(3, 1, 0, 4, 0, 0) };

describe('norms, Gram matrix, interference, dimensionality of a case done by hand', () => {
  it('norms are column lengths', () => {
    expect([...featureNorms(HAND)]).toEqual([5, 1, 0]);
  });

  it('norms neither overflow nor vanish', () => {
    const norms = featureNorms({ features: 2, hidden: 2, W: Float64Array.of(3e200, 3e-200, 4e200, 4e-200) });
    expectClose(norms, [5e200, 5e-200], { rtol: 1e-15 });
  });

  it('G[i, j] is ⟨w_i, w_j⟩', () => {
    expect([...gramMatrix(HAND)]).toEqual([25, 3, 0, 3, 1, 0, 0, 0, 0]);
  });

  it('interference sums squared projections on the unit direction', () => {
    expectClose(interference(HAND), [9 / 25, 9, 0], { rtol: 1e-14 });
  });

  it('D_i = G_ii²/Σ_j G_ij², 0 for a zero feature', () => {
    expectClose(featureDimensionality(HAND), [625 / 634, 1 / 10, 0], { rtol: 1e-14 });
  });

  it('D does not depend on the scale of W, however extreme', () => {
    const D = featureDimensionality(HAND);
    for (const scale of [1e-150, 1e150]) expectClose(featureDimensionality({ ...HAND, W: HAND.W.map((w) => w * scale) }), D, { rtol: 1e-14 });
  });
});

describe('known dimensionalities and names', () => {
  const cases = [
    ['digon', regularSimplex(1), 1 / 2],
    ['triangle', regularPolygon(3), 2 / 3],
    ['pentagon', regularPolygon(5), 2 / 5],
    ['hexagon', regularPolygon(6), 2 / 6],
    ['heptagon', regularPolygon(7), 2 / 7],
    ['octagon', regularPolygon(8), 2 / 8],
    ['11-gon', regularPolygon(11), 2 / 11],
    ['tetrahedron', regularSimplex(3), 3 / 4],
    ['4-simplex', regularSimplex(4), 4 / 5],
    ['9-simplex', regularSimplex(9), 9 / 10],
    ['square antiprism', squareAntiprism(), 3 / 8],
  ] as const;

  it.each(cases)('%s', (name, shape, dimensionality) => {
    const { components, rank, tightness, dimensionality: D } = describeGeometry(shape);
    expect(components).toEqual([{ name, rank: shape.hidden, features: Array.from({ length: shape.features }, (_, i) => i) }]);
    expectClose(D, new Float64Array(shape.features).fill(dimensionality), { rtol: 1e-13 });
    expect(rank).toBe(shape.hidden);
    expectClose(tightness, 0, { atol: 1e-13 });
  });

  it('the antiprism is named near its tight height but is tight only there', () => {
    const thomson = describeGeometry(squareAntiprism(0.5604));
    expect(thomson.components.map(({ name }) => name)).toEqual(['square antiprism']);
    expect(thomson.tightness).toBeGreaterThan(1e-3);
  });

  it('squares and octahedra fall apart into digons', () => {
    const square = describeGeometry(regularPolygon(4));
    expect(square.components).toEqual([
      { name: 'digon', rank: 1, features: [0, 2] },
      { name: 'digon', rank: 1, features: [1, 3] },
    ]);
    const octahedron = tegumSum([1, 1, 1].map((length) => ({ shape: regularSimplex(1), length })));
    expect(describeGeometry(octahedron).components.map(({ name }) => name)).toEqual(['digon', 'digon', 'digon']);
  });

  it('names single features and antipodal pairs of unequal length; parallel and random directions are unnamed', () => {
    const names = (features: number, hidden: number, ...W: number[]): string[] =>
      interferenceComponents({ features, hidden, W: Float64Array.from(W) }).map(({ name }) => name);
    expect(names(1, 1, 0.3)).toEqual(['single']);
    expect(names(2, 1, 1, -0.4)).toEqual(['digon']);
    expect(names(2, 1, 1, 0.4)).toEqual(['unnamed']);
    expect(names(3, 2, 1, 0.3, -0.5, 0, 0.9, 0.4)).toEqual(['unnamed']);
    // Five directions of which two coincide have some cosines of a pentagon.
    const pentagon = regularPolygon(5);
    pentagon.W[4] = pentagon.W[1]!;
    pentagon.W[9] = pentagon.W[6]!;
    expect(interferenceComponents(pentagon).map(({ name }) => name)).toEqual(['unnamed']);
  });

  it('a regular polygon with one vertex off by more than the tolerance loses its name, by less keeps it', () => {
    const bent = (angle: number): string[] => {
      const shape = regularPolygon(5);
      shape.W[0] = Math.cos(angle);
      shape.W[5] = Math.sin(angle);
      return interferenceComponents(shape).map(({ name }) => name);
    };
    expect(bent(0.03)).toEqual(['pentagon']);
    expect(bent(0.1)).toEqual(['unnamed']);
  });

  it('a tegum sum has the parts as components, and is tight whatever their lengths', () => {
    const { components, tightness, rank, totalDimensionality } = describeGeometry(
      tegumSum([
        { shape: regularPolygon(5), length: 1.2 },
        { shape: regularSimplex(1), length: 0.3 },
        { shape: regularSimplex(3), length: 0.9 },
      ]),
    );
    expect(components.map(({ name, rank: r }) => [name, r])).toEqual([['pentagon', 2], ['digon', 1], ['tetrahedron', 3]]);
    expect(rank).toBe(6);
    expectClose(totalDimensionality, 6, { rtol: 1e-13 });
    expectClose(tightness, 0, { atol: 1e-13 });
  });
});

describe('dead features', () => {
  it('count only among the norms', () => {
    const shape = tegumSum([
      { shape: regularSimplex(1), length: 1 },
      { shape: regularSimplex(1), length: 1e-5 },
    ]);
    const { featureNorms: norms, dimensionality, rank, components, tightness } = describeGeometry(shape);
    expectClose(norms, [1, 1, 1e-5, 1e-5], { rtol: 1e-14 });
    expectClose(dimensionality, [0.5, 0.5, 0, 0], { rtol: 1e-14 });
    expect([rank, components.length]).toEqual([1, 1]);
    expectClose(tightness, 0, { atol: 1e-14 });
    expect(describeGeometry(shape, { deadNorm: 1e-6 }).rank).toBe(2);
  });

  it('W = 0 has rank 0, no component, tightness 0', () => {
    const { rank, tightness, components, dimensionality } = describeGeometry({ features: 3, hidden: 2, W: new Float64Array(6) });
    expect({ rank, tightness, components, dimensionality: [...dimensionality] }).toEqual({ rank: 0, tightness: 0, components: [], dimensionality: [0, 0, 0] });
  });
});

describe('numericalRank', () => {
  it('counts directions above the relative tolerance, at any scale', () => {
    for (const scale of [1, 1e-150, 1e150]) {
      const W = Float64Array.of(1, 1, 0, 0, 1e-4, 0).map((w) => w * scale);
      expect(numericalRank({ features: 3, hidden: 2, W })).toBe(2);
      expect(numericalRank({ features: 3, hidden: 2, W }, 1e-3)).toBe(1);
      expect(numericalRank({ features: 2, hidden: 3, W })).toBe(2);
    }
  });

  it('is 0 for W = 0', () => {
    expect(numericalRank({ features: 3, hidden: 2, W: new Float64Array(6) })).toBe(0);
  });
});

describe('bad input', () => {
  it('is refused with its place', () => {
    expect(() => describeGeometry({ features: 3, hidden: 2, W: new Float64Array(5) })).toThrow(
      'featureNorms: expected W.length = hidden · features = 2 · 3, got 5 (is W row-major?)',
    );
    expect(() => gramMatrix({ features: 2, hidden: 1, W: Float64Array.of(0, Infinity) })).toThrow('got Infinity at W[0, 1]');
    expect(() => interference({ features: 1.5, hidden: 1, W: new Float64Array(1) })).toThrow(InputError);
    expect(() => numericalRank(HAND, 1e-12)).toThrow('rtol in [1e-7, 1)');
    expect(() => interferenceComponents(HAND, { deadNorm: NaN })).toThrow('deadNorm to be a number ≥ 0');
  });
});
