/** @file The ends of several descents at one pixel, and which of them win. */
import { deadLoss, revivalImportance } from './dead-feature.js';
import { phaseOfLast, PHASES } from './phase.js';

/** One end: its loss, and W [features − 1, features]. */
export interface End {
  readonly loss: number;
  readonly W: readonly number[];
  /** Entries of WᵀW row by row up to the diagonal, by which ends are told apart. */
  readonly gram: readonly number[];
  /** Came to rest with a feature all but dead, which `deadEnds` judges: counts only where there is no other end. */
  readonly dying: boolean;
}

/** A feature shorter than this at the end of a descent is dying or dead, and judged in closed form. */
const DYING = 0.04;
/** Ends are one if no entry of WᵀW differs by more. */
const SAME = 0.05;

export function endOf(loss: number, W: readonly number[], features: number): End {
  const gram: number[] = [];
  let dying = false;
  for (let i = 0; i < features; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let row = 0; row < W.length; row += features) sum += W[row + i]! * W[row + j]!;
      gram.push(sum);
      if (j === i && sum < DYING * DYING) dying = true;
    }
  }
  return { loss, W, gram, dying };
}

/** A dead feature beside orthonormal ones, the last or the first, where that is a local optimum. */
export function deadEnds(features: number, p: number, r: number, revival = revivalImportance(p)): End[] {
  const ends: End[] = [];
  const dead = (feature: number): readonly number[] =>
    Array.from({ length: features * (features - 1) }, (_, e) => (feature === features - 1 ? Number(e % features === Math.floor(e / features)) : Number(e % features === Math.floor(e / features) + 1)));
  if (r < revival) ends.push({ ...endOf(r * deadLoss(p), dead(features - 1), features), dying: false });
  // Of the others, beside one of the least importance that is left.
  if (1 < revival * (features === 2 ? r : Math.min(1, r))) ends.push({ ...endOf(deadLoss(p), dead(0), features), dying: false });
  return ends;
}

/** Lowest loss, its phase's number, and the lowest loss of another end; NaN where there is none. */
export function rank(found: readonly End[], features: number, r: number): { loss: number; phase: number; second: number } {
  const living = found.filter(({ dying }) => !dying);
  const ends = living.length > 0 ? living : found;
  let best: End | undefined;
  for (const end of ends) if (best === undefined || end.loss < best.loss) best = end;
  if (best === undefined) return { loss: NaN, phase: NaN, second: NaN };
  const images = permutationsOfEqual(features, r).map((order) => imageOf(best.gram, order));
  let second = NaN;
  for (const end of ends) {
    const same = images.some((image) => image.every((entry, e) => Math.abs(entry - end.gram[e]!) <= SAME));
    if (!same && !(end.loss >= second)) second = end.loss;
  }
  return { loss: best.loss, phase: PHASES.indexOf(phaseOfLast(best.W, features)), second };
}

const PAIR_ORDERS = [[0, 1], [1, 0]] as const;
const TRIPLE_ORDERS = [[0, 1, 2], [1, 0, 2], [0, 2, 1], [2, 0, 1], [1, 2, 0], [2, 1, 0]] as const;

/** Orders of the features that change nothing: the last is like the others only at importance 1. */
function permutationsOfEqual(features: number, r: number): readonly (readonly number[])[] {
  if (features === 2) return r === 1 ? PAIR_ORDERS : PAIR_ORDERS.slice(0, 1);
  return r === 1 ? TRIPLE_ORDERS : TRIPLE_ORDERS.slice(0, 2);
}

/** Entries of WᵀW row by row up to the diagonal, with the features in another order. */
function imageOf(gram: readonly number[], order: readonly number[]): number[] {
  const at = (i: number, j: number): number => gram[(Math.max(i, j) * (Math.max(i, j) + 1)) / 2 + Math.min(i, j)]!;
  return order.flatMap((i, row) => order.slice(0, row + 1).map((j) => at(i, j)));
}
