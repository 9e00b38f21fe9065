import { describe, expect, it } from 'vitest';
import { formatCount, formatDuration, formatRate } from './duration.js';

describe('formatDuration', () => {
  it.each([
    [0, '0.0 s'],
    [430, '0.4 s'],
    [9949, '9.9 s'],
    [9951, '10 s'],
    [59_600, '1 min 00 s'],
    [185_000, '3 min 05 s'],
    [7_620_000, '2 h 07 min'],
    [273_600_000, '3 d 04 h'],
  ])('%d ms reads %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatRate and formatCount', () => {
  it('keeps two digits of a slow rate and groups those of a fast one', () => {
    expect([0.0417, 3.71, 99.4, 412.3, 12_345].map(formatRate)).toEqual(['0.042', '3.7', '99', '412', '12\u202f345']);
  });

  it('groups from the right', () => {
    expect([0, 999, 1000, 1_048_576].map(formatCount)).toEqual(['0', '999', '1\u202f000', '1\u202f048\u202f576']);
  });
});
