/** @file Progress for programs: one JSON object a line. */
import type { ProgressSnapshot } from './progress-tracker.js';
import type { ProgressReporter } from './reporter.js';

const intervalMs = 500;

export class JsonReporter implements ProgressReporter {
  readonly #stream: NodeJS.WritableStream;
  #nextMs = 0;

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
  }

  start(title: string, snapshot: ProgressSnapshot): void {
    this.#write({ event: 'start', title, ...snapshot });
  }

  update(snapshot: ProgressSnapshot): void {
    if (snapshot.elapsedMs < this.#nextMs) return;
    this.#nextMs = snapshot.elapsedMs + intervalMs;
    this.#write({ event: 'progress', ...snapshot });
  }

  note(message: string): void {
    this.#write({ event: 'note', message });
  }

  finish(snapshot: ProgressSnapshot): void {
    this.#write({ event: 'finish', ...snapshot });
  }

  #write(event: object): void {
    this.#stream.write(`${JSON.stringify(event)}\n`);
  }
}
