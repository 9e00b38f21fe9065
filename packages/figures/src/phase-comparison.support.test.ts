/** @file A small made-up comparison: two phases, divided at importance = density. */
import type { ComparedCell, PhaseComparisonData } from './phase-comparison.js';

/** Centres of equal logarithmic cells of [0.01, 1]². */
function cells(side: number, describe: (density: number, importance: number) => Partial<ComparedCell>): ComparedCell[] {
  const values = Array.from({ length: side }, (_, k) => 0.01 * 100 ** ((k + 0.5) / side));
  return values.flatMap((density) =>
    values.map((importance) => ({ density, importance, phase: importance > density * 1.001 ? 'antipodal' : 'ignored', ...describe(density, importance) })),
  );
}

const densities = [0.02, 0.05, 0.2, 0.5];

export const comparisonSample: PhaseComparisonData = {
  title: 'A & B <phases>',
  caption: 'made up',
  classic: cells(8, () => ({})),
  exact: cells(8, (density, importance) => ({ metastable: Math.abs(Math.log(density / importance)) < 0.8 })),
  empirical: cells(4, (density, importance) => ({ share: density < importance ? 0.25 : 1 })),
  coexistence: densities.map((density) => ({ density, importance: density })),
  spinodals: densities.map((density) => ({ density, importance: density / 2, line: 'fold lower' })),
  continuous: [],
};
