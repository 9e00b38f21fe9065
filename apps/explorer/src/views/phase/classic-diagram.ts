/**
 * @file The classic diagram: the best of candidates whose weights nobody optimised, in closed form.
 *
 * For two features the four of Elhage et al. 2022. For three, one thing more may happen: two of the others share a dimension
 * antipodally, p²/6 each, and the last has one to itself.
 */
import { phaseCandidates, type PhaseCandidate } from '@tegum/data-reference';
import type { LastFeaturePhase } from '@tegum/experiments';
import { centres, DENSITIES, IMPORTANCES } from './axes.js';
import { phases } from './question.js';

const phaseOfCandidate: Readonly<Record<PhaseCandidate['name'], LastFeaturePhase>> = {
  'ignore-last': 'ignored',
  'ignore-first': 'dedicated',
  antipodal: 'antipodal',
  aligned: 'superposition',
};

export interface Classic {
  readonly phase: LastFeaturePhase;
  readonly loss: number;
}

/** The best candidate at one place. */
export function classicAt(features: number, p: number, r: number): Classic {
  let best: Classic = { phase: 'dedicated', loss: features > 2 ? (p * p) / 3 : Infinity };
  for (const { name, loss } of phaseCandidates) if (loss(p, r) < best.loss) best = { phase: phaseOfCandidate[name], loss: loss(p, r) };
  return best;
}

/** Numbers of phases, [importances, densities] row-major. */
export function classicDiagram(features: number, cells: number): Uint8Array {
  const densities = centres(DENSITIES, cells);
  const importances = centres(IMPORTANCES, cells);
  return Uint8Array.from({ length: cells * cells }, (_, pixel) =>
    phases.indexOf(classicAt(features, densities[pixel % cells]!, importances[Math.floor(pixel / cells)]!).phase),
  );
}
