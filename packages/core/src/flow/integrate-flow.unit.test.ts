import { expectClose, randomRotation } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { linspace } from '../numerics/linspace.js';
import { diagonal, multiply, transpose } from '../numerics/matrix.js';
import { CriticalSets } from './nearest-critical.js';
import { randomFlowStart, startInEigenbasis } from './flow-start.js';
import { flowNamed, flowNames, type FlowName } from './flows.js';
import { integrateFlow, type FlowTrajectory } from './integrate-flow.js';
import { settlingTime } from './settling-time.js';
import { diagonalSecondMoment, leastLoss, lossOfSet, secondMoment } from './second-moment.js';

const moment = diagonalSecondMoment([4, 2, 1]);
/** Small, and by chance with more of eigenvector 3 than of 2 in what the first mode leaves free. */
const start = randomFlowStart(3, 2, 414, 0.01);

function settled(flow: FlowName, tolerance = 1e-10): FlowTrajectory {
  const problem = { flow, moment, hidden: 2, start };
  return integrateFlow(problem, linspace(0, settlingTime(problem, { tolerance }), 41), { tolerance });
}
const ends = new Map(flowNames.map((flow) => [flow, settled(flow)]));

describe('from one small random start', () => {
  it.each(['untied', 'oja', 'tied'] as const)('the %s flow reaches what PCA reaches', (flow) => {
    const { end, outcome } = ends.get(flow)!;
    expect(outcome).toBe('stepped');
    expect(end).toMatchObject({ kind: 'minimum', indices: [1, 2] });
    expectClose(end.gap, 0, { atol: 1e-10 });
    expect(end.distance).toBeLessThan(1e-6);
  });

  it('(22) ends at a partial isometry far from it', () => {
    const { end } = ends.get('notes')!;
    expect(end.kind).toBe('partial isometry');
    expect(end.gap).toBeGreaterThan(0.7);
    expect(end.distance).toBeGreaterThan(0.5);
    const K = multiply(end.state, transpose(end.state, 2, 3), 2, 3, 2);
    expectClose(K, [1, 0, 0, 1], { atol: 1e-7 });
    expectClose(end.gap, end.loss - 1, { atol: 1e-12 });
  });

  it('(22) may rest right beside the minimum, and still not at it', () => {
    const far = diagonalSecondMoment([100, 1]);
    const { end } = integrateFlow({ flow: 'notes', moment: far, hidden: 1, start: { W: Float64Array.of(1e-3, 1e-3) } }, Float64Array.of(40));
    expect(end.kind).toBe('partial isometry');
    expect(end.distance).toBeLessThan(2e-3);
    const aligned = integrateFlow({ flow: 'notes', moment: far, hidden: 1, start: { W: Float64Array.of(1e-3, 0) } }, Float64Array.of(2));
    expect(aligned.end.kind).toBe('minimum');
  });

  it('the balance AᵀA − BBᵀ drifts by less than 1e-9', () => {
    const { drift } = ends.get('untied')!;
    expect(Math.max(...drift!)).toBeLessThan(1e-9);
    expect(Math.max(...drift!)).toBeGreaterThan(0);
    expect(ends.get('tied')!.drift).toBeUndefined();
  });

  it.each(['untied', 'notes', 'oja', 'tied'] as const)('the %s flow lingers at the origin and at {1} on its way', (flow) => {
    const { plateaus } = ends.get(flow)!;
    expect(plateaus.slice(0, 2).map(({ indices }) => indices)).toEqual([[], [1]]);
    for (const { from, to, criticalLoss: level, loss, distance, indices } of plateaus) {
      expect(to).toBeGreaterThan(from);
      expect(level).toBe(lossOfSet(moment, indices));
      expect(distance).toBeLessThan(0.1);
      // |∂L/∂M| ≤ 2λ₁‖I − M‖ near a projection.
      expect(Math.abs(loss - level)).toBeLessThan(8 * Math.sqrt(3) * distance + 4 * distance ** 2);
    }
    expect(plateaus[0]!.from).toBe(0);
  });

  it('a plateau begins and ends where the distance crosses 0.1', () => {
    const first = ends.get('tied')!.plateaus[1]!;
    const states = integrateFlow({ flow: 'tied', moment, hidden: 2, start }, Float64Array.of(first.from, first.to)).states;
    for (const state of states) {
      const { distance, indices } = new CriticalSets(moment, 2).nearest(multiply(transpose(state, 2, 3), state, 3, 2, 3));
      expect(indices).toEqual([1]);
      expectClose(distance, 0.1, { atol: 1e-8 });
    }
  });

  it('the loss error is an upper estimate: losses of a much finer run differ by less', () => {
    for (const flow of flowNames) {
      const [coarse, fine] = [1e-6, 1e-12].map((tolerance) => integrateFlow({ flow, moment, hidden: 2, start }, linspace(0, 8, 33), { tolerance }));
      const difference = Math.max(...coarse!.loss.map((loss, t) => Math.abs(loss - fine!.loss[t]!)));
      expect(difference, flow).toBeLessThanOrEqual(coarse!.lossError);
      expect(difference, flow).toBeGreaterThan(0.001 * coarse!.lossError);
      expect(coarse!.steps).toBeLessThan(fine!.steps);
    }
  });
});

describe('integrateFlow', () => {
  it('gives the same losses in the original basis and in the eigenbasis', () => {
    const q = randomRotation(5, 4);
    const turned = secondMoment(multiply(multiply(q, diagonal([4, 3, 2, 1]), 4, 4, 4), transpose(q, 4, 4), 4, 4, 4), 4);
    const here = randomFlowStart(4, 2, 1, 0.3, false);
    const times = linspace(0, 3, 7);
    for (const flow of flowNames) {
      const original = integrateFlow({ flow, moment: turned, hidden: 2, start: here }, times);
      const eigen = integrateFlow({ flow, moment: diagonalSecondMoment(turned.eigenvalues), hidden: 2, start: startInEigenbasis(here, turned) }, times);
      expectClose(original.loss, eigen.loss, { atol: original.lossError + eigen.lossError });
      expect(original.end.indices).toEqual(eigen.end.indices);
      expectClose(original.end.distance, eigen.end.distance, { atol: 1e-7 });
    }
  });

  it('keeps the balance of an unbalanced start, and reaches the same minimum', () => {
    const unbalanced = randomFlowStart(3, 2, 3, 0.5, false);
    const { end, drift } = integrateFlow({ flow: 'untied', moment, hidden: 2, start: unbalanced }, linspace(0, 60, 61));
    expect(end).toMatchObject({ kind: 'minimum', indices: [1, 2] });
    expect(Math.max(...drift!)).toBeLessThan(1e-9);
  });

  it('rests at a saddle it starts at, and says so', () => {
    const { end, plateaus } = integrateFlow({ flow: 'tied', moment, hidden: 2, start: { W: Float64Array.of(1, 0, 0, 0, 0, 1) } }, Float64Array.of(5));
    expect(end).toMatchObject({ kind: 'saddle', indices: [1, 3], distance: 0, gap: 1 });
    expect(plateaus).toMatchObject([{ from: 0, to: 5, indices: [1, 3], criticalLoss: 2 }]);
    const origin = { flow: 'oja', moment, hidden: 2, start: { W: new Float64Array(6) } } as const;
    expect(integrateFlow(origin, Float64Array.of(settlingTime(origin))).end).toMatchObject({ kind: 'saddle', indices: [], gap: 6 });
  });

  it('is not settled at a saddle that it is about to leave', () => {
    for (const flow of ['untied', 'oja', 'tied'] as const) {
      const near = { flow, moment, hidden: 2, start: { W: Float64Array.of(1, 0, 0, 0, 1e-12, 1) } };
      const { end, plateaus } = integrateFlow(near, Float64Array.of(settlingTime(near)));
      expect(end).toMatchObject({ kind: 'minimum', indices: [1, 2] });
      expect(plateaus.map(({ indices }) => indices)).toEqual([[1, 3], [1, 2]]);
    }
  });

  it('says that it is still moving when the time is short, and where the steps ran out', () => {
    expect(integrateFlow({ flow: 'tied', moment, hidden: 2, start }, Float64Array.of(1)).end.kind).toBe('moving');
    const cut = integrateFlow({ flow: 'tied', moment, hidden: 2, start }, linspace(0, 10, 11), { maxSteps: 60 });
    expect(cut.outcome).toBe('too many steps');
    expect(cut.times.length).toBe(cut.loss.length);
    expect(cut.times.length).toBeLessThan(11);
    expect(cut.steps + cut.rejected).toBe(60);
    expect(cut.end.time).toBeGreaterThanOrEqual(cut.times.at(-1)!);
  });

  it('does not take large A with B near 0 for the origin', () => {
    const far = { W: new Float64Array(6).fill(1e-9), A: Float64Array.of(3, 0, 0, 3, 1, 1) };
    const { plateaus } = integrateFlow({ flow: 'untied', moment, hidden: 2, start: far }, Float64Array.of(0.01));
    expect(plateaus).toEqual([]);
  });

  it('has no isolated critical sets where eigenvalues are equal: the nearest of the eigenspace counts', () => {
    const equal = diagonalSecondMoment([3, 2, 2, 2, 1]);
    const problem = { flow: 'tied', moment: equal, hidden: 2, start: randomFlowStart(5, 2, 4, 0.1) } as const;
    const { end } = integrateFlow(problem, Float64Array.of(settlingTime(problem)));
    expect(end).toMatchObject({ kind: 'minimum', indices: [1, 2] });
    expectClose(end.gap, 0, { atol: 1e-10 });
    const G = multiply(transpose(end.state, 2, 5), end.state, 5, 2, 5);
    expect(Math.abs(G[2 * 5 + 3]!)).toBeGreaterThan(0.01); // no unit vector, and yet critical
  });

  it.each([
    [{ W: new Float64Array(5) }, 2, [1], 'start: W: expected 2 × 3 numbers, got 5 numbers'],
    [{ W: new Float64Array(6), A: new Float64Array(5) }, 2, [1], 'start: A: expected 3 × 2 numbers, got 5 numbers'],
    [{ W: Float64Array.of(0, 0, 0, 0, NaN, 0) }, 2, [1], 'start: W: expected finite numbers, got NaN at [1, 1]'],
    [{ W: new Float64Array(9) }, 3, [1], 'hidden: expected an integer from 1 to 2, less than the 3 features, got 3'],
    [{ W: new Float64Array(6) }, 2, [], 'times: expected at least one time, got none'],
    [{ W: new Float64Array(6) }, 2, [0], 'times: expected a last time > 0, got 0'],
    [{ W: new Float64Array(6) }, 2, [2, 1], 'times: expected increasing times, got 1 after 2'],
    [{ W: new Float64Array(6) }, 2, [-1], 'times: expected finite times ≥ 0, got -1'],
  ])('refuses %o', (bad, hidden, times, message) => {
    expect(() => integrateFlow({ flow: 'untied', moment, hidden, start: bad }, Float64Array.from(times))).toThrow(message);
  });

  it('refuses a tolerance, a flow and a scale out of range', () => {
    expect(() => integrateFlow({ flow: 'tied', moment, hidden: 2, start }, Float64Array.of(1), { tolerance: 1e-20 })).toThrow('tolerance: expected a number in [1e-13, 1e-3], got 1e-20');
    expect(() => flowNamed('sanger')).toThrow('flow: expected one of untied, notes, oja, tied, got "sanger"');
    expect(() => randomFlowStart(3, 2, 0, 0)).toThrow('scale: expected a finite number > 0, got 0');
  });
});

describe('second moments', () => {
  it('number eigenvalues from the largest, and know their critical losses', () => {
    const { eigenvalues, vectors } = secondMoment(diagonal([1, 4, 2]), 3);
    expect(eigenvalues).toEqual(Float64Array.of(4, 2, 1));
    expectClose([vectors[3]!, vectors[7]!, vectors[2]!].map(Math.abs), [1, 1, 1]);
    expect(lossOfSet(moment, [1, 3])).toBe(2);
    expect(leastLoss(moment, 2)).toBe(1);
  });

  it.each([
    [() => diagonalSecondMoment([2, 0]), 'eigenvalues: expected finite numbers > 0, got 0 at number 2'],
    [() => diagonalSecondMoment([NaN, 1]), 'eigenvalues: expected finite numbers > 0, got NaN at number 1'],
    [() => diagonalSecondMoment([1, 2]), 'eigenvalues: expected the largest first, got 2 after 1'],
    [() => diagonalSecondMoment([1]), 'eigenvalues: expected at least 2 features, got 1'],
    [() => secondMoment(diagonal([1, -1]), 2), 'linearSpectrum: expected a positive definite sigma, got an indefinite one'],
    [() => secondMoment(Float64Array.of(1, 0.5, 0.2, 1), 2), 'linearSpectrum: expected a symmetric sigma'],
  ])('refuse what is no second moment', (make, message) => {
    expect(make).toThrow(message);
  });
});

describe('the nearest critical set', () => {
  it('is found among all of them, by its definition', () => {
    // Every projection on at most 2 of 4 eigenvectors, compared with a matrix of no symmetry.
    const four = diagonalSecondMoment([4, 3, 2, 1]);
    const map = Float64Array.of(0.7, 0.1, 0, 0.2, -0.3, 0.65, 0, 0, 0.1, 0, 0.9, 0, 0, 0, 0.4, -0.2);
    const sets = [[], ...[1, 2, 3, 4].map((i) => [i]), [1, 2], [1, 3], [1, 4], [2, 3], [2, 4], [3, 4]];
    const distances = sets.map((set) => Math.sqrt(map.reduce((sum, value, e) => sum + (value - (e % 5 === 0 && set.includes(e / 5 + 1) ? 1 : 0)) ** 2, 0)));
    const nearest = distances.indexOf(Math.min(...distances));
    expect(sets[nearest]).toEqual([1, 3]);
    const found = new CriticalSets(four, 2).nearest(map);
    expect(found.indices).toEqual([1, 3]);
    expectClose(found.distance, distances[nearest]!, { rtol: 1e-14 });
    // Less than half of an eigenvector is nearer to none of it.
    expect(new CriticalSets(four, 2).nearest(diagonal([0.7, 0.48, 0.3, 0.1])).indices).toEqual([1]);
  });
});
