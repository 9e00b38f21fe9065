import { InputError } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { EngineError } from './engine-error.js';
import { exitCodeOf } from './exit-code.js';
import { describeError } from './report.js';

function named(name: string): Error {
  return Object.assign(new Error(`where: expected a, got b`), { name });
}

describe('exitCodeOf', () => {
  it.each([
    [new InputError('density', 'a number', 'NaN'), 2],
    [named('StoreLockedError'), 4],
    [named('StoreIncompatibleError'), 4],
    [named('StoreCorruptError'), 5],
    [new EngineError('--engine', 'local', 'redis://', 'leave it out'), 6],
    [Object.assign(new Error('EACCES'), { code: 'EACCES', path: '/x' }), 2],
    [new TypeError('undefined is not a function'), 1],
    ['a thrown string', 1],
  ])('maps %s to its code', (error, code) => {
    expect(exitCodeOf(error)).toBe(code);
  });
});

describe('describeError', () => {
  it('gives bad input one line and no stack', () => {
    const text = describeError(new InputError('--threads', 'an integer ≥ 1', '0', 'leave it out for all cores'));
    expect(text).toBe('tegum: --threads: expected an integer ≥ 1, got 0 (leave it out for all cores)\n');
  });

  it('folds a message of several lines into one', () => {
    expect(describeError(new InputError('spec', 'a\n  mapping', 'b'))).toBe('tegum: spec: expected a mapping, got b\n');
  });

  it('names the path of a file-system failure', () => {
    const error = Object.assign(new Error('EACCES: …'), { code: 'EACCES', path: '/root/x' });
    expect(describeError(error)).toMatch(/^tegum: \/root\/x: expected .*, got permission denied \(.*\)\n$/);
  });

  it('shows where an internal fault happened', () => {
    expect(describeError(new TypeError('boom'))).toMatch(/fault in tegum[\s\S]*errors\.unit\.test/);
  });
});
