import { census, Descent, populationLoss, ReferenceSolver, type Population } from '@tegum/core';
import { TestRandom } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { fastestSolver } from './fastest-loss.js';
import { lossMemoryPages } from './placed-problem.js';
import { SimdSolver } from './simd-solver.js';

const populationOf = (features: number, density: number): Population => ({
  density: new Float64Array(features).fill(density),
  importance: Float64Array.from({ length: features }, (_, i) => 0.9 ** i),
});
const startOf = (features: number, hidden: number, seed: number): Float64Array => new TestRandom(seed).normals(features * hidden + features, 0.4);
const plan = { terms: 16, period: 3, exponent: 8, cappingTolerance: 1e-3 };

describe('SimdSolver', () => {
  it.each([[2, 1], [5, 2], [10, 3]])('takes the steps of the reference with %i features and %i hidden', (features, hidden) => {
    const population = populationOf(features, 0.1);
    const [reference, fast] = [new ReferenceSolver(population, hidden), new SimdSolver(population, hidden)].map((solver) => {
      const x = startOf(features, hidden, features);
      return { x, walk: solver.minimise([x], plan, { maxIterations: 8, gradientTolerance: 0 })[0]! };
    }) as [Walked, Walked];
    expect(fast.walk.iterations).toBe(8);
    expect(fast.walk.evaluations).toBe(reference.walk.evaluations);
    for (const [index, value] of reference.walk.curve.entries()) expect(fast.walk.curve[index]! / value).toBeCloseTo(1, 8);
    for (const [e, value] of reference.x.entries()) expect(fast.x[e]).toBeCloseTo(value, 7);
    expect(fast.walk.gradientNorm / reference.walk.gradientNorm).toBeCloseTo(1, 6);
  });

  it('gives the same bits for many starts in one call as for each alone', () => {
    const solver = new SimdSolver(populationOf(3, 0.2), 2);
    const starts = [1, 2, 3, 4, 5].map((seed) => startOf(3, 2, seed));
    const options = { maxIterations: 40, gradientTolerance: 1e-6 };
    const together = starts.map((x) => x.slice());
    const walks = solver.minimise(together, plan, options);
    for (const [index, start] of starts.entries()) {
      const x = start.slice();
      expect(solver.minimise([x], plan, options)).toEqual([walks[index]]);
      expect(x).toEqual(together[index]);
    }
    expect(new Set(walks.map(({ value }) => value)).size).toBeGreaterThan(1);
  });

  it('takes as many starts as one likes', () => {
    const solver = new SimdSolver(populationOf(2, 0.2), 1);
    const starts = Array.from({ length: 300 }, (_, seed) => startOf(2, 1, seed));
    const walks = solver.minimise(starts, plan, { maxIterations: 500, gradientTolerance: 1e-6 });
    expect(walks.length).toBe(300);
    for (const { converged, curve, iterations } of walks) expect([converged, curve.length]).toEqual([true, iterations]);
  });

  it('stops at a target, and where steps gain next to nothing', () => {
    const solver = new SimdSolver(populationOf(5, 0.1), 2);
    const curveWith = (options: { target?: number; relativeDecrease?: number }): readonly number[] => {
      const x = startOf(5, 2, 1);
      return solver.minimise([x], plan, { maxIterations: 300, gradientTolerance: 0, ...options })[0]!.curve;
    };
    const whole = curveWith({});
    const target = (whole[0]! + whole.at(-1)!) / 2;
    const passed = whole.findIndex((value) => value <= target);
    expect(passed).toBeGreaterThan(0);
    expect(curveWith({ target })).toEqual(whole.slice(0, passed + 1));
    const rough = curveWith({ relativeDecrease: 1e-3 });
    expect(rough.length).toBeLessThan(whole.length);
    expect(rough).toEqual(whole.slice(0, rough.length));
  });

  it('goes on with what it learned, if told to', () => {
    const solver = new SimdSolver(populationOf(10, 0.1), 3);
    const whole = solver.minimise([startOf(10, 3, 5)], plan, { maxIterations: 40, gradientTolerance: 0 })[0]!.curve;
    const halves = (remember: boolean): number[] => {
      const x = startOf(10, 3, 5);
      return [false, remember].flatMap((on) => [...solver.minimise([x], plan, { maxIterations: 20, gradientTolerance: 0, remember: on })[0]!.curve]);
    };
    expect(halves(true)).toEqual(whole);
    expect(halves(false)).not.toEqual(whole);
  });

  it('tells of every step while it descends, which changes no bit', () => {
    const [alone, heard] = [startOf(10, 3, 6), startOf(10, 3, 6)];
    const options = { maxIterations: 60, gradientTolerance: 1e-6 };
    const silent = new SimdSolver(populationOf(10, 0.1), 3);
    let steps = 0;
    const [walk] = new SimdSolver(populationOf(10, 0.1), 3, () => void steps++).minimise([heard], plan, options);
    expect(steps).toBe(walk!.iterations);
    expect(steps).toBeGreaterThan(10);
    expect(silent.minimise([alone], plan, options)).toEqual([walk]);
    expect(heard).toEqual(alone);
    expect(steps).toBe(walk!.iterations);
  });

  it('leaves dead features dead', () => {
    const x = startOf(4, 2, 3);
    x[1] = 0;
    x[5] = 0;
    new SimdSolver(populationOf(4, 0.1), 2).minimise([x], plan, { maxIterations: 30, gradientTolerance: 0 });
    expect([x[1], x[5]]).toEqual([0, 0]);
    expect(x[0]).not.toBe(startOf(4, 2, 3)[0]);
  });

  it('leads to the minima that core finds', () => {
    const population = populationOf(10, 0.05);
    const [core, fast] = [undefined, fastestSolver].map((solver) => {
      const descent = new Descent(population, 3, solver);
      return descent.rough([startOf(10, 3, 6)], 300)[0]!.loss / descent.scale;
    }) as [number, number];
    expect(core).toBeLessThan(0.9);
    expect(Math.abs(fast - core)).toBeLessThan(1e-4);
    const optima = [undefined, fastestSolver].map((createSolver) => {
      const options = { population: populationOf(4, 0.1), hidden: 2, starts: 6, seed: 1, tolerance: 1e-8 };
      return census(createSolver === undefined ? options : { ...options, createSolver }).optima;
    });
    expect(optima[1]!.map(({ count }) => count)).toEqual(optima[0]!.map(({ count }) => count));
    for (const [index, { loss }] of optima[0]!.entries()) expect(Math.abs(optima[1]![index]!.loss / loss - 1)).toBeLessThan(2e-8);
  });
});

describe('Descent.converge', () => {
  it.each([
    [2, 1],
    [6, 2],
    [12, 3],
  ])('proves the loss it ends at, %i features', (features, hidden) => {
    const population = populationOf(features, 0.05);
    const descent = new Descent(population, hidden, fastestSolver);
    const x = startOf(features, hidden, 4);
    const { loss, errorBound, evaluations, lossCurve } = descent.converge(x, { relativeDecrease: 1e-9, tolerance: 1e-5 });
    const { W, b } = descent.split(x);
    const exact = populationLoss({ features, hidden, W, b }, population, { tolerance: 1e-8 });
    expect(errorBound).toBeLessThanOrEqual(1e-5 * loss);
    expect(Math.abs(loss - exact.loss)).toBeLessThanOrEqual(errorBound + exact.errorBound);
    expect(evaluations).toBeGreaterThan(lossCurve.length);
    // And it is a minimum: polishing gains next to nothing.
    const polished = descent.polish(x.slice(), { tolerance: 1e-8, gradientTolerance: 1e-6 * descent.scale, maxIterations: 300, mostTerms: 256 });
    expect(loss - polished.loss).toBeLessThan(1e-5 * loss);
  });

  it('stops at a target', () => {
    const descent = new Descent(populationOf(12, 0.05), 3, fastestSolver);
    const target = 0.9 * descent.scale;
    const { loss, lossCurve } = descent.converge(startOf(12, 3, 4), { relativeDecrease: 1e-9, tolerance: 1e-5, target });
    expect(lossCurve.at(-1)).toBeLessThanOrEqual(target);
    expect(lossCurve.slice(0, -1).every((value) => value > target)).toBe(true);
    expect(Math.abs(loss - lossCurve.at(-1)!)).toBeLessThan(0.02 * descent.scale);
  });
});

describe('onStep', () => {
  const population = populationOf(9, 0.1);
  const options = { maxIterations: 20, gradientTolerance: 0 };
  const walk = (onStep?: () => void) => new SimdSolver(population, 2, onStep).minimise([startOf(9, 2, 1)], plan, options)[0]!;

  it('hears of every step; what it throws is thrown afterwards, and leaves nothing behind', () => {
    const before = walk();
    let heard = 0;
    expect(() => walk(() => { heard++; throw new Error('enough'); })).toThrow('enough');
    expect(heard).toBe(1);
    expect(walk(() => void heard++)).toEqual(before);
    expect(heard).toBe(1 + before.iterations);
  });

  it('may not evaluate a loss itself, which would lie where the descent is at work', () => {
    expect(() => walk(() => void walk())).toThrow('onStep: expected no loss or descent of the same thread within it');
    expect(walk().iterations).toBe(20);
  });
});

describe('memory', () => {
  it('holds 400 features in less than 64 MB, and serves models of all sizes without growing again', () => {
    const largest = new SimdSolver(populationOf(400, 0.01), 30);
    largest.minimise([startOf(400, 30, 1)], { ...plan, terms: 2 }, { maxIterations: 2, gradientTolerance: 0 });
    const pages = lossMemoryPages();
    expect(pages * 65536).toBeLessThan(64e6);
    for (let cell = 0; cell < 200; cell++) {
      const features = 2 + (cell % 9);
      new SimdSolver(populationOf(features, 0.1), 1).minimise([startOf(features, 1, cell)], plan, { maxIterations: 3, gradientTolerance: 0 });
    }
    expect(lossMemoryPages()).toBe(pages);
  });

  it('does not grow over 100,000 models', () => {
    const population = populationOf(2, 0.1);
    const options = { maxIterations: 2, gradientTolerance: 0 };
    const x = startOf(2, 1, 1);
    new SimdSolver(population, 1).minimise([x], plan, options);
    const pages = lossMemoryPages();
    for (let cell = 0; cell < 100_000; cell++) new SimdSolver(population, 1).minimise([x], plan, options);
    expect(lossMemoryPages()).toBe(pages);
  });
});

interface Walked {
  readonly x: Float64Array;
  readonly walk: ReturnType<SimdSolver['minimise']>[number];
}
