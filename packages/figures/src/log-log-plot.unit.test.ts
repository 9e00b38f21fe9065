import { describe, expect, it } from 'vitest';
import { logLogPlot, type LogLogSeries } from './log-log-plot.js';
import { document, readFigure, samples } from './samples.support.test.js';

const draw = (series: readonly LogLogSeries[]): string => logLogPlot({ series, xLabel: 'n', yLabel: 'time' }, { document });

describe('logLogPlot', () => {
  it('draws a power law as a straight line of its slope', () => {
    const { root } = readFigure(draw([{ label: 'cube', points: [1, 10, 100].map((x) => ({ x, y: x ** 3 })) }]));
    const centres = [...root.querySelectorAll('circle')].map((dot) => ({ x: Number(dot.getAttribute('cx')), y: Number(dot.getAttribute('cy')) }));
    expect(centres).toHaveLength(3);
    const [first, second, third] = centres as [(typeof centres)[0], (typeof centres)[0], (typeof centres)[0]];
    expect(second.x - first.x).toBeCloseTo(third.x - second.x, 1);
    expect(second.y - first.y).toBeCloseTo(third.y - second.y, 1);
    expect(third.y).toBeLessThan(first.y);
    expect(third.x).toBeGreaterThan(first.x);
  });

  it('names every series and says where it begins and ends', () => {
    const { texts, root } = readFigure(samples['log-log']!({}));
    expect(texts.map(({ text }) => text)).toEqual(expect.arrayContaining(['theirs', 'ours']));
    expect([...root.querySelectorAll('desc')][0]!.textContent).toContain('ours: 0.4 at 2 to 3000 at 400.');
  });

  it('refuses what a logarithm cannot show, and disorder', () => {
    expect(() => draw([])).toThrow(/series: expected 1 to 8, got 0/);
    expect(() => draw([{ label: 'a', points: [] }])).toThrow(/"a": expected at least one point/);
    expect(() => draw([{ label: 'a', points: [{ x: 1, y: 0 }] }])).toThrow(/finite coordinates > 0, got \(1, 0\)/);
    expect(() => draw([{ label: 'a', points: [{ x: 2, y: 1 }, { x: 1, y: 1 }] }])).toThrow(/increasing x, got 1 after 2/);
  });
});
