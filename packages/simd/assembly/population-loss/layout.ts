/**
 * @file Where one block of frequencies lies in memory.
 */

/** Frequencies a block: e^{iωa} is set afresh at the start of each, so rounding errors stay below 64 ulp. */
export const BLOCK = 64;
/** The block's k, two to a vector. */
export const COUNTS: usize = memory.data(BLOCK * 8, 16);
/** 1/k, and 0 beyond the last term for `WEIGHTS`. */
export const INVERSES: usize = memory.data(BLOCK * 8, 16);
export const WEIGHTS: usize = memory.data(BLOCK * 8, 16);
/** Bytes of a row for one vector: Q and O (real, imaginary) in the first pass, A and B after it. */
export const ROW_VECTOR: usize = 64;
/** Bytes of a row. */
export const ROW: usize = ROW_VECTOR * (BLOCK / 2);

/** 1 − p, but never so small that a factor 1 − p + pψ could vanish: 10⁻²⁰ is beyond the last digit of any sum of such. */
// @ts-ignore: decorator
@inline
export function idleShare(p: f64): f64 {
  return max(1 - p, 1e-20);
}
