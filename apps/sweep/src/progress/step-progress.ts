/**
 * @file Progress of one computation on this thread, counted in steps.
 *
 * Nothing is shown in the first second: most computations are over by then. Steps that take long, on other threads, are waited
 * for visibly: what is known is shown again every second.
 */
import type { Terminal } from '../cli/terminal.js';
import { createReporter, type ProgressStyle } from './create-reporter.js';
import { ProgressTracker } from './progress-tracker.js';

const quietMs = 1000;

export interface StepProgress {
  /** One more step is done, or several. */
  readonly advance: (steps?: number) => void;
  /** After the last step, and after an error. */
  readonly finish: () => void;
}

export interface Steps {
  /** `thomson: 12 points`. */
  readonly title: string;
  /** What a step is, in the plural: `starts`. */
  readonly unit: string;
  readonly total: number;
  /** A monotonic clock in milliseconds; default the process's. */
  readonly now?: () => number;
}

export function stepProgress(terminal: Terminal, style: ProgressStyle, { title, unit, total, now = () => performance.now() }: Steps): StepProgress {
  const reporter = createReporter(style, terminal);
  const tracker = new ProgressTracker({ unit, total, finished: 0, failed: 0, totalCost: total, finishedCost: 0 }, now);
  let shown = false;
  const show = (): void => {
    const snapshot = tracker.snapshot();
    if (!shown && snapshot.elapsedMs < quietMs) return;
    if (!shown) reporter.start(title, snapshot);
    shown = true;
    reporter.update(snapshot);
  };
  const waiting = setInterval(show, quietMs).unref();
  return {
    advance: (steps = 1) => {
      tracker.add(steps, 0, steps);
      show();
    },
    finish: () => {
      clearInterval(waiting);
      if (shown) reporter.finish(tracker.snapshot());
      shown = false;
    },
  };
}
