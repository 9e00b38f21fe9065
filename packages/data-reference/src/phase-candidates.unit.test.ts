import { populationLoss } from '@tegum/core';
import { expect, it } from 'vitest';
import { phaseCandidates } from './phase-candidates.js';

it.each(phaseCandidates)('$name has the exact loss of its model', ({ W, b, loss }) => {
  for (const p of [0.01, 0.3, 0.8, 1]) {
    for (const r of [0, 0.2, 1, 5]) {
      const model = { features: 2, hidden: 1, W: Float64Array.from(W), b: Float64Array.from(b(p)) };
      const population = { density: Float64Array.of(p, p), importance: Float64Array.of(1, r) };
      const exact = populationLoss(model, population, { tolerance: 1e-12 });
      expect(Math.abs(exact.loss - loss(p, r))).toBeLessThanOrEqual(exact.errorBound + 1e-15);
    }
  }
});
