/** @file §2.1 of the source notes: sparse synthetic data. */
import { RandomStream } from '@tegum/core';
import { uniformSparse } from '@tegum/data-sparse';
import type { NotesEntry } from '../entry.js';
import { largest } from '../matrices.js';

const FEATURES = 4;
const DENSITY = [0.1, 0.3, 0.55, 1];
const SAMPLES = 100_000;
/** Deviations of a sample mean beyond this many standard errors are no accident. */
const MOST_SIGMAS = 5;

/**
 * Means of `statistic` over rows made as the notes make them, X_i = B_i U_i, and their distance from `expected` in standard errors.
 *
 * The draws are made here: the sampler of @tegum/data-sparse is not used.
 */
function deviations(statistic: (row: readonly number[]) => readonly number[], expected: readonly number[]): number {
  const stream = new RandomStream(2024);
  const sums = expected.map(() => 0);
  const squares = expected.map(() => 0);
  for (let t = 0; t < SAMPLES; t++) {
    const row = DENSITY.map((p) => (stream.uniform() < p ? 1 : 0) * stream.uniform());
    statistic(row).forEach((value, k) => {
      sums[k]! += value;
      squares[k]! += value * value;
    });
  }
  const sigmas = expected.map((mean, k) => {
    const average = sums[k]! / SAMPLES;
    const variance = Math.max(squares[k]! / SAMPLES - average * average, 0);
    return variance === 0 ? (average === mean ? 0 : Infinity) : (average - mean) / Math.sqrt(variance / SAMPLES);
  });
  return largest(sigmas);
}

/** NaN, which fails an entry, if samples contradict it. */
function unlessSamplesContradict(residual: number, sigmas: number): number {
  return sigmas <= MOST_SIGMAS ? residual : Number.NaN;
}

const pairs = Array.from({ length: FEATURES * FEATURES }, (_, e) => [Math.floor(e / FEATURES), e % FEATURES] as const);
const SAMPLED = `${String(SAMPLES / 1000)},000 samples within ${String(MOST_SIGMAS)} standard errors`;

export const sparseDataEntries: readonly NotesEntry[] = [
  {
    id: 'sparse-moments',
    where: '§2.1, remark',
    statement: 'E x_i x_j = (1−S)²/4 for i ≠ j, and E x_i² = (1−S)/3.',
    method: `second differences of the joint characteristic function at 0, and ${SAMPLED}`,
    tolerance: 1e-5,
    check: () => {
      const law = uniformSparse(DENSITY);
      const expected = pairs.map(([i, j]) => (i === j ? DENSITY[i]! / 3 : (DENSITY[i]! * DENSITY[j]!) / 4));
      const h = 1e-2;
      const at = (i: number, a: number, j: number, b: number): number => {
        const t = new Float64Array(FEATURES);
        t[i]! += a;
        t[j]! += b;
        return law.jointCharacteristicFunction(t)[0];
      };
      // Re E e^{i t·x} = 1 − E (t·x)²/2 + O(t⁴), extrapolated once.
      const mixed = (i: number, j: number, s: number): number => -(at(i, s, j, s) - at(i, s, j, -s)) / (2 * s * s);
      const differences = pairs.map(([i, j], e) => (4 * mixed(i, j, h / 2) - mixed(i, j, h)) / 3 - expected[e]!);
      const stated = law.secondMoment().map((value, e) => value - expected[e]!);
      return { residual: unlessSamplesContradict(Math.max(largest(differences), largest(stated)), deviations((x) => pairs.map(([i, j]) => x[i]! * x[j]!), expected)) };
    },
  },
  {
    id: 'sparse-count',
    where: '§2.1',
    statement: 'A data point has (1−S)D entries that are not zero, on average.',
    method: `Σ l Pr(l active) from the Poisson binomial distribution, and ${SAMPLED}`,
    tolerance: 1e-14,
    check: () => {
      const expected = DENSITY.reduce((total, p) => total + p, 0);
      const mean = uniformSparse(DENSITY).activeCountDistribution().reduce((total, probability, l) => total + l * probability, 0);
      return { residual: unlessSamplesContradict(Math.abs(mean - expected), deviations((x) => [x.filter((v) => v > 0).length], [expected])) };
    },
  },
  {
    id: 'sparse-zeros',
    where: '§2.1, remark',
    statement: 'An off-diagonal entry of x ⊗ x is 0 with probability 1 − (1−S)², a diagonal one with probability S.',
    method: `the limit of the joint characteristic function at large angles, which is the weight of the point 0, and ${SAMPLED}`,
    tolerance: 1e-5,
    check: () => {
      const law = uniformSparse(DENSITY);
      const far = 1e6;
      const zero = (i: number): number => law.characteristicFunction(i, far)[0];
      const bothZero = (i: number, j: number): number => law.jointCharacteristicFunction(Float64Array.from({ length: FEATURES }, (_, k) => (k === i || k === j ? far : 0)))[0];
      const expected = pairs.map(([i, j]) => (i === j ? 1 - DENSITY[i]! : 1 - DENSITY[i]! * DENSITY[j]!));
      const residuals = pairs.map(([i, j], e) => (i === j ? zero(i) : zero(i) + zero(j) - bothZero(i, j)) - expected[e]!);
      return { residual: unlessSamplesContradict(largest(residuals), deviations((x) => pairs.map(([i, j]) => (x[i]! * x[j]! === 0 ? 1 : 0)), expected)) };
    },
  },
];
