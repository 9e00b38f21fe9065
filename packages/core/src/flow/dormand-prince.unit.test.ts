import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { DENSE, ERROR, NODES, STAGES } from './dormand-prince-tableau.js';
import { DormandPrince, type RightHandSide } from './dormand-prince.js';

/** ẏ = −y₂, y₁: a circle, y = (cos t, sin t). */
const circle: RightHandSide = (out, [a, b]) => {
  out[0] = -b!;
  out[1] = a!;
};

function run(f: RightHandSide, start: readonly number[], end: number, tolerance: number, each?: (solver: DormandPrince) => void): DormandPrince {
  const solver = new DormandPrince(start.length, f, { relativeTolerance: tolerance, absoluteTolerance: tolerance });
  solver.start(0, start, end);
  while (!solver.done) {
    expect(solver.advance()).toBe('stepped');
    each?.(solver);
  }
  return solver;
}

/** One step of length h from (1, 0): its error at the end, and that of the dense output within. */
function oneStep(h: number): { readonly end: number; readonly middle: number } {
  const solver = new DormandPrince(2, circle, { relativeTolerance: 0.1, absoluteTolerance: 1e6, firstStep: h });
  solver.start(0, [1, 0], h);
  expect(solver.advance()).toBe('stepped');
  expect(solver.time).toBe(h);
  const between = new Float64Array(2);
  solver.interpolateInto(between, 0.6 * h);
  const distance = (y: Float64Array, t: number): number => Math.hypot(y[0]! - Math.cos(t), y[1]! - Math.sin(t));
  return { end: distance(solver.state, h), middle: distance(between, 0.6 * h) };
}

describe('the tableau', () => {
  it('is consistent: weights of a stage sum to its node, those of the error to 0', () => {
    const sum = (row: readonly number[]): number => row.reduce((total, weight) => total + weight, 0);
    STAGES.forEach((row, stage) => { expectClose(sum(row), NODES[stage]!, { atol: 1e-14 }); });
    expectClose(sum(ERROR), 0, { atol: 1e-15 });
    expectClose(sum(DENSE), 0, { atol: 1e-14 });
    const quadrature = STAGES[6] as readonly number[];
    for (let power = 1; power <= 4; power++) {
      expectClose(quadrature.reduce((total, weight, k) => total + weight * NODES[k]! ** power, 0), 1 / (power + 1), { rtol: 1e-14 });
    }
  });
});

describe('DormandPrince', () => {
  it('has order 5: halving a step divides its error by 2⁶, and that of the dense output by 2⁵', () => {
    const [long, short] = [oneStep(0.2), oneStep(0.1)];
    expect(Math.log2(long.end / short.end)).toBeGreaterThan(5.8);
    expect(Math.log2(long.end / short.end)).toBeLessThan(6.3);
    expect(Math.log2(long.middle / short.middle)).toBeGreaterThan(4.8);
    expect(Math.log2(long.middle / short.middle)).toBeLessThan(5.3);
  });

  it('meets the tolerance, and takes 10^(1/5) times the steps for a tenth of the error', () => {
    const steps = [1e-6, 1e-8, 1e-10].map((tolerance) => {
      const solver = run(circle, [1, 0], 10, tolerance);
      expect(Math.hypot(solver.state[0]! - Math.cos(10), solver.state[1]! - Math.sin(10))).toBeLessThan(20 * tolerance);
      expect(solver.evaluations).toBe(2 + 6 * (solver.steps + solver.rejected));
      expect(solver.rejected).toBeLessThanOrEqual(2);
      return solver.steps;
    });
    for (let k = 1; k < 3; k++) {
      expect(steps[k]! / steps[k - 1]!).toBeGreaterThan(2.2);
      expect(steps[k]! / steps[k - 1]!).toBeLessThan(2.9);
    }
  });

  it('stays as good between the steps', () => {
    const between = new Float64Array(2);
    let worst = 0;
    run(circle, [1, 0], 10, 1e-9, (solver) => {
      for (const share of [0, 0.25, 0.5, 0.9, 1]) {
        const t = solver.previousTime + share * (solver.time - solver.previousTime);
        solver.interpolateInto(between, t);
        worst = Math.max(worst, Math.hypot(between[0]! - Math.cos(t), between[1]! - Math.sin(t)));
      }
    });
    expect(worst).toBeLessThan(2e-8);
  });

  it('follows a linear problem with rates 1 and 1000 to its exponentials, stably', () => {
    // y₁ = e^{−t}, y₂ = e^{−1000t} + (e^{−t} − e^{−1000t})/999·1000 solves ẏ₂ = 1000(y₁ − y₂).
    const solver = run((out, [a, b]) => ((out[0] = -a!), (out[1] = 1000 * (a! - b!))), [1, 1], 2, 1e-8);
    expectClose(solver.state, [Math.exp(-2), (1000 * Math.exp(-2)) / 999], { atol: 1e-7 });
    expect(solver.steps).toBeGreaterThan(500);
    expect(solver.steps).toBeLessThan(1500);
  });

  it('passes the time to f, and integrates a polynomial of degree 4 in it exactly', () => {
    const solver = run((out, _y, t) => (out[0] = 5 * t ** 4), [0], 2, 1e-3);
    expectClose(solver.state[0]!, 32, { rtol: 1e-14 });
  });

  it('finds when an event happens to the last bits of the time', () => {
    let found = 0;
    run(circle, [1, 0], 4, 1e-12, (solver) => {
      // The second coordinate, sin t, is ≤ 0 again from t = π on.
      if (solver.previousTime > 1 && solver.state[1]! <= 0 && found === 0) found = solver.locate((y) => y[1]!);
    });
    expectClose(found, Math.PI, { atol: 1e-11 });
  });

  it('gives the same bits twice, and again after another start', () => {
    const solver = run(circle, [1, 0], 3, 1e-8);
    const first = solver.state.slice();
    solver.start(0, [0.3, 2], 1);
    solver.advance();
    solver.start(0, [1, 0], 3);
    while (!solver.done) solver.advance();
    expect(solver.state).toEqual(first);
  });

  it('stays where nothing moves', () => {
    const solver = run((out) => out.fill(0), [0, 2], 1e6, 1e-10);
    expect(solver.state).toEqual(Float64Array.of(0, 2));
    expect(solver.steps).toBeLessThan(30);
  });

  it('says so where it cannot go on: a pole at t = 1, a NaN at t > 1/2, steps used up', () => {
    const until = (f: RightHandSide, maxSteps = 10_000) => {
      const solver = new DormandPrince(1, f, { relativeTolerance: 1e-6, absoluteTolerance: 1e-6, maxSteps });
      solver.start(0, [1], 2);
      for (;;) {
        const outcome = solver.advance();
        if (outcome !== 'stepped') return { outcome, time: solver.time, state: solver.state[0]! };
      }
    };
    const pole = until((out, [y]) => (out[0] = y! * y!));
    expect(pole.outcome).toBe('step too small');
    expectClose(pole.time, 1, { atol: 1e-3 });
    const nan = until((out, _y, t) => (out[0] = t > 0.5 ? NaN : 1));
    expect(nan.outcome).toBe('step too small');
    expectClose(nan.state, 1.5, { atol: 1e-9 });
    expect(until((out, [y]) => (out[0] = -y!), 5).outcome).toBe('too many steps');
  });

  it.each([
    [() => new DormandPrince(0, circle, { relativeTolerance: 1e-6, absoluteTolerance: 1e-6 }), 'DormandPrince: expected a dimension that is an integer ≥ 1, got 0'],
    [() => new DormandPrince(2, circle, { relativeTolerance: 1e-16, absoluteTolerance: 1e-6 }), 'expected relativeTolerance in [1e-14, 0.1], got 1e-16'],
    [() => new DormandPrince(2, circle, { relativeTolerance: 1e-6, absoluteTolerance: 0 }), 'expected absoluteTolerance > 0, got 0'],
    [() => { run(circle, [1, 0], 0, 1e-6); }, 'DormandPrince.start: expected a finite time, and a finite end after it, got 0 and 0'],
    [() => { run(circle, [NaN, 0], 1, 1e-6); }, 'DormandPrince.start: expected a finite state'],
  ])('refuses what it cannot begin', (begin, message) => {
    expect(begin).toThrow(message);
  });
});
