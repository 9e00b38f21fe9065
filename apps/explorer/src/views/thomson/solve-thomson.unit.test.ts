import { describe, expect, it } from 'vitest';
import { initialState } from '../../state/schema.js';
import { equivalentsOf } from './equivalents.js';
import { solveThomson, type ThomsonAnswer } from './solve-thomson.js';
import { verdictOf } from './verdict.js';
import { thomsonView } from './view.js';

function answers(question: Parameters<typeof solveThomson>[0]): { fractions: number[]; all: ThomsonAnswer[] } {
  const steps = solveThomson(question) as Generator<{ fraction?: number; partial?: ThomsonAnswer }, ThomsonAnswer>;
  const [fractions, all]: [number[], ThomsonAnswer[]] = [[], []];
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return { fractions, all: [...all, step.value] };
    fractions.push(step.value.fraction ?? NaN);
    if (step.value.partial !== undefined) all.push(step.value.partial);
  }
}

const coulomb = { dimension: 3, riesz: 1, starts: 10, seed: 0 } as const;

describe('solveThomson', () => {
  it('finds the icosahedron, its published energy, and the same shape in the one-sparse optimum', () => {
    const { fractions, all } = answers({ ...coulomb, points: 12 });
    expect(fractions).toEqual([...Array.from({ length: 10 }, (_, k) => (k + 1) / 11), 10 / 11]);
    expect(all.map(({ comparison }) => comparison === null)).toEqual([true, false]);
    const { energy, reference, solution, comparison, smallestAngle } = all[1]!;
    expect(energy).toBeCloseTo(49.165253058, 8);
    expect(Math.abs(reference!.difference)).toBeLessThanOrEqual(reference!.uncertainty);
    expect(solution.edges).toHaveLength(30);
    expect(smallestAngle).toBeCloseTo((180 / Math.PI) * Math.atan(2), 6);
    expect(comparison!.sameShape).toBe(true);
    expect(verdictOf(comparison!)).toContain('the same shape: 12 directions');
  });

  it('compares as many points as features live, and says where shapes differ', () => {
    const { comparison } = answers({ ...coulomb, points: 7 }).all[1]!;
    expect(comparison!.thomson.points).toHaveLength(comparison!.live);
    expect(comparison!.sameShape).toBe(comparison!.procrustesDistance < 1e-6);
    expect(verdictOf({ ...comparison!, sameShape: false, continuum: false, procrustesDistance: 0.25 })).toContain('another shape');
  });

  it('puts points on the circle at the corners of the regular polygon', () => {
    const { solution, reference } = answers({ points: 5, dimension: 2, riesz: 'log', starts: 2, seed: 1 }).all[0]!;
    expect(Math.abs(reference!.difference)).toBeLessThan(1e-12);
    for (const [i, j] of solution.edges) {
      const [a, b] = [solution.points[i]!, solution.points[j]!];
      expect(a[0] * b[0] + a[1] * b[1]).toBeCloseTo(Math.cos((2 * Math.PI) / 5), 9);
    }
  });
});

describe('the command line', () => {
  it('asks the same', () => {
    expect(equivalentsOf({ ...initialState(thomsonView.schema), points: 9, riesz: 'log' }, undefined).cli).toBe(
      'tegum thomson --points 9 --dimension 3 --riesz log --starts 20 --seed 0 --compare',
    );
  });
});
