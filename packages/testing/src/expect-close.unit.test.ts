import { describe, expect, it } from 'vitest';
import { expectClose } from './expect-close.js';

describe('expectClose', () => {
  it('names the count, the worst entry, both values and the tolerance', () => {
    expect(() => expectClose([1, 2.1, 2], [1, 2, 3], { rtol: 1e-3 })).toThrow(
      '2/3 entries differ; worst at [2]: expected 3, got 2 (rtol 0.001, atol 0)',
    );
  });

  it('accepts a difference of exactly atol + rtol·|expected| and refuses a little more', () => {
    expectClose(2.5, 2, { atol: 0.25, rtol: 0.125 });
    expect(() => expectClose(2.5000001, 2, { atol: 0.25, rtol: 0.125 })).toThrow('1/1 entries differ');
    expect(() => expectClose(1, 1 + 2 ** -52)).toThrow();
  });

  it('measures the relative tolerance by the expected value', () => {
    expectClose(9, 10, { rtol: 0.1 });
    expect(() => expectClose(10, 9, { rtol: 0.1 })).toThrow();
  });

  it('matches infinities exactly', () => {
    expectClose([Infinity, -Infinity], [Infinity, -Infinity]);
    expect(() => expectClose(Infinity, -Infinity, { rtol: 1, atol: 1e300 })).toThrow();
    expect(() => expectClose(1e300, Infinity, { rtol: 1 })).toThrow();
  });

  it('fails on NaN unless asked, and never takes it for infinity', () => {
    expect(() => expectClose(NaN, NaN, { atol: 1 })).toThrow();
    expectClose(NaN, NaN, { equalNaN: true });
    expect(() => expectClose(NaN, Infinity, { equalNaN: true, atol: Infinity })).toThrow();
    expect(() => expectClose(NaN, 1, { equalNaN: true, atol: 1 })).toThrow();
  });

  it('refuses different lengths and tolerances that would accept anything', () => {
    expect(() => expectClose([1], [1, 2])).toThrow('lengths differ: expected 2 entries, got 1');
    expect(() => expectClose(1, 2, { atol: NaN })).toThrow('expected tolerances ≥ 0');
    expect(() => expectClose(1, 1, { rtol: -1 })).toThrow('expected tolerances ≥ 0');
  });
});
