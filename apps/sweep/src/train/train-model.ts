/**
 * @file The optima of one model, from many starts on many threads.
 */
import type { CellContent } from '@tegum/experiments';
import { startThreads, workerUrl } from '../engine/pool.client.js';
import { exactMatch, mergeOptima, noisyMatch } from './merge-optima.js';
import { populationOf } from './population.js';
import type { PolishTask, StartsTask, TrainedModel, TrainOutcome, TrainTask } from './train.protocol.js';

/** Exact starts come in pairs of opposite relative signs, so a task has two. */
const exactStartsPerTask = 2;
/** Optima worth the effort of a small gradient: polishing takes longer than finding. */
const mostPolished = 16;

export interface TrainedOptima {
  /** Distinct, lowest loss first. */
  readonly optima: readonly TrainedModel[];
  readonly diverged: number;
}

/**
 * Trains, merges what agrees, and polishes the lowest optima of an exact training.
 *
 * The same for any number of threads: tasks are cut by content, and merged in their order.
 */
export async function trainModel(content: CellContent, threads: number, gradientTolerance: number): Promise<TrainedOptima> {
  const tasks = tasksOf(content);
  const worker = workerUrl('./train.worker', import.meta.url);
  const pool = await startThreads<TrainTask, TrainOutcome>(Math.min(threads, tasks.length), worker, { kind: 'greeting' });
  try {
    const outcomes = await Promise.all(tasks.map((task) => pool.run(task)));
    const models = outcomes.flatMap((outcome) => outcome.models);
    const diverged = outcomes.reduce((sum, outcome) => sum + outcome.diverged, 0);
    const population = populationOf(content);
    if (content.training.method !== 'exact') return { optima: mergeOptima(models, population, noisyMatch), diverged };

    const found = mergeOptima(models, population, exactMatch);
    const polish = found.slice(0, mostPolished).map((model): PolishTask => ({ kind: 'polish', content, model, gradientTolerance }));
    const polished = await Promise.all(polish.map((task) => pool.run(task)));
    const all = [...polished.flatMap((outcome) => outcome.models), ...found.slice(mostPolished)];
    return { optima: mergeOptima(all, population, exactMatch), diverged };
  } finally {
    await pool.terminate();
  }
}

/** Task k has its own seed: the training's plus k, modulo 2³². */
function tasksOf(content: CellContent): StartsTask[] {
  const { training, seed } = content;
  const perTask = training.method === 'exact' ? exactStartsPerTask : 1;
  return Array.from({ length: Math.ceil(training.starts / perTask) }, (_, k) => ({
    kind: 'starts',
    content: { ...content, seed: (seed + k) % 2 ** 32, training: { ...training, starts: Math.min(perTask, training.starts - k * perTask) } },
  }));
}
