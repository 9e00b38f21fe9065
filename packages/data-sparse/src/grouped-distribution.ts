import { InputError, MAX_ANGLE, checkLaw, jointTransform, magnitudes, type GroupedLaw } from '@tegum/core';
import type { Complex, FeatureDistribution, RowSampler, SampleSource } from './feature-distribution.js';
import { checkFeature, checkOrder } from './check-moment.js';
import { GroupSampler } from './group-sampler.js';
import { sumOfCounts } from './sum-of-counts.js';

/**
 * The distribution of a law of groups: x_i = B_i V_i, the active sets B from the law, the values V_i independent of all else.
 *
 *   P(B_i = 1) = r = Σ_l P(l) l/g                          in a group of g features of which l are active with probability P(l)
 *   P(B_i = B_j = 1) = Σ_l P(l) l (l − 1)/(g (g − 1))      in the same group; the product of the two in different ones
 *   E x_i^k = r E V^k,  E x_i x_j = (E V)² P(B_i = B_j = 1)
 *
 * The number of active features is a sum over groups; the joint characteristic function is `jointTransform` of the law.
 */
export class GroupedDistribution implements FeatureDistribution {
  readonly features: number;
  readonly independent: boolean;
  readonly density: Float64Array;
  readonly mean: Float64Array;
  readonly #sampler: RowSampler;

  /** @throws {InputError} see `checkLaw`. */
  constructor(
    readonly kind: string,
    readonly law: GroupedLaw,
    sampler?: RowSampler,
  ) {
    checkLaw(law, kind);
    this.features = law.features;
    this.independent = law.groups.every(({ activeCount: P }) => P.length === 2 || P[0] === 1 || P.at(-1) === 1);
    this.density = new Float64Array(law.features);
    for (const { features, activeCount } of law.groups) {
      let expected = 0;
      activeCount.forEach((probability, l) => (expected += probability * l));
      for (const i of features) this.density[i] = expected / features.length;
    }
    const average = magnitudes[law.magnitude].moment(1);
    this.mean = this.density.map((r) => r * average);
    this.#sampler = sampler ?? new GroupSampler(law);
  }

  secondMoment(): Float64Array {
    const { features: n, mean } = this;
    const second = this.covariance();
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) second[i * n + j] = i === j ? this.rawMoment(i, 2) : second[i * n + j]! + mean[i]! * mean[j]!;
    }
    return second;
  }

  covariance(): Float64Array {
    const { features: n, density, mean } = this;
    const average = magnitudes[this.law.magnitude].moment(1);
    const C = new Float64Array(n * n);
    for (const { features, activeCount } of this.law.groups) {
      const g = features.length;
      let pairs = 0;
      activeCount.forEach((probability, l) => (pairs += probability * l * (l - 1)));
      for (const i of features) {
        for (const j of features) {
          if (i !== j) C[i * n + j] = average * average * (pairs / (g * (g - 1)) - density[i]! * density[j]!);
        }
        C[i * n + i] = this.rawMoment(i, 2) - mean[i]! * mean[i]!;
      }
    }
    return C;
  }

  rawMoment(feature: number, order: number): number {
    checkFeature(feature, this.features, 'rawMoment');
    checkOrder(order);
    return order === 0 ? 1 : this.density[feature]! * magnitudes[this.law.magnitude].moment(order);
  }

  characteristicFunction(feature: number, omega: number): Complex {
    const where = 'characteristicFunction';
    checkFeature(feature, this.features, where);
    if (!(Math.abs(omega) <= MAX_ANGLE)) throw new InputError(where, `angles of magnitude ≤ ${MAX_ANGLE}`, String(omega));
    if (omega === 0) return [1, 0];
    const psi = new Float64Array(2);
    magnitudes[this.law.magnitude].transformInto(psi, 0, omega);
    const r = this.density[feature]!;
    return [1 - r + r * psi[0]!, r * psi[1]!];
  }

  jointCharacteristicFunction(a: Float64Array): Complex {
    return jointTransform(this.law, a);
  }

  activeCountDistribution(): Float64Array {
    return sumOfCounts(this.law.groups.map(({ activeCount }) => activeCount));
  }

  sampleInto(out: Float64Array, rows: number, source: SampleSource, firstIndex: number): void {
    this.#sampler.sampleInto(out, rows, source, firstIndex);
  }
}
