import { describe, expect, it } from 'vitest';
import { phaseOf } from './phase-of.js';

function model(hidden: number, W: readonly number[]) {
  const features = W.length / hidden;
  return { features, hidden, W: Float64Array.from(W), b: new Float64Array(features) };
}

function even(features: number) {
  return { density: new Array<number>(features).fill(0.1), importance: new Array<number>(features).fill(1) };
}

describe('phaseOf', () => {
  it('asks for the last feature when there is room for all but one', () => {
    expect(phaseOf(even(2), model(1, [1, -1]))).toBe('antipodal');
    expect(phaseOf(even(3), model(2, [1, 0, 0, 0, 1, 0]))).toBe('ignored');
    expect(phaseOf(even(4), model(3, [1, 0, 0, -1, 0, 1, 0, 0, 0, 0, 1, 0]))).toBe('antipodal');
  });

  it('counts components for every other shape', () => {
    expect(phaseOf(even(3), model(1, [1, -1, 0]))).toBe('digon + 1 ignored');
    expect(phaseOf(even(4), model(2, [1, -1, 0, 0, 0, 0, 1, -1]))).toBe('2 digons');
  });

  it('has no name where nothing is active and wanted at once', () => {
    expect(phaseOf({ density: [0, 0.5], importance: [1, 0] }, model(1, [1, -1]))).toBe('other');
    expect(phaseOf({ density: [0, 0.5], importance: [0, 1] }, model(1, [1, -1]))).toBe('antipodal');
  });
});
