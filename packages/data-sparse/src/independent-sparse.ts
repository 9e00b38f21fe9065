import { InputError, MAX_ANGLE, sincosInto } from '@tegum/core';
import type { Complex, FeatureDistribution, SampleSource } from './feature-distribution.js';
import { poissonBinomial } from './poisson-binomial.js';
import { UniformSparseSampler } from './uniform-sparse-sampler.js';

/**
 * The uniform sparse distribution: x_i = B_i U_i with B_i ~ Bernoulli(density_i), U_i ~ Uniform[0, 1], all independent.
 *
 * E x_i = p_i/2, E x_i² = p_i/3, E x_i x_j = p_i p_j/4, Var x_i = p_i/3 − p_i²/4, E e^{iωx_i} = 1 − p_i + p_i (e^{iω} − 1)/(iω)
 *
 * Shape      density [features]
 * Source     Elhage et al. 2022, "Demonstrating Superposition"; source notes §2.1
 *
 * @param density - Probability that a feature is active, one a feature; copied.
 * @throws {InputError} if density is empty or an entry is not in [0, 1].
 *
 * @example
 * uniformSparse([0.1, 0.2]).covariance(); // [0.1/3 − 0.01/4, 0, 0, 0.2/3 − 0.04/4]
 */
export function uniformSparse(density: ArrayLike<number>): FeatureDistribution {
  if (density.length === 0) throw new InputError('uniformSparse', 'a density for at least one feature', 'none');
  const p = Float64Array.from(density);
  const wrong = p.findIndex((value) => !(value >= 0 && value <= 1));
  if (wrong >= 0) throw new InputError('uniformSparse', 'densities in [0, 1]', `${p[wrong]} at [${wrong}]`);
  return new UniformSparse(p);
}

class UniformSparse implements FeatureDistribution {
  readonly kind = 'uniform-sparse';
  readonly independent = true;
  readonly features: number;
  readonly density: Float64Array;
  readonly mean: Float64Array;
  readonly #sampler: UniformSparseSampler;
  readonly #sincos = new Float64Array(2);

  constructor(density: Float64Array) {
    this.features = density.length;
    this.density = density;
    this.mean = density.map((p) => p / 2);
    this.#sampler = new UniformSparseSampler(density);
  }

  secondMoment(): Float64Array {
    const { features: n, mean } = this;
    return Float64Array.from({ length: n * n }, (_, e) => {
      const i = Math.floor(e / n);
      const j = e % n;
      return i === j ? this.density[i]! / 3 : mean[i]! * mean[j]!;
    });
  }

  covariance(): Float64Array {
    const n = this.features;
    const C = new Float64Array(n * n);
    this.density.forEach((p, i) => (C[i * n + i] = p / 3 - (p * p) / 4));
    return C;
  }

  rawMoment(feature: number, order: number): number {
    this.#checkFeature(feature, 'rawMoment');
    if (!Number.isInteger(order) || order < 0) throw new InputError('rawMoment', 'an order that is an integer ≥ 0', String(order));
    return order === 0 ? 1 : this.density[feature]! / (order + 1);
  }

  characteristicFunction(feature: number, omega: number): Complex {
    this.#checkFeature(feature, 'characteristicFunction');
    this.#checkAngle(omega, 'characteristicFunction');
    return this.#marginal(feature, omega);
  }

  jointCharacteristicFunction(a: Float64Array): Complex {
    const where = 'jointCharacteristicFunction';
    if (a.length !== this.features) throw new InputError(where, `a.length = features = ${this.features}`, String(a.length));
    let re = 1;
    let im = 0;
    for (let i = 0; i < a.length; i++) {
      this.#checkAngle(a[i]!, where);
      const [c, s] = this.#marginal(i, a[i]!);
      const next = re * c - im * s;
      im = re * s + im * c;
      re = next;
    }
    return [re, im];
  }

  activeCountDistribution(): Float64Array {
    return poissonBinomial(this.density);
  }

  sampleInto(out: Float64Array, rows: number, source: SampleSource, firstIndex: number): void {
    this.#sampler.sampleInto(out, rows, source, firstIndex);
  }

  /** (e^{iω} − 1)/(iω) = sin ω/ω + i 2 sin²(ω/2)/ω: the second form of 1 − cos ω loses nothing for small ω. */
  #marginal(feature: number, omega: number): Complex {
    if (omega === 0) return [1, 0];
    const p = this.density[feature]!;
    sincosInto(this.#sincos, omega / 2);
    const s = this.#sincos[0]!;
    const c = this.#sincos[1]!;
    return [1 - p + (p * 2 * s * c) / omega, (p * 2 * s * s) / omega];
  }

  #checkFeature(feature: number, where: string): void {
    if (!Number.isInteger(feature) || feature < 0 || feature >= this.features) {
      throw new InputError(where, `a feature number from 0 to ${this.features - 1}`, String(feature));
    }
  }

  #checkAngle(omega: number, where: string): void {
    if (!(Math.abs(omega) <= MAX_ANGLE)) throw new InputError(where, `angles of magnitude ≤ ${MAX_ANGLE}`, String(omega));
  }
}
