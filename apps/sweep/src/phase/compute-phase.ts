/**
 * @file A phase diagram's lines, points and trained models, on many threads. The same for any number of threads.
 */
import { startThreads, workerUrl } from '../engine/pool.client.js';
import type { Line, PhaseOutcome, PhaseTask, PointOptima, PointTrained } from './phase.protocol.js';

export interface PhasePlan {
  readonly features: number;
  readonly starts: number;
  readonly seed: number;
  /** Densities at which transitions are traced, and how importance is scanned there. */
  readonly lines: readonly { readonly density: number; readonly from: number; readonly to: number; readonly points: number }[];
  /** Places of the exact optima. */
  readonly grid: { readonly densities: readonly number[]; readonly importances: readonly number[] };
  /** Places of minibatch training, and seeds at each. */
  readonly trained: { readonly densities: readonly number[]; readonly importances: readonly number[]; readonly seeds: number };
}

export interface ComputedPhase {
  readonly line: Line;
  readonly points: readonly PointOptima[];
  readonly trained: readonly PointTrained[];
}

/** Rough weights of tasks against each other, for progress alone. */
const lineWeight = 30;
const trainingWeight = 12;

export function phaseWork(plan: PhasePlan): number {
  return tasksOf(plan).reduce((sum, task) => sum + weightOf(task), 0);
}

export async function computePhase(plan: PhasePlan, threads: number, advance: (work: number) => void): Promise<ComputedPhase> {
  const tasks = tasksOf(plan);
  const pool = await startThreads<PhaseTask, PhaseOutcome>(Math.min(threads, tasks.length), workerUrl('./phase.worker', import.meta.url), { kind: 'greeting' });
  try {
    const outcomes = await Promise.all(
      tasks.map(async (task) => {
        const outcome = await pool.run(task);
        advance(weightOf(task));
        return outcome;
      }),
    );
    const lines = outcomes.flatMap((outcome) => (outcome.kind === 'line' ? [outcome.line] : []));
    return {
      line: {
        coexistence: lines.flatMap((line) => line.coexistence),
        spinodals: lines.flatMap((line) => line.spinodals),
        continuous: lines.flatMap((line) => line.continuous),
        crossovers: lines.flatMap((line) => line.crossovers),
        unresolved: lines.flatMap((line) => line.unresolved),
      },
      points: outcomes.flatMap((outcome) => (outcome.kind === 'optima' ? outcome.points : [])),
      trained: outcomes.flatMap((outcome) => (outcome.kind === 'trained' ? [outcome.point] : [])),
    };
  } finally {
    await pool.terminate();
  }
}

function weightOf(task: PhaseTask): number {
  if (task.kind === 'line') return lineWeight;
  if (task.kind === 'optima') return task.importances.length;
  return task.kind === 'trained' ? trainingWeight : 0;
}

function tasksOf({ features, starts, seed, lines, grid, trained }: PhasePlan): PhaseTask[] {
  const shape = { features, starts, seed };
  return [
    ...lines.map((line): PhaseTask => ({ kind: 'line', ...shape, ...line })),
    ...(grid.importances.length === 0 ? [] : grid.densities.map((density): PhaseTask => ({ kind: 'optima', ...shape, density, importances: grid.importances }))),
    ...trained.densities.flatMap((density) =>
      trained.importances.map((importance): PhaseTask => ({ kind: 'trained', ...shape, density, importance, starts: trained.seeds })),
    ),
  ];
}
