import { describe, expect, it } from 'vitest';
import { shortNumber, toCsv } from './data-table.js';

describe('toCsv', () => {
  it('quotes what needs it, and keeps numbers whole and missing values empty', () => {
    expect(toCsv({ columns: ['a', 'b, c'], rows: [[0.1 + 0.2, 'say "x"'], [null, 'plain']] })).toBe('a,"b, c"\n0.30000000000000004,"say ""x"""\n,plain\n');
  });
});

describe('shortNumber', () => {
  it.each([
    [0, '0'],
    [1 / 3, '0.3333333'],
    [-12.5, '-12.5'],
    [1.5e-7, '1.500e-7'],
    [1e6, '1.000e+6'],
  ])('%d → %s', (value, text) => { expect(shortNumber(value)).toBe(text); });
});
