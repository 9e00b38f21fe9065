import { checkLaw, checkWord, jointTransform, philox4x32Into, seedWords, uniformFromWords, type RowsLaw } from '@tegum/core';
import { checkBatch } from './check-batch.js';
import { checkFeature, checkOrder } from './check-moment.js';
import type { Complex, FeatureDistribution, SampleSource } from './feature-distribution.js';

/** Word 2 of the Philox counter: numbers of their own. */
const ROWS = 4;

const WORD = 4294967296;

/**
 * The distribution of a finite data set: x is one of its rows, each equally likely.
 *
 * Moments are averages over the rows (divided by their number, not one less). A feature is active where it is not 0.
 *
 * Shape      rows [count, features] row-major; copied
 * Random     sample r is row ⌊count · u⌋, u the first 53 bits of the Philox block with counter (r low, r high, 4, stream), key the seed
 * Cost       O(count · features) now and for each characteristic function
 *
 * @throws {InputError} if features is not an integer ≥ 1, there is not a whole number of rows ≥ 1, or an entry is not finite.
 *
 * @example
 * empirical([0, 1, 2, 3], 2).mean; // → [1, 2]
 */
export function empirical(rows: ArrayLike<number>, features: number): FeatureDistribution {
  const law = { features, rows: Float64Array.from(rows) };
  checkLaw(law, 'empirical');
  return new Empirical(law);
}

class Empirical implements FeatureDistribution {
  readonly kind = 'empirical';
  readonly features: number;
  readonly independent: boolean;
  readonly density: Float64Array;
  readonly mean: Float64Array;
  readonly #count: number;
  readonly #words = new Uint32Array(4);

  constructor(readonly law: RowsLaw) {
    const n = law.features;
    this.features = n;
    this.independent = n === 1;
    this.#count = law.rows.length / n;
    this.density = new Float64Array(n);
    this.mean = new Float64Array(n);
    law.rows.forEach((x, e) => {
      this.mean[e % n]! += x;
      if (x !== 0) this.density[e % n]! += 1;
    });
    for (let i = 0; i < n; i++) {
      this.mean[i]! /= this.#count;
      this.density[i]! /= this.#count;
    }
  }

  secondMoment(): Float64Array {
    return this.#products(new Float64Array(this.features));
  }

  covariance(): Float64Array {
    return this.#products(this.mean);
  }

  rawMoment(feature: number, order: number): number {
    checkFeature(feature, this.features, 'rawMoment');
    checkOrder(order);
    let sum = 0;
    for (let at = feature; at < this.law.rows.length; at += this.features) {
      let power = 1;
      for (let k = 0; k < order; k++) power *= this.law.rows[at]!;
      sum += power;
    }
    return sum / this.#count;
  }

  characteristicFunction(feature: number, omega: number): Complex {
    checkFeature(feature, this.features, 'characteristicFunction');
    const column = Float64Array.from({ length: this.#count }, (_, t) => this.law.rows[t * this.features + feature]!);
    return jointTransform({ features: 1, rows: column }, Float64Array.of(omega));
  }

  jointCharacteristicFunction(a: Float64Array): Complex {
    return jointTransform(this.law, a);
  }

  activeCountDistribution(): Float64Array {
    const n = this.features;
    const counts = new Float64Array(n + 1);
    for (let at = 0; at < this.law.rows.length; at += n) {
      let active = 0;
      for (let i = 0; i < n; i++) if (this.law.rows[at + i] !== 0) active += 1;
      counts[active]! += 1;
    }
    return counts.map((rows) => rows / this.#count);
  }

  sampleInto(out: Float64Array, rows: number, { seed, stream }: SampleSource, firstIndex: number): void {
    const n = this.features;
    checkBatch(out, rows, n, 1, firstIndex);
    checkWord(stream, 'stream', 'sampleInto');
    const [low, high] = seedWords(seed, 'sampleInto');
    const words = this.#words;
    for (let row = 0; row < rows; row++) {
      const index = firstIndex + row;
      philox4x32Into(words, index >>> 0, Math.floor(index / WORD), ROWS, stream, low, high);
      const at = Math.floor(this.#count * uniformFromWords(words[0]!, words[1]!)) * n;
      for (let i = 0; i < n; i++) out[row * n + i] = this.law.rows[at + i]!;
    }
  }

  /** Averages of (x_i − origin_i)(x_j − origin_j), [n, n]. */
  #products(origin: Float64Array): Float64Array {
    const n = this.features;
    const { rows } = this.law;
    const products = new Float64Array(n * n);
    for (let at = 0; at < rows.length; at += n) {
      for (let i = 0; i < n; i++) {
        const difference = rows[at + i]! - origin[i]!;
        for (let j = 0; j <= i; j++) products[i * n + j]! += difference * (rows[at + j]! - origin[j]!);
      }
    }
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) products[j * n + i] = products[i * n + j]! /= this.#count;
    }
    return products;
  }
}
