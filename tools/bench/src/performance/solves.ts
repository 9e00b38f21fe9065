/** @file Converged solves from several starts, one a lane at a time, all lanes at work. */
import { Descent } from '@tegum/core';
import { fastestSolver } from '@tegum/simd';
import { median } from '../harness/median.js';
import { solver } from './backends.js';
import type { Effort } from './effort.js';
import { exactLoss } from './evaluation.js';
import type { Lane } from './lanes/lane.js';
import type { Solved } from './lanes/work.js';
import { populationOf, type Problem } from './problems.js';
import type { SolveRow, TargetRow } from './report/report.js';

/** Larger models are solved from fewer starts, each once, unless all the time in the world is given. */
const MOST_FEATURES_WITH_ALL_STARTS = 20;
const FEW_STARTS = 4;
const WARM_UP_ROUNDS = 4;
const MOST_REPEATS = 50;
/** Sizes whose best end is followed down to the minimum itself. */
const MOST_POLISHED_FEATURES = 80;
/** Losses that differ by less are the same optimum. */
const SAME_LOSS = 1e-5;

export async function solveFromStarts(problem: Problem, lanes: readonly Lane[], effort: Effort): Promise<Solved[]> {
  const slow = problem.features > MOST_FEATURES_WITH_ALL_STARTS;
  const starts = problem.long ? lanes.length : slow && !effort.full ? Math.min(FEW_STARTS, effort.starts) : effort.starts;
  const solved: Solved[] = [];
  let next = 0;
  await Promise.all(
    lanes.map(async (lane) => {
      const repeats = slow ? 1 : await warmUp(lane, problem, effort);
      while (next < starts) {
        const start = next++;
        solved[start] = await lane.run({ do: 'solve', problem, backend: solver, start, repeats });
      }
    }),
  );
  return solved;
}

/** Solves until the compiler has had a batch's time of them; how often a solve must then be repeated to be timed. */
async function warmUp(lane: Lane, problem: Problem, { batchMs }: Effort): Promise<number> {
  let repeats = 1;
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    const { ms } = await lane.run({ do: 'solve', problem, backend: solver, start: 0, repeats });
    repeats = Math.max(1, Math.min(MOST_REPEATS, Math.round(batchMs / median(ms))));
  }
  return repeats;
}

export function solveRow(problem: Problem, solved: readonly Solved[]): SolveRow {
  const exact = solved.map(({ model }) => exactLoss(problem, model));
  const best = solved.reduce((lowest, one) => (one.loss < lowest.loss ? one : lowest));
  return {
    starts: solved.length,
    ms: median(solved.map(({ ms }) => median(ms))),
    evaluations: median(solved.map(({ evaluations }) => evaluations)),
    losses: exact.map(({ loss }) => loss),
    errorBound: Math.max(...exact.map(({ errorBound }) => errorBound)),
    excess: problem.features > MOST_POLISHED_FEATURES ? null : excessOf(problem, best, exactLoss(problem, best.model).loss),
  };
}

/** How far an end lies above the minimum it is near, relative: with a tighter gradient and a longer series from there. */
function excessOf(problem: Problem, { model }: Solved, loss: number): number {
  const descent = new Descent(populationOf(problem), problem.hidden, fastestSolver);
  const x = Float64Array.of(...model.W, ...model.b);
  const { W, b } = descent.polish(x, { tolerance: 1e-7, gradientTolerance: 1e-6 * descent.scale, maxIterations: 300, mostTerms: 128 });
  return (loss - exactLoss(problem, { W, b }).loss) / loss;
}

/** Times the way to `target` of the starts whose ends are at or below it; as often as their solves were timed. */
export async function reachTarget(problem: Problem, target: number, solved: readonly Solved[], losses: readonly number[], lanes: readonly Lane[]): Promise<TargetRow> {
  const within = withinTarget(target);
  const waiting = solved.flatMap(({ ms }, start) => (losses[start]! <= within ? [{ start, repeats: ms.length }] : []));
  const reached: Solved[] = [];
  await Promise.all(
    lanes.map(async (lane) => {
      for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
        reached.push(await lane.run({ do: 'solve', problem, backend: solver, ...one, limits: { target: within } }));
      }
    }),
  );
  return targetRow(target, solved, losses, reached);
}

const withinTarget = (target: number): number => target * (1 + SAME_LOSS);

/** What it takes to get to `target` by solving from one start after another; `reached` are the solves that stopped there. */
export function targetRow(target: number, solved: readonly Solved[], losses: readonly number[], reached: readonly Solved[]): TargetRow {
  const successful = losses.filter((loss) => loss <= withinTarget(target)).length;
  if (successful === 0) return { target, startsNeeded: null, ms: null, firstMs: null };
  const startsNeeded = solved.length / successful;
  const whole = median(solved.map(({ ms }) => median(ms)));
  const first = median(reached.map(({ ms }) => median(ms)));
  return { target, startsNeeded, ms: startsNeeded * whole, firstMs: (startsNeeded - 1) * whole + first };
}
