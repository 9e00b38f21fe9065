import { describe, expect, it } from 'vitest';
import { expectClose } from './expect-close.js';
import { permuted, regularPolygon, regularSimplex, rotated, squareAntiprism, tegumSum, type Shape } from './known-shapes.js';
import { randomRotation } from './random-model.js';

function gram({ features, hidden, W }: Shape): number[] {
  const entries: number[] = [];
  for (let i = 0; i < features; i++) {
    for (let j = 0; j < features; j++) {
      let sum = 0;
      for (let h = 0; h < hidden; h++) sum += W[h * features + i]! * W[h * features + j]!;
      entries.push(sum);
    }
  }
  return entries;
}

/** Whether WWᵀ = (features/hidden) I: the tight frames. */
function tightnessResidual({ features, hidden, W }: Shape): number {
  let worst = 0;
  for (let h = 0; h < hidden; h++) {
    for (let k = 0; k < hidden; k++) {
      let sum = h === k ? -features / hidden : 0;
      for (let i = 0; i < features; i++) sum += W[h * features + i]! * W[k * features + i]!;
      worst = Math.max(worst, Math.abs(sum));
    }
  }
  return worst;
}

describe('known shapes', () => {
  it('gives tight frames of unit vectors', () => {
    for (const shape of [regularPolygon(3), regularPolygon(7), regularSimplex(1), regularSimplex(4), squareAntiprism()]) {
      expect(tightnessResidual(shape)).toBeLessThan(1e-14);
      const G = gram(shape);
      for (let i = 0; i < shape.features; i++) expectClose(G[i * shape.features + i]!, 1, { rtol: 1e-14 });
    }
    expect(tightnessResidual(squareAntiprism(0.5))).toBeGreaterThan(0.1);
  });

  it('has all cosines −1/rank in a simplex', () => {
    expectClose(gram(regularSimplex(3)), [0, 1, 2, 3].flatMap((i) => [0, 1, 2, 3].map((j) => (i === j ? 1 : -1 / 3))), { atol: 1e-15 });
  });

  it('puts summands in orthogonal blocks, and rotation and permutation keep what they should', () => {
    const sum = tegumSum([{ shape: regularSimplex(1), length: 2 }, { shape: regularPolygon(3), length: 1 }]);
    expect([sum.features, sum.hidden]).toEqual([5, 3]);
    expectClose(gram(sum).slice(0, 5), [4, -4, 0, 0, 0]);
    expectClose(gram(rotated(sum, randomRotation(1, 3))), gram(sum), { atol: 1e-14 });
    expect([...permuted(sum, [4, 3, 2, 1, 0]).W.slice(0, 5)]).toEqual([0, 0, 0, -2, 2]);
  });
});
