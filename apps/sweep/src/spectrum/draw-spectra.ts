/**
 * @file From a comparison of spectra to the data of its two figures.
 */
import { InputError } from '@tegum/core';
import { isotropy, marchenkoPastur } from '@tegum/data-sparse';
import type { IsotropyMapData, SpectrumPlotData } from '@tegum/figures';
import { magnitudeOf, type SpectrumComparison } from './compare-spectra.js';

/** @throws {InputError} if no samples were drawn. */
export function spectrumFigure({ features, density, distribution, centred, bulk, population, sample, enoughActiveFeatures }: SpectrumComparison): SpectrumPlotData {
  if (sample === undefined) throw new InputError('--figure', '--samples beside it', 'none', 'it draws samples against their limit');
  const { samples, seed, aspect, eigenvalues, spike, enoughActiveSamples } = sample;
  const active = `${shown(features * density)} features are active at a time, each in ${shown(samples * density)} samples`;
  const unreliable = enoughActiveFeatures && enoughActiveSamples ? {} : { caption: `Only ${active}: the bulk may stray from the limit.` };
  return {
    title: `Eigenvalues of the ${centred ? 'covariance' : 'second moment'}: ${String(samples)} samples`,
    subtitle: `${String(features)} ${distribution} features of density ${String(density)}, seed ${String(seed)}`,
    ...unreliable,
    samples: eigenvalues,
    population,
    limit: marchenkoPastur(bulk, aspect),
    ...(spike.visible ? { spike: spike.eigenvalue } : {}),
  };
}

function shown(count: number): string {
  return String(Number(count.toPrecision(2)));
}

const mostFeatures = 500;
const leastDensity = 1e-3;
const densitySteps = 300;

/** @throws {InputError} if Σ ∝ I is exact everywhere. */
export function isotropyFigure({ features, density, distribution, centred, defect }: SpectrumComparison): IsotropyMapData {
  if (centred) throw new InputError('--map', 'no --centred', '--centred', 'Σ ∝ I is exact for the covariance: there is nothing to map');
  if (defect === 0) throw new InputError('--map', 'features with a mean', distribution, 'Σ ∝ I is exact for them: there is nothing to map');
  const numbers = Array.from({ length: mostFeatures - 1 }, (_, index) => index + 2);
  const least = Math.min(leastDensity, density);
  const densities = Array.from({ length: densitySteps + 1 }, (_, step) => (step === densitySteps ? 1 : least ** (1 - step / densitySteps)));
  const magnitude = magnitudeOf[distribution];
  return {
    subtitle: `${distribution} features, all of one density: relative error of Σ = v I, all of it along the mean (1, …, 1)`,
    features: numbers,
    densities,
    defects: numbers.flatMap((n) => densities.map((p) => isotropy({ features: n, density: p, magnitude }).defect)),
    marked: { features, density, defect },
  };
}
