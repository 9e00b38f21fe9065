import { describe, expect, it } from 'vitest';
import { multiply, transpose } from './matrix.js';
import { orthogonalFactor } from './orthogonal-factor.js';
import { RandomStream } from './streams.js';

function distanceToOrthogonal(q: Float64Array, n: number): number {
  const product = multiply(transpose(q, n, n), q, n, n, n);
  return Math.max(...product.map((value, e) => Math.abs(value - (e % (n + 1) === 0 ? 1 : 0))));
}

describe('orthogonalFactor', () => {
  it('takes the rotation out of a rotation times a positive definite matrix', () => {
    const [sine, cosine] = [Math.sin(0.7), Math.cos(0.7)];
    const rotation = Float64Array.of(cosine, -sine, sine, cosine);
    const found = orthogonalFactor(multiply(rotation, Float64Array.of(3, 1, 1, 2), 2, 2, 2), 2);
    found.rotation.forEach((value, e) => expect(value).toBeCloseTo(rotation[e]!, 14));
    expect(found.nuclearNorm).toBeCloseTo(5, 14);
  });

  it.each([1, 2, 3, 6])('is orthogonal and reaches the sum of singular values, n = %d', (n) => {
    const m = new Float64Array(n * n);
    new RandomStream(n).fillNormal(m);
    const { rotation, nuclearNorm } = orthogonalFactor(m, n);
    expect(distanceToOrthogonal(rotation, n)).toBeLessThan(1e-14);
    expect(rotation.reduce((sum, value, e) => sum + value * m[e]!, 0)).toBeCloseTo(nuclearNorm, 13);
  });

  it('is orthogonal where the matrix is singular, and where it is 0', () => {
    const rankOne = Float64Array.of(1, 2, 3, 2, 4, 6, 0, 0, 0);
    for (const m of [rankOne, new Float64Array(9)]) expect(distanceToOrthogonal(orthogonalFactor(m, 3).rotation, 3)).toBeLessThan(1e-14);
    expect(orthogonalFactor(rankOne, 3).nuclearNorm).toBeCloseTo(Math.sqrt(70), 13);
  });
});
