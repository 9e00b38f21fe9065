/** @file How late the main thread is: it renews the locks of jobs, and one that is late loses them. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

export interface LoopLag {
  /** 99th percentile since the last look, in milliseconds. */
  recentP99Ms(): number;
  /** Of the whole time. */
  readonly p99Ms: number;
  readonly maxMs: number;
  stop(): void;
}

/** The histogram has the time between two ticks of a timer of this length; what is beyond it is lag. */
const resolutionMs = 10;

export function watchLoopLag(): LoopLag {
  const recent = monitorEventLoopDelay({ resolution: resolutionMs });
  const whole = monitorEventLoopDelay({ resolution: resolutionMs });
  recent.enable();
  whole.enable();
  const milliseconds = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - resolutionMs);
  return {
    recentP99Ms: () => {
      const lag = milliseconds(recent.percentile(99));
      recent.reset();
      return lag;
    },
    get p99Ms() {
      return milliseconds(whole.percentile(99));
    },
    get maxMs() {
      return milliseconds(whole.max);
    },
    stop: () => {
      recent.disable();
      whole.disable();
    },
  };
}
