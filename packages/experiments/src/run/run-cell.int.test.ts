import { describe, expect, it } from 'vitest';
import type { CellContent, Training } from '../cell.js';
import { cellOf } from '../plan/cell-identity.js';
import { runCell } from './run-cell.js';

const exact: Training = { method: 'exact', starts: 6, tolerance: 1e-9, maxIterations: 500 };

function content(change: Partial<CellContent> = {}): CellContent {
  return { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], training: exact, seed: 0, ...change };
}

describe('runCell with exact training', () => {
  it('gives the same bytes twice, and those of a cell that went through JSON', () => {
    const cell = cellOf(content({ features: 3, hidden: 2, density: [0.1, 0.2, 0.3], importance: [1, 0.5, 0.25] }));
    const once = JSON.stringify(runCell(cell));
    expect(JSON.stringify(runCell(cell))).toBe(once);
    expect(JSON.stringify(runCell(JSON.parse(JSON.stringify(cell))))).toBe(once);
  });

  it('survives JSON: nothing in a record is lost by writing and reading it', () => {
    const record = runCell(cellOf(content()));
    expect(record.status).toBe('done');
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    const numbers = [...record.result!.W, ...record.result!.b, ...record.result!.lossCurve, record.result!.tightness];
    expect(numbers.some((value) => Object.is(value, -0))).toBe(false);
  });

  it('finds the antipodal pair of two sparse features in one dimension', () => {
    const { result } = runCell(cellOf(content()));
    expect(result).toMatchObject({ phase: 'antipodal', starts: 6, rank: 1 });
    // W = (1, −1), b = 0 has loss 2p²/6; the optimum is a little lower.
    expect(result!.loss).toBeLessThan((0.1 * 0.1) / 3);
    expect(result!.loss).toBeGreaterThan(0.9 * ((0.1 * 0.1) / 3));
    expect(result!.errorBound).toBeLessThanOrEqual(1e-9 * result!.loss);
    expect(result!.lossPerFeature[0]! + result!.lossPerFeature[1]!).toBeCloseTo(result!.loss, 14);
    expect(result!.dimensionality[0]! + result!.dimensionality[1]!).toBeCloseTo(1, 9);
    expect(result!.bestCount).toBeGreaterThan(0);
    expect(result!.minHessianEigenvalue).toBeGreaterThan(0);
  });

  it.each([
    [[1, 0.1], 'ignored'],
    [[1, 10], 'dedicated'],
  ])('finds what a dense pair of importance %j does to the last feature: %s', (importance, phase) => {
    expect(runCell(cellOf(content({ density: [0.8, 0.8], importance }))).result?.phase).toBe(phase);
  });

  it('finds the pentagon', () => {
    const five = content({ features: 5, hidden: 2, density: Array(5).fill(0.1), importance: Array(5).fill(1) });
    const { result } = runCell(cellOf(five));
    expect(result!.phase).toBe('pentagon');
    for (const value of result!.dimensionality) expect(value).toBeCloseTo(2 / 5, 4);
  });

  it('finds the metastable pentagon beside two digons', () => {
    const five = content({ features: 5, hidden: 2, density: Array(5).fill(0.23), importance: Array(5).fill(1), training: { ...exact, starts: 16 } });
    const { result } = runCell(cellOf(five));
    expect(result).toMatchObject({ phase: '2 digons + 1 ignored', secondPhase: 'pentagon' });
    // One start in fifty ends in a third, far above.
    expect(result!.optimaCount).toBeLessThanOrEqual(3);
    expect(result!.optimaCount).toBeGreaterThanOrEqual(2);
    expect(result!.secondLoss! / result!.loss).toBeGreaterThan(1.001);
    expect(result!.secondLoss! / result!.loss).toBeLessThan(1.02);
    expect(result!.bestCount).toBeLessThan(16);
  });

  it.each([
    ['no density', { density: [0, 0] }, 'other'],
    ['no importance', { importance: [0, 0] }, 'other'],
    ['full density', { density: [1, 1], importance: [1, 0.2] }, 'ignored'],
    ['one dead and one living feature', { density: [0.5, 0] }, undefined],
  ] as const)('computes a cell of %s', (_case, change, phase) => {
    const record = runCell(cellOf(content(change)));
    expect(record.error).toBeNull();
    expect(record.result!.loss).toBeGreaterThanOrEqual(0);
    if (phase !== undefined) expect(record.result!.phase).toBe(phase);
    if (phase === 'other') expect(record.result!.loss).toBe(0);
  });

  it('turns a fault into a record without a stack', () => {
    const record = runCell(cellOf(content({ density: [0.1, 2] })));
    expect(record).toMatchObject({ status: 'failed', result: null, parameters: { density: [0.1, 2], method: 'exact', seed: 0 } });
    expect(record.error!.name).toBe('InputError');
    expect(Object.keys(record.error!)).toEqual(['name', 'message']);
    expect(record.error!.message).not.toContain('\n');
  });

  it('draws other starts for another seed', () => {
    const curve = (seed: number) => runCell(cellOf(content({ seed }))).result!.lossCurve[0];
    expect(curve(1)).not.toBe(curve(0));
  });
});
