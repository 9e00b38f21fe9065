import type { PreparedCase } from './bench-case.js';
import { median } from './median.js';

export interface MeasureOptions {
  /** Batches of each case that are timed. */
  readonly rounds: number;
  /** Shortest batch, in ms: well above what the clock can tell apart. */
  readonly batchMs: number;
  /** Running before the first round, in ms for each case, for the compiler's sake. */
  readonly warmUpMs: number;
  /** Milliseconds, monotonic. */
  readonly now: () => number;
}

/** Times of one case, in µs for each of what it counts. */
export interface Measurement {
  readonly name: string;
  readonly per: string;
  readonly medianUs: number;
  readonly minUs: number;
  readonly maxUs: number;
  readonly rounds: number;
  /** Calls in a batch. */
  readonly calls: number;
}

/** Measures cases interleaved: every round times one batch of each. */
export async function measure(cases: readonly PreparedCase[], options: MeasureOptions): Promise<Measurement[]> {
  const { rounds, now } = options;
  const running = [];
  for (const bench of cases) {
    const started = await bench.start();
    running.push({ bench, started, calls: await callsPerBatch(started.batch, options), times: [] as number[] });
  }
  for (let round = 0; round < rounds; round++) {
    for (const { bench, started, calls, times } of running) {
      const from = now();
      await started.batch(calls);
      times.push(((now() - from) * 1000) / (calls * bench.count));
    }
  }
  for (const { started } of running) await started.finish();
  return running.map(({ bench, calls, times }) => {
    const sorted = times.toSorted((a, b) => a - b);
    return { name: bench.name, per: bench.per, medianUs: median(sorted), minUs: sorted[0]!, maxUs: sorted.at(-1)!, rounds, calls };
  });
}

/** Warms up, and finds how many calls fill a batch. */
async function callsPerBatch(batch: (calls: number) => Promise<void>, { batchMs, warmUpMs, now }: MeasureOptions): Promise<number> {
  const until = now() + warmUpMs;
  for (let calls = 1; ; calls *= 2) {
    const from = now();
    await batch(calls);
    if (now() - from < batchMs) continue;
    if (now() >= until) return calls;
    calls = Math.ceil(calls / 4);
  }
}
