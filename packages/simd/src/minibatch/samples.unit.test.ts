import { log, log1p, philox4x32Into } from '@tegum/core';
import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { MinibatchTrainer } from './minibatch-trainer.js';
import type { MinibatchOptions } from './options.js';

const base = { hidden: 1, optimizer: 'sgd', learningRate: 0.1, momentum: 0, beta1: 0, beta2: 0, epsilon: 1, weightDecay: 0 } as const;
const source = { seed: [7, 9], stream: 3 } as const;

function trainerOf(density: readonly number[], batchSize: number, instances = [source] as ConstructorParameters<typeof MinibatchTrainer>[1]): MinibatchTrainer {
  const options: MinibatchOptions = { ...base, features: density.length, density, importance: density.map(() => 1), batchSize };
  return new MinibatchTrainer(options, instances);
}

/** The samples as they are documented, one word after another. `blockRows` rows are drawn together. */
function plainSamples(density: readonly number[], batchSize: number, step: number, blockRows: number): Float64Array {
  const n = density.length;
  const out = new Float64Array(batchSize * n);
  const words = new Uint32Array(4);
  let block = 0;
  for (let firstRow = 0; firstRow < batchSize; firstRow += blockRows) {
    const rows = Math.min(blockRows, batchSize - firstRow);
    for (const p of new Set(density.filter((value) => value > 0))) {
      const members = density.flatMap((value, i) => (value === p ? [i] : []));
      let entry = -1;
      let event = 0;
      const first = block;
      for (;;) {
        philox4x32Into(words, first + (event >> 1), step, 16, source.stream, source.seed[0], source.seed[1]);
        const [high, low] = event % 2 === 0 ? [words[0]!, words[1]!] : [words[2]!, words[3]!];
        // Four blocks are drawn at once: their first halves are four events, their second halves the next four.
        const order = (event & ~7) + (event % 2) * 4 + ((event & 7) >> 1);
        pending[order] = { high, low };
        event += 1;
        if (event % 8 !== 0) continue;
        let done = false;
        for (let e = event - 8; e < event && !done; e++) {
          const { high: h, low: l } = pending[e]!;
          const U = h * 2 ** -32 + ((l >>> 24) + 0.5) * 2 ** -40;
          entry += 1 + Math.floor(log(U) * (1 / log1p(-p)));
          done = entry >= rows * members.length;
          if (!done) out[(firstRow + Math.floor(entry / members.length)) * n + members[entry % members.length]!] = (l & 0xffffff) * 2 ** -24;
        }
        if (done) break;
      }
      block = first + event / 2;
    }
  }
  return out;
}
const pending: Record<number, { high: number; low: number }> = {};

describe('samples', () => {
  it.each([
    ['of one density', new Array<number>(7).fill(0.13), 400, 400],
    ['of rare features', new Array<number>(33).fill(1e-3), 1000, 1000],
    ['of features that are always active', [1, 1, 1], 50, 50],
    ['of several densities', [0.3, 0.05, 1, 0, 0.3, 0.7], 100, 100],
    ['of one density, other features never active', [0, 0.2, 0, 0.2, 0.2], 100, 100],
    // 4 MiB of targets in lines of 64 bytes: 65536 rows of one panel.
    ['of more rows than are drawn at once', [0.02, 0.02], 70_000, 65_536],
  ])('are those documented, %s', (_name, density, batchSize, blockRows) => {
    const trainer = trainerOf(density, batchSize);
    for (const step of [0, 5]) expect(trainer.samples(0, step)).toEqual(plainSamples(density, batchSize, step, blockRows));
  });

  it('are other ones in another step, stream and seed', () => {
    const trainer = trainerOf([1, 1], 50, [source, { ...source, stream: 4 }, { ...source, seed: [8, 9] }, { ...source, seed: [7, 8] }]);
    const batches = [trainer.samples(0, 0), trainer.samples(0, 1), ...[1, 2, 3].map((instance) => trainer.samples(instance, 0))];
    for (const one of batches) for (const other of batches) if (one !== other) expect(one.filter((x, e) => x === other[e])).toHaveLength(0);
  });

  it('are none at density 0', () => {
    expect(trainerOf([0, 0], 10).samples(0, 0)).toEqual(new Float64Array(20));
  });
});

describe('distribution of 300,000 rows (fixed seed, 5 σ allowed)', () => {
  const rows = 300_000;
  const cases: readonly (readonly [string, readonly number[]])[] = [
    ['one density', [0.07, 0.07, 0.07]],
    ['rare', [0.002, 0.002, 0.002]],
    ['several densities', [0.25, 0.01, 0.9]],
  ];

  describe.each(cases)('%s', (_name, density) => {
    const n = density.length;
    const x = trainerOf(density, rows).samples(0, 2);
    const active = Float64Array.from(x, (value) => Number(value !== 0));
    const column = (values: Float64Array, i: number): Float64Array => Float64Array.from({ length: rows }, (_, row) => values[row * n + i]!);
    const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

    it.each([0, 1, 2])('feature %d: density, mean, second moment', (i) => {
      const p = density[i]!;
      const values = column(x, i);
      expectClose(mean(column(active, i)), p, { atol: 5 * Math.sqrt((p * (1 - p)) / rows) });
      expectClose(mean(values), p / 2, { atol: 5 * Math.sqrt((p / 3 - p ** 2 / 4) / rows) });
      expectClose(mean(values.map((value) => value ** 2)), p / 3, { atol: 5 * Math.sqrt((p / 5 - p ** 2 / 9) / rows) });
    });

    it('active values are uniform: Kolmogorov–Smirnov', () => {
      const values = x.filter((value) => value !== 0).sort();
      const distance = values.reduce((most, value, e) => Math.max(most, Math.abs(value - e / values.length), Math.abs(value - (e + 1) / values.length)), 0);
      // Exceeded with probability 2 e^{−2 · 1.95²} = 0.1 %.
      expect(distance * Math.sqrt(values.length)).toBeLessThan(1.95);
    });

    it.each([[0, 1, 0], [1, 2, 0], [0, 0, 1], [2, 0, 1], [1, 1, 2]])('features %d and %d, %d rows apart, are active independently', (i, j, lag) => {
      const [a, b] = [column(active, i), column(active, j)];
      const both = mean(a.subarray(0, rows - lag).map((value, row) => value * b[row + lag]!));
      const product = density[i]! * density[j]!;
      expectClose(both, product, { atol: 5 * Math.sqrt(product / rows) });
    });

    it('a value says nothing of the gap before it', () => {
      let sum = 0;
      let count = 0;
      let before = 0;
      const meanGap = active.length / active.reduce((total, value) => total + value, 0);
      x.forEach((value, e) => {
        if (value === 0) return;
        sum += (value - 0.5) * ((e - before) / meanGap - 1);
        count += 1;
        before = e;
      });
      // Var(value) = 1/12, gaps have a standard deviation of at most their mean.
      expect(Math.abs(sum / count)).toBeLessThan(5 * Math.sqrt(1 / 12 / count));
    });
  });
});
