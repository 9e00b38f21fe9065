import { flowNamed } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { flowEnd, flowPanel } from './flow-panel.js';

describe('flowEnd', () => {
  it.each([
    ['minimum', 'at the PCA minimum'],
    ['saddle', 'at the saddle {1,3}, 0.250 above PCA'],
    ['partial isometry', 'at a partial isometry, 0.250 above PCA'],
    ['moving', 'still moving, 0.250 above PCA'],
  ] as const)('says where a flow ends: %s', (kind, words) => {
    expect(flowEnd({ kind, gap: 0.25, indices: [1, 3] })).toBe(words);
  });

  it('names sets as its caller does', () => {
    expect(flowEnd({ kind: 'saddle', gap: 1, indices: [2] }, ([only]) => `number ${String(only)}`)).toBe('at the saddle number 2, 1.00 above PCA');
  });
});

describe('flowPanel', () => {
  it('takes rounding below 0 for 0, and the name and clock of the flow', () => {
    const panel = flowPanel({ flow: 'oja', times: [0, 1], loss: Float64Array.of(2, -1e-17), plateaus: [], end: { kind: 'minimum', gap: 0, indices: [1] } });
    const { title, equation, normalisation } = flowNamed('oja');
    expect(panel).toEqual({ title, equation, normalisation, times: [0, 1], losses: Float64Array.of(2, 0), plateaus: [], end: 'at the PCA minimum' });
  });
});
