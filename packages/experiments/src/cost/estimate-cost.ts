import type { CellContent } from '../cell.js';

/** Series terms at a relative tolerance of 1e-9; they grow like tolerance^(−1/4). Measured at optima. */
const TERMS_AT_1E9 = 60;
/** Evaluations of one start to its optimum, for each √parameter. Measured. */
const EVALUATIONS_PER_ROOT = 20;

/**
 * Work of a cell, to batch cells and to weigh progress: about microseconds of one core, right within a factor of a few.
 *
 * exact      starts · evaluations · (features² · terms), evaluations growing with the root of the number of parameters
 * minibatch  starts · steps · (batch · (features + active · hidden)), active = 2 Σ density, plus one exact loss a start
 */
export function estimateCost(content: CellContent): number {
  const { features, hidden, density, training } = content;
  const terms = TERMS_AT_1E9 * Math.sqrt(Math.sqrt(1e-9 / training.tolerance));
  const evaluation = 1 + 0.004 * features * features * (4 + terms);
  if (training.method === 'exact') {
    const evaluations = Math.min(training.maxIterations, EVALUATIONS_PER_ROOT * Math.sqrt(features * hidden + features));
    return 100 + training.starts * evaluations * evaluation;
  }
  const active = density.reduce((sum, p) => sum + p, 0);
  const step = 1 + 0.004 * training.batchSize * (features * hidden + features + active * hidden);
  return 100 + training.starts * (training.steps * step + evaluation);
}
