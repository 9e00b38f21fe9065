/** @file Progress where there is no terminal: a line every few seconds, fit for a log file. */
import { formatCount, formatDuration, formatRate } from './duration.js';
import type { ProgressSnapshot } from './progress-tracker.js';
import type { ProgressReporter } from './reporter.js';

const intervalMs = 5000;

export class LineReporter implements ProgressReporter {
  readonly #stream: NodeJS.WritableStream;
  #nextMs = intervalMs;

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
  }

  start(title: string): void {
    this.note(title);
  }

  update(snapshot: ProgressSnapshot): void {
    if (snapshot.elapsedMs < this.#nextMs || snapshot.finished === snapshot.total) return;
    this.#nextMs = snapshot.elapsedMs + intervalMs;
    this.note(describe(snapshot));
  }

  note(message: string): void {
    this.#stream.write(`${message}\n`);
  }

  finish(snapshot: ProgressSnapshot): void {
    this.note(describe(snapshot));
  }
}

function describe({ unit, finished, total, failed, fraction, cellsPerSecond, remainingMs, elapsedMs }: ProgressSnapshot): string {
  const end = finished === total || remainingMs === null ? `after ${formatDuration(elapsedMs)}` : `${formatDuration(remainingMs)} left`;
  const fault = failed > 0 ? `, ${formatCount(failed)} failed` : '';
  return `${formatCount(finished)} of ${formatCount(total)} ${unit} (${String(Math.floor(100 * fraction))} %), ${formatRate(cellsPerSecond)} ${unit}/s, ${end}${fault}`;
}
