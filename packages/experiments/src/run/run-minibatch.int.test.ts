import { populationLoss } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import type { CellContent, Training } from '../cell.js';
import { cellOf } from '../plan/cell-identity.js';
import { runCell } from './run-cell.js';

const adam: Training = {
  method: 'adam',
  starts: 6,
  tolerance: 1e-9,
  steps: 400,
  batchSize: 128,
  learningRate: 0.02,
  momentum: 0,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0,
};

function content(change: Partial<CellContent> = {}): CellContent {
  return { features: 2, hidden: 1, density: [0.2, 0.2], importance: [1, 0.8], training: adam, seed: 0, ...change };
}

describe('runCell with minibatch training', () => {
  it('gives the same bytes twice', () => {
    const cell = cellOf(content());
    expect(JSON.stringify(runCell(cell))).toBe(JSON.stringify(runCell(JSON.parse(JSON.stringify(cell)))));
  });

  it('reports the exact loss of what it found, near to the optimum and not below it', () => {
    const { result } = runCell(cellOf(content()));
    const model = { features: 2, hidden: 1, W: Float64Array.from(result!.W), b: Float64Array.from(result!.b) };
    const population = { density: Float64Array.of(0.2, 0.2), importance: Float64Array.of(1, 0.8) };
    expect(result!.loss).toBe(populationLoss(model, population, { tolerance: 1e-9, gradient: true }).loss);
    const optimum = runCell(cellOf(content({ training: { method: 'exact', starts: 6, tolerance: 1e-9, maxIterations: 500 } }))).result!;
    expect(result!.loss).toBeGreaterThan(optimum.loss);
    expect(result!.loss).toBeLessThan(1.1 * optimum.loss);
    expect(result!.phase).toBe(optimum.phase);
    // The batch loss summed over features estimates the loss of record; 12,800 samples in the last 50 points.
    const sampled = result!.lossCurve.slice(-50).reduce((sum, loss) => sum + loss / 50, 0);
    expect(sampled / result!.loss).toBeGreaterThan(0.75);
    expect(sampled / result!.loss).toBeLessThan(1.5);
  });

  it('counts runs by phase, the best of another phase second', () => {
    const { result, backend } = runCell(cellOf(content()));
    expect(backend).toBe('simd');
    expect(result).toMatchObject({ starts: 6, evaluations: 2400, minHessianEigenvalue: null });
    expect(result!.optimaCount).toBeGreaterThan(1);
    expect(result!.bestCount).toBeLessThan(6);
    expect(result!.secondPhase).not.toBe(result!.phase);
    expect(result!.secondLoss).toBeGreaterThan(result!.loss);
  });

  it('keeps the best of its starts', () => {
    const losses = [1, 6].map((starts) => runCell({ ...cellOf(content({ training: { ...adam, starts } })), id: '0123456789abcdef'.repeat(2) }).result!.loss);
    expect(losses[1]).toBeLessThanOrEqual(losses[0]!);
  });

  it('records divergence as a result, with the last finite state', () => {
    const record = runCell(cellOf(content({ training: { ...adam, method: 'sgd', learningRate: 1e4 } })));
    expect(record.status).toBe('diverged');
    expect(record.error!.name).toBe('Diverged');
    expect(record.result!.W.every(Number.isFinite)).toBe(true);
    expect(record.result!.lossPerFeature.every(Number.isFinite)).toBe(true);
  });
});
