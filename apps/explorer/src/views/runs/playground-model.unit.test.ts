import { describe, expect, it } from 'vitest';
import { importancesOf } from '../playground/question.js';
import { playgroundModel } from './playground-model.js';

const cell = { features: 3, hidden: 2, seed: 7, starts: 8, density: [0.1, 0.1, 0.1], importance: [1, 1, 1] };

describe('a cell in the playground', () => {
  it('has its own settings', () => {
    expect(playgroundModel(cell)).toMatchObject({ features: 3, hidden: 2, density: 0.1, decay: 1, seed: 7, starts: 8 });
    expect(playgroundModel({ ...cell, importance: [1, 0.8, 0.64] })).toMatchObject({ decay: 0.8 });
  });

  it('of unequal importances has these, or says why not', () => {
    for (const importance of [[2, 2, 2], [1, 1, 0.3], [1, 0.9, 0.5]]) {
      const state = playgroundModel({ ...cell, importance });
      if (typeof state !== 'string') importancesOf(state).forEach((value, i) => { expect(value).toBeCloseTo(importance[i]! / importance[0]!, 5); });
      else expect(state).toContain('importances');
    }
    expect(playgroundModel({ ...cell, importance: [1, 3, 2] })).toMatch(/decay|importances/);
    expect(playgroundModel({ ...cell, importance: [0, 1, 1] })).toBe('its first importance is 0');
  });

  it('cannot differ in density, or be larger than the playground', () => {
    expect(playgroundModel({ ...cell, density: [0.1, 0.2, 0.1] })).toBe('its features differ in density');
    expect(playgroundModel({ ...cell, features: 200, density: new Array<number>(200).fill(0.1), importance: new Array<number>(200).fill(1) })).toBe('the playground has no features of 200');
  });
});
