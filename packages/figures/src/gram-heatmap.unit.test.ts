import { describe, expect, it } from 'vitest';
import { rampThrough } from './colour/ramp.js';
import { gramHeatmap, type GramModel } from './gram-heatmap.js';
import { document, readFigure } from './samples.support.test.js';
import { themes } from './theme.js';

/** Columns (1, 0), (−1, 1), (0, 0.5): G has no symmetry that could hide a transposed index of W. */
const model: GramModel = { label: '', features: 3, hidden: 2, W: [1, -1, 0, 0, 1, 0.5], b: [0.25, 0, -0.5] };
const gram = [
  [1, -1, 0],
  [-1, 2, 0.5],
  [0, 0.5, 0.25],
];

describe('gramHeatmap', () => {
  it('colours G = WᵀW and b on one scale about zero', () => {
    const { images } = readFigure(gramHeatmap({ models: [model] }, { document }));
    const ramp = rampThrough(themes.light.diverging);
    const colours = (values: readonly number[]) => values.flatMap((value) => [...ramp(0.5 + value / 4)]);
    const [matrix, biases] = images as [(typeof images)[0], (typeof images)[0]];
    expect([matrix.rows, matrix.columns, biases.rows, biases.columns]).toEqual([3, 3, 3, 1]);
    expect([...matrix.data]).toEqual(colours(gram.flat()));
    expect([...biases.data]).toEqual(colours(model.b as number[]));
    expect(colours([0])).toEqual([0xf6, 0xf6, 0xf6]);
  });

  it('prints the values of a small model, each in its cell, and the ends of the scale', () => {
    const { texts, images } = readFigure(gramHeatmap({ models: [model] }, { document }));
    const cell = images[0]!.width / 3;
    const { left, right } = texts.find(({ text }) => text === '2.00')!;
    expect(Math.floor(((left + right) / 2 - 24 - 30) / cell)).toBe(1);
    const words = texts.map(({ text }) => text);
    expect(words.filter((text) => text === '−1.00')).toHaveLength(2);
    expect(words).toEqual(expect.arrayContaining(['0.25', '−0.50', '−2', '2', '0']));
    expect(words).not.toContain('-0.00');
  });

  it('prints no values of a large model, nor of several', () => {
    const large: GramModel = { ...model, features: 9, hidden: 1, W: new Array<number>(9).fill(0.5), b: new Array<number>(9).fill(0) };
    const several = [{ ...model, label: 'a' }, { ...model, label: 'b' }];
    for (const models of [[large], several]) {
      const { texts } = readFigure(gramHeatmap({ models }, { document }));
      expect(texts.filter(({ text }) => /^\d\.\d\d$/.test(text) && text !== '0.25')).toEqual([]);
    }
  });

  it('says the size of a model, in the singular where it is one', () => {
    const one = { ...model, features: 1, hidden: 1, W: [1], b: [0] };
    expect(gramHeatmap({ models: [one] }, { document })).toContain('of 1 model with 1 feature in 1 dimension.');
    expect(gramHeatmap({ models: [model, one] }, { document })).toContain('of 2 models with 3 features in 2 dimensions, 1 feature in 1 dimension.');
  });

  it('shows a model that failed, and one of zeros', () => {
    const failed = { ...model, W: null };
    const { texts } = readFigure(gramHeatmap({ models: [{ ...model, label: 'a' }, { ...failed, label: 'b' }] }, { document }));
    expect(texts.map(({ text }) => text)).toContain('failed');
    const zeros = { ...model, W: new Array<number>(6).fill(0), b: [0, 0, 0] };
    expect(readFigure(gramHeatmap({ models: [zeros] }, { document })).texts.map(({ text }) => text)).toContain('1');
    expect(gramHeatmap({ models: [failed] }, { document })).toContain('failed');
  });

  it.each([
    [{ ...model, W: [1] }, 'gramHeatmap: models[0].W: expected hidden · features = 6 numbers, got 1'],
    [{ ...model, b: [1] }, 'gramHeatmap: models[0].b: expected 3 numbers, got 1'],
    [{ ...model, W: [NaN, 0, 0, 0, 0, 0] }, 'gramHeatmap: models[0]: expected finite weights and biases, got NaN or Infinity (leave diverged models out)'],
  ])('refuses what it cannot draw', (bad, message) => {
    expect(() => gramHeatmap({ models: [bad] }, { document })).toThrow(message);
  });
});
