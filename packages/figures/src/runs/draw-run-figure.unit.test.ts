import { describe, expect, it } from 'vitest';
import type { CellRecord } from '@tegum/data-runs';
import { doneRecord, document, failedRecord, polygonWeights, readFigure } from '../samples.support.test.js';
import { drawRunFigure, runFigureNames } from './draw-run-figure.js';
import { phaseDiagramOfRun } from './phase-diagram-of-run.js';
import { polygonsOfRun } from './polygons-of-run.js';
import { gramOfRun } from './gram-of-run.js';
import { lossCurvesOfRun } from './loss-curves-of-run.js';
import { dimensionalityOfRun } from './dimensionality-of-run.js';

const words = (name: string, records: readonly CellRecord[]): string[] =>
  readFigure(drawRunFigure(name, { records, title: 'A run' }, { document })).texts.map(({ text }) => text);

const grid = [0.1, 0.5].flatMap((p) => [0.2, 3].map((r) => doneRecord({ density: [p, p], importance: [1, r] }, { loss: p * r })));

describe('drawRunFigure', () => {
  it('knows the names that specs use', () => {
    expect(runFigureNames).toEqual(['phase-diagram', 'dimensionality', 'polygons', 'gram', 'loss-curves']);
  });

  it('names the figures there are, for one there is not, and asks for records', () => {
    expect(() => drawRunFigure('phase', { records: grid }, { document })).toThrow(
      'figure: expected one of phase-diagram, dimensionality, polygons, gram, loss-curves, got "phase"',
    );
    expect(() => drawRunFigure('toString', { records: grid }, { document })).toThrow(/expected one of/);
    expect(() => drawRunFigure('gram', { records: [] }, { document })).toThrow('figure gram: expected at least one record, got none');
  });

  it('prints title and what was computed, unless told otherwise', () => {
    expect(words('phase-diagram', grid)).toEqual(
      expect.arrayContaining(['A run', '2 features in 1 dimension; exact population loss, 4 cells, best of 8 starts']),
    );
    const svg = drawRunFigure('gram', { records: grid, subtitle: 'mine' }, { document });
    expect(svg).toContain('>mine<');
    expect(svg).not.toContain('exact population loss');
  });
});

describe('phase-diagram', () => {
  it('takes density and relative importance off the parameters, and the best of several seeds', () => {
    const better = doneRecord({ density: [0.1, 0.1], importance: [2, 0.4], seed: 1 }, { loss: 0.001, phase: 'ignored' });
    const failed = failedRecord({ density: [0.5, 0.5], importance: [1, 3], seed: 1 });
    const { cells, classic } = phaseDiagramOfRun([...grid, better, failed]);
    expect(classic).toBe(true);
    expect(cells).toHaveLength(4);
    expect(cells[0]).toEqual({ density: 0.1, importance: 0.2, state: 'done', phase: 'ignored', loss: 0.001 });
    expect(cells[3]!.state).toBe('done');
  });

  it('keeps cells that only failed', () => {
    const { cells } = phaseDiagramOfRun([...grid.slice(0, 3), failedRecord({ density: [0.5, 0.5], importance: [1, 3] })]);
    expect(cells[3]).toMatchObject({ density: 0.5, importance: 3, state: 'failed' });
  });

  it('overlays the classic boundaries for two features in one dimension only', () => {
    const three = [0.1, 0.5].flatMap((p) => [0.2, 3].map((r) => doneRecord({ features: 3, hidden: 2, density: [p, p, p], importance: [1, 1, r] })));
    expect(phaseDiagramOfRun(three).classic).toBe(false);
  });

  it.each([
    ['one density', grid.slice(0, 2), 'figure phase-diagram: expected cells at two or more densities and two or more importances of the last feature, got 1 and 2'],
    ['several densities in a cell', [doneRecord({ density: [0.1, 0.2] })], 'figure phase-diagram: expected cells with one density for all features, got [0.1, 0.2]'],
    ['importances that are no axis', [doneRecord({ features: 3, density: [0.1, 0.1, 0.1], importance: [1, 0.9, 0.8] })], 'expected cells in which all features but the last have one importance > 0, got [1, 0.9, 0.8]'],
    ['several sizes', [...grid, doneRecord({ features: 3, density: [1, 1, 1], importance: [1, 1, 1] })], 'figure phase-diagram: expected models of one size, got (2, 1) and (3, 1) (filter the records first)'],
  ])('refuses %s', (_, records, message) => {
    expect(() => phaseDiagramOfRun(records)).toThrow(message);
  });
});

describe('dimensionality', () => {
  const records = [1, 0.1].map((p) => doneRecord({ density: [p, p] }, { featureNorms: [3, 4], dimensionality: [0.25, 0.75] }));

  it('takes dimensionality and ‖W‖²_F off the results, and says what is not shown', () => {
    const data = dimensionalityOfRun([...records, failedRecord({ density: [0.5, 0.5] })]);
    expect(data.models).toEqual([1, 0.1].map((density) => ({ density, hidden: 1, dimensionality: [0.25, 0.75], squaredNorm: 25 })));
    expect(data.caption).toBe('Not shown: 1 failed of 3 cells.');
    expect(dimensionalityOfRun(records).caption).toBeUndefined();
  });

  it('needs two densities', () => {
    expect(() => dimensionalityOfRun(records.slice(1))).toThrow('figure dimensionality: expected finished cells at two or more densities, got 1');
  });
});

describe('polygons', () => {
  const cell = (features: number, p: number, rest: Partial<CellRecord['parameters']> = {}) =>
    doneRecord(
      { features, hidden: 2, density: new Array<number>(features).fill(p), importance: new Array<number>(features).fill(1), ...rest },
      { W: polygonWeights(features), b: new Array<number>(features).fill(-0.1), phase: 'pentagon', loss: p / 7 },
    );

  it('sorts models into a table, takes columns of W as vectors and biases as colours', () => {
    const { models, colour } = polygonsOfRun([cell(6, 0.1), cell(5, 0.3), cell(5, 0.1)]);
    expect(models.map(({ row, column }) => `${row}, ${column}`)).toEqual(['n = 5, p = 0.1', 'n = 5, p = 0.3', 'n = 6, p = 0.1']);
    const W = polygonWeights(5);
    expect(models[0]!.vectors![2]).toEqual([W[2], W[7]]);
    expect(models[0]!.values).toEqual(new Array(5).fill(-0.1));
    expect(models[0]!.notes).toEqual(['pentagon', 'L = 0.0143']);
    expect(colour!.scale).toBe('diverging');
  });

  it('colours by importance where it differs', () => {
    const { models, colour } = polygonsOfRun([cell(5, 0.1, { importance: [1, 0.9, 0.8, 0.7, 0.6] })]);
    expect(colour!.label).toContain('importance');
    expect(models[0]!.values).toEqual([1, 0.9, 0.8, 0.7, 0.6]);
  });

  it.each([
    [[cell(5, 0.1), doneRecord({})], 'figure polygons: expected models with hidden = 2, got hidden = 1 (choose another figure, e.g. gram)'],
    [[cell(5, 0.1), cell(5, 0.1, { importance: [1, 1, 1, 1, 2] })], 'figure polygons: expected one importance vector for each number of features and density, got 2 cells at 1 places'],
    [Array.from({ length: 121 }, (_, i) => cell(5, (i + 1) / 200)), 'figure polygons: expected at most 120 cells, one panel each, got 121'],
  ])('refuses what has no place in the table', (records, message) => {
    expect(() => polygonsOfRun(records)).toThrow(message);
  });
});

describe('gram', () => {
  it('labels panels by what differs, and shows failed cells', () => {
    const { models } = gramOfRun([grid[0]!, grid[2]!, { ...grid[0]!, parameters: { ...grid[0]!.parameters, seed: 5 } }, failedRecord({ density: [1, 1], importance: [1, 0.2] })]);
    expect(models.map(({ label, W }) => [label, W !== null])).toEqual([['p = 0.1', true], ['p = 0.5', true], ['p = 1', false]]);
  });

  it('refuses more panels than a page holds', () => {
    const many = Array.from({ length: 65 }, (_, i) => doneRecord({ density: [(i + 1) / 100, 0.5] }));
    expect(() => gramOfRun(many)).toThrow('figure gram: expected at most 64 cells, one panel each, got 65 (filter the records first)');
  });
});

describe('loss-curves', () => {
  it('names series by what differs and marks those that diverged', () => {
    const diverged: CellRecord = { ...doneRecord({ seed: 2 }, { lossCurve: [1, 9] }), status: 'diverged', error: { name: 'Diverged', message: '' } };
    const data = lossCurvesOfRun([doneRecord({ seed: 1 }, { lossCurve: [1, 0.5] }), diverged, doneRecord({ seed: 3 })]);
    expect(data.series.map(({ label }) => label)).toEqual(['seed 1', 'seed 2, diverged']);
    expect(data.xLabel).toBe('iteration');
    expect(data.caption).toBe('1 of 3 cells left no loss curve.');
    expect(words('loss-curves', [doneRecord({ method: 'adamw' }, { lossCurve: [1, 0.5] })]).join()).toContain('training by adamw');
  });

  it.each([
    [[doneRecord({})], 'figure loss-curves: expected cells with a loss curve, got none'],
    [
      [doneRecord({}, { lossCurve: [1, 0.5] }), doneRecord({ method: 'sgd' }, { lossCurve: [1, 0.5] })],
      'figure loss-curves: expected iterations (exact) or steps (minibatch), not both, got exact, sgd',
    ],
  ])('refuses what cannot share an axis', (records, message) => {
    expect(() => lossCurvesOfRun(records)).toThrow(message);
  });
});
