import { describe, expect, it } from 'vitest';
import { dimensionalityPlot, stickyDimensionalities, type DimensionalityModel } from './dimensionality-plot.js';
import { document, readFigure } from './samples.support.test.js';

const models: DimensionalityModel[] = [
  { density: 1, hidden: 2, dimensionality: [1, 1, 0, 0], squaredNorm: 2 },
  { density: 0.1, hidden: 2, dimensionality: [0.5, 0.5, 0.5, 0.5], squaredNorm: 4 },
  { density: 0.01, hidden: 2, dimensionality: [0.4, 0.4, 0.4, 0.4], squaredNorm: 5 },
];

/** The plot's data coordinates, from the tick labels of its axes. */
function read(svg: string) {
  const ticks = (axis: 'x' | 'y') =>
    [...svg.matchAll(/<text transform="translate\((-?[\d.]+),(-?[\d.]+)\)" y="0\.(71|32)em">([\d.]+)<\/text>/g)]
      .filter(([, , , em]) => em === (axis === 'x' ? '71' : '32'))
      .map(([, x, y, , label]) => [Number(axis === 'x' ? x : y), Number(label)] as const);
  const [left, right] = [ticks('x')[0]!, ticks('x').at(-1)!];
  const [bottom, top] = [ticks('y')[0]!, ticks('y').at(-1)!];
  const toX = (u: number) => left[1] * (right[1] / left[1]) ** ((u - left[0]) / (right[0] - left[0]));
  const toY = (v: number) => bottom[1] + ((v - bottom[0]) / (top[0] - bottom[0])) * (top[1] - bottom[1]);
  const dots = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)" r="2.3"\/>/g)].map(([, u, v]) => [Number(u), toY(Number(v))] as const);
  const lines = [...svg.matchAll(/stroke-width="2.2"[^>]*>\n<path d="(M[^"]*)"\/>/g)].map(([, d]) =>
    [...d!.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, u, v]) => [toX(Number(u)), toY(Number(v))] as const),
  );
  return { dots, lines, toX, toY };
}

describe('dimensionalityPlot', () => {
  const svg = dimensionalityPlot({ models }, { document });
  const { dots, lines, toX, toY } = read(svg);

  it('draws a dot for each feature at its dimensionality, centred on its density', () => {
    expect(dots.map(([, value]) => value.toFixed(2)).sort()).toEqual([...models.flatMap((model) => model.dimensionality)].map((v) => v.toFixed(2)).sort());
    const middle = (value: string): number => {
      const xs = dots.filter(([, v]) => v.toFixed(2) === value).map(([u]) => u);
      expect(new Set(xs).size).toBe(xs.length);
      return toX(xs.reduce((sum, u) => sum + u, 0) / xs.length);
    };
    expect(middle('0.50')).toBeCloseTo(10, 0);
    expect(middle('0.40') / 100).toBeCloseTo(1, 1);
  });

  it('draws ΣD_i / m and m / ‖W‖²_F', () => {
    const values = lines.map((line) => line.map(([, value]) => value.toFixed(2)));
    expect(values).toEqual([
      ['1.00', '1.00', '0.80'],
      ['1.00', '0.50', '0.40'],
    ]);
    expect(lines[0]!.map(([u]) => Math.round(u))).toEqual([1, 10, 100]);
  });

  it('averages several models of one density, leaving out those without norm', () => {
    const more = [...models, { ...models[1]!, squaredNorm: 8 }, { ...models[1]!, squaredNorm: 0 }];
    const [, norms] = read(dimensionalityPlot({ models: more }, { document })).lines;
    expect(norms![1]![1]).toBeCloseTo((2 / 4 + 2 / 8) / 2, 2);
  });

  it('marks every sticky value with a line and its name', () => {
    const heights = [...svg.matchAll(/<line x1="[\d.]+" x2="[\d.]+" y1="([\d.]+)" y2="\1"/g)].map(([, v]) => toY(Number(v)));
    const { texts } = readFigure(svg);
    for (const { value, text, name } of stickyDimensionalities) {
      expect(heights.some((height) => Math.abs(height - value) < 0.002), name).toBe(true);
      expect(texts.map((entry) => entry.text)).toContain(`${text} ${name}`);
    }
  });

  it.each([
    [[], 'dimensionalityPlot: models: expected at least one model, got none'],
    [[{ ...models[0]!, dimensionality: [1.2] }], 'dimensionalityPlot: dimensionality: expected values in [0, 1], got 1.2'],
    [[{ ...models[0]!, density: 0 }], 'dimensionalityPlot: 1 / density: expected positive finite values for a logarithmic axis, got Infinity'],
    [[{ ...models[0]!, hidden: 0 }], 'dimensionalityPlot: hidden: expected an integer ≥ 1, got 0'],
  ])('refuses what it cannot draw', (bad, message) => {
    expect(() => dimensionalityPlot({ models: bad }, { document })).toThrow(message);
  });
});
