/**
 * @file The number systems in which the sum over active sets is carried out, elements laid out in flat arrays.
 */

export interface Ring {
  /** Numbers an element takes. */
  readonly size: number;
  /** out[o…] += a[p…] · b[q…]. The three places are different. */
  multiplyAdd(out: Float64Array, o: number, a: Float64Array, p: number, b: Float64Array, q: number): void;
}

export const reals: Ring = {
  size: 1,
  multiplyAdd(out, o, a, p, b, q) {
    out[o]! += a[p]! * b[q]!;
  },
};

/** Real part, imaginary part. */
export const complexes: Ring = {
  size: 2,
  multiplyAdd(out, o, a, p, b, q) {
    const x = a[p]!;
    const y = a[p + 1]!;
    const u = b[q]!;
    const v = b[q + 1]!;
    out[o]! += x * u - y * v;
    out[o + 1]! += x * v + y * u;
  },
};

/** Power series in one variable up to its third power. */
export const cubicSeries: Ring = {
  size: 4,
  multiplyAdd(out, o, a, p, b, q) {
    const a0 = a[p]!, a1 = a[p + 1]!, a2 = a[p + 2]!, a3 = a[p + 3]!;
    const b0 = b[q]!, b1 = b[q + 1]!, b2 = b[q + 2]!, b3 = b[q + 3]!;
    out[o]! += a0 * b0;
    out[o + 1]! += a0 * b1 + a1 * b0;
    out[o + 2]! += a0 * b2 + a1 * b1 + a2 * b0;
    out[o + 3]! += a0 * b3 + a1 * b2 + a2 * b1 + a3 * b0;
  },
};
