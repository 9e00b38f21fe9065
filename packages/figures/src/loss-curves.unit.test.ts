import { describe, expect, it } from 'vitest';
import { lossCurves } from './loss-curves.js';
import { document, readFigure } from './samples.support.test.js';

const halving = (first: number, steps: number): number[] => Array.from({ length: steps }, (_, step) => first / 2 ** step);

function curves(svg: string): (readonly [number, number])[][] {
  return [...svg.matchAll(/stroke-width="1.6">\n<path d="([^"]*)"/g)].map(([, d]) =>
    [...d!.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const),
  );
}

describe('lossCurves', () => {
  it('draws an exponential as a straight line: log loss against step', () => {
    const [curve] = curves(lossCurves({ series: [{ label: 'a', losses: halving(1, 6) }] }, { document }));
    expect(curve).toHaveLength(6);
    const slopes = curve!.slice(1).map(([x, y], index) => (y - curve![index]![1]) / (x - curve![index]![0]));
    for (const slope of slopes) expect(slope / slopes[0]!).toBeCloseTo(1, 2);
    expect(slopes[0]).toBeGreaterThan(0); // y grows downwards: the loss falls
  });

  it('names each series at the height of its end, or in a legend where it is narrow', () => {
    const series = [
      { label: 'low', losses: halving(0.1, 10) },
      { label: 'high', losses: halving(10, 10) },
    ];
    const find = (width: number, name: string) => readFigure(lossCurves({ series }, { document, width })).texts.filter(({ text }) => text === name);
    expect(find(960, 'high')[0]!.baseline).toBeLessThan(find(960, 'low')[0]!.baseline - 50);
    expect(find(420, 'high')[0]!.baseline).toBe(find(420, 'low')[0]!.baseline);
  });

  it('names some of many series, first and last among them, without overlap', () => {
    const series = Array.from({ length: 40 }, (_, index) => ({ label: `s${index}`, losses: halving(1 + index / 100, 5) }));
    for (const width of [420, 960]) {
      const named = readFigure(lossCurves({ series }, { document, width })).texts.filter(({ text }) => /^s\d+$/.test(text));
      expect(named.length).toBeLessThan(30);
      expect(named.map(({ text }) => text)).toContain('s0');
      if (width === 420) expect(named.map(({ text }) => text)).toContain('s39');
    }
  });

  it('breaks where training left the finite numbers, and says so where a loss is 0', () => {
    const svg = lossCurves({ series: [{ label: 'a', losses: [1, 0.5, NaN, 0.25, 0] }] }, { document });
    expect(svg.match(/<path d="M[^"]*L[^"]*M[^"]*L/g)).not.toBeNull();
    expect(readFigure(svg).texts.map(({ text }) => text)).toContain('A loss of exactly 0 is drawn on the lower edge.');
  });

  it('stays small however long the training was', () => {
    const losses = Float64Array.from({ length: 200_000 }, (_, step) => 1 / (1 + step) + (step % 7) / 1000);
    expect(lossCurves({ series: [{ label: 'a', losses }] }, { document }).length).toBeLessThan(60_000);
  });

  it.each([
    [[], 'lossCurves: series: expected at least one finite loss > 0, got none'],
    [[{ label: 'a', losses: [0, NaN] }], 'lossCurves: series: expected at least one finite loss > 0, got none'],
    [[{ label: 'a', losses: [1, -1] }], 'lossCurves: series "a": expected losses ≥ 0, got -1 at step 1'],
  ])('refuses what it cannot draw', (series, message) => {
    expect(() => lossCurves({ series }, { document })).toThrow(message);
  });
});
