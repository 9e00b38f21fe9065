import { describe, expect, it } from 'vitest';
import { classicBoundaries, classicLosses, type ClassicCandidate } from './classic-candidates.js';

/** The candidates themselves: W = (w₁, w₂) and b. */
const models: Record<ClassicCandidate, (p: number) => { w: [number, number]; b: [number, number] }> = {
  'ignore-last': (p) => ({ w: [1, 0], b: [0, p / 2] }),
  'ignore-first': (p) => ({ w: [0, 1], b: [p / 2, 0] }),
  antipodal: () => ({ w: [1, -1], b: [0, 0] }),
  aligned: () => ({ w: [1, 1], b: [0, 0] }),
};

/** The loss from its definition: the four activity patterns weighted, the rest by the midpoint rule. */
function integratedLoss(candidate: ClassicCandidate, p: number, r: number, steps = 400): number {
  const { w, b } = models[candidate](p);
  const lossAt = (x1: number, x2: number): number => {
    const hidden = w[0] * x1 + w[1] * x2;
    const y1 = Math.max(0, w[0] * hidden + b[0]);
    const y2 = Math.max(0, w[1] * hidden + b[1]);
    return (x1 - y1) ** 2 + r * (x2 - y2) ** 2;
  };
  let [first, second, both] = [0, 0, 0];
  for (let i = 0; i < steps; i++) {
    const u = (i + 0.5) / steps;
    first += lossAt(u, 0) / steps;
    second += lossAt(0, u) / steps;
    for (let j = 0; j < steps; j++) both += lossAt(u, (j + 0.5) / steps) / steps ** 2;
  }
  return (1 - p) ** 2 * lossAt(0, 0) + p * (1 - p) * (first + second) + p * p * both;
}

describe('classicLosses', () => {
  it.each([
    [0.02, 0.3],
    [0.3, 2.5],
    [0.9, 1],
  ])('are the losses of the models named, p = %d, r = %d', (p, r) => {
    const losses = classicLosses(p, r);
    for (const candidate of Object.keys(models) as ClassicCandidate[]) {
      // The midpoint rule errs by about 1 / (24 · 400²) of the second derivatives.
      expect(losses[candidate], candidate).toBeCloseTo(integratedLoss(candidate, p, r), 5);
    }
  });
});

describe('classicBoundaries', () => {
  it('separate the best candidate on one side from the best on the other', () => {
    const best = (p: number, r: number): string =>
      Object.entries(classicLosses(p, r)).reduce((least, entry) => (entry[1] < least[1] ? entry : least))[0];
    for (const { between, importanceAt, densities } of classicBoundaries) {
      for (const share of [0.05, 0.5, 0.95]) {
        const p = densities[0] + share * (densities[1] - densities[0]);
        const r = importanceAt(p);
        expect([best(p, r * 0.99), best(p, r * 1.01)]).toEqual(between);
      }
    }
  });

  it('meet where p = 4/7 and r = 1', () => {
    expect(classicBoundaries.map(({ importanceAt }) => importanceAt(4 / 7).toFixed(12))).toEqual(Array(3).fill('1.000000000000'));
  });
});
