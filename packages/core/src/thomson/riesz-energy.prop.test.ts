import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../numerics/streams.js';
import { pairPotential, type Riesz } from './pair-potential.js';
import { normaliseInto, RieszEnergy } from './riesz-energy.js';

const exponents: readonly Riesz[] = [1, 2, 3, 6, 7, 0.5, 1.5, 2.25, 'log'];
const scenes = fc.record({
  points: fc.integer({ min: 2, max: 7 }),
  dimension: fc.integer({ min: 2, max: 5 }),
  riesz: fc.constantFrom(...exponents),
  seed: fc.integer({ min: 0, max: 1e6 }),
});
const runs = { seed: 20261124, numRuns: 150 };

function randomVectors(points: number, dimension: number, seed: number): Float64Array {
  const x = new Float64Array(points * dimension);
  new RandomStream(seed).fillNormal(x);
  return x;
}

/** The definition, word for word. */
function slowEnergy(x: Float64Array, points: number, dimension: number, riesz: Riesz): number {
  const unit = Array.from({ length: points }, (_, i) => {
    const row = [...x.subarray(i * dimension, (i + 1) * dimension)];
    const length = Math.hypot(...row);
    return row.map((value) => value / length);
  });
  let energy = 0;
  for (let i = 0; i < points; i++) {
    for (let j = i + 1; j < points; j++) {
      const distance = Math.hypot(...unit[i]!.map((value, h) => value - unit[j]![h]!));
      energy += riesz === 'log' ? -Math.log(distance) : distance ** -riesz;
    }
  }
  return energy;
}

function value(energy: RieszEnergy, x: Float64Array): number {
  return energy.evaluate(x, new Float64Array(x.length));
}

describe('RieszEnergy', () => {
  it('is the sum over pairs of its definition, whatever the lengths of the vectors', () => {
    fc.assert(
      fc.property(scenes, ({ points, dimension, riesz, seed }) => {
        const x = randomVectors(points, dimension, seed);
        const slow = slowEnergy(x, points, dimension, riesz);
        expect(Math.abs(value(new RieszEnergy(points, dimension, riesz), x) - slow)).toBeLessThan(1e-11 * (1 + Math.abs(slow)));
      }),
      runs,
    );
  });

  it('has the gradient of central differences', () => {
    fc.assert(
      fc.property(scenes, ({ points, dimension, riesz, seed }) => {
        const energy = new RieszEnergy(points, dimension, riesz);
        const x = randomVectors(points, dimension, seed);
        const gradient = new Float64Array(x.length);
        energy.evaluate(x, gradient);
        const scale = Math.max(1, ...gradient.map(Math.abs));
        const step = 1e-6;
        for (let e = 0; e < x.length; e++) {
          const [up, down] = [x.slice(), x.slice()];
          up[e]! += step;
          down[e]! -= step;
          const difference = (value(energy, up) - value(energy, down)) / (2 * step);
          expect(Math.abs(difference - gradient[e]!)).toBeLessThan(1e-4 * scale);
        }
      }),
      { ...runs, numRuns: 60 },
    );
  });

  it('has the Hessian of differences of gradients along the spheres', () => {
    fc.assert(
      fc.property(scenes, ({ points, dimension, riesz, seed }) => {
        const energy = new RieszEnergy(points, dimension, riesz);
        const r = randomVectors(points, dimension, seed);
        normaliseInto(r, r, dimension);
        const n = r.length;
        const hessian = energy.hessian(r);
        const v = tangent(randomVectors(points, dimension, seed + 1), r, dimension);
        const product = Float64Array.from({ length: n }, (_, e) => v.reduce((sum, c, f) => sum + hessian[e * n + f]! * c, 0));
        const step = 1e-5;
        const [plus, minus] = [step, -step].map((t) => {
          const x = r.map((c, e) => c + t * v[e]!);
          normaliseInto(x, x, dimension);
          const gradient = new Float64Array(n);
          energy.evaluate(x, gradient);
          return gradient;
        }) as [Float64Array, Float64Array];
        const difference = tangent(plus.map((c, e) => (c - minus[e]!) / (2 * step)), r, dimension);
        const scale = Math.max(1, ...product.map(Math.abs));
        for (let e = 0; e < n; e++) expect(Math.abs(difference[e]! - product[e]!)).toBeLessThan(1e-3 * scale);
      }),
      { ...runs, numRuns: 60 },
    );
  });

  it('is infinite where two points coincide', () => {
    expect(value(new RieszEnergy(3, 2, 1), Float64Array.of(1, 0, 2, 0, 0, 1))).toBe(Infinity);
  });
});

function tangent(v: Float64Array, r: Float64Array, dimension: number): Float64Array {
  const result = v.slice();
  for (let a = 0; a < r.length; a += dimension) {
    let radial = 0;
    for (let h = 0; h < dimension; h++) radial += v[a + h]! * r[a + h]!;
    for (let h = 0; h < dimension; h++) result[a + h]! -= radial * r[a + h]!;
  }
  return result;
}

describe('pairPotential', () => {
  it.each(exponents)('has the derivatives of differences, s = %s', (riesz) => {
    const potential = pairPotential(riesz, 'test');
    const at = (q: number) => {
      potential.at(q);
      return { ...potential };
    };
    for (const q of [0.1, 1, 2.5, 4]) {
      const step = 1e-5 * q;
      const [low, here, high] = [at(q - step), at(q), at(q + step)];
      expect((high.value - low.value) / (2 * step) / here.slope).toBeCloseTo(1, 8);
      expect((high.slope - low.slope) / (2 * step) / here.curvature).toBeCloseTo(1, 8);
    }
  });

  it('is the same to a few ulp by multiplication and by exp and log', () => {
    const [whole, real] = [pairPotential(7, 'test'), pairPotential(7 + 1e-15, 'test')];
    for (const q of [0.001, 0.3, 1, 3.9]) {
      whole.at(q);
      real.at(q);
      expect(Math.abs(real.value / whole.value - 1)).toBeLessThan(1e-13);
    }
  });
});
