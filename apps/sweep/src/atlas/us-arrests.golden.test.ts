import { readFileSync } from 'node:fs';
import { criticalSets, linearSpectrum } from '@tegum/core';
import { usArrests, usArrestsColumns, usArrestsCsv } from '@tegum/data-reference';
import { readTable, secondMoment } from '@tegum/data-tables';
import { describe, expect, it } from 'vitest';

interface Golden {
  readonly states: readonly string[];
  readonly values: readonly number[];
  readonly centred: readonly number[];
  readonly uncentred: readonly number[];
}

const golden = JSON.parse(readFileSync(new URL('golden/us-arrests.json', import.meta.url), 'utf8')) as Golden;

describe('a real table, against a singular value decomposition by R', () => {
  it('has the numbers of R', () => {
    expect(usArrests.map(([state]) => state)).toEqual(golden.states);
    expect(usArrests.flatMap(([, ...numbers]) => numbers)).toEqual(golden.values);
  });

  it.each([
    ['uncentred', false],
    ['centred', true],
  ] as const)('every critical loss is tr Σ − Σ_I λ to 1e-10, %s', async (kind, centred) => {
    const table = await readTable(usArrestsCsv(), { name: 'us-arrests.csv', columns: usArrestsColumns });
    const { eigenvalues } = linearSpectrum(secondMoment(table, { centred }), 4);
    const expected = golden[kind];
    const total = expected.reduce((sum, value) => sum + value, 0);
    for (const hidden of [1, 2, 3]) {
      const sets = [...criticalSets({ eigenvalues, hidden })];
      for (const { indices, loss } of sets) {
        const independent = total - indices.reduce((sum, index) => sum + expected[index - 1]!, 0);
        expect(Math.abs(loss / independent - 1)).toBeLessThanOrEqual(1e-10);
      }
      expect(sets[0]!.indices).toEqual([1, 2, 3].slice(0, hidden));
    }
  });
});
