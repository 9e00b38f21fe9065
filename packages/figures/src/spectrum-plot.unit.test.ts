import { describe, expect, it } from 'vitest';
import { document, readFigure } from './samples.support.test.js';
import { flatLimit, flatSpectrum } from './spectrum-plot.support.test.js';
import { spectrumPlot, type SpectrumPlotData } from './spectrum-plot.js';
import { themes } from './theme.js';

const draw = (data: Partial<SpectrumPlotData> = {}, width = 960) => readFigure(spectrumPlot({ ...flatSpectrum, ...data }, { document, width }));
const numbers = (element: { getAttribute(name: string): string | null }, ...names: string[]) => names.map((name) => Number(element.getAttribute(name)));

/** Bars of the histogram, px: a group of rects inside the axes. */
function bars(figure: ReturnType<typeof readFigure>) {
  return [...figure.root.querySelectorAll('g[fill-opacity] rect')].map((bar) => numbers(bar, 'x', 'width', 'height') as [number, number, number]);
}

describe('spectrumPlot', () => {
  it('draws bars whose area is the share of their eigenvalues, from edge to edge', () => {
    const drawn = bars(draw());
    // Eight bins for the bulk, one for the spike; 63 eigenvalues over 8 bins are 7 or 8 each.
    expect(drawn).toHaveLength(9);
    const area = drawn.map(([, width, height]) => width * height);
    const total = area.reduce((a, b) => a + b);
    area.slice(0, 8).forEach((part) => expect([7, 8]).toContain(Math.round((64 * part) / total)));
    expect((64 * area[8]!) / total).toBeCloseTo(1, 1);
    const [first, last] = [drawn[0]!, drawn[7]!];
    const edges = [...draw().root.querySelectorAll('g[stroke-dasharray]')].filter((group) => group.getAttribute('stroke') === themes.light.series[1]);
    const [low, high] = [...edges[0]!.querySelectorAll('line')].map((line) => numbers(line, 'x1')[0]!);
    expect(first[0]).toBeCloseTo(low!, 0);
    expect(last[0] + last[1]).toBeCloseTo(high!, 0);
  });

  it('draws the limit per unit of ln λ: where λ ρ is constant, level with the bars', () => {
    const figure = draw();
    const curve = [...figure.root.querySelectorAll('path')].map((path) => path.getAttribute('d')!).find((d) => d.split('L').length > 150)!;
    const heights = curve.slice(1).split('L').map((point) => Number(point.split(',')[1]));
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(0.02);
    const drawn = [...figure.root.querySelectorAll('g[fill-opacity] rect')].map((bar) => numbers(bar, 'y', 'height') as [number, number]);
    const floor = drawn[0]![0] + drawn[0]![1];
    // 63 of 64 eigenvalues lie under it.
    const mean = drawn.slice(0, 8).reduce((sum, [, height]) => sum + height, 0) / 8;
    expect(mean / (floor - heights[0]!)).toBeCloseTo(63 / 64, 3);
  });

  it('names multiplicities and counts what lies between the edges', () => {
    const words = draw().texts.map(({ text }) => text);
    expect(words).toContain('×63');
    expect(words).toContain('×1');
    expect(words).toContain('63 of 64 sample eigenvalues lie between the edges. The largest is 20; its limit along the mean is 19.');
  });

  it('counts zeros, which have no place on the axis', () => {
    const samples = [...Array.from(flatSpectrum.samples).slice(0, 62), 0, -1e-17];
    const { root, texts } = draw({ samples, limit: { ...flatLimit, atZero: 0.25 } });
    expect(texts.map(({ text }) => text).join(' ')).toContain('2 are 0 and not drawn (limit: 25 %).');
    expect([...root.querySelectorAll('g[stroke-width] line')].every((line) => Number.isFinite(Number(line.getAttribute('x1'))))).toBe(true);
  });

  it('draws ticks alone where a histogram would mean nothing', () => {
    const few = draw({ samples: [0.9, 1.1], population: [1, 1] });
    expect(bars(few)).toEqual([]);
    expect(few.texts.map(({ text }) => text)).toContain('×2');
  });

  it.each([320, 360, 420, 640, 960])('keeps texts apart and on the sheet at %i px, also where eigenvalues nearly coincide', (width) => {
    for (const population of [flatSpectrum.population, [1, 1, 1.02], [1, 1.1, 1.2, 1.3], [0.9999, 19.9]]) {
      const { texts } = draw({ population }, width);
      for (const a of texts) {
        expect(a.left, a.text).toBeGreaterThanOrEqual(0);
        expect(a.right, a.text).toBeLessThanOrEqual(width);
        for (const b of texts) {
          const overlap = a !== b && a.left < b.right && b.left < a.right && a.baseline - 0.7 * a.size < b.baseline && b.baseline - 0.7 * b.size < a.baseline;
          expect(overlap, `${a.text} | ${b.text}`).toBe(false);
        }
      }
    }
  });

  it.each([
    [{ samples: [] }, 'spectrumPlot: samples: expected finite eigenvalues, got none'],
    [{ samples: [1, NaN] }, 'spectrumPlot: samples: expected finite eigenvalues, got NaN at 1'],
    [{ samples: [0, 0] }, 'spectrumPlot: samples: expected an eigenvalue > 0, got none'],
    [{ population: [0, 1] }, 'spectrumPlot: population: expected eigenvalues > 0, got 0'],
  ])('refuses what it cannot draw', (wrong, message) => {
    expect(() => draw(wrong)).toThrow(message);
  });
});
