/** Multipliers and Weyl increments of Philox4x32 (Salmon et al. 2011, table 2 and §4.3). */
const M0 = 0xd2511f53;
const M1 = 0xcd9e8d57;
const W0 = 0x9e3779b9;
const W1 = 0xbb67ae85;
const ROUNDS = 10;

/**
 * High word of the 64-bit product of two unsigned 32-bit integers, given its low word Math.imul(a, b) >>> 0.
 *
 * a · b − low is a multiple of 2³², and two roundings move it by less than 2¹²: the nearest integer after division is exact.
 */
function highWord(a: number, b: number, low: number): number {
  return ((a * b - low) * 2.3283064365386963e-10 + 0.5) >>> 0;
}

/**
 * Philox4x32-10: four random 32-bit words for each counter and key. A pure function: nothing is carried from call to call.
 *
 * Shape      counter (c0, c1, c2, c3), key (k0, k1) → out [4], all unsigned 32-bit
 * Random     period 2¹³⁰ words for each key; passes BigCrush (claimed by the source)
 * Source     Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3"
 *
 * @param out - At least four entries; the first four are overwritten.
 *
 * @example
 * const out = new Uint32Array(4);
 * philox4x32Into(out, 0, 0, 0, 0, 0, 0);
 * out[0]!.toString(16); // → '6627e8d5'
 */
export function philox4x32Into(out: Uint32Array, c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void {
  let x0 = c0 >>> 0;
  let x1 = c1 >>> 0;
  let x2 = c2 >>> 0;
  let x3 = c3 >>> 0;
  let key0 = k0 >>> 0;
  let key1 = k1 >>> 0;
  for (let round = 0; round < ROUNDS; round++) {
    const low0 = Math.imul(M0, x0) >>> 0;
    const high0 = highWord(M0, x0, low0);
    const low1 = Math.imul(M1, x2) >>> 0;
    const high1 = highWord(M1, x2, low1);
    x0 = (high1 ^ x1 ^ key0) >>> 0;
    x1 = low1;
    x2 = (high0 ^ x3 ^ key1) >>> 0;
    x3 = low0;
    key0 = (key0 + W0) >>> 0;
    key1 = (key1 + W1) >>> 0;
  }
  out[0] = x0;
  out[1] = x1;
  out[2] = x2;
  out[3] = x3;
}
