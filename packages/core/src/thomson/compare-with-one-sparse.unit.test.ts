import { describe, expect, it } from 'vitest';
import { compareWithOneSparse } from './compare-with-one-sparse.js';
import { thomson } from './thomson.js';

function compare(points: number, dimension: number) {
  return compareWithOneSparse(thomson({ points, dimension, starts: 10 }), dimension, { starts: 40 });
}

describe('compareWithOneSparse', () => {
  it.each([
    [6, 3, 'octahedron'],
    [12, 3, 'icosahedron'],
    [4, 2, 'square'],
    [5, 2, 'pentagon'],
    [8, 4, 'cross-polytope'],
  ])('finds one shape for %d features in %d dimensions: the %s', (points, dimension) => {
    const { sameShape, procrustesDistance, cosineDistance, live, continuum, directionsEnergy, thomson: solution } = compare(points, dimension);
    expect({ sameShape, live: live.length, continuum }).toEqual({ sameShape: true, live: points, continuum: false });
    expect(procrustesDistance).toBeLessThan(1e-8);
    expect(cosineDistance).toBeLessThan(1e-8);
    expect(Math.abs(directionsEnergy / solution.energy - 1)).toBeLessThan(1e-12);
  });

  it.each([7, 8, 9, 10, 11])('finds two shapes for %d features in space', (points) => {
    const { sameShape, procrustesDistance, directionsEnergy, thomson: solution, optimum } = compare(points, 3);
    expect(sameShape).toBe(false);
    expect(procrustesDistance).toBeGreaterThan(0.03);
    expect(directionsEnergy).toBeGreaterThan(solution.energy * 1.0005);
    expect(optimum.gradientNorm).toBeLessThan(1e-8);
  });

  it('says where the one-sparse loss leaves the shape open', () => {
    const { continuum, optimum, sameShape } = compare(4, 3);
    expect({ continuum, sameShape }).toEqual({ continuum: true, sameShape: false });
    expect(optimum.loss).toBeLessThan(1e-20);
  });

  it('has no energy where two directions coincide, as in a poor optimum of 14 features in the plane', () => {
    const { directionsEnergy, live, sameShape } = compareWithOneSparse(thomson({ points: 14, dimension: 2, starts: 2 }), 2, { starts: 8 });
    expect({ directionsEnergy, live: live.length, sameShape }).toEqual({ directionsEnergy: Infinity, live: 14, sameShape: false });
  });

  it('compares live features alone: of 9 in the plane, seven speak', () => {
    const { live, thomson: solution, directions, sameShape } = compare(9, 2);
    expect(live).toHaveLength(7);
    expect(directions).toHaveLength(14);
    expect(solution.points).toHaveLength(14);
    expect(sameShape).toBe(true);
  });
});
