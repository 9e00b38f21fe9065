/** @file A data set, its Σ, and critical points of L found without using any theory of them. */
import { Lbfgs, RandomStream, linearLoss, solveLinear } from '@tegum/core';
import { difference, largest, matrix, product, scaled, sum, trace, transposed, type Matrix } from '../matrices.js';
import { sampleRows, secondMomentSum, spectrumOf, type Spectrum } from './samples.js';

const FEATURES = 4;
const HIDDEN = 2;
const ROWS = 30;
const SEARCHES = 40;

/** The two weight matrices: A [n, d] decodes, B [d, n] encodes. */
export interface Weights {
  readonly A: Matrix;
  readonly B: Matrix;
}

export interface LinearFixture {
  readonly features: number;
  readonly hidden: number;
  /** x_t, one a row. */
  readonly data: Matrix;
  /** Σ_t x_t x_tᵀ, scaled so that its trace is 1. */
  readonly sigma: Matrix;
  readonly spectrum: Spectrum;
}

/** Σ_t ‖x_t − A B x_t‖², row by row: the definition, without Σ. */
export function dataLoss(data: Matrix, { A, B }: Weights): number {
  const errors = difference(data, transposed(product(A, B, transposed(data))));
  return errors.entries.reduce((total, e) => total + e * e, 0);
}

/** ∂L/∂A and ∂L/∂B by central differences of `dataLoss`, which is quadratic in either: exact up to rounding. */
export function numericalGradient(data: Matrix, { A, B }: Weights, step = 1e-3): Weights {
  const slope = (which: 'A' | 'B', e: number): number => {
    const moved = (by: number): number => {
      const changed = { A, B };
      const entries = changed[which].entries.slice();
      entries[e]! += by;
      changed[which] = { ...changed[which], entries };
      return dataLoss(data, changed);
    };
    return (moved(step) - moved(-step)) / (2 * step);
  };
  return {
    A: { ...A, entries: A.entries.map((_, e) => slope('A', e)) },
    B: { ...B, entries: B.entries.map((_, e) => slope('B', e)) },
  };
}

/** Row-wise scaling that makes tr Σ = 1, so that residuals are relative. */
export const linearFixture = once((): LinearFixture => {
  const raw = sampleRows(31, ROWS, FEATURES);
  const data = scaled(raw, 1 / Math.sqrt(trace(secondMomentSum(raw))));
  const sigma = secondMomentSum(data);
  return { features: FEATURES, hidden: HIDDEN, data, sigma, spectrum: spectrumOf(sigma) };
});

function pack({ A, B }: Weights): Float64Array {
  return Float64Array.of(...A.entries, ...B.entries);
}

function unpack(x: Float64Array, features: number, hidden: number): Weights {
  const size = features * hidden;
  return { A: matrix(features, hidden, x.subarray(0, size)), B: matrix(hidden, features, x.subarray(size)) };
}

/** ∂L/∂A and ∂L/∂B as @tegum/core has them; the entries (1) and (2) hold them against `numericalGradient`. */
export function gradientOf(sigma: Matrix, { A, B }: Weights): Weights {
  const gradient = linearLoss({ A: A.entries, B: B.entries, sigma: sigma.entries, features: A.rows, hidden: A.columns });
  return { A: { ...A, entries: gradient.A }, B: { ...B, entries: gradient.B } };
}

/**
 * Critical points that Levenberg and Marquardt's method finds for the equations ∇L = 0 from random starts, rank-deficient ones included.
 *
 * It knows nothing of eigenvectors: the statements about critical points are tried on what it finds.
 */
export const foundCriticalPoints = once((): readonly Weights[] => {
  const { sigma, features, hidden } = linearFixture();
  const found: Weights[] = [];
  for (let search = 0; search < SEARCHES; search++) {
    const stream = new RandomStream(300, search);
    const start = Float64Array.from({ length: 2 * features * hidden }, () => 0.7 * stream.normal());
    const x = solveGradient(sigma, features, hidden, start);
    if (x !== null) found.push(unpack(x, features, hidden));
  }
  return found;
});

/** A point with ‖∇L‖ ≤ 1e-13, or null if 200 steps do not lead to one. */
function solveGradient(sigma: Matrix, features: number, hidden: number, start: Float64Array): Float64Array | null {
  const size = start.length;
  const gradientAt = (x: Float64Array): Float64Array => pack(gradientOf(sigma, unpack(x, features, hidden)));
  const square = (g: Float64Array): number => g.reduce((total, v) => total + v * v, 0);
  let x = start;
  let g = gradientAt(x);
  let damping = 1e-2;
  for (let step = 0; step < 200 && square(g) > 1e-26; step++) {
    // ∇L is cubic: its central differences with step h err by h² times a constant, which only slows the last steps.
    const h = 1e-5;
    const rows = Array.from({ length: size }, (_, e) => {
      const shifted = (by: number): Float64Array => gradientAt(x.map((v, f) => (f === e ? v + by : v)));
      const up = shifted(h);
      const down = shifted(-h);
      return up.map((v, f) => (v - down[f]!) / (2 * h));
    });
    const hessian = matrix(size, size, rows.flatMap((row) => Array.from(row)));
    const normal = product(hessian, hessian);
    const downhill = product(hessian, matrix(size, 1, g)).entries.map((v) => -v);
    for (let attempt = 0; attempt < 30; attempt++) {
      const damped = sum(normal, matrix(size, size, Array.from({ length: size * size }, (_, e) => (e % (size + 1) === 0 ? damping * Math.min(1, square(g)) + 1e-15 : 0))));
      const move = solveLinear(damped.entries, downhill);
      const candidate = move === null ? x : x.map((v, e) => v + move[e]!);
      const next = gradientAt(candidate);
      if (square(next) < square(g)) {
        x = candidate;
        g = next;
        damping = Math.max(damping / 10, 1e-10);
        break;
      }
      damping *= 10;
    }
  }
  return square(g) <= 1e-26 ? x : null;
}

/** The lowest L that L-BFGS reaches from each of several starts. */
export function minimisedLosses(sigma: Matrix, hidden: number, starts: number): readonly number[] {
  const features = sigma.rows;
  const optimiser = new Lbfgs(2 * features * hidden);
  return Array.from({ length: starts }, (_, start) => {
    const stream = new RandomStream(77, start);
    const x = Float64Array.from({ length: 2 * features * hidden }, () => 0.3 * stream.normal());
    const objective = (at: Float64Array, gradient: Float64Array): number => {
      const weights = unpack(at, features, hidden);
      gradient.set(pack(gradientOf(sigma, weights)));
      return linearLoss({ A: weights.A.entries, B: weights.B.entries, sigma: sigma.entries, features, hidden }).loss;
    };
    return optimiser.minimise(objective, x, { maxIterations: 2000, gradientTolerance: 1e-12 }).value;
  });
}

/** Numerical rank of A: its columns, up to 1e-6 of the largest entry. */
export function hasFullRank({ A }: Weights): boolean {
  const gram = product(transposed(A), A);
  const [a, b, , d] = gram.entries;
  return a! * d! - b! * b! > 1e-6 * largest(gram.entries) ** 2 && largest(gram.entries) > 1e-6;
}

function once<T>(compute: () => T): () => T {
  let value: T | undefined;
  return () => (value ??= compute());
}
