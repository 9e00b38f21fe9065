import { describe, expect, it } from 'vitest';
import { polygonEnergy } from './polygon-energy.js';
import { thomson, thomsonSearch } from './thomson.js';

const golden = (1 + Math.sqrt(5)) / 2;

describe('thomson', () => {
  const edge = 4 / Math.sqrt(10 + 2 * Math.sqrt(5));
  it.each([
    [2, 'two antipodes', 1 / 2],
    [3, 'an equilateral triangle', Math.sqrt(3)],
    [4, 'a tetrahedron', (3 * Math.sqrt(6)) / 2],
    [5, 'a triangular bipyramid', 1 / 2 + 3 * Math.sqrt(2) + Math.sqrt(3)],
    [6, 'an octahedron', 3 / 2 + 6 * Math.sqrt(2)],
    // 30 edges, 30 face diagonals of pentagons, 6 diameters.
    [12, 'an icosahedron', 30 / edge + 30 / (golden * edge) + 3],
  ])('finds for %d points %s, whose energy has a closed form', (points, _, energy) => {
    const found = thomson({ points });
    expect(Math.abs(found.energy - energy)).toBeLessThan(1e-12 * energy);
    expect(found.gradientNorm).toBeLessThan(1e-13);
    expect(found.minima).toHaveLength(1);
    expect(found.minima[0]!.starts).toBe(20);
    expect(found.minima[0]!.curvature).toBeGreaterThan(1e-3);
  });

  it.each([3, 8, 17, 40])('finds on the circle the regular polygon of %d points, at any exponent', (points) => {
    for (const riesz of [1, 2, 2.5] as const) {
      let closed = 0;
      for (let k = 1; k < points; k++) closed += (points / 2) * (2 * Math.sin((Math.PI * k) / points)) ** -riesz;
      const { energy } = thomson({ points, dimension: 2, riesz, starts: 3 });
      expect(Math.abs(energy / closed - 1)).toBeLessThan(1e-12);
      expect(Math.abs(polygonEnergy(points, riesz) / closed - 1)).toBeLessThan(1e-13);
    }
  });

  it('finds the product of distances of a regular polygon, n^(n/2), as its logarithmic energy', () => {
    for (const points of [2, 5, 9]) {
      const { energy } = thomson({ points, dimension: 2, riesz: 'log', starts: 3 });
      expect(Math.abs(energy + (points / 2) * Math.log(points))).toBeLessThan(1e-12);
      expect(Math.abs(polygonEnergy(points, 'log') - energy)).toBeLessThan(1e-12);
    }
  });

  it('finds simplices and cross-polytopes in higher dimensions', () => {
    // n points at mutual cosine −1/(n − 1), also where the space has room to spare.
    const simplex = (n: number, s: number): number => ((n * (n - 1)) / 2) * (2 + 2 / (n - 1)) ** (-s / 2);
    for (const [points, dimension, riesz] of [[6, 5, 1], [5, 8, 2], [11, 10, 1]] as const) {
      expect(Math.abs(thomson({ points, dimension, riesz, starts: 2 }).energy / simplex(points, riesz) - 1)).toBeLessThan(1e-12);
    }
    for (const d of [4, 7]) {
      const cross = d / 2 + (2 * d * (d - 1)) / Math.sqrt(2);
      expect(Math.abs(thomson({ points: 2 * d, dimension: d, starts: 5 }).energy / cross - 1)).toBeLessThan(1e-12);
    }
  });

  it('finds the one metastable state of 16 points, the first there is', () => {
    const { minima } = thomson({ points: 16 });
    expect(minima).toHaveLength(2);
    expect(minima[1]!.energy - minima[0]!.energy).toBeCloseTo(0.008698659, 8);
    for (const { curvature, gradientNorm } of minima) {
      expect(curvature).toBeGreaterThan(0.1);
      expect(gradientNorm).toBeLessThan(1e-12);
    }
    expect(minima.reduce((sum, { starts }) => sum + starts, 0)).toBe(20);
  });

  it('is not thrown by steep potentials', () => {
    const { energy, gradientNorm } = thomson({ points: 20, riesz: 32, starts: 4 });
    expect(gradientNorm / energy).toBeLessThan(1e-11);
    expect(Math.abs(energy / 46254.9595908957 - 1)).toBeLessThan(1e-11);
  });

  it('returns unit vectors with the energy it says, the same each time, and counts its starts', () => {
    const done: number[] = [];
    const { points, energy } = thomson({ points: 9, starts: 3, seed: 7, onStart: (k) => done.push(k) });
    expect(done).toEqual([1, 2, 3]);
    let sum = 0;
    for (let i = 0; i < 9; i++) {
      const r = points.subarray(3 * i, 3 * i + 3);
      expect(Math.abs(Math.hypot(...r) - 1)).toBeLessThan(4e-16);
      for (let j = 0; j < i; j++) sum += 1 / Math.hypot(...r.map((c, h) => c - points[3 * j + h]!));
    }
    expect(Math.abs(sum / energy - 1)).toBeLessThan(1e-14);
    expect(thomson({ points: 9, starts: 3, seed: 7 }).points).toEqual(points);
    expect(thomson({ points: 9, starts: 3, seed: 8 }).points).not.toEqual(points);
  });

  it.each([
    [{ points: 1 }, 'thomson: expected points to be an integer from 2 to 200, got 1'],
    [{ points: 201 }, 'thomson: expected points to be an integer from 2 to 200, got 201'],
    [{ points: 4.5 }, 'thomson: expected points to be an integer from 2 to 200, got 4.5'],
    [{ points: 4, dimension: 1 }, 'thomson: expected dimension to be an integer from 2 to 256, got 1'],
    [{ points: 4, riesz: 0 }, "thomson: expected riesz to be 'log' or a number in (0, 64], got 0"],
    [{ points: 4, riesz: Number.NaN }, "thomson: expected riesz to be 'log' or a number in (0, 64], got NaN"],
    [{ points: 4, starts: 0 }, 'thomson: expected starts to be an integer ≥ 1, got 0'],
  ])('refuses %j', (options, message) => {
    expect(() => thomson(options)).toThrow(message);
  });
});

describe('thomsonSearch', () => {
  it('yields after every start, and returns what thomson does', () => {
    const options = { points: 9, starts: 4, seed: 3 };
    const yielded: number[] = [];
    const search = thomsonSearch(options);
    let step = search.next();
    for (; step.done !== true; step = search.next()) yielded.push(step.value);
    const told: number[] = [];
    expect(step.value).toEqual(thomson({ ...options, onStart: (done) => { told.push(done); } }));
    expect(yielded).toEqual([1, 2, 3, 4]);
    expect(told).toEqual(yielded);
  });
});
