/** @file The thread behind a lane. */
import { parentPort } from 'node:worker_threads';
import { backend, type BackendName, type Training } from '../backends.js';
import { randomStart, type Solution } from '../descend.js';
import { countOperations } from '../operations/count-operations.js';
import { nameOf } from '../problems.js';
import type { Operations, Results, Solved, Work } from './work.js';

const port = parentPort;
if (port === null) throw new Error('lane-worker: expected to run as a worker thread');
port.on('message', (work: Work) => {
  try {
    port.postMessage({ result: answer(work) });
  } catch (error) {
    port.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});

const now = (): number => performance.now();

function answer(work: Work): Results[Work['do']] {
  switch (work.do) {
    case 'evaluate':
      return evaluationsPerMs(work);
    case 'solve':
      return solve(work);
    case 'train':
      return train(work);
    case 'countTraining':
      return countTraining(work);
    case 'count':
      return countOperations(() => backend(work.backend).evaluation(work.problem, work.at, work.tolerance).run);
  }
}

function evaluationsPerMs({ problem, backend: name, at, tolerance, forMs }: Extract<Work, { do: 'evaluate' }>): number {
  const { run } = backend(name).evaluation(problem, at, tolerance);
  const began = now();
  for (let calls = 0; ; ) {
    run();
    calls++;
    const ms = now() - began;
    if (ms >= forMs) return calls / ms;
  }
}

function solve({ problem, backend: name, start, repeats, limits }: Extract<Work, { do: 'solve' }>): Solved {
  const ms: number[] = [];
  let solution: Solution | undefined;
  for (let repeat = 0; repeat < Math.max(1, repeats); repeat++) {
    const began = now();
    solution = backend(name).solve(problem, randomStart(problem, start), limits);
    ms.push(now() - began);
  }
  const { W, b, loss, errorBound, evaluations } = solution!;
  return { ms, model: { W, b }, loss, errorBound, evaluations };
}

/** The model in training of each backend, for the last problem asked for. */
const trainings = new Map<BackendName, { readonly key: string; readonly of: Training }>();

function train({ problem, backend: name, steps }: Extract<Work, { do: 'train' }>): number {
  const key = `${name} ${nameOf(problem)}`;
  if (trainings.get(name)?.key !== key) trainings.set(name, { key, of: backend(name).train(problem) });
  const { of } = trainings.get(name)!;
  const began = now();
  of.run(steps);
  return now() - began;
}

/** Of one step. */
function countTraining({ problem, backend: name, after, steps }: Extract<Work, { do: 'countTraining' }>): Operations {
  const { flops, bytes } = countOperations(() => {
    const model = backend(name).train(problem);
    model.run(after);
    return () => model.run(steps);
  });
  return { flops: flops / steps, bytes: bytes / steps };
}
