/** @file One evaluation of loss and gradient at an optimum, by each backend in turn. */
import { populationLoss } from '@tegum/core';
import { benchCase } from '../harness/bench-case.js';
import { measure } from '../harness/measure.js';
import { backend, backends, type BackendName, type Model } from './backends.js';
import { lossTolerance } from './descend.js';
import type { Effort } from './effort.js';
import type { Lane } from './lanes/lane.js';
import { populationOf, type Problem } from './problems.js';
import type { EvaluationRow } from './report/report.js';

/** Relative error of the losses that others are compared with. */
export const referenceTolerance = 1e-7;

/** The loss in core's words. */
export function exactLoss({ features, hidden, ...rest }: Problem, { W, b }: Model): { loss: number; errorBound: number } {
  return populationLoss({ features, hidden, W, b }, populationOf({ features, hidden, ...rest }), { tolerance: referenceTolerance });
}

export async function measureEvaluation(problem: Problem, at: Model, converged: boolean, counter: Lane, effort: Effort, now: () => number): Promise<EvaluationRow> {
  const reference = exactLoss(problem, at);
  const tolerance = lossTolerance * (reference.loss - reference.errorBound) * 0.95;
  const certified = backend('simd').evaluation(problem, at, tolerance);
  certified.run();
  const errorOf = (terms: number): number => Math.abs(backend('simd').evaluation(problem, at, tolerance, terms).run() - reference.loss) / reference.loss;
  const measuredTerms = fewestTerms(errorOf, certified.terms);
  const names = Object.keys(backends) as BackendName[];
  const caseOf = (name: string, which: BackendName, terms?: number) =>
    benchCase({
      name,
      per: 'evaluation',
      setup: () => backend(which).evaluation(problem, at, tolerance, terms),
      run: ({ run }) => run(),
      check: (loss) => Math.abs(loss - reference.loss) <= lossTolerance * reference.loss,
    });
  const cases = [...names.map((name) => caseOf(name, name)), caseOf('measured', 'simd', measuredTerms)];
  const { rounds, batchMs } = effort;
  const times = new Map((await measure(cases, { rounds, batchMs, warmUpMs: 2 * batchMs, now })).map(({ name, medianUs }) => [name, medianUs]));
  const { flops, bytes } = await counter.run({ do: 'count', problem, backend: 'simd', at, tolerance });
  return {
    converged,
    terms: certified.terms,
    period: certified.period,
    errorBound: certified.errorBound() / reference.loss,
    coreUs: times.get('core')!,
    simdUs: times.get('simd')!,
    measuredTerms,
    measuredError: errorOf(measuredTerms),
    measuredSimdUs: times.get('measured')!,
    flops: flops > 0 ? flops : null,
    bytes: flops > 0 ? bytes : null,
  };
}

/** The fewest terms from which on the error is within tolerance, looked for downwards in steps of a tenth. */
function fewestTerms(errorOf: (terms: number) => number, enough: number): number {
  let fewest = enough;
  for (let terms = enough; terms >= 2; terms = Math.min(terms - 1, Math.floor(terms * 0.9))) {
    if (errorOf(terms) > lossTolerance) break;
    fewest = terms;
  }
  return fewest;
}
