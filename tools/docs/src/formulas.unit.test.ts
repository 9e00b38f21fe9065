import { describe, expect, it } from 'vitest';
import { renderedFormula } from './formulas.mjs';

describe('renderedFormula', () => {
  it('draws a line that is a formula, and no other', () => {
    expect(renderedFormula('$$\\dot W = 0 .$$')).toMatch(/^<math .*<\/math>$/);
    expect(renderedFormula('It costs $$2 or $$3.')).toBeUndefined();
  });

  it('refuses a formula that is none', () => {
    expect(() => renderedFormula('$$\\frac{1$$')).toThrow();
  });
});
