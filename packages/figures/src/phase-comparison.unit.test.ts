import { describe, expect, it } from 'vitest';
import { shadesOf } from './colour/ramp.js';
import { assignPhaseColours } from './colour/phase-colours.js';
import { phaseComparison } from './phase-comparison.js';
import { comparisonSample } from './phase-comparison.support.test.js';
import { document, readFigure } from './samples.support.test.js';

const hues = assignPhaseColours(['antipodal', 'ignored']);

describe('phaseComparison', () => {
  it('draws three diagrams on one pair of axes, hues by phase, the empirical one shaded by agreement', () => {
    const svg = phaseComparison(comparisonSample, { document, width: 960 });
    const large = readFigure(svg).images.filter(({ height }) => height > 100);
    expect(large).toHaveLength(3);
    expect(large.map(({ columns, rows }) => [columns, rows])).toEqual([[8, 8], [8, 8], [4, 4]]);
    const [, , empirical] = large;
    const corner = [...empirical!.data.slice(0, 3)];
    // Top left: the highest importance at the lowest density.
    const cell = comparisonSample.empirical.reduce((best, c) => (c.importance / c.density > best.importance / best.density ? c : best));
    expect(corner).toEqual([...shadesOf(hues.get(cell.phase)!)(cell.share!)]);
  });

  it('draws coexistence in the exact and the empirical diagram, spinodals in the exact one alone', () => {
    const svg = phaseComparison(comparisonSample, { document, width: 960 });
    expect([...svg.matchAll(/<g [^>]*stroke="#16191d"[^>]*stroke-width="2"/g)]).toHaveLength(2);
    expect([...svg.matchAll(/<g [^>]*stroke-dasharray="5,3.5"/g)]).toHaveLength(1);
    const without = phaseComparison({ ...comparisonSample, spinodals: [] }, { document, width: 960 });
    expect(without).not.toContain('spinodal: ');
  });

  it('hatches metastable cells, once each', () => {
    const svg = phaseComparison(comparisonSample, { document });
    const hatching = /<path d="([^"]*)"[^>]* stroke="#ffffff" stroke-opacity="0.6" stroke-width="0.9"\/>/.exec(svg)![1]!;
    const places = [...hatching.matchAll(/M([\d.]+),([\d.]+)/g)].map(([place]) => place);
    const strokesPerCell = places.length / comparisonSample.exact.filter((cell) => cell.metastable).length;
    expect(Number.isInteger(strokesPerCell)).toBe(true);
    expect(new Set(places).size).toBe(places.length);
    expect(svg).toContain(`${comparisonSample.exact.filter((cell) => cell.metastable).length} exact cells have more than one local optimum`);
  });

  it('stacks the diagrams where there is no room, and keeps every word on the sheet', () => {
    for (const width of [360, 960]) {
      const { texts } = readFigure(phaseComparison(comparisonSample, { document, width }));
      const headings = texts.filter(({ text }) => ['Classic', 'Exact', 'Empirical'].includes(text));
      expect(new Set(headings.map(({ left }) => left)).size).toBe(width === 360 ? 1 : 3);
      expect(new Set(headings.map(({ baseline }) => baseline)).size).toBe(width === 360 ? 3 : 1);
      for (const { left, right } of texts) {
        expect(left).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(width);
      }
    }
  });

  it('leaves the empirical diagram out if nothing was trained, and refuses other axes', () => {
    expect(readFigure(phaseComparison({ ...comparisonSample, empirical: [] }, { document })).images.filter(({ height }) => height > 100)).toHaveLength(2);
    const shifted = comparisonSample.empirical.map((cell) => ({ ...cell, importance: cell.importance * 2 }));
    expect(() => phaseComparison({ ...comparisonSample, empirical: shifted }, { document })).toThrow(/phaseComparison: empirical: expected cells that cover the axes of exact/);
    expect(() => phaseComparison({ ...comparisonSample, exact: [] }, { document })).toThrow(/exact: expected at least one cell, got none/);
  });
});
