import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { activeCounts, likelyMost } from './active-counts.js';

const of = (...values: number[]): Float64Array => Float64Array.from(values);

describe('how many features are active', () => {
  it('two of three densities by hand, the rest in the last slot', () => {
    // (1/2 + t/2)(3/4 + t/4)(t): one always, …
    expectClose(activeCounts(of(0.5, 0.25, 1), 3), [0, 3 / 8, 1 / 2, 1 / 8, 0], { rtol: 1e-15 });
    expectClose(activeCounts(of(0.5, 0.25, 1), 1), [0, 3 / 8, 5 / 8], { rtol: 1e-15 });
    expectClose(activeCounts(of(0.5), 0), [0.5, 0.5], { rtol: 1e-15 });
  });

  it('is the binomial distribution for equal densities, to the last of a thousandfold product', () => {
    const counts = activeCounts(new Float64Array(50).fill(0.01), 50);
    expectClose(counts[50]!, 1e-100, { rtol: 1e-12 });
    expectClose(counts[2]!, 1225 * 1e-4 * 0.99 ** 48, { rtol: 1e-13 });
  });

  it('stops where more are not likely', () => {
    const density = new Float64Array(100).fill(0.05);
    const most = likelyMost(density, 1e-6);
    const beyond = (l: number) => activeCounts(density, l)[l + 1]!;
    expect(beyond(most)).toBeLessThanOrEqual(1e-6);
    expect(beyond(most - 1)).toBeGreaterThan(1e-6);
    expect(likelyMost(of(0, 0, 1), 1e-20)).toBe(1);
    expect(likelyMost(of(0, 0), 1e-20)).toBe(0);
  });
});
