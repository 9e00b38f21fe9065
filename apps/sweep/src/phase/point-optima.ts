import { competingOptima } from '@tegum/core';
import { familyPopulation, lastFeaturePhase } from '@tegum/experiments';
import type { OptimaTask, PointOptima } from './phase.protocol.js';

/** The local optima at one density and each importance, named, lowest loss first. */
export function pointOptima({ features, density, importances, starts, seed }: OptimaTask): PointOptima[] {
  return importances.map((importance) => {
    const population = familyPopulation(features, density, importance);
    const optima = competingOptima({ population, hidden: features - 1, starts, seed }).map(({ W, b, loss, errorBound, count, minHessianEigenvalue, revival }) => ({
      phase: lastFeaturePhase(features, features - 1, W),
      loss,
      errorBound,
      count,
      minHessianEigenvalue,
      revival,
      W: Array.from(W),
      b: Array.from(b),
    }));
    return { density, importance, optima };
  });
}
