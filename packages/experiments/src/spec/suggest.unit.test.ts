import { describe, expect, it } from 'vitest';
import { didYouMean, nearestWord } from './suggest.js';

describe('nearestWord', () => {
  it('finds a slip of the hand', () => {
    expect(nearestWord('Densty', ['features', 'density'])).toBe('density');
    expect(nearestWord('modle', ['model', 'train'])).toBe('model');
    expect(nearestWord('zpi', ['zip'])).toBe('zip');
  });

  it('stays silent when nothing is near', () => {
    expect(nearestWord('colour', ['features', 'density'])).toBeUndefined();
    expect(didYouMean('x'.repeat(100_000), ['features'])).toBeUndefined();
  });
});
