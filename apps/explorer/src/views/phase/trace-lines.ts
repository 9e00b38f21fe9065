/** @file Where optima coexist, die, or pass into each other, density by density: the lines of `tegum phase`. */
import { logspace, phaseTransitions } from '@tegum/core';
import { familyPopulation, lastFeaturePhase } from '@tegum/experiments';
import type { Steps } from '../../compute/job.protocol.js';

export interface LinesQuestion {
  readonly features: number;
  readonly starts: number;
  readonly seed: number;
}

export interface TracedPlace {
  readonly density: number;
  readonly importance: number;
  /** `importance` is within this of the truth. */
  readonly error: number;
  readonly between: readonly [below: string, above: string];
}

export interface TracedSpinodal {
  readonly density: number;
  readonly importance: number;
  readonly error: number;
  readonly of: string;
  /** Points of one line are joined. */
  readonly line: string;
}

export interface Lines {
  readonly coexistence: readonly TracedPlace[];
  readonly spinodals: readonly TracedSpinodal[];
  readonly continuous: readonly TracedPlace[];
}

/** Densities traced and points scanned on each, for two features and for three: as the command has them, but fewer densities. */
const scans = {
  2: { low: 0.01, high: 0.9, densities: 16, points: 24 },
  3: { low: 0.02, high: 0.5, densities: 6, points: 16 },
} as const;

/** Cost: 1 s a density for two features, 10 s for three. */
export function* traceLines({ features, starts, seed }: LinesQuestion): Steps<Lines> {
  const { low, high, densities, points } = scans[features === 3 ? 3 : 2];
  const labelOf = (W: Float64Array): string => lastFeaturePhase(features, features - 1, W);
  const lines = { coexistence: [] as TracedPlace[], spinodals: [] as TracedSpinodal[], continuous: [] as TracedPlace[] };
  let done = 0;
  for (const density of logspace(low, high, densities)) {
    const found = phaseTransitions({
      hidden: features - 1,
      populationAt: (importance) => familyPopulation(features, density, importance),
      from: 0.2 * density,
      to: 5 / density,
      points,
      starts,
      seed,
      labelOf,
    });
    for (const kind of ['coexistence', 'continuous'] as const) {
      for (const { parameter, error, between } of found[kind]) {
        lines[kind].push({ density, importance: parameter, error, between: [labelOf(between[0].W), labelOf(between[1].W)] });
      }
    }
    for (const { parameter, error, kind, of } of found.spinodals) {
      lines.spinodals.push({ density, importance: parameter, error, of: labelOf(of.W), line: `${kind} ${of.parameter < parameter ? 'upper' : 'lower'}` });
    }
    done++;
    yield { fraction: done / densities, partial: lines };
  }
  return lines;
}
