/** @file Where flows start: given weights, or small random ones; and the change to the eigenbasis. */
import { InputError } from '../errors.js';
import { multiply, transpose } from '../numerics/matrix.js';
import { RandomStream, type Seed } from '../numerics/streams.js';
import type { FlowName } from './flows.js';
import type { SecondMoment } from './second-moment.js';

/** Weights that every flow can start from. */
export interface FlowStart {
  /** The encoder, [m, n]. */
  readonly W: Float64Array;
  /** The decoder of the untied flow, [n, m]. Default Wᵀ: tied, and balanced (AᵀA = BBᵀ). */
  readonly A?: Float64Array;
}

/** So that a start has nothing in common with other uses of its seed. */
const STREAM = 0x666c6f77;

/**
 * Independent normal weights of standard deviation `scale`.
 *
 * Random     draws 0 … mn − 1 of the seed's own stream for W, the next mn for A if it is unbalanced
 *
 * @throws {InputError} if the scale is not finite and > 0, or the seed is out of range.
 *
 * @example
 * const { W } = randomFlowStart(4, 2, 0, 1e-3);
 * W.every((w) => Math.abs(w) < 5e-3); // → true
 */
export function randomFlowStart(features: number, hidden: number, seed: Seed, scale: number, balanced = true): FlowStart {
  if (!(scale > 0 && scale < Infinity)) throw new InputError('scale', 'a finite number > 0', String(scale));
  const random = new RandomStream(seed, STREAM);
  const draw = (): Float64Array => Float64Array.from({ length: features * hidden }, () => scale * random.normal());
  const W = draw();
  return balanced ? { W } : { W, A: draw() };
}

/**
 * The state a flow starts in: W, or A and B = W one after the other.
 *
 * @throws {InputError} if hidden is not an integer with 1 ≤ m < n, or W or A has another shape or an entry that is not finite.
 *
 * @example
 * // A tied flow is W; the untied one A, then B.
 * flowState('tied', { W: Float64Array.of(1, 2, 3) }, 3, 1).length; // → 3
 * flowState('untied', { W: Float64Array.of(1, 2, 3) }, 3, 1).length; // → 6
 */
export function flowState(name: FlowName, { W, A }: FlowStart, features: number, hidden: number): Float64Array {
  if (!Number.isInteger(hidden) || hidden < 1 || hidden >= features) {
    throw new InputError('hidden', `an integer from 1 to ${features - 1}, less than the ${features} features`, String(hidden));
  }
  checkWeights('start: W', W, hidden, features);
  if (name !== 'untied') return W.slice();
  if (A !== undefined) checkWeights('start: A', A, features, hidden);
  const state = new Float64Array(2 * W.length);
  state.set(A ?? transpose(W, hidden, features));
  state.set(W, W.length);
  return state;
}

/**
 * The same start in Σ's eigenbasis: W̄ = WU, Ā = UᵀA.
 *
 * @example
 * const { W } = startInEigenbasis({ W: Float64Array.of(1, 2) }, diagonalSecondMoment([3, 1]));
 * W; // → [ 1, 2 ]
 */
export function startInEigenbasis({ W, A }: FlowStart, { vectors, features }: SecondMoment): FlowStart {
  const hidden = W.length / features;
  const rotated = multiply(W, vectors, hidden, features, features);
  return A === undefined ? { W: rotated } : { W: rotated, A: multiply(transpose(vectors, features, features), A, features, features, hidden) };
}

function checkWeights(where: string, entries: Float64Array, rows: number, columns: number): void {
  if (entries.length !== rows * columns) throw new InputError(where, `${rows} × ${columns} numbers`, `${entries.length} numbers`);
  const bad = entries.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new InputError(where, 'finite numbers', `${entries[bad]} at [${Math.floor(bad / columns)}, ${bad % columns}]`);
}
