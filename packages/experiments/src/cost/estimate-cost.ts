import { stepMultiplications } from '@tegum/simd';
import type { CellContent } from '../cell.js';

/** Evaluations of one start for each √parameter: 12 to 25 measured, (2,1) to (40,10). */
const EVALUATIONS_PER_ROOT = 20;
/** Microseconds for each pair of features and term of the series, loss and gradient: 0.012 to 0.02 measured. */
const PAIR_TERM_US = 0.015;
/** Microseconds to draw one active entry of a sample, for each non-empty row and 16 features, and for each multiplication of a training step. */
const DRAW_US = 0.011;
const ROW_US = 0.016;
const MULTIPLY_US = 1e-4;

/**
 * Work of a cell, to batch cells and to weigh progress: about microseconds of one core, right within a factor of a few.
 *
 * exact      starts · evaluations · (features² · terms), evaluations growing with the root of the number of parameters
 * minibatch  starts · steps · (active entries drawn, non-empty rows · features, multiplications of the cheaper path), and one exact loss a start
 *
 * @example
 * const plan = planSpec(parseSpec({ format: 'tegum-spec@1', name: 'one', model: { features: 5, hidden: 2, density: 0.1 } }));
 * estimateCost(plan.cellAt(0).content) > 0; // → true
 */
export function estimateCost(content: CellContent): number {
  const { features, hidden, density, training } = content;
  const evaluation = 1 + PAIR_TERM_US * features * features * estimateTerms(features, training.tolerance);
  if (training.method === 'exact') {
    const evaluations = Math.min(training.maxIterations, EVALUATIONS_PER_ROOT * Math.sqrt(features * hidden + features));
    return 100 + training.starts * evaluations * evaluation;
  }
  const { steps, batchSize, starts } = training;
  const active = density.reduce((sum, p) => sum + p, 0);
  const filled = 1 - density.reduce((product, p) => product * (1 - p), 1);
  const { gram, hidden: throughHidden } = stepMultiplications({ features, hidden, density, batchSize });
  const step = batchSize * (DRAW_US * active + ROW_US * filled * Math.ceil(features / 16)) + MULTIPLY_US * Math.min(gram, throughHidden);
  return 100 + starts * (steps * step + evaluation);
}

/** Terms of the series that a gradient is given: fewer for many features, and for tolerances above 1e-6. */
function estimateTerms(features: number, tolerance: number): number {
  const most = Math.min(512, Math.max(64, 4096 / features));
  return tolerance <= 1e-6 ? most : most * Math.sqrt(Math.sqrt(1e-6 / tolerance));
}
