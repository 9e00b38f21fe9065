import { describe, expect, it } from 'vitest';
import { modelResult, plainArray, plainNumber, populationOf } from './cell-result.js';

describe('plainArray', () => {
  it('writes −0 as 0, as JSON does', () => {
    expect(plainArray('b', Float64Array.of(-0, 1)).map((value) => Object.is(value, -0))).toEqual([false, false]);
  });

  it('refuses what JSON would lose, and says where', () => {
    expect(() => plainArray('b', [1, NaN])).toThrow('runCell: expected a finite b[1], got NaN');
    expect(() => plainNumber('loss', Infinity)).toThrow('runCell: expected a finite loss, got Infinity');
  });
});

describe('populationOf', () => {
  it('refuses vectors no plan makes', () => {
    const cell = { hidden: 1, training: { method: 'exact', starts: 1, tolerance: 1e-9, maxIterations: 1 }, seed: 0 } as const;
    expect(() => populationOf({ ...cell, features: 3, density: [0, 1], importance: [1, 1, 1] })).toThrow('runCell: density: expected 3 values, got 2');
    expect(() => populationOf({ ...cell, features: 2, density: [0, 1], importance: [1, -1] })).toThrow(/^runCell: importance\[1\]: expected a number in \[0, .*\], got -1$/);
  });
});

describe('modelResult', () => {
  it('describes a model by plain numbers', () => {
    const model = { features: 2, hidden: 1, W: Float64Array.of(1, -1), b: Float64Array.of(0, -0) };
    expect(modelResult(model)).toEqual({ W: [1, -1], b: [0, 0], featureNorms: [1, 1], dimensionality: [0.5, 0.5], rank: 1, tightness: 0 });
  });
});
