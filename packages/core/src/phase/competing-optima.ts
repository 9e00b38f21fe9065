import type { Population } from '../model.js';
import { census } from '../optimize/census.js';
import { equivalent, signatureOf } from '../optimize/equivalence.js';
import type { Seed } from '../numerics/streams.js';
import { gainAt } from './follow-branch.js';
import { deadFeatures, relax, relaxOffSaddles, type BranchPoint } from './relaxation.js';
import { leastRevival } from './revival.js';

/** The population and model whose optima compete. */
export interface CompetingOptions {
  readonly population: Population;
  /** m = n − 1 is what the candidates are for; any m < n is allowed. */
  readonly hidden: number;
  /** Random starts of the census. */
  readonly starts: number;
  readonly seed: Seed;
}

/** One of the local optima that compete at a density and importance. */
export interface CompetingOptimum extends BranchPoint {
  /** Starts of the census that ended here; 0 for an optimum that only a candidate led to. */
  readonly count: number;
  /** Least one-sided curvature of its dead features, relative to I_i p_i/3; null where every feature lives. */
  readonly revival: number | null;
}

/** Optima closer than this, in any entry of WᵀW or b, up to permutation of equal features, are one. */
const MATCH = 0.01;
const CENSUS_TOLERANCE = 1e-10;

/**
 * The local optima at one population, lowest loss first: the global one, and those it is metastable against.
 *
 * A census finds most. Optima with a dead feature may have a basin too small for random starts (its width is of the order of
 * the density), so orthonormal features with one of them dead are tried besides; and a dead feature that gains by living is
 * revived and followed down, since there its optimum is none. Saddles are left, or not listed.
 *
 * Cost       a census, and about n descents
 *
 * @example
 * const population = { density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, 1) };
 * const [best] = competingOptima({ population, hidden: 1, starts: 4, seed: 0 });
 * best!.loss; // → 0.00331948…
 */
export function competingOptima({ population, hidden, starts, seed }: CompetingOptions): CompetingOptimum[] {
  const found: CompetingOptimum[] = [];
  const add = (W: Float64Array, b: Float64Array, count: number): void => {
    let point = relaxOffSaddles(population, hidden, W, b);
    if (point === null) return;
    let revival = leastRevival(population, hidden, point.W, point.b, deadFeatures(point.W, point.b.length));
    if (revival !== null && revival.curvature < 0) {
      point = relaxOffSaddles(population, hidden, revival.W, revival.b);
      if (point === null) return;
      revival = leastRevival(population, hidden, point.W, point.b, deadFeatures(point.W, point.b.length));
      if (revival !== null && revival.curvature < 0) return;
    }
    const signature = signatureOf(point.W, point.b);
    const same = found.findIndex((known) => equivalent(signatureOf(known.W, known.b), signature, population, MATCH));
    if (same < 0) {
      found.push({ ...point, count, revival: revival?.curvature ?? null });
      return;
    }
    const known = found[same]!;
    found[same] = { ...(point.loss < known.loss ? { ...point, revival: revival?.curvature ?? null } : known), count: known.count + count };
  };
  const { optima } = census({ population, hidden, starts, seed, tolerance: CENSUS_TOLERANCE });
  for (const { W, b, count } of optima) add(W, b, count);
  if (hidden === population.density.length - 1) for (const { W, b } of oneDead(population)) add(W, b, 0);
  return found.sort((a, b) => a.loss - b.loss);
}

/** The lowest of them: what a scan needs. */
export function lowestOptimum({ population, hidden, starts, seed }: CompetingOptions): BranchPoint {
  const { optima } = census({ population, hidden, starts, seed, tolerance: CENSUS_TOLERANCE });
  const candidates = hidden === population.density.length - 1 ? oneDead(population) : [];
  const [best] = [optima[0]!, ...candidates].map(({ W, b }) => relax(population, hidden, W, b)).sort((a, b) => a.loss - b.loss) as [BranchPoint];
  if (gainAt(population, hidden, best) >= 0) return best;
  return competingOptima({ population, hidden, starts, seed })[0] ?? best;
}

/** Orthonormal features but for one, which is dead: the last, and the first. */
function oneDead({ density }: Population): { W: Float64Array; b: Float64Array }[] {
  const n = density.length;
  return [n - 1, 0].map((dead) => {
    const W = new Float64Array(n * (n - 1));
    const b = new Float64Array(n);
    for (let i = 0, row = 0; i < n; i++) if (i !== dead) W[row++ * n + i] = 1;
    b[dead] = density[dead]! / 2;
    return { W, b };
  });
}
