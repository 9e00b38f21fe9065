import { describe, expect, it } from 'vitest';
import { instrument } from './instrument.mjs';

describe('instrument', () => {
  it('checks expressions, constants and what is printed, and leaves prose alone', () => {
    const { script, checks } = instrument("const a: number = 1; // → 1\na + 1; // → 2\nconsole.log('a', a); // → a 1\na * 2; // twice a\n");
    expect(checks).toBe(3);
    expect(script.trim().split('\n')).toEqual([
      'const a = 1;',
      '$check(1, "1", a);',
      '$check(2, "2", a + 1);',
      '$check(3, "a 1", $text(\'a\', a));',
      'a * 2;',
    ]);
  });

  it('turns imports into calls inside a function', () => {
    expect(instrument("import { a, b as c } from 'd';\n", { body: true }).script).toBe("const { a, b: c } = await import('d');\n");
  });

  it('refuses an arrow behind what has no value', () => {
    expect(() => instrument('for (;;) {} // → 1\n')).toThrow('expected an expression');
  });

  it('refuses an arrow that may not be reached', () => {
    expect(() => instrument('2 + 2; // → 4\nif (false) {\n  1 + 1; // → 3\n}\n')).toThrow('got 1 elsewhere');
  });
});
