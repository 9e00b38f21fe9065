import { phaseTransitions, type BranchStep } from '@tegum/core';
import { familyPopulation, lastFeaturePhase } from '@tegum/experiments';
import type { Line, LineTask, Meeting } from './phase.protocol.js';

/** The transitions at one density, named. */
export function phaseLine({ features, density, from, to, points, starts, seed }: LineTask): Line {
  const populationAt = (importance: number) => familyPopulation(features, density, importance);
  const labelOf = (W: Float64Array): string => lastFeaturePhase(features, features - 1, W);
  const found = phaseTransitions({ hidden: features - 1, populationAt, from, to, points, starts, seed, labelOf });
  const meeting = ({ parameter, error, between }: { parameter: number; error: number; between: readonly [BranchStep, BranchStep] }): Meeting => {
    const [below, above] = between;
    return {
      density,
      importance: parameter,
      error,
      between: [labelOf(below.W), labelOf(above.W)],
      lastNorms: [lastNorm(features, below.W), lastNorm(features, above.W)],
    };
  };
  const crossovers = found.crossovers.map(meeting);
  return {
    coexistence: found.coexistence.map(meeting),
    spinodals: found.spinodals.map(({ parameter, error, kind, of }) => ({
      density,
      importance: parameter,
      error,
      of: labelOf(of.W),
      kind,
      side: of.parameter < parameter ? 'upper' : 'lower',
    })),
    continuous: found.continuous.map((transition) => namedByWhatFollows(meeting(transition), crossovers)),
    crossovers,
    unresolved: found.unresolved,
  };
}

/** A feature that has just begun to live is still too short for another name: it gets that of the crossover next to it. */
function namedByWhatFollows(transition: Meeting, crossovers: readonly Meeting[]): Meeting {
  const [below, above] = transition.between;
  if (below !== above) return transition;
  const distance = ({ importance }: Meeting): number => Math.abs(importance / transition.importance - 1);
  const [nearest] = crossovers.filter(({ between }) => between.includes(below)).sort((a, b) => distance(a) - distance(b));
  return nearest === undefined ? transition : { ...transition, between: nearest.between };
}

/** Norm of the last feature. */
function lastNorm(features: number, W: Float64Array): number {
  let square = 0;
  for (let e = features - 1; e < W.length; e += features) square += (W[e] ?? 0) ** 2;
  return Math.sqrt(square);
}
