import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { Lbfgs } from './lbfgs.js';
import { strongWolfe } from './line-search.js';

describe('Lbfgs', () => {
  it('finds the minimum of the Rosenbrock valley', () => {
    const x = Float64Array.of(-1.2, 1);
    const result = new Lbfgs(2).minimise(
      (p, g) => {
        const [a, b] = [p[0]!, p[1]!];
        g[0] = -400 * a * (b - a * a) - 2 * (1 - a);
        g[1] = 200 * (b - a * a);
        return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
      },
      x,
      { maxIterations: 100, gradientTolerance: 1e-10 },
    );
    expect(result.converged).toBe(true);
    expect(result.evaluations).toBeLessThan(80);
    expectClose(x, [1, 1], { atol: 1e-9 });
  });

  it('solves a quadratic of condition number 100 and reports the gradient it reached', () => {
    const n = 20;
    const scale = Array.from({ length: n }, (_, i) => 10 ** ((2 * i) / (n - 1)));
    const x = new Float64Array(n).fill(1);
    const result = new Lbfgs(n).minimise(
      (p, g) => p.reduce((sum, v, i) => ((g[i] = scale[i]! * v), sum + (scale[i]! * v * v) / 2), 0),
      x,
      { maxIterations: 500, gradientTolerance: 1e-8 },
    );
    expect(result.converged).toBe(true);
    expectClose(result.gradientNorm, Math.sqrt(x.reduce((sum, v, i) => sum + (scale[i]! * v) ** 2, 0)), { rtol: 1e-12 });
    expect(result.gradientNorm).toBeLessThanOrEqual(1e-8);
  });

  it('crosses a jump in curvature, as at b = 0', () => {
    const x = Float64Array.of(0.7);
    new Lbfgs(1).minimise(
      (p, g) => {
        const stiffness = p[0]! > 0 ? 2 : 0.01;
        g[0] = stiffness * p[0]!;
        return (stiffness * p[0]! * p[0]!) / 2;
      },
      x,
      { maxIterations: 100, gradientTolerance: 1e-9 },
    );
    expectClose(x, [0], { atol: 1e-6 });
  });

  it('goes down to the minimum where all values are negative', () => {
    const x = Float64Array.of(1, -2);
    const result = new Lbfgs(2).minimise(
      (p, g) => {
        g.set([p[0]!, 10 * p[1]!]);
        return (p[0]! ** 2 + 10 * p[1]! ** 2) / 2 - 100;
      },
      x,
      { maxIterations: 100, gradientTolerance: 1e-10 },
    );
    expect(result.converged).toBe(true);
    expectClose(x, [0, 0], { atol: 1e-9 });
  });

  it('stops at maxIterations, says so, and has gone downhill', () => {
    const x = Float64Array.of(1, 1);
    const result = new Lbfgs(2).minimise(
      (p, g) => {
        g[0] = p[0]!;
        g[1] = 100 * p[1]!;
        return (p[0]! ** 2 + 100 * p[1]! ** 2) / 2;
      },
      x,
      { maxIterations: 2, gradientTolerance: 0 },
    );
    expect(result.iterations).toBe(2);
    expect(result.converged).toBe(false);
    expect(result.value).toBeLessThan(50);
  });
});

describe('strongWolfe', () => {
  const along = (f: (t: number) => number, slope: (t: number) => number) => (step: number) => ({
    step,
    value: f(step),
    slope: slope(step),
  });

  it('accepts only points that are lower and flatter', () => {
    const ray = along((t) => (t - 3) ** 2, (t) => 2 * (t - 3));
    const p = strongWolfe(ray, ray(0), 1)!;
    expect(p.value).toBeLessThanOrEqual(9 + 1e-4 * p.step * -6);
    expect(Math.abs(p.slope)).toBeLessThanOrEqual(0.9 * 6);
  });

  it('comes back from where the value is not finite', () => {
    const ray = along(
      (t) => (t < 0.1 ? 1 - t : Number.NaN),
      () => -1,
    );
    const p = strongWolfe(ray, ray(0), 1);
    expect(p === null || (p.step < 0.1 && p.value < 1)).toBe(true);
  });

  it('gives up on a ray that only goes up', () => {
    const ray = along(
      (t) => 1 + t,
      () => 1,
    );
    expect(strongWolfe(ray, { step: 0, value: 1, slope: -1 }, 1)).toBeNull();
  });
});
