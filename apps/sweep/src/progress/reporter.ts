/**
 * @file What a run says while it works. All of it is talk, so all of it goes to stderr; results go to stdout.
 */
import type { ProgressSnapshot } from './progress-tracker.js';

export interface ProgressReporter {
  /** Once, before the first cell. */
  start(title: string, snapshot: ProgressSnapshot): void;
  /** As often as anything changes; the reporter decides how much of it is shown. */
  update(snapshot: ProgressSnapshot): void;
  /** One sentence that stays readable whatever the progress looks like. */
  note(message: string): void;
  /** Once, after the last cell or an interrupt. */
  finish(snapshot: ProgressSnapshot): void;
}
