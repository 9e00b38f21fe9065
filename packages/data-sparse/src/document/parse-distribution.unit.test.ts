import { describe, expect, it } from 'vitest';
import { empirical } from '../empirical.js';
import { exactlyActive } from '../exactly-active.js';
import { groupedSparse, type SparseGroup } from '../grouped-sparse.js';
import { binarySparse, signedUniformSparse, uniformSparse } from '../independent-sparse.js';
import { parseDistribution } from './parse-distribution.js';

const density = [0.1, 0.5, 1];
const pair: SparseGroup = { features: [0, 2], kind: 'correlated', probability: 0.3 };
const triple: SparseGroup = { features: [2, 1, 0], kind: 'anticorrelated', probability: 0.3 };

describe('parseDistribution', () => {
  it.each([
    [{ kind: 'uniform-sparse', density }, uniformSparse(density)],
    [{ kind: 'uniform-sparse', density: 0.25 }, uniformSparse([0.25, 0.25, 0.25])],
    [{ kind: 'binary-sparse', density }, binarySparse(density)],
    [{ kind: 'signed-uniform-sparse', density }, signedUniformSparse(density)],
    [{ kind: 'exactly-active', active: 2 }, exactlyActive({ features: 3, active: 2 })],
    [{ kind: 'exactly-active', active: 0, magnitude: 'one' }, exactlyActive({ features: 3, active: 0, magnitude: 'one' })],
    [{ kind: 'grouped-sparse', groups: [pair], density: 0.2 }, groupedSparse({ features: 3, groups: [pair], density: 0.2 })],
    [{ kind: 'grouped-sparse', groups: [pair], density, magnitude: 'signed-uniform' }, groupedSparse({ features: 3, groups: [pair], density, magnitude: 'signed-uniform' })],
    [{ kind: 'grouped-sparse', groups: [triple] }, groupedSparse({ features: 3, groups: [triple] })],
    [{ kind: 'empirical', rows: [[1, 2, 3], [0, -1, 0.5]] }, empirical([1, 2, 3, 0, -1, 0.5], 3)],
  ])('reads %j', (document, expected) => {
    const distribution = parseDistribution(JSON.parse(JSON.stringify(document)), 3, 'd');
    expect(distribution.kind).toBe(document.kind);
    expect(distribution.law).toEqual(expected.law);
    expect(distribution.density).toEqual(expected.density);
    expect(distribution.covariance()).toEqual(expected.covariance());
  });

  const kinds = 'uniform-sparse, binary-sparse, signed-uniform-sparse, exactly-active, grouped-sparse, empirical';
  it.each([
    ['grouped-sparse', 'd: expected an object with a kind, got "grouped-sparse"'],
    [null, 'd: expected an object with a kind, got null'],
    [{}, `d.kind: expected one of ${kinds}, got nothing`],
    [{ kind: 'toString' }, `d.kind: expected one of ${kinds}, got "toString"`],
    [{ kind: 'uniform-sparse' }, 'd.density: expected a number in [0, 1], or an array of 3 of them, got nothing'],
    [{ kind: 'uniform-sparse', density: 1.5 }, 'd.density: expected a number in [0, 1], got 1.5'],
    [{ kind: 'uniform-sparse', density: '0.1' }, 'd.density: expected a number in [0, 1], or an array of 3 of them, got "0.1"'],
    [{ kind: 'binary-sparse', density: [0.1, -0.1, 1] }, 'd.density[1]: expected a number in [0, 1], got -0.1'],
    [{ kind: 'binary-sparse', density: [0.1, null, 1] }, 'd.density[1]: expected a number in [0, 1], got null'],
    [{ kind: 'binary-sparse', density: [0.1, 0.1] }, 'd.density: expected 3 numbers, one a feature, got an array of 2'],
    [{ kind: 'binary-sparse', density, active: 1 }, 'd.active: expected one of the keys kind, density, got an unknown one'],
    [{ kind: 'exactly-active', active: 4 }, 'd.active: expected a number of active features from 0 to 3, got 4'],
    [{ kind: 'exactly-active', active: 1.5 }, 'd.active: expected a number of active features from 0 to 3, got 1.5'],
    [{ kind: 'exactly-active', active: 1, magnitude: 'binary' }, 'd.magnitude: expected one of uniform, signed-uniform, one, got "binary"'],
    [{ kind: 'grouped-sparse', groups: {} }, 'd.groups: expected an array of groups, got an object'],
    [{ kind: 'grouped-sparse', groups: [7] }, 'd.groups[0]: expected an object with features, kind and probability, got 7'],
    [{ kind: 'grouped-sparse', groups: [{ ...pair, features: [] }] }, 'd.groups[0].features: expected at least one feature number, got an empty array'],
    [{ kind: 'grouped-sparse', groups: [{ ...pair, features: [0, 3] }] }, 'd.groups[0].features[1]: expected a feature number from 0 to 2, got 3'],
    [{ kind: 'grouped-sparse', groups: [{ ...pair, kind: 'both' }] }, 'd.groups[0].kind: expected one of correlated, anticorrelated, got "both"'],
    [{ kind: 'grouped-sparse', groups: [{ ...pair, probability: 2 }] }, 'd.groups[0].probability: expected a number in [0, 1], got 2'],
    [{ kind: 'grouped-sparse', groups: [{ ...pair, density: 1 }] }, 'd.groups[0].density: expected one of the keys features, kind, probability, got an unknown one'],
    [{ kind: 'grouped-sparse', groups: [pair, { ...pair, features: [1, 0] }] }, 'd.groups[1].features[1]: expected a feature that is in one group only, once, got 0 again'],
    [{ kind: 'grouped-sparse', groups: [pair] }, 'd.density: expected a density of the features in no group, got none for feature 1'],
    [{ kind: 'empirical', rows: [] }, 'd.rows: expected at least one row, got an empty array'],
    [{ kind: 'empirical', rows: [[1, 2, 3], [1, 2]] }, 'd.rows[1]: expected 3 numbers, one a feature, got an array of 2'],
    [{ kind: 'empirical', rows: [[1, Infinity, 3]] }, 'd.rows[0][1]: expected a finite number, got Infinity'],
  ])('refuses %j', (document, message) => {
    expect(() => parseDistribution(document, 3, 'd')).toThrow(expect.objectContaining({ name: 'InputError', message }));
  });

  it('refuses exactly k of more than 1000 features', () => {
    expect(() => parseDistribution({ kind: 'exactly-active', active: 1 }, 1001, 'd')).toThrow('d: expected at most 1000 features, got 1001');
  });
});
