/**
 * @file Moments of z = b + Σ_j a_j x_j, split by the number l of active features.
 *
 * E[z^r; l] is the coefficient of t^l in a product in which feature j is either idle (weight 1 − p_j) or active (weight t p_j,
 * and z grows by a_j U): the elementary-symmetric recurrence, carried by r = 0 … 3 together. The last slot takes all l
 * beyond `most`.
 *
 * Cost       O(most) a feature
 * Source     docs/concepts/skeletons.md
 */
import { MEAN, SECOND_MOMENT, THIRD_MOMENT } from '../uniform-magnitude.js';

export class SplitMoments {
  /** E[z^r; exactly l active], [most + 2]; the last: more than `most`. */
  readonly zero: Float64Array;
  readonly one: Float64Array;
  readonly two: Float64Array;
  readonly three: Float64Array;

  constructor(readonly most: number) {
    this.zero = new Float64Array(most + 2);
    this.one = new Float64Array(most + 2);
    this.two = new Float64Array(most + 2);
    this.three = new Float64Array(most + 2);
  }

  /** No feature yet: z = b. */
  start(b: number): void {
    for (const moments of [this.zero, this.one, this.two, this.three]) moments.fill(0);
    this.zero[0] = 1;
    this.one[0] = b;
    this.two[0] = b * b;
    this.three[0] = b * b * b;
  }

  copy({ zero, one, two, three }: SplitMoments): void {
    this.zero.set(zero);
    this.one.set(one);
    this.two.set(two);
    this.three.set(three);
  }

  /** One more feature, with coupling a and density p. */
  add(a: number, p: number): void {
    const { zero, one, two, three, most } = this;
    const q = 1 - p;
    const a1 = p * MEAN * a;
    const a2 = p * SECOND_MOMENT * a * a;
    const a3 = p * THIRD_MOMENT * a * a * a;
    for (let l = most + 1; l >= 0; l--) {
      // Of the last slot nothing leaves: more than `most` remain so.
      const last = l > most;
      const m0 = (l > 0 ? zero[l - 1]! : 0) + (last ? zero[l]! : 0);
      const m1 = (l > 0 ? one[l - 1]! : 0) + (last ? one[l]! : 0);
      const m2 = (l > 0 ? two[l - 1]! : 0) + (last ? two[l]! : 0);
      const m3 = (l > 0 ? three[l - 1]! : 0) + (last ? three[l]! : 0);
      three[l] = q * three[l]! + p * m3 + 3 * (a1 * m2 + a2 * m1) + a3 * m0;
      two[l] = q * two[l]! + p * m2 + 2 * a1 * m1 + a2 * m0;
      one[l] = q * one[l]! + p * m1 + a1 * m0;
      zero[l] = q * zero[l]! + p * m0;
    }
  }
}
