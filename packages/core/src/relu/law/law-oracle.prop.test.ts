import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCase } from '../oracle/arbitrary-models.js';
import { eachActiveSet, quadratureLoss } from '../oracle/active-set-quadrature.js';
import { exactError, exactLoss } from '../oracle/inclusion-exclusion.js';
import type { FeatureGroup, GroupedLaw } from './feature-law.js';
import { lawLoss } from './law-loss.js';
import type { MagnitudeKind } from './magnitude.js';

type Kind = 'independent' | 'exactly-active' | 'correlated' | 'anticorrelated' | 'any counts';

/** A group whose active counts have the law of its kind, of which `probability` is the parameter. */
function group(kind: Kind, features: readonly number[], probability: number): FeatureGroup[] {
  const size = features.length;
  const counts = (of: (l: number) => number): FeatureGroup[] => [{ features, activeCount: Float64Array.from({ length: size + 1 }, (_, l) => of(l)) }];
  switch (kind) {
    case 'independent':
      return features.flatMap((i) => group('correlated', [i], probability));
    case 'exactly-active': {
      const active = Math.round(probability * size);
      return counts((l) => (l === active ? 1 : 0));
    }
    case 'correlated':
      return counts((l) => (l === 0 ? 1 - probability : l === size ? probability : 0));
    case 'anticorrelated':
      return counts((l) => (l === 0 ? 1 - probability : l === 1 ? probability : 0));
    case 'any counts': {
      const weights = Array.from({ length: size + 1 }, (_, l) => 1 + ((l * 7) % 5) * probability);
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      return counts((l) => weights[l]! / total);
    }
  }
}

const kinds = fc.constantFrom<Kind>('independent', 'exactly-active', 'correlated', 'anticorrelated', 'any counts');

/** A random model and a law: all features in one group, or cut into two whose features are not neighbours. */
const arbitraryLaw = (magnitude: MagnitudeKind, most: number) =>
  fc.tuple(arbitraryCase(2, most), kinds, kinds, fc.nat(), fc.boolean()).map(([{ model, population }, first, second, cut, whole]) => {
    const { features } = model;
    const order = Array.from({ length: features }, (_, i) => (i % 2 === 0 ? i / 2 : features - (i + 1) / 2));
    const at = whole ? features : 1 + (cut % (features - 1));
    const [p, q] = population.density;
    const groups = [...group(first, order.slice(0, at), p!), ...(at < features ? group(second, order.slice(at), q!) : [])];
    const law: GroupedLaw = { features, magnitude, groups };
    return { model, importance: population.importance, law };
  });

describe('lawLoss against Gauss–Legendre on every active set', () => {
  it.each([
    ['uniform', 'series', 5],
    ['signed-uniform', 'series', 5],
    ['one', 'states', 8],
  ] as const)('%s values: within 1e-9 relative and within the bound, 200 random models and laws of groups', { timeout: 60_000 }, (magnitude, method, most) => {
    let within = 0;
    fc.assert(
      fc.property(arbitraryLaw(magnitude, most), ({ model, importance, law }) => {
        const expected = quadratureLoss(model, importance, law);
        const result = lawLoss(model, importance, law, { tolerance: 1e-10 });
        const error = Math.abs(result.loss - expected);
        expect(result.method).toBe(method);
        // The quadrature adds up squares: its own rounding is relative.
        expect(error).toBeLessThanOrEqual(result.errorBound + 1e-13 * expected);
        if (result.errorBound > 1e-10 * result.loss) return;
        within += 1;
        expect(error).toBeLessThanOrEqual(1e-9 * expected);
      }),
      { numRuns: 200, seed: 17 },
    );
    expect(within).toBeGreaterThan(160);
  });
});

describe('the quadrature itself', () => {
  it('agrees with exact rational arithmetic for independent uniform features', () => {
    fc.assert(
      fc.property(arbitraryCase(2, 4), ({ model, population }) => {
        const groups = Array.from(population.density, (p, i) => ({ features: [i], activeCount: Float64Array.of(1 - p, p) }));
        const loss = quadratureLoss(model, population.importance, { features: model.features, magnitude: 'uniform', groups });
        expect(exactError(loss, exactLoss(model, population))).toBeLessThan(1e-12 * (1 + loss));
      }),
      { numRuns: 60, seed: 5 },
    );
  });

  it('visits sets whose probabilities add up to 1, and no others', () => {
    const sets: string[] = [];
    const groups = [...group('anticorrelated', [0, 2], 0.5), ...group('correlated', [1, 3], 0.25)];
    eachActiveSet({ features: 4, magnitude: 'one', groups }, (active, probability) => sets.push(`${active.join('')}: ${String(probability)}`));
    expect(sets).toEqual([': 0.375', '0: 0.1875', '2: 0.1875', '13: 0.125', '013: 0.0625', '123: 0.0625']);
  });
});
