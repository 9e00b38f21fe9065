import { describe, expect, it } from 'vitest';
import { durationValue, numbersValue, numberValue, seedValue, wordValue } from './option-values.js';

describe('numberValue', () => {
  const parse = numberValue('--threads', { min: 1, max: 8, integer: true });

  it('takes what keeps the rule', () => {
    expect(['1', '8', '2e0'].map(parse)).toEqual([1, 8, 2]);
  });

  it.each(['0', '9', '1.5', '', ' ', 'NaN', 'Infinity', '2x'])('refuses %j and names the flag', (text) => {
    expect(() => parse(text)).toThrow(/^--threads: expected an integer from 1 to 8, got "/);
  });

  it('states a rule with one side or none', () => {
    expect(() => numberValue('--a', { min: 0 })('-1')).toThrow('--a: expected a number ≥ 0, got "-1"');
    expect(() => numberValue('--a')('b')).toThrow('--a: expected a number, got "b"');
  });
});

describe('numbersValue', () => {
  it('splits at commas and says which number is wrong', () => {
    const parse = numbersValue('--density', { min: 0, max: 1 });
    expect(parse('0.1,1')).toEqual([0.1, 1]);
    expect(parse('0.5')).toEqual([0.5]);
    expect(() => parse('0.1,,1')).toThrow('--density (number 2): expected a number from 0 to 1, got ""');
    expect(() => parse('2')).toThrow('--density: expected a number from 0 to 1, got "2"');
  });
});

describe('durationValue', () => {
  it('reads units, and seconds without one', () => {
    expect(['10s', '500ms', '2min', '1.5h', '3'].map(durationValue('--grace'))).toEqual([10_000, 500, 120_000, 5_400_000, 3000]);
  });

  it.each(['', '-1s', '10 days', 's'])('refuses %j', (text) => {
    expect(() => durationValue('--grace')(text)).toThrow(/^--grace: expected a duration/);
  });
});

describe('wordValue and seedValue', () => {
  it('refuse what is not one of them', () => {
    expect(() => wordValue('--progress', ['bar', 'none'])('Bar')).toThrow('--progress: expected one of bar, none, got "Bar"');
    expect(() => seedValue('4294967296')).toThrow(/^--seed: expected an integer from 0 to 4294967295/);
  });
});
