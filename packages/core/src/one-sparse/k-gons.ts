import { InputError } from '../errors.js';
import type { ToyModel } from '../model.js';
import { sincosInto } from '../numerics/elementary.js';
import { symmetricEigen } from '../numerics/symmetric-eigen.js';
import { chamberRoots } from './k-gon-chambers.js';
import { oneSparseHessian } from './one-sparse-hessian.js';
import { oneSparseLoss } from './one-sparse-loss.js';

const TWO_PI = 6.283185307179586;
/** Sine and cosine of 0, π/2, π, 3π/2. */
const QUARTER_TURNS = [
  [0, 1],
  [1, 0],
  [0, -1],
  [-1, 0],
] as const;
/** ‖∇L‖₂ in all variables below which a k-gon counts as critical. */
const CRITICAL = 1e-12;
/** Hessian eigenvalues this small, relative to the largest, are zero. */
const ZERO = 1e-9;
/** More would take a Hessian of over 10⁵ entries to classify. */
const MOST_FEATURES = 120;

/** A regular k-gon that solves the equations of a critical point in one chamber, and what was found on verifying it. */
export interface KGon {
  readonly k: number;
  /** Features with w = 0 and bias `deadBias`: features − k. */
  readonly deadFeatures: number;
  readonly deadBias: number;
  /** Other features j with a_ij > −b, in the chamber whose equations the k-gon solves. */
  readonly activeNeighbours: number;
  /** |w_i| and b_i of the k features. */
  readonly l: number;
  readonly b: number;
  readonly loss: number;
  /** ‖∇L‖₂ over all variables of all features, evaluated afresh. */
  readonly gradientNorm: number;
  /** false: the root of the chamber's equations lies in another chamber, and the gradient is not 0. */
  readonly critical: boolean;
  /** Of the Hessian in all variables; null where not critical. On a wall the number that is certain: with its kinks active. */
  readonly negativeDirections: number | null;
  /** The same but on a wall, where it is the number with its kinks silent. */
  readonly negativeDirectionsAtMost: number | null;
  /** At least 1: rotations. */
  readonly zeroDirections: number | null;
  readonly minHessianEigenvalue: number | null;
  /** `degenerate`: nothing descends for certain to second order, but more than rotations is flat or may descend. */
  readonly kind: 'minimum' | 'saddle' | 'maximum' | 'degenerate' | 'not critical';
  /** Is b = 0 = a_ij for some pair? Then zero directions and eigenvalue are those of the side on which these pairs are silent. */
  readonly onWall: boolean;
}

/**
 * Every regular k-gon in the plane that is critical for the one-sparse potential, in every chamber, and every root of a chamber's
 * equations that is not, because it lies outside its chamber.
 *
 * features − k features are dead, w = 0, at their best bias 1/2n (Chen et al. write k⁺, k⁺⁺, …): there H = 1 − 3/4n instead of the 1 of a
 * silent feature, so each dead feature made silent (any bias < 0, a flat direction) costs 1/4n². The roots are complete: see `k-gon-chambers.ts`.
 *
 * Units      loss as `oneSparseLoss`, every importance 1
 * Numerics   l and b to about 1e-13, where the chamber's polynomial has simple roots
 * Cost       one symmetric eigen-decomposition of size 3 · features for each k-gon
 * Source     Chen et al. 2023, Lemma 3.1 and Appendix
 *
 * @throws {InputError} unless 2 ≤ k ≤ features ≤ 120, integers.
 *
 * @example
 * const [pentagon] = kGons(5, 5).filter(({ kind }) => kind === 'minimum');
 * pentagon!.b; // → -0.282297…
 */
export function kGons(k: number, features: number): KGon[] {
  if (!Number.isInteger(features) || features < 2 || features > MOST_FEATURES) {
    throw new InputError('kGons: features', `an integer from 2 to ${String(MOST_FEATURES)}`, String(features));
  }
  if (!Number.isInteger(k) || k < 2 || k > features) {
    throw new InputError('kGons: k', `an integer from 2 to features = ${String(features)}`, String(k));
  }
  const found: KGon[] = [];
  for (const { chamber, l, b } of chamberRoots(k, features - k)) {
    // b = 0 solves the equations on both of its sides.
    if (found.some((other) => other.critical && Math.abs(other.l - l) + Math.abs(other.b - b) < 1e-12)) continue;
    found.push(describe(k, features, chamber.activeNeighbours, l, b));
  }
  return found;
}

/**
 * The k-gon of norm l and bias b, its first vertex on the first axis, and features − k dead features of bias 1/2n.
 *
 * @example
 * kGonModel(4, 5, 1, 0).W.slice(0, 5); // → [ 1, 0, -1, 0, 0 ]
 */
export function kGonModel(k: number, features: number, l: number, b: number): ToyModel {
  const W = new Float64Array(2 * features);
  const angle = new Float64Array(2);
  for (let i = 0; i < k; i++) {
    // Quarter turns exactly: what is orthogonal has a_ij = 0.
    if ((4 * i) % k === 0) angle.set(QUARTER_TURNS[(4 * i) / k]!);
    else sincosInto(angle, (TWO_PI * i) / k);
    W[i] = l * angle[1]!;
    W[features + i] = l * angle[0]!;
  }
  return { features, hidden: 2, W, b: new Float64Array(features).fill(1 / (2 * features)).fill(b, 0, k) };
}

function describe(k: number, features: number, activeNeighbours: number, l: number, b: number): KGon {
  const model = kGonModel(k, features, l, b);
  const { loss, gradient } = oneSparseLoss(model);
  let square = 0;
  for (const slope of gradient.W) square += slope * slope;
  for (const slope of gradient.b) square += slope * slope;
  const gradientNorm = Math.sqrt(square);
  const shared = { k, deadFeatures: features - k, deadBias: 1 / (2 * features), activeNeighbours, l, b, loss, gradientNorm };
  if (!(gradientNorm < CRITICAL)) {
    const unknown = { negativeDirections: null, negativeDirectionsAtMost: null, zeroDirections: null, minHessianEigenvalue: null };
    return { ...shared, critical: false, ...unknown, kind: 'not critical', onWall: false };
  }
  const silent = inertia(model, 'silent');
  const onWall = b === 0 && (k % 4 === 0 || features > k);
  const { negative } = onWall ? inertia(model, 'active') : silent;
  const flat = silent.zero > 1 || silent.negative > negative;
  return {
    ...shared,
    critical: true,
    negativeDirections: negative,
    negativeDirectionsAtMost: silent.negative,
    zeroDirections: silent.zero,
    minHessianEigenvalue: silent.smallest,
    kind: negative > 0 ? (silent.positive === 0 ? 'maximum' : 'saddle') : flat ? 'degenerate' : 'minimum',
    onWall,
  };
}

function inertia(model: ToyModel, side: 'silent' | 'active'): { negative: number; zero: number; positive: number; smallest: number } {
  const { values } = symmetricEigen(oneSparseHessian(model, undefined, side), 3 * model.features);
  const threshold = ZERO * Math.max(Math.abs(values[0]!), Math.abs(values[values.length - 1]!));
  const negative = values.filter((value) => value < -threshold).length;
  const positive = values.filter((value) => value > threshold).length;
  return { negative, zero: values.length - negative - positive, positive, smallest: values[0]! };
}
