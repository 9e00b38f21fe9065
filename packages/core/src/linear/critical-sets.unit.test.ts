import { describe, expect, it } from 'vitest';
import { countCriticalSets, criticalSets } from './critical-sets.js';

const listed = (eigenvalues: readonly number[], hidden: number, more = {}) => [...criticalSets({ eigenvalues, hidden, ...more })];

describe('criticalSets', () => {
  it('lists the eleven of eigenvalues 4, 3, 2, 1 and two hidden units', () => {
    expect(listed([4, 3, 2, 1], 2).map(({ indices, loss, morseIndex, nullity }) => [indices.join(), loss, morseIndex, nullity])).toEqual([
      ['1,2', 3, 0, 4],
      ['1,3', 4, 1, 4],
      ['1,4', 5, 2, 4],
      ['2,3', 5, 2, 4],
      ['2,4', 6, 3, 4],
      ['1', 6, 3, 3],
      ['3,4', 7, 4, 4],
      ['2', 7, 4, 3],
      ['3', 8, 5, 3],
      ['4', 9, 6, 3],
      ['', 10, 8, 0],
    ].sort(byLossThenSize));
  });

  it('gives the escapes of a set that is not the best', () => {
    const sets = listed([4, 3, 2, 1], 2);
    expect(sets.find(({ indices }) => indices.join() === '2,3')?.escapes).toEqual([
      { from: 2, to: 1, drop: 1, multiplicity: 1 },
      { from: 3, to: 1, drop: 2, multiplicity: 1 },
    ]);
    expect(sets.find(({ indices }) => indices.join() === '2')?.escapes).toEqual([
      { from: 2, to: 1, drop: 1, multiplicity: 1 },
      { from: null, to: 1, drop: 4, multiplicity: 1 },
      { from: null, to: 3, drop: 2, multiplicity: 1 },
      { from: null, to: 4, drop: 1, multiplicity: 1 },
    ]);
    expect(sets[0]?.escapes).toEqual([]);
  });

  it('lists a repeated eigenvalue as Grassmannians, never as isolated points', () => {
    const sets = listed([5, 2, 2, 2], 2);
    expect(sets.map(({ indices, loss, nullity, grassmannianDimension }) => [indices.join(), loss, nullity, grassmannianDimension])).toEqual([
      ['1,2', 4, 6, 2], // the planes with u_1: a projective plane of them
      ['1', 6, 3, 0],
      ['2,3', 7, 6, 2],
      ['2', 9, 5, 2],
      ['', 11, 0, 0],
    ]);
    expect(sets[2]?.eigenspaces).toEqual([
      { eigenvalue: 5, multiplicity: 1, first: 1, chosen: 0 },
      { eigenvalue: 2, multiplicity: 3, first: 2, chosen: 2 },
    ]);
    expect(sets[2]?.escapes).toEqual([{ from: 3, to: 1, drop: 3, multiplicity: 2 }]);
  });

  it('takes eigenvalues within the tolerance for one, at their mean', () => {
    const [best] = listed([3, 1.5, 1 + 2e-12, 1], 1, { tolerance: 1e-11 });
    expect(best?.eigenspaces.map(({ eigenvalue, multiplicity }) => [eigenvalue, multiplicity])).toEqual([[3, 1], [1.5, 1], [1 + 1e-12, 2]]);
    expect(listed([3, 1.5, 1 + 2e-12, 1], 1)[0]?.eigenspaces).toHaveLength(4);
  });

  it('says the tied nullity, of the rotations of the hidden units', () => {
    expect(listed([4, 3, 2, 1], 3, { tied: true }).filter(({ rank }) => rank === 3).every(({ nullity }) => nullity === 3)).toBe(true);
    expect(listed([4, 3, 2, 1], 3, { tied: true }).filter(({ rank }) => rank === 1).every(({ nullity }) => nullity === 2)).toBe(true);
  });

  it('loses nothing to cancellation: the loss is a sum of what is left out', () => {
    expect(listed([1e16, 1, 1e-3], 2)[0]?.loss).toBe(1e-3);
  });

  it('finds the lowest of C(64, 32) and more sets at once', () => {
    const eigenvalues = Array.from({ length: 64 }, (_, i) => 64 - i);
    const sets = criticalSets({ eigenvalues, hidden: 32 });
    const top = Array.from({ length: 20 }, () => sets.next().value!);
    // Partitions: the j-th excess over the minimum can be reached in p(j) ways, 1, 1, 2, 3, 5, 7, …
    expect(top.map(({ loss }) => loss - (32 * 33) / 2)).toEqual([0, 1, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5, 6]);
    expect(countCriticalSets({ eigenvalues, hidden: 32 })).toBeGreaterThan(1.0e19);
  });

  it.each([
    [{ eigenvalues: [3, 2, 1], hidden: 3 }, 'hidden: expected an integer less than the number of eigenvalues 3, got 3'],
    [{ eigenvalues: [3, 2, 1], hidden: 0 }, 'hidden: expected an integer ≥ 1, got 0'],
    [{ eigenvalues: [3, 2, 0], hidden: 1 }, 'eigenvalues: expected finite numbers > 0, got 0 at number 3'],
    [{ eigenvalues: [3, NaN], hidden: 1 }, 'eigenvalues: expected finite numbers > 0, got NaN at number 2'],
    [{ eigenvalues: [1, 2], hidden: 1 }, 'eigenvalues: expected the largest first, got 2 after 1 (sort them in descending order)'],
    [{ eigenvalues: [], hidden: 1 }, 'eigenvalues: expected at least one, got none'],
    [{ eigenvalues: [2, 1], hidden: 1, tolerance: -1 }, 'eigenspaces: tolerance: expected a number ≥ 0, got -1'],
  ])('refuses what has no critical sets to list, at once', (landscape, message) => {
    expect(() => criticalSets(landscape)).toThrow(message);
  });
});

/** The order promised: loss, then the set with more of the larger eigenvalues. */
function byLossThenSize(a: (string | number)[], b: (string | number)[]): number {
  const code = ([indices]: (string | number)[]): string => [1, 2, 3, 4].map((i) => (String(indices).includes(String(i)) ? 0 : 1)).join('');
  return Number(a[1]) - Number(b[1]) || (code(a) < code(b) ? -1 : 1);
}
