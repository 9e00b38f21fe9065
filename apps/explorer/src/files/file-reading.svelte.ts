/**
 * @file A file from anywhere, parsed in a worker that lives for this alone: whatever the file does to it, the page goes on.
 */
import { activity } from '../compute/activity.svelte.js';
import { JobClient, WorkerFault } from '../compute/job.client.js';
import type { InputOf, Jobs, OutputOf } from '../compute/job.protocol.js';
import { MOST_BYTES, MOST_MS } from './limits.js';

export class FileReading<J extends Jobs, Name extends keyof J & string> {
  /** Why the newest file could not be read. */
  error = $state<string | undefined>(undefined);
  busy = $state(false);
  private abort: AbortController | undefined;

  /** @param createWorker - As `connect` takes it; called once a file. */
  constructor(
    private readonly createWorker: () => Worker,
    private readonly job: Name,
    private readonly mostMs = MOST_MS,
  ) {}

  /** @returns what the job makes of it; undefined if it could not (`error` says why) or a newer file came. */
  async read(input: InputOf<J[Name]> & { readonly file: File }): Promise<OutputOf<J[Name]> | undefined> {
    this.abort?.abort();
    const { name, size } = input.file;
    this.error = size <= MOST_BYTES ? undefined : `${name}: expected at most ${megabytes(MOST_BYTES)}, got ${megabytes(size)} (take a part of it)`;
    if (this.error !== undefined) return undefined;
    const abort = new AbortController();
    this.abort = abort;
    this.busy = true;
    activity.running++;
    const client = new JobClient<J>(this.createWorker, { silenceMs: this.mostMs, graceMs: 0 });
    try {
      const answer = await client.run(this.job, input, { signal: abort.signal });
      return abort.signal.aborted ? undefined : answer;
    } catch (error) {
      if (!abort.signal.aborted) this.error = messageOf(error, name, this.mostMs);
      return undefined;
    } finally {
      client.dispose();
      activity.running--;
      if (this.abort === abort) this.busy = false;
    }
  }

  cancel(): void {
    this.abort?.abort();
  }
}

function messageOf(error: unknown, name: string, mostMs: number): string {
  if (!(error instanceof Error)) return `${name}: ${String(error)}`;
  if (error instanceof WorkerFault) return `${name}: expected to be read within ${String(mostMs / 1000)} s, got a reader that was ended (${error.message}; take a part of it)`;
  return error.message;
}

function megabytes(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(bytes < 2 ** 20 ? 3 : 1)} MiB`;
}
