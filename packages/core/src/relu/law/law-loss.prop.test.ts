import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCase } from '../oracle/arbitrary-models.js';
import { exactError, exactLoss } from '../oracle/inclusion-exclusion.js';
import { lawLoss } from './law-loss.js';

describe('the error bound, against exact rational arithmetic', () => {
  it('is never exceeded over 150 random models, dead, nearly dead and alike features among them', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryCase(2, 5), fc.constantFrom(1e-2, 1e-5, 1e-9), ({ model, population }, tolerance) => {
        const groups = Array.from(population.density, (p, i) => ({ features: [i], activeCount: Float64Array.of(1 - p, p) }));
        const { loss, errorBound } = lawLoss(model, population.importance, { features: model.features, magnitude: 'uniform', groups }, { tolerance });
        expect(exactError(loss, exactLoss(model, population))).toBeLessThanOrEqual(errorBound);
      }),
      { numRuns: 150, seed: 41 },
    );
  });
});
