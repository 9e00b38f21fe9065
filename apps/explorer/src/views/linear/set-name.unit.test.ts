import { criticalSets } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { setName, setNameOf } from './set-name.js';

describe('names of critical sets', () => {
  it.each([
    [[], '{ }'],
    [[1, 3], '{1, 3}'],
    [[1, 2, 3, 4, 5], '{1–5}'],
    [[1, 2, 3, 5, 6, 9], '{1–3, 5, 6, 9}'],
  ])('of %j', (indices, name) => {
    expect(setName(indices)).toBe(name);
  });

  it('say what is free where an eigenvalue is repeated', () => {
    expect([...criticalSets({ eigenvalues: [2, 1, 1, 1], hidden: 2 })].map(setNameOf)).toEqual(['{1, 1 of 2–4}', '{1}', '{2 of 2–4}', '{1 of 2–4}', '{ }']);
  });
});
