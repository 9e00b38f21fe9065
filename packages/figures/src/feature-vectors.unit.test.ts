import { describe, expect, it } from 'vitest';
import { featureVectors, type VectorModel } from './feature-vectors.js';
import { toHex } from './colour/rgb.js';
import { rampThrough } from './colour/ramp.js';
import { document, polygonVectors, readFigure } from './samples.support.test.js';
import { themes } from './theme.js';

const model: VectorModel = { row: '', column: '', notes: [], vectors: [[1, 0], [0, 2], [-1, 0]], values: [0.2, 0.6, 1] };

/** Tips relative to the origin, in units of the unit circle's radius, and their colours. */
function tips(svg: string) {
  const [, cx, cy, r] = /<circle cx="([\d.]+)" cy="([\d.]+)" fill="none" r="([\d.]+)"/.exec(svg)!.map(Number) as [number, number, number, number];
  return [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" fill="(#[0-9a-f]{6})"/g)].map(([, x, y, colour]) => ({
    at: [((Number(x) - cx) / r).toFixed(1), ((cy - Number(y)) / r).toFixed(1)],
    colour,
  }));
}

describe('featureVectors', () => {
  it('draws tips where they are, up being up, in units of the circle', () => {
    expect(tips(featureVectors({ models: [model] }, { document })).map(({ at }) => at.map(Number))).toEqual([[1, -0], [0, 2], [-1, -0]].map(([x, y]) => [x, y! + 0]));
  });

  it('colours by value: from end to end, or about zero', () => {
    const colours = (scale: 'sequential' | 'diverging', values: number[]) =>
      tips(featureVectors({ models: [{ ...model, values }], colour: { label: 'v', scale } }, { document })).map(({ colour }) => colour);
    const ramp = rampThrough(themes.light.sequential);
    expect(colours('sequential', [0.2, 0.6, 1])).toEqual([0, 0.5, 1].map((t) => toHex(ramp(t))));
    const [negative, zero, positive] = colours('diverging', [-2, 0, 1]);
    expect(negative).toBe(themes.light.diverging[0]);
    expect(zero).toBe(themes.light.frame);
    expect([themes.light.diverging.at(-1), zero]).not.toContain(positive);
  });

  it('uses one scale for all panels', () => {
    const svg = featureVectors({ models: [{ ...model, column: 'a' }, { ...model, column: 'b', vectors: polygonVectors(3) }] }, { document });
    expect(new Set([...svg.matchAll(/fill="none" r="([\d.]+)"/g)].map(([, r]) => r)).size).toBe(1);
  });

  it('says in the panel why there are no vectors, and where the table has no cell', () => {
    const models: VectorModel[] = [
      { ...model, row: 'n = 5', column: 'p = 0.1' },
      { ...model, row: 'n = 5', column: 'p = 0.2', vectors: null },
      { ...model, row: 'n = 6', column: 'p = 0.1', vectors: null, state: 'diverged' },
    ];
    const { texts } = readFigure(featureVectors({ models }, { document }));
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['failed', 'diverged', 'no cell']));
  });

  it.each([
    [{ models: [] }, 'featureVectors: models: expected at least one model, got none'],
    [{ models: [{ ...model, vectors: [[NaN, 0] as const] }] }, 'featureVectors: models[0].vectors: expected finite coordinates, got [null,0]'],
    [
      { models: [{ ...model, values: [1] }], colour: { label: 'v', scale: 'sequential' as const } },
      'featureVectors: models[0].values: expected 3 finite values, one a vector, got [1]',
    ],
  ])('refuses what it cannot draw', (data, message) => {
    expect(() => featureVectors(data, { document })).toThrow(message);
  });
});
