import { InputError, symmetricEigen } from '@tegum/core';
import type { FeatureDistribution, SampleSource } from '../feature-distribution.js';
import type { PopulationSpectrumOptions } from './population-spectrum.js';

/** Which samples are taken, and whether their means are subtracted. */
export interface SampleSpectrumOptions extends PopulationSpectrumOptions, SampleSource {
  /** T, an integer ≥ 1. */
  readonly samples: number;
}

const BATCH = 256;

/**
 * Eigenvalues of the second moment S = (1/T) Σ_t x_t x_tᵀ of T samples, or of their covariance S − x̄ x̄ᵀ (divided by T, not T − 1).
 *
 * Shape      → [features], ascending; at least features − T of them are 0 up to rounding
 * Random     samples 0 … T − 1 of the stream
 * Cost       O(T · features² · density + features³)
 *
 * @throws {InputError} if samples is not an integer ≥ 1, or the seed or stream is out of range.
 *
 * @example
 * import { binarySparse } from '@tegum/data-sparse';
 * sampleSpectrum(binarySparse([0.5, 0.5]), { samples: 1000, seed: 0, stream: 0 }).length; // → 2
 */
export function sampleSpectrum(x: FeatureDistribution, { samples, centred = false, seed, stream }: SampleSpectrumOptions): Float64Array {
  if (!Number.isSafeInteger(samples) || samples < 1) throw new InputError('sampleSpectrum', 'samples to be an integer ≥ 1', String(samples));
  const n = x.features;
  const batch = new Float64Array(Math.min(samples, BATCH) * n);
  const sums = new Float64Array(n);
  const S = new Float64Array(n * n);
  for (let first = 0; first < samples; first += BATCH) {
    const rows = Math.min(BATCH, samples - first);
    x.sampleInto(batch, rows, { seed, stream }, first);
    for (let at = 0; at < rows * n; at += n) {
      for (let i = 0; i < n; i++) {
        const value = batch[at + i]!;
        if (value === 0) continue;
        sums[i]! += value;
        for (let j = 0; j <= i; j++) S[i * n + j]! += value * batch[at + j]!;
      }
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const product = S[i * n + j]! / samples;
      S[i * n + j] = S[j * n + i] = centred ? product - (sums[i]! / samples) * (sums[j]! / samples) : product;
    }
  }
  return symmetricEigen(S, n).values;
}
