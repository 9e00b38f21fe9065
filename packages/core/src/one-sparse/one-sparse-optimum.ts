import { InputError } from '../errors.js';
import { RandomStream, type Seed } from '../numerics/streams.js';
import { Lbfgs } from '../optimize/lbfgs.js';
import { checkSize } from './one-sparse-loss.js';
import { OneSparsePotential } from './one-sparse-potential.js';

/** The model, the number of starts, and when descents end. */
export interface OneSparseOptimumOptions {
  readonly features: number;
  readonly hidden: number;
  /** Number of random starts. */
  readonly starts: number;
  readonly seed: Seed;
  /** [features]; default all 1. */
  readonly importance?: Float64Array;
  /** ‖∇L‖₂ at which a descent ends; default 1e-11. */
  readonly gradientTolerance?: number;
  /** Default 2000. */
  readonly maxIterations?: number;
}

/** The best minimum of the one-sparse loss that descents found. */
export interface OneSparseOptimum {
  readonly features: number;
  readonly hidden: number;
  /** [hidden, features] row-major. */
  readonly W: Float64Array;
  readonly b: Float64Array;
  readonly loss: number;
  readonly gradientNorm: number;
  /** The losses where descents ended, lowest first, and how many of them there: a difference below 1e-7 (absolute) is none. */
  readonly losses: readonly { readonly loss: number; readonly count: number }[];
}

const SAME_LOSS = 1e-7;
/** Descents continued after silent features were made dead ones. */
const MOST_WAKINGS = 3;

/**
 * The lowest minimum of the one-sparse potential that many random starts find.
 *
 * Starts have isotropic directions, lengths between 1/2 and 3/2, and biases between −|w|² and 0; each descends by L-BFGS.
 * Where a descent leaves features on the plateau b_i ≤ −|w_i|² (H_i = 1: they never speak), they are put at w_i = 0, b_i = 1/2n, which is
 * lower, and the descent goes on.
 *
 * Shape      W [hidden, features], b [features]
 * Random     features · (hidden + 2) draws a start, start s from stream s of `seed`
 * Cost       starts · some hundred evaluations of O(features² · hidden)
 * Caveat     a minimum found, not a proof; where features ≤ 2 hidden the loss is 0 on a continuum and W is one point of it
 * Source     Chen et al. 2023, Lemma 3.1
 *
 * @throws {InputError} if a size or `starts` is not an integer ≥ 1, or importance has the wrong length or a bad value.
 *
 * @example
 * oneSparseOptimum({ features: 5, hidden: 2, starts: 4, seed: 0 }).loss; // → 0.0158256…
 */
export function oneSparseOptimum(options: OneSparseOptimumOptions): OneSparseOptimum {
  const { features, hidden, starts, seed, gradientTolerance = 1e-11, maxIterations = 2000 } = options;
  const where = 'oneSparseOptimum';
  checkSize(features, `${where}: features`);
  checkSize(hidden, `${where}: hidden`);
  checkSize(starts, `${where}: starts`);
  const importance = options.importance ?? new Float64Array(features).fill(1);
  if (importance.length !== features || importance.some((value) => !(value >= 0 && value < Infinity))) {
    throw new InputError(`${where}: importance`, `${String(features)} finite numbers ≥ 0`, `[${importance.join(', ')}]`);
  }
  const weights = hidden * features;
  const potential = new OneSparsePotential(features, hidden, importance);
  const lbfgs = new Lbfgs(weights + features);
  const objective = (x: Float64Array, gradient: Float64Array): number =>
    potential.evaluate(x.subarray(0, weights), x.subarray(weights), {
      W: gradient.subarray(0, weights),
      b: gradient.subarray(weights),
    });
  let best: { x: Float64Array; loss: number; gradientNorm: number } | null = null;
  const losses: number[] = [];
  for (let start = 0; start < starts; start++) {
    const x = randomStart(features, hidden, new RandomStream(seed, start));
    let { value, gradientNorm } = lbfgs.minimise(objective, x, { maxIterations, gradientTolerance });
    for (let round = 0; round < MOST_WAKINGS && wakeSilent(x, features, hidden); round++) {
      ({ value, gradientNorm } = lbfgs.minimise(objective, x, { maxIterations, gradientTolerance }));
    }
    losses.push(value);
    if (best === null || value < best.loss) best = { x, loss: value, gradientNorm };
  }
  const { x, loss, gradientNorm } = best!;
  return { features, hidden, W: x.slice(0, weights), b: x.slice(weights), loss, gradientNorm, losses: tally(losses) };
}

function randomStart(features: number, hidden: number, stream: RandomStream): Float64Array {
  const weights = hidden * features;
  const x = new Float64Array(weights + features);
  for (let i = 0; i < features; i++) {
    let square = 0;
    for (let h = 0; h < hidden; h++) {
      const value = stream.normal();
      x[h * features + i] = value;
      square += value * value;
    }
    const length = 0.5 + stream.uniform();
    const scale = length / Math.sqrt(square);
    for (let h = 0; h < hidden; h++) x[h * features + i]! *= scale;
    x[weights + i] = -length * length * stream.uniform();
  }
  return x;
}

/** Puts features that never speak at w_i = 0, b_i = 1/2n, where H_i = 1 − 3/4n; were there any? */
function wakeSilent(x: Float64Array, features: number, hidden: number): boolean {
  const weights = hidden * features;
  let any = false;
  for (let i = 0; i < features; i++) {
    let square = 0;
    for (let e = i; e < weights; e += features) square += x[e]! * x[e]!;
    if (x[weights + i]! > -square || (square === 0 && x[weights + i]! > 0)) continue;
    for (let e = i; e < weights; e += features) x[e] = 0;
    x[weights + i] = 1 / (2 * features);
    any = true;
  }
  return any;
}

function tally(losses: number[]): { loss: number; count: number }[] {
  losses.sort((a, b) => a - b);
  const distinct: { loss: number; count: number }[] = [];
  for (const loss of losses) {
    const last = distinct[distinct.length - 1];
    if (last !== undefined && loss - last.loss < SAME_LOSS) last.count++;
    else distinct.push({ loss, count: 1 });
  }
  return distinct;
}
