import type { MagnitudeKind } from '@tegum/core';
import type { RowSampler, SampleSource } from './feature-distribution.js';
import { UniformSparseSampler } from './uniform-sparse-sampler.js';
import { valueOf } from './value-of.js';

/**
 * Draws independent features of any magnitude: the rows of `UniformSparseSampler` with each active entry's value mapped.
 *
 * Random     the bits of `UniformSparseSampler`: equal sources have the same active features whatever the magnitude
 */
export class IndependentSampler implements RowSampler {
  readonly #uniform: UniformSparseSampler;
  readonly #features: number;

  /** @param density - [features], each in [0, 1]; read now, not kept. */
  constructor(
    density: Float64Array,
    readonly magnitude: MagnitudeKind,
  ) {
    this.#uniform = new UniformSparseSampler(density);
    this.#features = density.length;
  }

  /** See `FeatureDistribution.sampleInto`. */
  sampleInto(out: Float64Array, rows: number, source: SampleSource, firstIndex: number): void {
    this.#uniform.sampleInto(out, rows, source, firstIndex);
    if (this.magnitude === 'uniform') return;
    const value = valueOf[this.magnitude];
    const entries = rows * this.#features;
    for (let e = 0; e < entries; e++) if (out[e] !== 0) out[e] = value(out[e]!);
  }
}
