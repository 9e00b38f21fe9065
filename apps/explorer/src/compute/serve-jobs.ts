/**
 * @file The worker's side: runs jobs by name, passes progress on, and looks up between steps whether it was cancelled.
 */
import { expose } from 'comlink';
import type { Jobs, JobServer, Progress, ProgressListener, Steps } from './job.protocol.js';

/** Messages of the page are let in at least this often, as far as the job yields. */
const BREATH_MS = 8;
/** Fractions alone are passed on no more often than this. */
const FRACTION_MS = 50;
/** Signs of life without one are passed on no more often than this. */
const ALIVE_MS = 1000;

/** Call it once, at the end of a `*.worker.ts`. */
export function serveJobs(jobs: Jobs): void {
  expose(createJobServer(jobs));
}

export function createJobServer(jobs: Jobs): JobServer {
  let listener: ProgressListener = () => undefined;
  const running = new Set<number>();
  return {
    listen: (given) => { listener = given; },
    cancel: (run) => { running.delete(run); },
    start: async (run, name, input) => {
      const job = Object.hasOwn(jobs, name) ? jobs[name] : undefined;
      if (job === undefined) throw new Error(`internal: expected one of the jobs ${Object.keys(jobs).join(', ')}, got ${name}`);
      running.add(run);
      try {
        let fraction: number | undefined;
        let heard = performance.now();
        const tell = (progress: Progress<unknown>): void => {
          ({ fraction = fraction } = progress);
          heard = performance.now();
          listener(run, progress);
        };
        const result = job(input as never, (known) => {
          if (performance.now() - heard < (known === undefined ? ALIVE_MS : FRACTION_MS)) return;
          const said = known ?? fraction;
          tell(said === undefined ? {} : { fraction: said });
        });
        if (!isSteps(result)) return await result;
        return await follow(result, () => running.has(run), tell);
      } finally {
        running.delete(run);
      }
    },
  };
}

async function follow(steps: Steps<unknown>, wanted: () => boolean, tell: (progress: Progress<unknown>) => void): Promise<unknown> {
  let breath = performance.now();
  let told = breath;
  for (;;) {
    const step = await steps.next();
    if (step.done === true) return step.value;
    const now = performance.now();
    const hasPartial = 'partial' in step.value;
    if (hasPartial || now - told >= FRACTION_MS) {
      tell(step.value);
      told = now;
    }
    if (!hasPartial && now - breath < BREATH_MS) continue;
    await nextTask();
    breath = performance.now();
    if (!wanted()) {
      await steps.return(undefined);
      throw new DOMException('cancelled', 'AbortError');
    }
  }
}

function isSteps(result: unknown): result is Steps<unknown> {
  return typeof result === 'object' && result !== null && 'next' in result && typeof result.next === 'function';
}

/** Resolves after what waits in the worker's queue now; timers would wait 4 ms. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
