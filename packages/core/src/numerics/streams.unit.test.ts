import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.js';
import { philox4x32Into } from './philox.js';
import { RandomStream } from './streams.js';

const take = (count: number, next: () => number): number[] => Array.from({ length: count }, next);

describe('addressing', () => {
  it('gives number i whatever was drawn before it', () => {
    const inOrder = new RandomStream(7, 3);
    const all = take(20, () => inOrder.uniform());
    const mixed = new RandomStream(7, 3);
    for (let i = 0; i < 10; i++) mixed.normal();
    expect(take(10, () => mixed.uniform())).toEqual(all.slice(10));
    mixed.seek(4);
    expect([mixed.uniform(), mixed.index]).toEqual([all[4], 5]);
    expect(new RandomStream(7, 3, 19).uniform()).toBe(all[19]);
  });

  it('separates seeds, streams and the words of a seed', () => {
    const first = [new RandomStream(1), new RandomStream(2), new RandomStream(1, 1), new RandomStream([1, 1]), new RandomStream(1, 0, 1)];
    expect(new Set(first.map((stream) => stream.uniform())).size).toBe(5);
    expect(new RandomStream(2 ** 32 + 5).uniform()).toBe(new RandomStream([5, 1]).uniform());
  });

  it('uses the documented block: key is the seed, counter is index and stream', () => {
    const words = new Uint32Array(4);
    philox4x32Into(words, 6, 2, 0, 9, 0xabc, 0xdef);
    const expected = (Math.floor(words[0]! / 32) * 2 ** 26 + Math.floor(words[1]! / 64)) / 2 ** 53;
    expect(new RandomStream([0xabc, 0xdef], 9, 2 * 2 ** 32 + 6).uniform()).toBe(expected);
  });

  it('fills as single draws do', () => {
    const out = new Float64Array(7);
    const filled = new RandomStream(11, 2);
    filled.fillNormal(out);
    const single = new RandomStream(11, 2);
    expect([...out]).toEqual(take(7, () => single.normal()));
    filled.fillUniform(out);
    expect([...out]).toEqual(take(7, () => single.uniform()));
  });

  it('gives the same first values for ever', () => {
    const stream = new RandomStream(0);
    expect(take(2, () => stream.uniform())).toEqual([0.39904647231489565, 0.9722412032044762]);
    expect(take(2, () => stream.normal())).toEqual([0.12542508244128928, -1.392898504901563]);
  });

  it('refuses seeds, streams and indices out of range', () => {
    expect(() => new RandomStream(-1)).toThrow(InputError);
    expect(() => new RandomStream(0.5)).toThrow('RandomStream: expected a seed that is an integer in [0, 2^53), got 0.5');
    expect(() => new RandomStream([0, 2 ** 32])).toThrow('seed[1]');
    expect(() => new RandomStream(1, -1)).toThrow('stream');
    expect(() => new RandomStream(1, 0, NaN)).toThrow('index');
  });
});

describe('distribution (fixed seed, 200,000 draws, 5 σ allowed)', () => {
  const count = 200_000;
  const sigma = 5 / Math.sqrt(count);
  const mean = (values: Float64Array, f: (x: number) => number): number => values.reduce((sum, x) => sum + f(x), 0) / count;

  it('uniforms have the moments of U[0, 1) and no correlation from one to the next', () => {
    const u = new Float64Array(count);
    new RandomStream(2024).fillUniform(u);
    expect(Math.min(...u.subarray(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(Math.abs(mean(u, (x) => x) - 1 / 2)).toBeLessThan(sigma * Math.sqrt(1 / 12));
    expect(Math.abs(mean(u, (x) => x * x) - 1 / 3)).toBeLessThan(sigma * Math.sqrt(4 / 45));
    let product = 0;
    for (let i = 1; i < count; i++) product += (u[i]! - 0.5) * (u[i - 1]! - 0.5);
    expect(Math.abs(product / count)).toBeLessThan(sigma / 12);
  });

  it('normals have mean 0, variance 1, fourth moment 3 and the 1σ, 2σ, 3σ shares', () => {
    const z = new Float64Array(count);
    new RandomStream(2025).fillNormal(z);
    expect(Math.abs(mean(z, (x) => x))).toBeLessThan(sigma);
    expect(Math.abs(mean(z, (x) => x * x) - 1)).toBeLessThan(sigma * Math.sqrt(2));
    expect(Math.abs(mean(z, (x) => x ** 4) - 3)).toBeLessThan(sigma * Math.sqrt(96));
    for (const [width, share] of [[1, 0.682689492], [2, 0.954499736], [3, 0.997300204]] as const) {
      const observed = mean(z, (x) => (Math.abs(x) < width ? 1 : 0));
      expect(Math.abs(observed - share)).toBeLessThan(sigma * Math.sqrt(share * (1 - share)));
    }
  });
});
