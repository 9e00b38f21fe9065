import { TestRandom, expectClose, randomRotation } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { multiply, transpose } from '../numerics/matrix.js';
import { isotropicEnergy } from './isotropic-energy.js';
import { linearLoss, tiedLinearLoss } from './linear-loss.js';
import { problemOf } from './linear-problem.support.test.js';

function randomCase(seed: number) {
  const random = new TestRandom(seed);
  const n = random.integer(2, 7);
  const m = random.integer(1, n - 1);
  const rows = 3 * n;
  const x = random.normals(rows * n);
  const sigma = multiply(transpose(x, rows, n), x, n, rows, n);
  return { random, n, m, rows, x, sigma, A: random.normals(n * m, 0.7), B: random.normals(n * m, 0.7) };
}

/** (f(x + h e) − f(x − h e)) / 2h for every e. */
function differences(f: (x: Float64Array) => number, x: Float64Array, h = 1e-5): Float64Array {
  return x.map((_, e) => {
    const shifted = (by: number): Float64Array => x.map((value, other) => (other === e ? value + by : value));
    return (f(shifted(h)) - f(shifted(-h))) / (2 * h);
  });
}

describe('linearLoss', () => {
  it('is the squared error summed over rows, and its gradient that of the differences', () => {
    for (let seed = 0; seed < 40; seed++) {
      const { n, m, rows, x, sigma, A, B } = randomCase(seed);
      const shape = { sigma, features: n, hidden: m };
      const result = linearLoss({ A, B, ...shape });
      const P = multiply(A, B, n, m, n);
      const back = multiply(x, transpose(P, n, n), rows, n, n);
      expectClose(result.loss, x.reduce((sum, value, e) => sum + (value - back[e]!) ** 2, 0), { rtol: 1e-11 });
      const scale = Math.max(...result.A.map(Math.abs), ...result.B.map(Math.abs));
      expectClose(result.A, differences((a) => linearLoss({ A: a, B, ...shape }).loss, A), { atol: 1e-7 * scale });
      expectClose(result.B, differences((b) => linearLoss({ A, B: b, ...shape }).loss, B), { atol: 1e-7 * scale });
      const tied = tiedLinearLoss({ W: B, ...shape });
      expectClose(tied.loss, linearLoss({ A: transpose(B, m, n), B, ...shape }).loss, { rtol: 1e-11 });
      expectClose(tied.W, differences((w) => tiedLinearLoss({ W: w, ...shape }).loss, B), { atol: 1e-7 * Math.max(...tied.W.map(Math.abs)) });
    }
  });

  it('does not depend on the basis of x nor, tied, on that of the hidden units', () => {
    for (let seed = 0; seed < 40; seed++) {
      const { n, m, sigma, A, B } = randomCase(seed);
      const R = randomRotation(seed, n);
      const Q = randomRotation(seed + 1, m);
      const turned = multiply(multiply(R, sigma, n, n, n), transpose(R, n, n), n, n, n);
      const loss = linearLoss({ A, B, sigma, features: n, hidden: m }).loss;
      const moved = linearLoss({ A: multiply(R, A, n, n, m), B: multiply(B, transpose(R, n, n), m, n, n), sigma: turned, features: n, hidden: m }).loss;
      expectClose(moved, loss, { rtol: 1e-11 });
      const tied = tiedLinearLoss({ W: B, sigma, features: n, hidden: m }).loss;
      expectClose(tiedLinearLoss({ W: multiply(Q, B, m, m, n), sigma, features: n, hidden: m }).loss, tied, { rtol: 1e-11 });
    }
  });

  it.each([
    [{ A: new Float64Array(3) }, 'linearLoss: A: expected 3 × 2 = 6 entries, got 3'],
    [{ B: new Float64Array(6).fill(NaN) }, 'linearLoss: B: expected finite entries, got NaN at row 1, column 1'],
    [{ sigma: Float64Array.of(1, 0.5, 0, 0, 1, 0, 0, 0, 1) }, 'linearLoss: expected a symmetric sigma, got 0 at row 2, column 1 and 0.5 at row 1, column 2'],
    [{ hidden: 0 }, 'linearLoss: expected hidden to be an integer ≥ 1, got 0'],
  ])('refuses what does not fit', (wrong, message) => {
    const good = { A: new Float64Array(6), B: new Float64Array(6), sigma: problemOf([3, 2, 1], 0).sigma, features: 3, hidden: 2 };
    expect(() => linearLoss({ ...good, ...wrong })).toThrow(message);
  });
});

describe('isotropicEnergy', () => {
  it('over unordered pairs is ¼σ‖I − G‖², a quarter of the tied loss, and falls along the flow (22)', () => {
    for (let seed = 0; seed < 40; seed++) {
      const { n, m, B: W } = randomCase(seed);
      const sigma = 0.3 + seed / 10;
      const shape = { features: n, hidden: m };
      const { energy, benefit, interference, W: gradient } = isotropicEnergy({ W, ...shape }, { sigma });
      const scaled = Float64Array.from({ length: n * n }, (_, e) => (e % (n + 1) === 0 ? sigma : 0));
      const tied = tiedLinearLoss({ W, sigma: scaled, ...shape });
      expectClose(4 * energy, tied.loss, { rtol: 1e-12 });
      expectClose(gradient.map((value) => 4 * value), tied.W, { rtol: 1e-11, atol: 1e-12 });
      expect(energy).toBe(benefit + interference);
      const G = multiply(transpose(W, m, n), W, n, m, n);
      const flow = multiply(W, G.map((value, e) => sigma * ((e % (n + 1) === 0 ? 1 : 0) - value)), m, n, n);
      expectClose(gradient, flow.map((value) => -value), { rtol: 1e-12, atol: 1e-12 });
    }
  });

  it('over ordered pairs, as printed, counts interference twice: another energy, and not that of (22)', () => {
    const W = Float64Array.of(1, 0.5, 0.2, 0, 0.5, -0.7);
    const shape = { features: 3, hidden: 2, W };
    const right = isotropicEnergy(shape);
    const printed = isotropicEnergy(shape, { pairs: 'ordered' });
    // ⟨w_1, w_2⟩ = 0.5, ⟨w_1, w_3⟩ = 0.2, ⟨w_2, w_3⟩ = −0.25; |w|² = 1, 0.5, 0.53
    expectClose(right.benefit, (0.5 ** 2 + 0.47 ** 2) / 4, { rtol: 1e-15 });
    expectClose(right.interference, (0.25 + 0.04 + 0.0625) / 2, { rtol: 1e-15 });
    expect(printed.benefit).toBe(right.benefit);
    expect(printed.interference).toBe(2 * right.interference);
    expectClose(printed.W, differences((w) => isotropicEnergy({ ...shape, W: w }, { pairs: 'ordered' }).energy, W), { atol: 1e-9 });
    expect(Math.max(...printed.W.map((value, e) => Math.abs(value - right.W[e]!)))).toBeGreaterThan(0.1);
  });

  it('refuses a negative sigma', () => {
    expect(() => isotropicEnergy({ features: 2, hidden: 1, W: new Float64Array(2) }, { sigma: -1 })).toThrow('isotropicEnergy: sigma: expected a finite number ≥ 0, got -1');
  });
});
