import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.js';
import { symmetricEigen } from '../numerics/symmetric-eigen.js';
import { kGonChambers } from './k-gon-chambers.js';
import { kGonModel, kGons } from './k-gons.js';
import { oneSparseHessian } from './one-sparse-hessian.js';
import { oneSparseLoss } from './one-sparse-loss.js';

/** ∂L/∂l and ∂L/∂b of the k-gon, from the gradient in all variables: knows nothing of chambers. */
function slopes(k: number, l: number, b: number): readonly [number, number] {
  const { gradient } = oneSparseLoss(kGonModel(k, k, l, b));
  const unit = kGonModel(k, k, 1, 0).W;
  return [gradient.W.reduce((sum, slope, e) => sum + slope * unit[e]!, 0), gradient.b.reduce((sum, slope) => sum + slope, 0)];
}

/** Newton's method by differences; null where it does not settle on a k-gon that speaks. */
function newton(k: number, l: number, b: number): readonly [number, number] | null {
  const step = 1e-7;
  for (let round = 0; round < 60; round++) {
    const [f, g] = slopes(k, l, b);
    const speaks = l > 0.05 && l < 6 && b > -l * l && b < 9;
    if (!speaks) return null;
    if (Math.abs(f) + Math.abs(g) < 1e-13) return [l, b];
    const [alongL, alongB] = [slopes(k, l + step, b), slopes(k, l, b + step)];
    const [fl, gl, fb, gb] = [alongL[0] - f, alongL[1] - g, alongB[0] - f, alongB[1] - g].map((change) => change / step);
    const determinant = fl! * gb! - fb! * gl!;
    if (determinant === 0) return null;
    const [dl, db] = [(f * gb! - g * fb!) / determinant, (g * fl! - f * gl!) / determinant];
    const shorten = Math.min(1, 0.3 / Math.sqrt(dl * dl + db * db));
    l -= shorten * dl;
    b -= shorten * db;
  }
  return null;
}

describe('kGons', () => {
  it('finds for each k = 3 … 13 exactly one critical k-gon, in the chamber with b ≤ 0, with |∇L| < 1e-12 in all variables', () => {
    for (let k = 3; k <= 13; k++) {
      const all = kGons(k, k);
      const critical = all.filter((gon) => gon.critical);
      expect(critical).toHaveLength(1);
      expect(critical[0]!.gradientNorm).toBeLessThan(1e-14);
      expect(critical[0]!.activeNeighbours).toBe(k < 5 ? 0 : k < 12 ? 2 : 4);
      expect(critical[0]!.zeroDirections).toBeGreaterThanOrEqual(1);
      // What is not critical is far from it, and lies outside its chamber.
      for (const gon of all.filter((other) => !other.critical)) {
        expect(gon.gradientNorm).toBeGreaterThan(1e-3);
        expect(gon.negativeDirections).toBeNull();
        const beta = gon.b / gon.l ** 2;
        const home = kGonChambers(k).filter(({ low, high }) => beta > low && beta < high);
        expect(home.map((chamber) => chamber.activeNeighbours)).not.toContain(gon.b <= 0 ? gon.activeNeighbours : -1);
      }
    }
  });

  it('misses none: Newton from a grid of starts all over (l, b) ends at the same k-gon or nowhere', () => {
    for (let k = 5; k <= 13; k++) {
      const only = kGons(k, k).find((gon) => gon.critical)!;
      let ends = 0;
      for (let l = 0.3; l < 3.5; l += 0.3) {
        for (const beta of [-0.95, -0.8, -0.65, -0.5, -0.35, -0.2, -0.05, 0.05, 0.2, 0.4, 0.7, 1.1]) {
          const end = newton(k, l, beta * l * l);
          if (end === null) continue;
          ends++;
          expectClose(end, [only.l, only.b], { atol: 1e-9 });
        }
      }
      expect(ends).toBeGreaterThan(5);
    }
  });

  it('has the 10-gon at the golden ratio: |w| = φ, b = −φ, loss 1/6', () => {
    const golden = (1 + Math.sqrt(5)) / 2;
    const [gon] = kGons(10, 10).filter((other) => other.critical);
    expectClose([gon!.l, gon!.b, gon!.loss], [golden, -golden, 1 / 6], { atol: 1e-12 });
    expect([gon!.kind, gon!.negativeDirections]).toEqual(['saddle', 2]);
  });

  it('classifies: flat families of triangles and, on the silent side, squares; minima from 5 to 9; saddles from 10 on', () => {
    const kinds = Array.from({ length: 11 }, (_, at) => kGons(at + 3, at + 3).find((gon) => gon.critical)!);
    expect(kinds.map((gon) => gon.kind)).toEqual(['degenerate', 'degenerate', ...new Array(5).fill('minimum'), ...new Array(4).fill('saddle')]);
    expect(kinds.map((gon) => gon.negativeDirections)).toEqual([0, 0, 0, 0, 0, 0, 0, 2, 8, 1, 2]);
    expect(kinds[0]!.zeroDirections).toBe(3);
    expect(kinds[1]!.onWall).toBe(true);
  });

  it('counts every dead feature as (1 − 3/4n)/3n, and sees when it would grow', () => {
    const n = 6;
    const alone = kGons(5, 5).find((gon) => gon.critical)!;
    const withDead = kGons(5, n).find((gon) => gon.critical)!;
    expectClose(withDead.loss, (15 * alone.loss + 1 - 3 / (4 * n)) / (3 * n), { rtol: 1e-14 });
    expect([withDead.kind, withDead.deadFeatures, withDead.deadBias]).toEqual(['minimum', 1, 1 / 12]);
    expect(kGons(3, n).find((gon) => gon.critical)!.kind).toBe('saddle');
    // 1/2n is the best bias of a dead feature.
    const model = kGonModel(5, n, alone.l, alone.b);
    for (const shift of [0.01, -0.01]) {
      const b = model.b.slice();
      b[5]! += shift;
      expect(oneSparseLoss({ ...model, b }).loss).toBeGreaterThan(withDead.loss);
    }
  });

  it('brackets what descends from a wall: the square with dead features is left undecided, the triangle with them is a saddle', () => {
    const square = kGons(4, 6).find((gon) => gon.critical)!;
    expect([square.negativeDirections, square.negativeDirectionsAtMost, square.kind, square.onWall]).toEqual([0, 2, 'degenerate', true]);
    const triangle = kGons(3, 6).find((gon) => gon.critical)!;
    expect(triangle.negativeDirections).toBeGreaterThan(0);
    expect(triangle.kind).toBe('saddle');
    // The values themselves: what is certain to descend does so both ways.
    const model = kGonModel(3, 6, 1, 0);
    const { vectors } = symmetricEigen(oneSparseHessian(model, undefined, 'active'), 18);
    for (const step of [0.01, -0.01]) {
      const W = model.W.map((w, e) => w + step * vectors[e * 18]!);
      const b = model.b.map((bias, i) => bias + step * vectors[(12 + i) * 18]!);
      expect(oneSparseLoss({ ...model, W, b }).loss).toBeLessThan(triangle.loss);
    }
  });

  it('agrees with Hessians by differences of the gradient', () => {
    const gon = kGons(11, 11).find((other) => other.critical)!;
    const model = kGonModel(11, 11, gon.l, gon.b);
    const x = Float64Array.of(...model.W, ...model.b);
    const d = x.length;
    const hessian = new Float64Array(d * d);
    const gradientAt = (point: Float64Array) => {
      const { gradient } = oneSparseLoss({ ...model, W: point.slice(0, 22), b: point.slice(22) });
      return [...gradient.W, ...gradient.b];
    };
    for (let e = 0; e < d; e++) {
      const [up, down] = [x.slice(), x.slice()];
      up[e]! += 1e-6;
      down[e]! -= 1e-6;
      const [high, low] = [gradientAt(up), gradientAt(down)];
      for (let f = 0; f < d; f++) hessian[e * d + f] = (high[f]! - low[f]!) / 2e-6;
    }
    for (let e = 0; e < d; e++) for (let f = 0; f < e; f++) hessian[e * d + f] = hessian[f * d + e]!;
    const { values } = symmetricEigen(hessian, d);
    expectClose(values[0]!, gon.minHessianEigenvalue!, { atol: 1e-7 });
    expect(values.filter((value) => value < -1e-7)).toHaveLength(gon.negativeDirections!);
  });

  it('refuses k and sizes that make no polygon', () => {
    expect(() => kGons(1, 5)).toThrow('kGons: k: expected an integer from 2 to features = 5, got 1');
    expect(() => kGons(6, 5)).toThrow(InputError);
    expect(() => kGons(3, 121)).toThrow(/features: expected an integer from 2 to 120, got 121/);
  });
});
