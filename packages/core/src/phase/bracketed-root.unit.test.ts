import { describe, expect, it } from 'vitest';
import { bracketedRoot } from './bracketed-root.js';

describe('bracketedRoot', () => {
  it.each([
    ['a line', (t: number) => t - 0.3, 0.3],
    ['a root of high order', (t: number) => (t - 0.3) ** 5, 0.3],
    ['a steep step', (t: number) => Math.atan(1e4 * (t - 0.7)), 0.7],
  ])('finds the root of %s within its error', (_name, f, root) => {
    const found = bracketedRoot(f, { at: 0, value: f(0) }, { at: 1, value: f(1) }, 1e-10);
    expect(Math.abs(found.at - root)).toBeLessThanOrEqual(found.error + 1e-15);
    expect(found.error).toBeLessThanOrEqual(1e-10);
  });

  it('takes an end that is a root', () => {
    expect(bracketedRoot((t) => t, { at: 0, value: 0 }, { at: 1, value: 1 }, 1e-6)).toEqual({ at: 0, error: 0 });
  });
});
