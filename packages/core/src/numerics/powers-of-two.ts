/**
 * @file Exact powers of two and the binary exponent of a double, without bit patterns that depend on byte order at run time.
 */

/** 2^j for j in [0, 64). */
const FINE = powers(0, 1, 64);
/** 2^(32 j) for j in [−33, 32): from 2^−1056 (subnormal, exact) to 2^992. */
const COARSE = powers(-1056, 32, 65);

const FLOAT = new Float64Array(1);
const WORDS = new Uint32Array(FLOAT.buffer);
FLOAT[0] = 1;
/** Index of the word that holds sign and exponent: 1 on little-endian machines. */
const HIGH = WORDS[1] === 0 ? 0 : 1;

function powers(first: number, stride: number, count: number): Float64Array {
  const table = new Float64Array(count);
  for (let j = 0; j < count; j++) {
    const exponent = first + stride * j;
    let power = 1;
    for (let k = 0; k < Math.abs(exponent); k++) power *= exponent < 0 ? 0.5 : 2;
    table[j] = power;
  }
  return table;
}

/**
 * y · 2^k, rounded once.
 *
 * Edge cases  results below 2^−1022 are rounded to the subnormal grid; results of 2^1024 and more are ±Infinity
 *
 * @param y - A finite double: 0, or ½ ≤ |y| ≤ 2, or |k| ≤ 991 and both y and the result normal.
 * @param k - An integer in [−1080, 1030].
 */
export function scaleByPowerOfTwo(y: number, k: number): number {
  if (k > 991) return y * COARSE[64]! * FINE[k - 992]!;
  if (k < -992) return y * FINE[k & 31]! * COARSE[((k + 64) >> 5) + 33]! * 5.421010862427522e-20; // 2⁻⁶⁴
  return y * COARSE[(k >> 5) + 33]! * FINE[k & 31]!;
}

/**
 * The integer k with 2^k ≤ x < 2^(k+1).
 *
 * @param x - A positive normal double.
 */
export function binaryExponent(x: number): number {
  FLOAT[0] = x;
  return (WORDS[HIGH]! >>> 20) - 1023;
}
