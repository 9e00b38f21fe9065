import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './canonical-json.js';

const seed = 20_260_101;

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse().map(([key, child]) => [key, reversed(child)]));
}

describe('canonicalJson', () => {
  it('does not see the order of keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => canonicalJson(reversed(value)) === canonicalJson(value)),
      { seed },
    );
  });

  it('keeps the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed },
    );
  });

  it('sorts by code unit, escapes keys, spells −0 as 0 and leaves out what is absent', () => {
    expect(canonicalJson({ b: -0, a: undefined, 'é"': 1, B: [1e21, 1e-7] })).toBe('{"B":[1e+21,1e-7],"b":0,"é\\"":1}');
  });

  it('has no spelling for NaN', () => {
    expect(() => canonicalJson({ a: [NaN] })).toThrow(/NaN has no spelling/);
  });
});
