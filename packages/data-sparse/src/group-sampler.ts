import { checkWord, philox4x32Into, seedWords, uniformFromWords, type FeatureGroup, type GroupedLaw } from '@tegum/core';
import { checkBatch } from './check-batch.js';
import type { RowSampler, SampleSource } from './feature-distribution.js';
import { valueOf } from './value-of.js';

/** Word 2 of the Philox counter: other numbers than those of `RandomStream` (0) and of `UniformSparseSampler` (1, 2). */
const GROUPS = 3;

const WORD = 4294967296;

/**
 * Draws from a law of groups: how many are active, then which, then their values.
 *
 * Which ones: feature after feature, active with probability (still to choose)/(features left), so that each set of that size is
 * equally likely (Fan, Muller & Rezucha 1962; Knuth, TAOCP 2, §3.4.2, algorithm S).
 *
 * Random     row r owns the features + groups Philox blocks from r · (features + groups): for each group one for the count, then one
 *            a feature, whose first half decides and whose second half is the value. Key: the seed. Counter: (block low, high, 3, stream)
 * Cost       about 80 ns a group, and as much a feature up to the last active one of an active group
 */
export class GroupSampler implements RowSampler {
  readonly #law: GroupedLaw;
  /** P(at most l active) of each group, the last entry with any probability replaced by 1. */
  readonly #cumulative: readonly Float64Array[];
  readonly #words = new Uint32Array(4);

  /** @param law - Checked; kept, not modified. */
  constructor(law: GroupedLaw) {
    this.#law = law;
    this.#cumulative = law.groups.map(cumulativeCounts);
  }

  /**
   * See `FeatureDistribution.sampleInto`.
   *
   * @throws {InputError} if out is too short, or a seed, stream or index is out of range.
   */
  sampleInto(out: Float64Array, rows: number, { seed, stream }: SampleSource, firstIndex: number): void {
    const { features: n, groups, magnitude } = this.#law;
    const blocks = n + groups.length;
    checkBatch(out, rows, n, blocks, firstIndex);
    checkWord(stream, 'stream', 'sampleInto');
    const [low, high] = seedWords(seed, 'sampleInto');
    const words = this.#words;
    const draw = (block: number): number => {
      philox4x32Into(words, block >>> 0, Math.floor(block / WORD), GROUPS, stream, low, high);
      return uniformFromWords(words[0]!, words[1]!);
    };
    const value = valueOf[magnitude];

    out.fill(0, 0, rows * n);
    for (let row = 0; row < rows; row++) {
      let block = (firstIndex + row) * blocks;
      groups.forEach(({ features }, g) => {
        const u = draw(block);
        let active = this.#cumulative[g]!.findIndex((most) => u < most);
        for (let j = 0; active > 0; j++) {
          if (draw(block + 1 + j) * (features.length - j) >= active) continue;
          out[row * n + features[j]!] = value(uniformFromWords(words[2]!, words[3]!));
          active -= 1;
        }
        block += 1 + features.length;
      });
    }
  }
}

function cumulativeCounts({ activeCount }: FeatureGroup): Float64Array {
  let sum = 0;
  const cumulative = activeCount.map((probability) => (sum += probability));
  const last = activeCount.findLastIndex((probability) => probability > 0);
  return cumulative.fill(1, last);
}
