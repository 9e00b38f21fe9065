/**
 * @file The newest answer to a question that keeps changing.
 *
 * The latest request wins: an older one is cancelled as soon as it has shown something, so that answers keep coming while a slider
 * moves, or has had two seconds for it, so that nobody waits long for one that is no longer asked for.
 */
import { untrack } from 'svelte';
import { activity } from './activity.svelte.js';
import type { JobClient } from './job.client.js';
import type { InputOf, Jobs, OutputOf, Progress } from './job.protocol.js';

/** A request that a newer one waits for has so long, from its beginning, to show something. */
const PATIENCE_MS = 2000;

interface Current {
  readonly abort: AbortController;
  readonly since: number;
  /** Runs while a newer request waits for it. */
  impatience?: ReturnType<typeof setTimeout>;
  /** Something of its answer is on the page. */
  shown: boolean;
}

export class Latest<J extends Jobs, Name extends keyof J & string> {
  /** The newest answer, perhaps not final; kept while the next one is computed. */
  answer = $state.raw<OutputOf<J[Name]> | undefined>(undefined);
  /** The input that `answer` belongs to. */
  answered = $state.raw<InputOf<J[Name]> | undefined>(undefined);
  /** A final answer to the newest request is still to come. */
  busy = $state(false);
  /** Of the newest request, from 0 to 1, if its job tells. */
  fraction = $state<number | undefined>(undefined);
  /** Why the newest request has no answer. */
  error = $state.raw<Error | undefined>(undefined);
  /** The newest request was cancelled by hand. */
  cancelled = $state(false);

  private waiting: { readonly input: InputOf<J[Name]> } | undefined;
  private current: Current | undefined;
  private newest: { readonly input: InputOf<J[Name]> } | undefined;

  constructor(
    private readonly client: JobClient<J>,
    private readonly job: Name,
  ) {}

  /** To be called from effects, too: it makes them depend on nothing but what they read themselves. */
  request(input: InputOf<J[Name]>): void {
    untrack(() => { this.take(input); });
  }

  private take(input: InputOf<J[Name]>): void {
    this.waiting = this.newest = { input };
    this.error = undefined;
    this.cancelled = false;
    this.fraction = undefined;
    if (!this.busy) activity.running++;
    this.busy = true;
    const { current } = this;
    if (current === undefined) void this.work();
    else if (current.shown) current.abort.abort();
    else current.impatience ??= setTimeout(() => { current.abort.abort(); }, current.since + PATIENCE_MS - performance.now());
  }

  /** Asks the newest question again, after an error or a cancel. */
  again(): void {
    if (this.newest !== undefined) this.request(this.newest.input);
  }

  cancel(): void {
    if (!this.busy) return;
    this.waiting = undefined;
    this.cancelled = true;
    this.settle();
    this.current?.abort.abort();
  }

  private async work(): Promise<void> {
    for (let next = this.waiting; next !== undefined; next = this.waiting) {
      this.waiting = undefined;
      const { input } = next;
      const abort = new AbortController();
      const current: Current = { abort, since: performance.now(), shown: false };
      this.current = current;
      try {
        const onProgress = (progress: Progress<OutputOf<J[Name]>>): void => {
          if (this.waiting === undefined) this.fraction = progress.fraction;
          if (progress.partial === undefined) return;
          this.show(input, progress.partial);
          current.shown = true;
          if (this.waiting !== undefined) abort.abort();
        };
        this.show(input, await this.client.run(this.job, input, { onProgress, signal: abort.signal }));
      } catch (error) {
        if (this.waiting === undefined && !abort.signal.aborted) this.error = error instanceof Error ? error : new Error(String(error));
      } finally {
        clearTimeout(current.impatience);
      }
    }
    this.current = undefined;
    if (!this.cancelled) this.settle();
  }

  private show(input: InputOf<J[Name]>, answer: OutputOf<J[Name]>): void {
    if (this.cancelled) return;
    this.answered = input;
    this.answer = answer;
  }

  private settle(): void {
    if (this.busy) activity.running--;
    this.busy = false;
    this.fraction = undefined;
  }
}
