import { describe, expect, it } from 'vitest';
import { parseSpec } from '../spec/parse-spec.js';
import type { SpecInput } from '../spec/spec-schema.js';
import { planSpec } from './plan-spec.js';

type Change = Partial<Omit<SpecInput, 'model'>> & { readonly model?: Partial<SpecInput['model']> };

function plan(change: Change = {}) {
  const { model, ...rest } = change;
  const spec: SpecInput = { format: 'tegum-spec@1', name: 'a', model: { features: 3, hidden: 2, density: 0.5, ...model }, ...rest };
  return planSpec(parseSpec(spec));
}

describe('planSpec', () => {
  it('varies the last quantity fastest, in the stated order', () => {
    const { cellCount, cells } = plan({
      model: { features: { list: [4, 3] }, density: { list: [0.1, 0.2] }, importance: { last: { list: [1, 2] } } },
      seeds: 2,
    });
    expect(cellCount).toBe(16);
    const rows = [...cells()].map(({ content }) => [content.features, content.density[0], content.importance.at(-1), content.seed]);
    expect(rows.slice(0, 5)).toEqual([
      [4, 0.1, 1, 0],
      [4, 0.1, 1, 1],
      [4, 0.1, 2, 0],
      [4, 0.1, 2, 1],
      [4, 0.2, 1, 0],
    ]);
    expect(rows[8]).toEqual([3, 0.1, 1, 0]);
  });

  it('fills vectors: density for every feature, importance by its form', () => {
    const importance = (value: SpecInput['model']['importance']) =>
      plan({ model: value === undefined ? {} : { importance: value } }).cellAt(0).content.importance;
    expect(plan().cellAt(0).content.density).toEqual([0.5, 0.5, 0.5]);
    expect(plan({ model: { density: [0.1, 0, 1] } }).cellAt(0).content.density).toEqual([0.1, 0, 1]);
    expect(importance(undefined)).toEqual([1, 1, 1]);
    expect(importance(2)).toEqual([2, 2, 2]);
    expect(importance([3, 2, 1])).toEqual([3, 2, 1]);
    expect(importance({ last: 0.25 })).toEqual([1, 1, 0.25]);
    expect(importance({ geometric: 0.5 })).toEqual([1, 0.5, 0.25]);
  });

  it('advances zipped axes together', () => {
    const { cellCount, cells } = plan({
      model: { features: { list: [3, 5, 5] }, hidden: { list: [2, 2, 4] }, density: { list: [0.1, 0.2] } },
      zip: [['model.features', 'model.hidden']],
    });
    expect(cellCount).toBe(6);
    expect([...cells()].map(({ content }) => [content.features, content.hidden, content.density[0]])).toEqual([
      [3, 2, 0.1],
      [3, 2, 0.2],
      [5, 2, 0.1],
      [5, 2, 0.2],
      [5, 4, 0.1],
      [5, 4, 0.2],
    ]);
  });

  it('gives each method its own parameters', () => {
    const { cells } = plan({ train: { method: { list: ['exact', 'sgd', 'adamw'] }, steps: 5, momentum: 0.9 } });
    expect([...cells()].map(({ content }) => content.training)).toEqual([
      { method: 'exact', starts: 8, tolerance: 1e-9, maxIterations: 500 },
      expect.objectContaining({ method: 'sgd', steps: 5, momentum: 0.9, weightDecay: 0 }),
      expect.objectContaining({ method: 'adamw', steps: 5, momentum: 0, weightDecay: 0.01 }),
    ]);
  });

  it('counts replicate seeds from the base seed', () => {
    const seeds = (change: Change) => [...plan(change).cells()].map(({ content }) => content.seed);
    expect(seeds({ seeds: 3 })).toEqual([0, 1, 2]);
    expect(seeds({ seeds: 2, baseSeed: 7 })).toEqual([7, 8]);
    expect(seeds({ seeds: [5, 2] })).toEqual([5, 2]);
  });

  it('knows the size of a grid nobody could compute', () => {
    const huge = plan({ model: { density: { linspace: [0, 1, 10_000] }, importance: { last: { linspace: [0, 1, 10_000] } } }, seeds: 1000 });
    expect(huge.cellCount).toBe(1e11);
    expect(huge.cellAt(1e11 - 1).content).toMatchObject({ density: [1, 1, 1], importance: [1, 1, 1] });
  });

  it('plans a window of cells', () => {
    const { cells, cellAt } = plan({ model: { density: { linspace: [0, 1, 10] } } });
    expect([...cells(3, 5)]).toEqual([cellAt(3), cellAt(4)]);
    expect(() => cellAt(10)).toThrow('cellAt: expected an index in [0, 10), got 10');
  });

  it('takes −0 for 0, in identity and in content', () => {
    const negative = plan({ model: { density: { list: [-0] }, importance: [-0, 1, 1] } }).cellAt(0);
    const positive = plan({ model: { density: { list: [0] }, importance: [0, 1, 1] } }).cellAt(0);
    expect(negative.id).toBe(positive.id);
    expect(Object.is(negative.content.density[0], 0)).toBe(true);
    expect(Object.is(negative.content.importance[0], 0)).toBe(true);
  });

  it.each<readonly [Change, string]>([
    [{ model: { hidden: 3 } }, 'model.hidden: expected 1 ≤ hidden < features in every cell, got hidden 3 with features 3 (a bottleneck is narrower than its input: lower hidden, or zip model.features with model.hidden to pair their values)'],
    [{ model: { features: { list: [3, 5] }, hidden: { list: [4, 2] } }, zip: [['model.features', 'model.hidden']] }, 'model.hidden: expected 1 ≤ hidden < features in every cell, got hidden 4 with features 3 (a bottleneck is narrower than its input: lower hidden, or zip model.features with model.hidden to pair their values)'],
    [{ model: { features: { list: [5, 3] }, hidden: { list: [2, 4] } } }, 'model.hidden: expected 1 ≤ hidden < features in every cell, got hidden 4 with features 3 (a bottleneck is narrower than its input: lower hidden, or zip model.features with model.hidden to pair their values)'],
    [{ model: { density: [0.1, 0.2] } }, 'model.density: expected one entry a feature, 3 in all, got 2 (for a sweep of this value write {list: […]})'],
    [{ model: { features: { list: [3, 4] }, importance: [1, 1, 1] } }, 'model.importance: expected one entry a feature, 4 in all, got 3 (for a sweep of this value write {list: […]})'],
    [{ model: { density: { list: [0.2, 0.1, 0.1] } }, seeds: 2 }, 'model.density: expected distinct values, got 0.1 as values 1 and 2 (cells 2 and 4 would be the same: remove one, or use seeds for replicates)'],
    [{ model: { features: { list: [3, 4, 3] }, hidden: { list: [2, 2, 2] } }, zip: [['model.features', 'model.hidden']] }, 'model.features: expected distinct pairings with model.hidden, got 3, 2 as values 0 and 2 (cells 0 and 2 would be the same: remove one, or use seeds for replicates)'],
    [{ seeds: [4, 4] }, 'seeds: expected distinct values, got 4 as values 0 and 1 (cells 0 and 1 would be the same: remove one, or use seeds for replicates)'],
    [{ model: { density: { linspace: [0.5, 0.5, 3] } } }, 'model.density: expected distinct values, got 0.5 as values 0 and 1 (cells 0 and 1 would be the same: remove one, or use seeds for replicates)'],
    [{ model: { features: { linspace: [3, 6, 3] } } }, 'model.features: expected an axis of integers, got 4.5 as value 1 (write the values as a list, or choose a count that steps evenly)'],
    [{ train: { starts: { linspace: [1, 2, 3] } } }, 'train.starts: expected an axis of integers, got 1.5 as value 1 (write the values as a list, or choose a count that steps evenly)'],
    [{ model: { features: 4096, importance: { geometric: 2 } } }, 'model.importance.geometric: expected importances that stay finite, got 2^4095 (take a ratio nearer to 1)'],
    [{ model: { density: { list: [0.1, 0.2] } }, seeds: 3, zip: [['model.density', 'seeds']] }, 'zip[0]: expected axes of equal length, got model.density of 2, seeds of 3 (zipped axes advance together)'],
    [{ model: { density: { list: [0.1, 0.2] } }, zip: [['model.density', 'model.hidden']] }, 'zip[0][1]: expected an axis of this spec (model.density), got "model.hidden" (it holds one value: make it an axis or leave it out)'],
    [{ model: { density: { list: [0.1, 0.2] } }, seeds: 2, zip: [['model.densty', 'seeds']] }, 'zip[0][0]: expected an axis of this spec (model.density, seeds), got "model.densty" (did you mean "model.density"?)'],
    [{ model: { density: { list: [0.1, 0.2] } }, seeds: 2, zip: [['seeds', 'seeds']] }, 'zip[0][1]: expected every axis zipped once, got "seeds" again (it stands in zip[0][0])'],
  ])('refuses %j', (change, message) => {
    expect(() => plan(change)).toThrow(expect.objectContaining({ name: 'InputError', message }));
  });
});

describe('digest', () => {
  const axis: Change = { model: { density: { list: [0, 0.5, 1] } } };

  it('sees the cells, not how they are written or named', () => {
    expect(plan({ model: { density: { linspace: [0, 1, 3] } }, name: 'b', description: 'x', figures: ['gram'] }).digest).toBe(plan(axis).digest);
  });

  it('sees every change of a cell and of their order', () => {
    const digests = [
      plan(axis),
      plan({ model: { density: { list: [0, 1, 0.5] } } }),
      plan({ ...axis, baseSeed: 1 }),
      plan({ ...axis, train: { starts: 9 } }),
      plan({ ...axis, seeds: 3 }),
      plan({ ...axis, seeds: 3, zip: [['model.density', 'seeds']] }),
    ].map(({ digest }) => digest);
    expect(new Set(digests).size).toBe(digests.length);
  });
});
