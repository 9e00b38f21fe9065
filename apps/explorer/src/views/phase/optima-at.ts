/** @file The optima that compete at one place: what `tegum phase --density p --importance r` prints. */
import { competingOptima } from '@tegum/core';
import { familyPopulation, lastFeaturePhase } from '@tegum/experiments';

export interface OptimaQuestion {
  readonly features: number;
  readonly density: number;
  readonly importance: number;
  readonly starts: number;
  readonly seed: number;
}

export interface CompetingBranch {
  readonly phase: string;
  readonly loss: number;
  readonly errorBound: number;
  /** Starts of the census that ended here; 0 for an optimum that only a candidate led to. */
  readonly count: number;
  readonly minHessianEigenvalue: number;
  /** [features − 1, features] row-major. */
  readonly W: Float64Array;
  readonly b: Float64Array;
}

/** Local optima, polished, lowest loss first. Cost: about 5 ms for two features, 0.2 s for three. */
export function optimaAt({ features, density, importance, starts, seed }: OptimaQuestion): CompetingBranch[] {
  const population = familyPopulation(features, density, importance);
  return competingOptima({ population, hidden: features - 1, starts, seed }).map(({ W, b, loss, errorBound, count, minHessianEigenvalue }) => ({
    phase: lastFeaturePhase(features, features - 1, W),
    loss,
    errorBound,
    count,
    minHessianEigenvalue,
    W,
    b,
  }));
}
