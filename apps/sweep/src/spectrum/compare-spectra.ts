import { InputError, type MagnitudeKind, type Seed } from '@tegum/core';
import {
  binarySparse,
  isotropy,
  marchenkoPastur,
  populationSpectrum,
  sampleSpectrum,
  sampleSpike,
  samplesToResolve,
  signedUniformSparse,
  uniformSparse,
  type FeatureDistribution,
  type SampleSpike,
} from '@tegum/data-sparse';

export const families = ['uniform', 'binary', 'signed'] as const;

export type Family = (typeof families)[number];

export const magnitudeOf: Readonly<Record<Family, MagnitudeKind>> = { uniform: 'uniform', binary: 'one', signed: 'signed-uniform' };

const constructors: Readonly<Record<Family, (density: ArrayLike<number>) => FeatureDistribution>> = {
  uniform: uniformSparse,
  binary: binarySparse,
  signed: signedUniformSparse,
};

/** Entries times rows (and the cost of drawing them): about a second. */
const mostWork = 1e9;

export interface SpectrumQuestion {
  readonly features: number;
  /** Of every feature. */
  readonly density: number;
  readonly distribution: Family;
  readonly centred: boolean;
  readonly samples: number | undefined;
  readonly seed: Seed;
}

/**
 * Fewer active features at a time, or fewer active samples a feature, and the limit describes the bulk badly. Its entries' fourth
 * moment, about 1.8/p, has to be small against n: at n = 20, p = 0.01 the noise is three times the limit's, however many the samples.
 */
const fewActiveFeatures = 10;
const fewActiveSamples = 100;

/** What `tegum spectrum --json` prints. Eigenvalues ascend. */
export interface SpectrumComparison extends Omit<SpectrumQuestion, 'samples' | 'seed'> {
  /** v, n − 1 times or, centred, n times. */
  readonly bulk: number;
  /** θ², 0 if centred. */
  readonly spike: number;
  /** θ²/v: the relative error of Σ = v I. */
  readonly defect: number;
  /** Samples from which the noise is below the defect; null if there is no defect. */
  readonly samplesToResolve: number | null;
  /** Whether enough features are active at a time for the limit, and with it `samplesToResolve`, to be relied on. */
  readonly enoughActiveFeatures: boolean;
  readonly population: readonly number[];
  readonly sample?: {
    readonly samples: number;
    readonly seed: Seed;
    /** n/T. */
    readonly aspect: number;
    readonly eigenvalues: readonly number[];
    readonly marchenkoPastur: { readonly low: number; readonly high: number; readonly atZero: number };
    readonly spike: SampleSpike;
    /** Whether every feature is active in enough samples for the limit. */
    readonly enoughActiveSamples: boolean;
  };
}

/** @throws {InputError} if no eigenvalue but one is above 0, or the samples would take long. */
export function compareSpectra({ samples, seed, ...question }: SpectrumQuestion): SpectrumComparison {
  const { features, density, distribution, centred } = question;
  const { bulk, ...all } = isotropy({ features, density, magnitude: magnitudeOf[distribution] });
  if (bulk === 0) throw new InputError('--density', 'a density below 1 for binary features', String(density), 'at 1 they are constant');
  const { spike, defect } = centred ? { spike: 0, defect: 0 } : all;
  const x = constructors[distribution](new Float64Array(features).fill(density));
  const comparison = {
    ...question,
    bulk,
    spike,
    defect,
    samplesToResolve: defect === 0 ? null : samplesToResolve(features, defect),
    enoughActiveFeatures: features * density >= fewActiveFeatures,
    population: [...populationSpectrum(x, { centred })],
  };
  if (samples === undefined) return comparison;
  const most = Math.floor(mostWork / (features * (features + 100)));
  if (samples > most) throw new InputError('--samples', `at most ${String(most)} for ${String(features)} features`, String(samples));
  const aspect = features / samples;
  const { low, high, atZero } = marchenkoPastur(bulk, aspect);
  return {
    ...comparison,
    sample: {
      samples,
      seed,
      aspect,
      eigenvalues: [...sampleSpectrum(x, { samples, centred, seed, stream: 0 })],
      marchenkoPastur: { low, high, atZero },
      spike: sampleSpike(bulk, spike, aspect),
      enoughActiveSamples: samples * density >= fewActiveSamples,
    },
  };
}
