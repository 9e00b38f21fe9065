import type { FeatureLaw, Seed } from '@tegum/core';

/** A complex number. */
export type Complex = readonly [re: number, im: number];

/** Which random numbers a sample is made of: row `index` of stream `stream` of seed `seed` never changes. */
export interface SampleSource {
  readonly seed: Seed;
  /** An integer in [0, 2³²). */
  readonly stream: number;
}

/** See `FeatureDistribution.sampleInto`. */
export interface RowSampler {
  sampleInto(out: Float64Array, rows: number, source: SampleSource, firstIndex: number): void;
}

/**
 * The distribution of a feature vector x ∈ ℝⁿ: what a model is asked to reconstruct.
 *
 * Everything is stated for the joint law, so that dependent features (exactly k active, groups, a finite data set) fit as well as
 * independent ones. Whoever can use independence asks `independent` and works with marginals.
 *
 * Units      dimensionless
 * Dtype      float64
 */
export interface FeatureDistribution extends RowSampler {
  /** Name of the family, e.g. `uniform-sparse`. */
  readonly kind: string;
  /** The same as plain data: what `lawLoss` of `@tegum/core` reads. */
  readonly law: FeatureLaw;
  /** n. */
  readonly features: number;
  /** Whether the features are independent: the joint law is then the product of the marginals. */
  readonly independent: boolean;
  /** P(x_i ≠ 0), [n]. */
  readonly density: Float64Array;
  /** E x_i, [n]. */
  readonly mean: Float64Array;
  /** E x_i x_j, a new [n, n] array, row-major. Not centred. */
  secondMoment(): Float64Array;
  /** E x_i x_j − E x_i E x_j, a new [n, n] array, row-major. */
  covariance(): Float64Array;
  /** E x_feature^order, order an integer ≥ 0. */
  rawMoment(feature: number, order: number): number;
  /** Marginal characteristic function E e^{iω x_feature}, |ω| ≤ 1e6. */
  characteristicFunction(feature: number, omega: number): Complex;
  /** Joint characteristic function E e^{i a·x}, a [n], |a_j| ≤ 1e6. */
  jointCharacteristicFunction(a: Float64Array): Complex;
  /** P(exactly l entries of x are not 0), l = 0 … n. */
  activeCountDistribution(): Float64Array;
  /**
   * Writes `rows` samples, numbers firstIndex … firstIndex + rows − 1 of the source, into out [rows, n] row-major.
   *
   * A row is a function of its number alone: batches of any size and order give the same rows.
   */
  sampleInto(out: Float64Array, rows: number, source: SampleSource, firstIndex: number): void;
}
