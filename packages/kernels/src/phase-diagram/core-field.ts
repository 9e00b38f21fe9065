/** @file Our own path: the same descents in float64 on the exact loss of `@tegum/simd`, every end polished. */
import { Descent, type Population } from '@tegum/core';
import { fastestSolver } from '@tegum/simd';
import { endOf, type End } from './competitors.js';

const MAX_ITERATIONS = 300;
/** Of the loss, relative; of ‖∇L‖, to Σ I p/3. */
const TOLERANCE = 1e-8;
const GRADIENT_TOLERANCE = 1e-6;
const MOST_TERMS = 256;

/** Ends of descents from all starts, weights in each. */
export function coreEnds(population: Population, hidden: number, starts: readonly (readonly number[])[]): End[] {
  const features = population.density.length;
  const descent = new Descent(population, hidden, fastestSolver);
  const points = starts.map((start) => {
    const x = new Float64Array(features * hidden + features);
    x.set(start);
    return x;
  });
  const roughly = descent.rough(points, MAX_ITERATIONS);
  const ends: End[] = [];
  const rough: End[] = [];
  for (const [k, x] of points.entries()) {
    const { W } = descent.split(x);
    const end = endOf(roughly[k]!.loss, Array.from(W), features);
    if (rough.some((known) => sameEnd(known, end))) continue;
    rough.push(end);
    const { loss } = descent.polish(x, { tolerance: TOLERANCE, gradientTolerance: GRADIENT_TOLERANCE * descent.scale, maxIterations: MAX_ITERATIONS, mostTerms: MOST_TERMS, revive: false });
    ends.push(endOf(loss, Array.from(W), features));
  }
  return ends;
}

/** Rough ends on the way to one optimum. */
const sameEnd = (a: End, b: End): boolean => Math.abs(a.loss - b.loss) <= 1e-3 * b.loss && a.gram.every((entry, e) => Math.abs(entry - b.gram[e]!) <= 0.01);
