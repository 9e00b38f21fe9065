import { checkWord, philox4x32Into, seedWords, uniformFromWords } from '@tegum/core';
import { checkBatch } from './check-batch.js';
import type { RowSampler, SampleSource } from './feature-distribution.js';

/** Word 2 of the Philox counter: keeps these numbers apart from each other and from `RandomStream`, which has 0 there. */
const ACTIVITY = 1;
const VALUE = 2;

const WORD = 4294967296;
const HALF_WORD = 65536;

/**
 * Draws x_i = B_i U_i, B_i ~ Bernoulli(density_i), U_i ~ Uniform[0, 1), all independent.
 *
 * Random     entry q = row · n + feature takes 16 bits (half-word q mod 8 of Philox block ⌊q/8⌋) to decide whether it is active, and one
 *            more block, number q, for its value if it is. When the 16 bits do not decide, the second half of that block does: the
 *            probability is density_i to 2⁻⁶⁹, not rounded to 16 bits. Key: the seed. Counter: (block low, block high, 1 or 2, stream)
 * Cost       about 15 ns an inactive and 80 ns an active entry
 */
export class UniformSparseSampler implements RowSampler {
  readonly #features: number;
  /** density · 2¹⁶ = whole + fraction. */
  readonly #whole: Float64Array;
  readonly #fraction: Float64Array;
  readonly #activity = new Uint32Array(4);
  readonly #value = new Uint32Array(4);

  /** @param density - [features], each in [0, 1]; read now, not kept. */
  constructor(density: Float64Array) {
    this.#features = density.length;
    this.#whole = density.map((p) => Math.floor(p * HALF_WORD));
    this.#fraction = density.map((p) => p * HALF_WORD - Math.floor(p * HALF_WORD));
  }

  /**
   * See `FeatureDistribution.sampleInto`.
   *
   * @throws {InputError} if out is too short, or a seed, stream or index is out of range.
   */
  sampleInto(out: Float64Array, rows: number, { seed, stream }: SampleSource, firstIndex: number): void {
    const where = 'sampleInto';
    const n = this.#features;
    checkBatch(out, rows, n, n, firstIndex);
    checkWord(stream, 'stream', where);
    const [low, high] = seedWords(seed, where);

    const activity = this.#activity;
    const value = this.#value;
    let entry = firstIndex * n;
    let written = 0;
    let fresh = true;
    for (let row = 0; row < rows; row++) {
      for (let i = 0; i < n; i++) {
        const lane = entry & 7;
        if (fresh || lane === 0) {
          const block = Math.floor(entry / 8);
          philox4x32Into(activity, block >>> 0, Math.floor(block / WORD), ACTIVITY, stream, low, high);
          fresh = false;
        }
        const bits = (activity[lane >> 1]! >>> ((lane & 1) << 4)) & 0xffff;
        let x = 0;
        if (bits <= this.#whole[i]!) {
          philox4x32Into(value, entry >>> 0, Math.floor(entry / WORD), VALUE, stream, low, high);
          const active = bits < this.#whole[i]! || uniformFromWords(value[2]!, value[3]!) < this.#fraction[i]!;
          if (active) x = uniformFromWords(value[0]!, value[1]!);
        }
        out[written++] = x;
        entry += 1;
      }
    }
  }
}
