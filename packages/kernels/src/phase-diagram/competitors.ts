/** @file The ends of several descents at one pixel, and which of them win. */
import { deadLoss, revivalImportance } from './dead-feature.js';
import { phaseOfLast, PHASES, type Phase } from './phase.js';

/** One end: its loss, and W. */
export interface End {
  readonly loss: number;
  readonly phase: Phase;
  /** Entries of WᵀW, by which ends are told apart. */
  readonly gram: readonly number[];
}

/** A feature shorter than this at the end of a descent is dying or dead, and judged in closed form. */
const DYING = 0.04;
/** Ends are one if no entry of WᵀW differs by more. */
const SAME = 0.05;

export function endOf(loss: number, W: readonly number[], features: number): End {
  const gram: number[] = [];
  for (let i = 0; i < features; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let row = 0; row < W.length; row += features) sum += W[row + i]! * W[row + j]!;
      gram.push(sum);
    }
  }
  return { loss, phase: phaseOfLast(W, features), gram };
}

/** A dead feature beside orthonormal ones, the last or the first, where that is a local optimum. */
export function deadEnds(features: number, p: number, r: number, revival = revivalImportance(p)): End[] {
  const ends: End[] = [];
  const dead = (feature: number): readonly number[] =>
    Array.from({ length: features * (features - 1) }, (_, e) => (feature === features - 1 ? Number(e % features === Math.floor(e / features)) : Number(e % features === Math.floor(e / features) + 1)));
  if (r < revival) ends.push(endOf(r * deadLoss(p), dead(features - 1), features));
  // Of the others, beside one of the least importance that is left.
  if (1 < revival * (features === 2 ? r : Math.min(1, r))) ends.push(endOf(deadLoss(p), dead(0), features));
  return ends;
}

/** Does a pair's descent end with a feature that `deadEnds` judges? */
export const isDying = (u: number, v: number): boolean => Math.abs(u) < DYING || Math.abs(v) < DYING;

/** Lowest loss, its phase's number, and the lowest loss of another end; NaN where there is none. */
export function rank(ends: readonly End[]): { loss: number; phase: number; second: number } {
  let best: End | undefined;
  for (const end of ends) if (best === undefined || end.loss < best.loss) best = end;
  if (best === undefined) return { loss: NaN, phase: NaN, second: NaN };
  let second = NaN;
  for (const end of ends) {
    const apart = end.gram.some((entry, e) => Math.abs(entry - best.gram[e]!) > SAME);
    if (apart && !(end.loss >= second)) second = end.loss;
  }
  return { loss: best.loss, phase: PHASES.indexOf(best.phase), second };
}
