import { InputError } from '@tegum/core';

/** The limit of the eigenvalues of a sample covariance. */
export interface MarchenkoPastur {
  /** The edges v (1 ∓ √γ)² of the continuous part. */
  readonly low: number;
  readonly high: number;
  /** Part of the eigenvalues that are 0: max(0, 1 − 1/γ). */
  readonly atZero: number;
  /** Density of the continuous part, 0 outside the edges; its integral is 1 − atZero. */
  density(eigenvalue: number): number;
}

const TWO_PI = 6.283185307179586;

/**
 * Where the eigenvalues of a sample covariance lie when the population has only one, v, and features, samples → ∞ at γ = features/samples.
 *
 * ρ(λ) = √((λ₊ − λ)(λ − λ₋)) / (2π γ v λ),  λ∓ = v (1 ∓ √γ)²
 *
 * Numerics   a limit: at finite size the outer eigenvalues stray by some v γ^{1/2} features^{−2/3}. Of features of density p it holds for
 *            features · p ≫ 1 and samples · p ≫ 1: the fourth moment, 9/(5p) v² of uniform values, makes each variance noisier than the
 *            limit knows. At 20 features, p = 0.01, the upper edge lies 2.6 times as far from v with 3,763 samples, 3.2 times with 100,000
 * Source     Marchenko & Pastur 1967
 *
 * @param variance - v > 0.
 * @param aspect - γ = features/samples > 0.
 * @throws {InputError} if an argument is not positive and finite.
 *
 * @example
 * const { low, high } = marchenkoPastur(1, 0.25);
 * [low, high]; // → [ 0.25, 2.25 ]
 */
export function marchenkoPastur(variance: number, aspect: number): MarchenkoPastur {
  checkPositive(variance, 'variance');
  checkPositive(aspect, 'aspect');
  const root = Math.sqrt(aspect);
  const low = variance * (1 - root) * (1 - root);
  const high = variance * (1 + root) * (1 + root);
  return {
    low,
    high,
    atZero: aspect > 1 ? 1 - 1 / aspect : 0,
    density: (eigenvalue) =>
      eigenvalue > low && eigenvalue < high ? Math.sqrt((high - eigenvalue) * (eigenvalue - low)) / (TWO_PI * aspect * variance * eigenvalue) : 0,
  };
}

/** Whether the eigenvalue that sticks out of the population’s also sticks out of the sample’s, and where. */
export interface SampleSpike {
  /** Whether it leaves the bulk: θ² > v √γ. */
  readonly visible: boolean;
  /** The limit of the largest eigenvalue: (v + θ²)(θ² + γv)/θ² if visible, else the upper edge v (1 + √γ)². */
  readonly eigenvalue: number;
}

/**
 * The largest eigenvalue of a sample second moment when the population's are v and, once, v + θ².
 *
 * The same limit whether the one direction has more variance or the mean lies along it, θ² = |E x|².
 *
 * Source     Baik, Ben Arous & Péché 2005; Baik & Silverstein 2006, theorem 1.1; for a mean: Benaych-Georges & Nadakuditi 2012, §3.1
 *
 * @param variance - v > 0.
 * @param spike - θ² ≥ 0.
 * @param aspect - γ = features/samples > 0.
 * @throws {InputError} if an argument is out of range.
 *
 * @example
 * sampleSpike(1, 3, 0.25); // → { visible: true, eigenvalue: 4.333333… }
 */
export function sampleSpike(variance: number, spike: number, aspect: number): SampleSpike {
  const { high } = marchenkoPastur(variance, aspect);
  if (!(spike >= 0 && spike < Infinity)) throw new InputError('sampleSpike', 'spike ≥ 0', String(spike));
  const visible = spike > variance * Math.sqrt(aspect);
  return { visible, eigenvalue: visible ? (variance + spike) * (1 + (aspect * variance) / spike) : high };
}

function checkPositive(value: number, name: string): void {
  if (!(value > 0 && value < Infinity)) throw new InputError('marchenkoPastur', `${name} > 0`, String(value));
}
