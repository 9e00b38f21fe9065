/** @file Evaluations on one thread and on several at once: how far cores get in each other's way. */
import { median } from '../harness/median.js';
import { solver, type Model } from './backends.js';
import type { Effort } from './effort.js';
import type { Lane } from './lanes/lane.js';
import type { Problem } from './problems.js';
import type { ThreadsRow } from './report/report.js';

/** 1, 2, 4, … and all of them. */
export function threadCounts(cores: number): number[] {
  const counts: number[] = [];
  for (let count = 1; count < cores; count *= 2) counts.push(count);
  return [...counts, cores];
}

export async function measureThreads(problem: Problem, at: Model, tolerance: number, lanes: readonly Lane[], effort: Effort): Promise<ThreadsRow> {
  const threads = threadCounts(lanes.length);
  const rates = threads.map((): number[] => []);
  const evaluate = (lane: Lane, forMs: number): Promise<number> => lane.run({ do: 'evaluate', problem, backend: solver, at, tolerance, forMs });
  await Promise.all(lanes.map((lane) => evaluate(lane, effort.batchMs)));
  for (let round = 0; round < effort.rounds; round++) {
    for (const [index, count] of threads.entries()) {
      const each = await Promise.all(lanes.slice(0, count).map((lane) => evaluate(lane, effort.batchMs)));
      rates[index]!.push(each.reduce((sum, rate) => sum + rate, 0));
    }
  }
  const one = median(rates[0]!);
  return { threads, speedup: rates.map((of) => median(of) / one) };
}
