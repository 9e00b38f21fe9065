import { expectClose, randomModel, TestRandom } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { populationLoss } from '../evaluate-loss.js';
import { skeletonLosses } from './skeleton-losses.js';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe('skeletons on hand cases', () => {
  it('antipodal pair: all of the loss is where both are active, p²/6 a feature', () => {
    const model = { features: 2, hidden: 1, W: of(1, -1), b: of(0, 0) };
    const { skeletons, loss } = skeletonLosses(model, { density: of(0.1, 0.1), importance: of(1, 4) });
    expect(skeletons.map(({ contribution }) => contribution).slice(0, 2)).toEqual([0, 0]);
    expectClose(skeletons[2]!.contribution, 0.05 / 6, { rtol: 1e-14 });
    expectClose(loss, 0.05 / 6, { rtol: 1e-14 });
  });

  it('constant output β: β² where nothing is active, and where one of two is, E(t − β)² in one row and β² in the other', () => {
    const beta = 0.25;
    const model = { features: 2, hidden: 1, W: of(0, 0), b: of(beta, beta) };
    const { skeletons } = skeletonLosses(model, { density: of(0.5, 0.5), importance: of(1, 1) });
    const off = 2 * beta * beta;
    const lone = 1 / 3 - beta + 2 * beta * beta;
    const both = 2 * (1 / 3 - beta + beta * beta);
    expectClose(skeletons.map(({ contribution }) => contribution), [off / 4, lone / 2, both / 4], { rtol: 1e-14 });
    expect(skeletons.map(({ probability }) => probability)).toEqual([0.25, 0.5, 0.25]);
  });

  it('a silent model: Q_l costs its share of Σ E x², l times Pr(Q_l)/3', () => {
    const n = 6;
    const model = { features: n, hidden: 1, W: new Float64Array(n), b: new Float64Array(n).fill(-1) };
    const { skeletons } = skeletonLosses(model, { density: new Float64Array(n).fill(0.3), importance: new Float64Array(n).fill(1) });
    for (const { active, probability, contribution } of skeletons) expectClose(contribution, (active * probability) / 3, { rtol: 1e-14, atol: 1e-300 });
  });

  it('densities 0 and 1 leave the other skeletons empty', () => {
    const model = { features: 4, hidden: 2, W: of(1, -0.5, 0.3, 0.2, 0.1, 0.7, -0.9, 0.4), b: of(-0.1, 0.1, 0, -0.2) };
    const population = { density: of(1, 0, 1, 1), importance: of(1, 1, 1, 1) };
    const { skeletons, loss } = skeletonLosses(model, population);
    expect(skeletons.map(({ probability }) => probability)).toEqual([0, 0, 0, 1]);
    expect(skeletons.slice(0, 3).every(({ contribution }) => contribution === 0)).toBe(true);
    expectClose(loss, populationLoss(model, population).loss, { rtol: 1e-9 });
  });
});

describe('skeletonLosses', () => {
  it('resolves up to `most`, whose bounds are those of the full list there', () => {
    const model = randomModel(3, 6, 2);
    const full = skeletonLosses(model, model);
    for (const most of [0, 1, 2, 4]) {
      const cut = skeletonLosses(model, model, { most });
      expect(cut.skeletons).toHaveLength(most + 1);
      expect(cut.loss).toBeLessThan(full.loss);
      expect(cut.loss + cut.errorBound).toBeGreaterThanOrEqual(full.loss - full.errorBound);
      expectClose([cut.lowerBound, cut.upperBound], [full.skeletons[most]!.lowerBound, full.skeletons[most]!.upperBound], { rtol: 1e-8 });
    }
  });

  it('leaves out no more than the tolerance where 100 features could be active', () => {
    const model = randomModel(11, 100, 20);
    const population = { density: new Float64Array(100).fill(0.05), importance: model.importance };
    const { skeletons, loss, errorBound } = skeletonLosses(model, population, { tolerance: 1e-7 });
    expect(skeletons.length).toBeLessThan(40);
    expect(errorBound).toBeLessThan(1e-6 * loss);
    const whole = populationLoss(model, population, { tolerance: 1e-7 });
    expect(Math.abs(loss - whole.loss)).toBeLessThanOrEqual(errorBound + whole.errorBound);
    expect(errorBound + whole.errorBound).toBeLessThan(2e-6 * loss);
  });

  it.each([-1, 3, 0.5, NaN])('refuses most = %d of two features', (most) => {
    const model = { features: 2, hidden: 1, W: of(1, -1), b: of(0, 0) };
    expect(() => skeletonLosses(model, { density: of(0.1, 0.1), importance: of(1, 1) }, { most })).toThrow(
      `skeletonLosses: most: expected an integer in [0, features = 2], got ${String(most)}`,
    );
  });

  it('refuses what populationLoss refuses', () => {
    const model = { features: 2, hidden: 1, W: of(1, NaN), b: of(0, 0) };
    expect(() => skeletonLosses(model, { density: of(0.1, 0.1), importance: of(1, 1) })).toThrow('W[1]: expected a finite number, got NaN');
  });
});

describe('skeletons against samples drawn on them', () => {
  // Five standard errors a skeleton; the seeds are fixed.
  it.each([1, 2])('model %d: every l within 5 standard errors of 40,000 samples with l active', (seed) => {
    const n = 6;
    const model = randomModel(seed, n, 2);
    const { skeletons } = skeletonLosses(model, model);
    for (const { active, probability, contribution } of skeletons) {
      const { mean, standardError } = sampledOn(model, active, 40_000, seed + 10);
      expect(Math.abs(contribution / probability - mean)).toBeLessThan(5 * standardError + 1e-12);
    }
  });
});

/** E[loss | exactly l active]: rejection from the definition. */
function sampledOn({ features: n, hidden: m, W, b, density, importance }: ReturnType<typeof randomModel>, l: number, samples: number, seed: number) {
  const random = new TestRandom(seed);
  // Sets of l features in proportion to their probability; all 2ⁿ are listed.
  const sets: { readonly on: readonly number[]; readonly upTo: number }[] = [];
  let total = 0;
  for (let set = 0; set < 2 ** n; set++) {
    const on = Array.from({ length: n }, (_, j) => (set >> j) & 1);
    if (on.reduce((count, bit) => count + bit, 0) !== l) continue;
    total += on.reduce((product, bit, j) => product * (bit === 1 ? density[j]! : 1 - density[j]!), 1);
    sets.push({ on, upTo: total });
  }
  let sum = 0;
  let squares = 0;
  for (let sample = 0; sample < samples; sample++) {
    const at = random.uniform() * total;
    const { on } = sets.find(({ upTo }) => at <= upTo) ?? sets.at(-1)!;
    const x = on.map((bit) => bit * random.uniform());
    let error = 0;
    for (let i = 0; i < n; i++) {
      let z = b[i]!;
      for (let h = 0; h < m; h++) for (let j = 0; j < n; j++) z += W[h * n + i]! * W[h * n + j]! * x[j]!;
      error += importance[i]! * (x[i]! - Math.max(z, 0)) ** 2;
    }
    sum += error;
    squares += error * error;
  }
  const mean = sum / samples;
  return { mean, standardError: Math.sqrt(Math.max(squares / samples - mean * mean, 0) / samples) };
}
