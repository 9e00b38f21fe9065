import { populationLoss, skeletonLosses } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { initialState } from '../../state/schema.js';
import { equivalentsOf } from './equivalents.js';
import { contentOf } from './question.js';
import { coarseToFine, sharesOverDensity, type SharePoint } from './shares-over-density.js';
import { skeletonsAt, type SkeletonsAt } from './skeletons-at.js';
import { verdictOf } from './verdict.js';
import { skeleta } from './view.js';

const settings = initialState(skeleta.schema);

async function answers<Answer>(steps: AsyncIterator<{ partial?: Answer }, Answer> | Iterator<{ partial?: Answer }, Answer>): Promise<Answer[]> {
  const all: Answer[] = [];
  for (;;) {
    const step = await steps.next();
    if (step.done === true) return [...all, step.value];
    // What the page gets is a copy of what is still being filled.
    if (step.value.partial !== undefined) all.push(structuredClone(step.value.partial));
  }
}

describe('skeletonsAt', () => {
  it('splits the loss of the optimum, and every truncation brackets it', async () => {
    const [answer] = (await answers<SkeletonsAt>(skeletonsAt(contentOf(settings)))).slice(-1);
    const { W, b, skeletons, loss } = answer!;
    const population = { density: new Float64Array(5).fill(0.1), importance: new Float64Array(5).fill(1) };
    const whole = populationLoss({ features: 5, hidden: 2, W, b }, population, { tolerance: 1e-12 }).loss;
    expect(Math.abs(loss - whole)).toBeLessThan(1e-9 * whole);
    for (const { lowerBound, upperBound } of skeletons) {
      expect(lowerBound).toBeLessThanOrEqual(whole * (1 + 1e-12));
      expect(upperBound).toBeGreaterThanOrEqual(whole * (1 - 1e-12));
    }
  });
});

describe('sharesOverDensity', () => {
  it('looks at one model everywhere, coarse to fine, in order of density', async () => {
    const { features, hidden, decay, starts, seed } = settings;
    const all = await answers<readonly SharePoint[]>(sharesOverDensity({ features, hidden, decay, starts, seed, density: 0.1 }));
    expect(all[0]).toHaveLength(13);
    const last = all.at(-1)!;
    expect(last).toHaveLength(49);
    expect(last.map(({ density }) => density)).toEqual(last.map(({ density }) => density).sort((a, b) => a - b));
    const [at] = (await answers<SkeletonsAt>(skeletonsAt(contentOf(settings)))).slice(-1);
    const point = last[20]!;
    const population = { density: new Float64Array(5).fill(point.density), importance: new Float64Array(5).fill(1) };
    const { skeletons } = skeletonLosses({ features: 5, hidden: 2, W: at!.W, b: at!.b }, population);
    skeletons.slice(0, 4).forEach(({ contribution }, l) => { expect(point.contributions[l]).toBeCloseTo(contribution, 7); });
  });

  it('trains a model for each density when asked', async () => {
    const { decay, seed } = settings;
    const [features, hidden] = [3, 1];
    const [last] = (await answers<readonly SharePoint[]>(sharesOverDensity({ features, hidden, decay, starts: 2, seed, density: null }))).slice(-1);
    const total = (point: SharePoint): number => point.contributions.reduce((sum, share) => sum + share, 0);
    const [one] = (await answers<readonly SharePoint[]>(sharesOverDensity({ features, hidden, decay, starts: 8, seed, density: 0.1 }))).slice(-1);
    // Elsewhere, a model trained there is better than one from here.
    expect(total(last![48]!)).toBeLessThan(0.95 * total(one![48]!));
  }, 60_000);

  it('takes every density once', () => {
    expect([...coarseToFine(49)].sort((a, b) => a - b)).toEqual(Array.from({ length: 49 }, (_, index) => index));
  });
});

describe('the verdict', () => {
  const skeleton = (active: number, probability: number, contribution: number) => ({ active, probability, contribution, errorBound: 0, lowerBound: 0, upperBound: 1 });

  it.each([
    [[skeleton(0, 0.6, 0), skeleton(1, 0.3, 0.1), skeleton(2, 0.1, 0.9)], 1, 'No. Points with two or more active features are 10.00 % of the data and 90.00 % of the loss: rare, but not negligible. Probability is the wrong yardstick.'],
    [[skeleton(0, 0.6, 0), skeleton(1, 0.3, 0.9), skeleton(2, 0.1, 0.1)], 1, 'No. Points with two or more active features are 10.00 % of the data and 10.00 % of the loss.'],
    [[skeleton(0, 0.6, 0), skeleton(1, 0.3, 0.999), skeleton(2, 0.1, 0.001)], 1, 'Yes, here they may be ignored. Points with two or more active features are 10.00 % of the data and 0.10 % of the loss.'],
    [[skeleton(0, 1, 0)], 0, 'The loss is 0 on every skeleton.'],
  ])('weighs the loss, not only the data', (skeletons, loss, sentence) => { expect(verdictOf(skeletons, loss).sentence).toBe(sentence); });
});

describe('the command line', () => {
  it('evaluates the very model that is shown', () => {
    const answer = { W: Float64Array.of(1, 0, -1, 0.5), b: Float64Array.of(0, 0.1), skeletons: [] } as unknown as SkeletonsAt;
    expect(equivalentsOf({ ...settings, features: 2, hidden: 2, decay: 0.5, over: 'each' }, answer).cli).toBe(
      `cat > model.json <<'END'
{"format":"tegum-model@1","W":[[1,0],[-1,0.5]],"b":[0,0.1],"density":0.1,"importance":[1,0.5]}
END
tegum evaluate model.json --skeletons --figure shares.svg --optimal --starts 8 --seed 0
`,
    );
  });
});
