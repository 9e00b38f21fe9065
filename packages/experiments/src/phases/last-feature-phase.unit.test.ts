import { describe, expect, it } from 'vitest';
import { lastFeaturePhase } from './last-feature-phase.js';

describe('lastFeaturePhase', () => {
  it.each([
    [[1, -1], 'antipodal'],
    [[-0.95, 1], 'antipodal'],
    [[1, -0.8], 'antipodal-asymmetric'],
    [[-0.5, 1], 'antipodal-asymmetric'],
    [[1, 0], 'ignored'],
    [[1, -0.1], 'ignored'],
    [[0.1, 1], 'dedicated'],
    [[0, -1], 'dedicated'],
    [[0.7, 0.7], 'superposition'],
    [[0, 0.1], 'all-ignored'],
  ])('names W = %j of two features in one dimension %s', (W, phase) => {
    expect(lastFeaturePhase(2, 1, W)).toBe(phase);
  });

  it.each([
    ['the last opposite the first', [1, 0, -1, 0, 1, 0], 'antipodal'],
    ['the last opposite the second, shorter', [1, 0, 0, 0, 1, -0.7], 'antipodal-asymmetric'],
    ['the first two opposite, the last apart', [1, -1, 0, 0, 0, 1], 'dedicated'],
    ['the first two orthogonal, the last absent', [1, 0, 0, 0, 1, 0], 'ignored'],
    ['a triangle', [1, -0.5, -0.5, 0, Math.sqrt(0.75), -Math.sqrt(0.75)], 'superposition'],
    ['the last between two', [1, 0, 0.7, 0, 1, 0.7], 'superposition'],
    ['the last at 60 degrees from the only other', [1, 0, 0.5, 0, 0.05, 0.87], 'superposition'],
    ['the last opposite the first at 170 degrees', [1, 0, -0.985, 0, 1, 0.174], 'superposition'],
  ])('names three features in two dimensions: %s', (_arrangement, W, phase) => {
    expect(lastFeaturePhase(3, 2, W)).toBe(phase);
  });
});
