import { describe, expect, it } from 'vitest';
import { phaseOfLast } from './phase.js';

describe('phaseOfLast', () => {
  it.each([
    ['all-ignored', 2, [0.1, 0.1]],
    ['ignored', 2, [1, -0.1]],
    ['dedicated', 2, [0.05, 1]],
    ['antipodal', 2, [1, -0.95]],
    ['antipodal-asymmetric', 2, [1, -0.85]],
    ['superposition', 2, [1, 0.5]],
    ['dedicated', 3, [1, -1, 0, 0, 0, 1]],
    ['antipodal', 3, [1, 0, -1, 0, 1, 0.02]],
    ['superposition', 3, [0.87, -0.87, 0, 0.5, 0.5, -1]],
  ])('%s', (phase, features, W) => {
    expect(phaseOfLast(W, features)).toBe(phase);
  });
});
