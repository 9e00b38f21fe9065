/** @file Computed phases → the data of the three diagrams. */
import { modelSize } from '@tegum/core';
import { phaseTraining } from '@tegum/experiments';
import type { PhaseComparisonData } from '@tegum/figures';
import type { ComputedPhase, PhasePlan } from './compute-phase.js';
import { centres } from './phase-plan.js';

/** Side of the classic grid: closed form, so as fine as can be seen. */
const classicSide = 160;

export function comparisonData(
  plan: PhasePlan,
  { line, points, trained }: ComputedPhase,
  axes: { readonly density: readonly [number, number]; readonly importance: readonly [number, number] },
  classicPhase: (density: number, importance: number) => string,
): PhaseComparisonData {
  const { features } = plan;
  const best = nearestBest(points);
  const { steps, batchSize, learningRate } = phaseTraining;
  const { densities, importances, seeds } = plan.trained;
  return {
    title: `${modelSize({ features, hidden: features - 1 })}: classic, exact and empirical phases`,
    subtitle: `n = ${String(features)}, m = ${String(features - 1)}, equal densities, importance 1 but for the last feature`,
    caption:
      `Exact: ${String(points.length)} censuses of ${String(plan.starts)} starts; lines traced at ${String(plan.lines.length)} densities. ` +
      (trained.length === 0
        ? ''
        : `Empirical: ${String(densities.length)} × ${String(importances.length)} cells, best of ${String(seeds)} seeds by exact loss, each ${String(steps)} steps of Adam on batches of ${String(batchSize)}, ` +
          `learning rate ${String(learningRate)}, not trained to convergence; a seed agrees if it ends in the phase of the exact optimum. `) +
      'Antipodal passes into antipodal-asymmetric, and either into ignored or dedicated where the transition is continuous, by convention (norms differ by 10 %; norm 0.1).',
    classic: centres(...axes.density, classicSide).flatMap((density) =>
      centres(...axes.importance, classicSide).map((importance) => ({ density, importance, phase: classicPhase(density, importance) })),
    ),
    exact: points.flatMap(({ density, importance, optima }) => {
      const [lowest] = optima;
      return lowest === undefined ? [] : [{ density, importance, phase: lowest.phase, metastable: optima.length > 1 }];
    }),
    empirical: trained.flatMap(({ density, importance, ends }) => {
      const [lowest] = ends;
      if (lowest === undefined) return [];
      const target = best(density, importance);
      return [{ density, importance, phase: lowest.phase, share: ends.filter(({ phase }) => phase === target).length / seeds }];
    }),
    coexistence: line.coexistence,
    spinodals: line.spinodals.map(({ density, importance, kind, side }) => ({ density, importance, line: `${kind} ${side}` })),
    continuous: line.continuous,
  };
}

/** The exact phase at the computed point nearest to a place. */
function nearestBest(points: ComputedPhase['points']): (density: number, importance: number) => string | undefined {
  return (density, importance) => {
    let nearest: ComputedPhase['points'][number] | undefined;
    let least = Infinity;
    for (const point of points) {
      const distance = Math.abs(Math.log(point.density / density)) + Math.abs(Math.log(point.importance / importance));
      if (distance < least) [nearest, least] = [point, distance];
    }
    return nearest?.optima[0]?.phase;
  };
}
