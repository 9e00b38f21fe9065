/**
 * @file What crosses between `tegum phase` and its threads: populations of n equally dense features in n − 1 dimensions, all of
 * importance 1 but for the last.
 */
import type { BranchEndKind } from '@tegum/core';

interface Shape {
  readonly features: number;
  readonly starts: number;
  readonly seed: number;
}

/** All transitions of the global optimum along the importance of the last feature, at one density. */
export interface LineTask extends Shape {
  readonly kind: 'line';
  readonly density: number;
  readonly from: number;
  readonly to: number;
  readonly points: number;
}

/** The local optima at points of one density. */
export interface OptimaTask extends Shape {
  readonly kind: 'optima';
  readonly density: number;
  readonly importances: readonly number[];
}

/** What minibatch training makes of one point, seed by seed: `starts` seeds. */
export interface TrainedTask extends Shape {
  readonly kind: 'trained';
  readonly density: number;
  readonly importance: number;
}

/** The answer to it proves that a thread can compute. */
export interface Greeting {
  readonly kind: 'greeting';
}

export type PhaseTask = LineTask | OptimaTask | TrainedTask | Greeting;

/** Where two phases meet: with equal losses, or one passing into the other. */
export interface Meeting {
  readonly density: number;
  readonly importance: number;
  /** `importance` is within this of the truth. */
  readonly error: number;
  /** The phase below and the one above. */
  readonly between: readonly [below: string, above: string];
  /** Norms of the last feature on both sides. */
  readonly lastNorms: readonly [below: number, above: number];
}

export interface Spinodal {
  readonly density: number;
  readonly importance: number;
  readonly error: number;
  /** The phase that is a local optimum on one side of it and none on the other. */
  readonly of: string;
  readonly kind: Exclude<BranchEndKind, 'reached'>;
  /** Does the branch end going down or up in importance? */
  readonly side: 'lower' | 'upper';
}

export interface Line {
  readonly coexistence: readonly Meeting[];
  readonly spinodals: readonly Spinodal[];
  readonly continuous: readonly Meeting[];
  readonly crossovers: readonly Meeting[];
  readonly unresolved: readonly (readonly [low: number, high: number])[];
}

export interface Optimum {
  readonly phase: string;
  readonly loss: number;
  readonly errorBound: number;
  readonly count: number;
  readonly minHessianEigenvalue: number;
  /** One-sided curvature of its dead features, relative; null where all live. */
  readonly revival: number | null;
  readonly W: readonly number[];
  readonly b: readonly number[];
}

export interface PointOptima {
  readonly density: number;
  readonly importance: number;
  /** Lowest loss first. */
  readonly optima: readonly Optimum[];
}

/** Ends of minibatch training at one point, lowest exact loss first; shorter than the seeds where some diverged. */
export interface PointTrained {
  readonly density: number;
  readonly importance: number;
  readonly ends: readonly { readonly phase: string; readonly loss: number }[];
}

export type PhaseOutcome =
  | { readonly kind: 'greeting' }
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'optima'; readonly points: readonly PointOptima[] }
  | { readonly kind: 'trained'; readonly point: PointTrained };
