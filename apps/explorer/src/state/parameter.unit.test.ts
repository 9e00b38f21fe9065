import { describe, expect, it } from 'vitest';
import { choice, flag, integer, number, numbers, text as textParameter } from './parameter.js';

describe('parameters', () => {
  it.each([
    [number({ initial: 0.1, min: 0, max: 1 }), '.25', 0.25],
    [number({ initial: 0.1, min: 0, max: 1 }), '1e-3', 0.001],
    [integer({ initial: 5, min: 2, max: 64 }), '64', 64],
    [choice(['adam', 'sgd'], 'adam'), 'sgd', 'sgd'],
    [flag(false), '1', true],
    [numbers({ initial: [], min: 0, max: 9, most: 3 }), '4,3,2.5', [4, 3, 2.5]],
    [numbers({ initial: [1], min: 0, max: 9, most: 3 }), '', []],
    [textParameter({ initial: '', most: 9 }), '<b> & λ', '<b> & λ'],
  ])('reads what it writes: %#', ({ parse, format }, text, value) => {
    expect(parse(text, 'x')).toEqual(value);
    expect(parse(format(value as never), 'x')).toEqual(value);
  });

  it.each([
    [number({ initial: 0.1, min: 0, max: 1 }), '1.5', 'x: expected a number from 0 to 1, got "1.5"'],
    [number({ initial: 0.1, min: 0, max: 1 }), '', 'x: expected a number from 0 to 1, got ""'],
    [number({ initial: 0.1, min: 0, max: 1 }), '0x1', 'x: expected a number from 0 to 1, got "0x1"'],
    [number({ initial: 0.1, min: 0, max: 1 }), 'NaN', 'x: expected a number from 0 to 1, got "NaN"'],
    [integer({ initial: 5, min: 2, max: 64 }), '2.5', 'x: expected an integer from 2 to 64, got "2.5"'],
    [choice(['adam', 'sgd'], 'adam'), '<b>', 'x: expected one of adam, sgd, got "<b>"'],
    [textParameter({ initial: '', most: 2 }), 'abc', 'x: expected at most 2 characters, got 3'],
    [textParameter({ initial: '', most: 9 }), 'a\0', 'x: expected plain text, got "a\\u0000"'],
    [textParameter({ initial: '', most: 9, pattern: /^[a-z]*$/ }), 'A', 'x: expected plain text, got "A"'],
    [flag(false), 'true', 'x: expected 0 or 1, got "true"'],
    [numbers({ initial: [], min: 0, max: 9, most: 2 }), '1,2,3', 'x: expected at most 2 numbers, got 3'],
    [numbers({ initial: [], min: 0, max: 9, most: 2 }), '1,x', 'x (number 2): expected a number from 0 to 9, got "x"'],
  ])('refuses what is none: %#', ({ parse }, text, message) => {
    expect(() => parse(text, 'x') as unknown).toThrow(message);
  });
});
