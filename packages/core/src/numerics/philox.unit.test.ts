import { describe, expect, it } from 'vitest';
import { philox4x32Into } from './philox.js';

type Counter = readonly [number, number, number, number];

/** Known answers for philox4x32-10 published with Random123 (examples/kat_vectors): counter, key, result. */
const KNOWN_ANSWERS: readonly (readonly [Counter, readonly [number, number], Counter])[] = [
  [[0, 0, 0, 0], [0, 0], [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8]],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

describe('philox4x32Into', () => {
  it.each(KNOWN_ANSWERS)('gives the published answer for counter %j and key %j', (counter, key, answer) => {
    const out = new Uint32Array(4);
    philox4x32Into(out, ...counter, ...key);
    expect([...out]).toEqual(answer);
  });

  it('agrees with 64-bit integer arithmetic on many counters', () => {
    const out = new Uint32Array(4);
    for (let i = 0; i < 200; i++) {
      const words: Counter = [i, Math.imul(i, 0x85ebca6b) >>> 0, Math.imul(i, 0xc2b2ae35) >>> 0, ~i >>> 0];
      philox4x32Into(out, ...words, i * 77, 5);
      expect([...out]).toEqual(philoxByBigInt(words, [i * 77, 5]));
    }
  });
});

function philoxByBigInt(counter: readonly number[], key: readonly number[]): number[] {
  let [a, b, c, d] = counter.map(BigInt) as [bigint, bigint, bigint, bigint];
  let [k0, k1] = key.map(BigInt) as [bigint, bigint];
  const mask = 0xffffffffn;
  for (let round = 0; round < 10; round++) {
    const p = 0xd2511f53n * a;
    const q = 0xcd9e8d57n * c;
    [a, b, c, d] = [(q >> 32n) ^ b ^ k0, q & mask, (p >> 32n) ^ d ^ k1, p & mask];
    k0 = (k0 + 0x9e3779b9n) & mask;
    k1 = (k1 + 0xbb67ae85n) & mask;
  }
  return [a, b, c, d].map(Number);
}
