import { describe, expect, it } from 'vitest';
import { flowComparison, type FlowComparisonData } from './flow-comparison.js';
import { fallingPanel, flowSample } from './flow-comparison.support.test.js';
import { document, readFigure } from './samples.support.test.js';
import { themes } from './theme.js';

const draw = (data: FlowComparisonData, width = 960) => flowComparison(data, { document, width });

/** Points of every path inside a group of one stroke width, with its colour. */
function curves(svg: string, strokeWidth: number): (readonly [x: number, y: number])[][] {
  return [...svg.matchAll(new RegExp(`stroke-width="${strokeWidth}"[^>]*>\\n<path d="([^"]*)"`, 'g'))].map(([, d]) =>
    [...d!.matchAll(/[ML]([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const),
  );
}

/** Heights of the horizontal lines of one colour, of the first panel. */
function rules(svg: string, colour: string): number[] {
  const [, group = ''] = new RegExp(`<g [^>]*stroke="${colour}"[^>]*>\\n((?:<line [^>]*/>\\n)+)</g>`).exec(svg) ?? [];
  return [...group.matchAll(/y1="([\d.]+)"/g)].map(([, y]) => Number(y));
}

describe('flowComparison', () => {
  it('draws loss against time on axes common to all panels', () => {
    const drawn = curves(draw(flowSample), 1.8);
    expect(drawn).toHaveLength(4);
    for (const curve of drawn) expect(curve).toHaveLength(81);
    const [first, second] = [drawn[0]!, drawn[1]!];
    const perTime = (first[80]![0] - first[0]![0]) / 10;
    expect(second[80]![0] - second[0]![0]).toBeCloseTo(10 * perTime, 1);
    expect(first[40]![0] - first[0]![0]).toBeCloseTo(5 * perTime, 1);
    // Both start at the same height, and loss 1 and 1.8 end as far apart as the axis says.
    expect(second[0]![1]).toBeCloseTo(first[0]![1], 2);
    const perLoss = (first[16]![1] - first[0]![1]) / (flowSample.panels[0]!.losses[0]! - flowSample.panels[0]!.losses[16]!);
    const ends = flowSample.panels.map(({ losses }) => losses[80]!);
    expect(first[80]![1] - second[80]![1]).toBeCloseTo(perLoss * (ends[1]! - ends[0]!), 1);
  });

  it('has a line at every critical loss, and the PCA minimum in its own colour where the curves end', () => {
    const svg = draw(flowSample);
    const lines = rules(svg, themes.light.frame);
    expect(lines).toHaveLength(7);
    for (let k = 2; k < 7; k++) expect(lines[k]! - lines[k - 1]!).toBeCloseTo(lines[1]! - lines[0]!, 1);
    const [minimum] = rules(svg, themes.light.series[2]!);
    expect(minimum).toBeCloseTo(lines[6]!, 1);
    const last = curves(svg, 1.8)[0]![80]![1];
    expect(Math.abs(last - minimum!)).toBeLessThan(4);
  });

  it('strokes the stretches of time spent near a critical set, and names them there', () => {
    const svg = draw(flowSample);
    const strokes = curves(svg, 6);
    expect(strokes).toHaveLength(11);
    const whole = curves(svg, 1.8)[0]!;
    const perTime = (whole[80]![0] - whole[0]![0]) / 10;
    expect(strokes[1]![0]![0] - whole[0]![0]).toBeCloseTo(2 * perTime, 1);
    expect(strokes[1]!.at(-1)![0] - whole[0]![0]).toBeCloseTo(4.5 * perTime, 1);
    const texts = readFigure(svg).texts.map(({ text }) => text);
    // Named at 4 plateaus each, and {1} as a level besides.
    expect(texts.filter((text) => text === '{1}')).toHaveLength(5);
    expect(texts.filter((text) => text === '{1,2}')).toHaveLength(4);
    expect(texts.filter((text) => text === '{2,3}')).toHaveLength(1);
  });

  it('says the clock of every flow and where it ends, without a glyph that PNG text lacks', () => {
    const texts = readFigure(draw(flowSample)).texts.map(({ text }) => text);
    expect(texts).toContain('Tied gradient: −¼ grad L');
    expect(texts.filter((text) => text === 'ends at the PCA minimum')).toHaveLength(3);
    expect(texts.join('')).not.toContain('∇');
  });

  it('joins equal levels, and of very many keeps those that matter', () => {
    const tied = { ...flowSample, criticalLosses: [...flowSample.criticalLosses, { indices: [4], loss: 3 }] };
    expect(readFigure(draw(tied)).texts.map(({ text }) => text)).toContain('{1} {4}');
    const many = { ...flowSample, criticalLosses: [...flowSample.criticalLosses, ...Array.from({ length: 40 }, (_, k) => ({ indices: [9, 10 + k], loss: 1.1 + k / 8 }))] };
    const names = readFigure(draw(many)).texts.map(({ text }) => text);
    expect(names.filter((name) => name.startsWith('{9'))).toEqual([]);
    expect(rules(draw(many), themes.light.frame)).toHaveLength(3);
  });

  it('draws one flow alone', () => {
    const { texts } = readFigure(draw({ ...flowSample, panels: [fallingPanel('Tied gradient', 1)] }));
    expect(texts.filter(({ text }) => text === 'time')).toHaveLength(1);
  });

  it.each([320, 420, 640, 960, 1200])('keeps texts on the sheet and apart at %i px, in both themes', (width) => {
    for (const theme of ['light', 'dark'] as const) {
      const svg = flowComparison(flowSample, { document, width, theme });
      expect(svg).not.toMatch(/NaN|undefined|Infinity|null|currentColor/);
      const { root, texts } = readFigure(svg);
      for (const { text, left, right, baseline } of texts) {
        expect(left, text).toBeGreaterThanOrEqual(0);
        expect(right, text).toBeLessThanOrEqual(width);
        expect(baseline, text).toBeLessThan(Number(root.getAttribute('height')) - 2);
      }
      const collisions = texts.flatMap((a, i) =>
        texts
          .slice(i + 1)
          .filter((b) => a.left < b.right && b.left < a.right && a.baseline - 0.7 * a.size < b.baseline && b.baseline - 0.7 * b.size < a.baseline)
          .map((b) => [a.text, b.text]),
      );
      expect(collisions).toEqual([]);
    }
  });

  it.each([
    [{ ...flowSample, panels: [] }, 'flowComparison: panels: expected at least one, got none'],
    [{ ...flowSample, panels: [{ ...fallingPanel('a', 1), losses: [1] }] }, 'flowComparison: panel "a": expected as many losses as times, got 1 and 81'],
    [{ ...flowSample, panels: [{ ...fallingPanel('a', 1), times: [0, 1], losses: [1, NaN] }] }, 'panel "a": expected finite losses ≥ 0, got NaN at point 1'],
    [{ ...flowSample, panels: [{ ...fallingPanel('a', 1), times: [1, 0], losses: [1, 1] }] }, 'panel "a": expected increasing times ≥ 0, got 0 at point 1'],
    [{ ...flowSample, panels: [{ ...fallingPanel('a', 1), times: [], losses: [] }] }, 'panel "a": expected at least one point, got none'],
  ])('refuses what it cannot draw', (data, message) => {
    expect(() => draw(data)).toThrow(message);
  });
});
