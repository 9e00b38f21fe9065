/**
 * @file The page's side of one worker: starts it, calls its jobs, and replaces it when it dies or falls silent.
 *
 * A worker that is gone never answers, so every call races against its end.
 */
import { proxy, wrap, type Remote } from 'comlink';
import type { InputOf, Jobs, JobServer, OutputOf, Progress } from './job.protocol.js';

/** A worker crashed, or no longer answers. A new one takes its place at the next call. */
export class WorkerFault extends Error {
  override readonly name = 'WorkerFault';
}

export interface RunOptions<Output> {
  readonly onProgress?: (progress: Progress<Output>) => void;
  readonly signal?: AbortSignal;
}

export interface JobClientOptions {
  /** A running job that tells nothing for so long counts as hung; default 30 s. */
  readonly silenceMs?: number;
  /** A cancelled job that goes on for so long has its worker replaced; default 300 ms. */
  readonly graceMs?: number;
  /** Told of every fault, besides the calls it ends. */
  readonly onFault?: (fault: WorkerFault) => void;
}

/** Its worker was ended because another of its runs was cancelled: asked again, in the next worker, nothing is lost but time. */
const bystander = Symbol('bystander');

interface Running {
  readonly progress: (progress: Progress<unknown>) => void;
  readonly fail: (reason: Error | typeof bystander) => void;
}

interface Living {
  readonly worker: Worker;
  readonly server: Remote<JobServer>;
}

export class JobClient<J extends Jobs> {
  private living: Living | undefined;
  private readonly running = new Map<number, Running>();
  private runs = 0;

  /** @param createWorker - `() => new Worker(new URL('./x.worker.ts', import.meta.url), { type: 'module' })`, spelt so for the bundler. */
  constructor(
    private readonly createWorker: () => Worker,
    private readonly options: JobClientOptions = {},
  ) {}

  /** Starts the worker before it is needed. */
  warm(): void {
    this.living ??= this.start();
  }

  /**
   * Calls a job.
   *
   * @throws what the job throws, with its name and message; {WorkerFault}; an `AbortError` after `signal`.
   */
  async run<Name extends keyof J & string>(name: Name, input: InputOf<J[Name]>, options: RunOptions<OutputOf<J[Name]>> = {}): Promise<OutputOf<J[Name]>> {
    for (;;) {
      try {
        return await this.runOnce(name, input, options);
      } catch (reason) {
        if (reason !== bystander) throw reason;
      }
    }
  }

  private async runOnce<Name extends keyof J & string>(
    name: Name,
    input: InputOf<J[Name]>,
    { onProgress, signal }: RunOptions<OutputOf<J[Name]>>,
  ): Promise<OutputOf<J[Name]>> {
    signal?.throwIfAborted();
    const run = this.runs++;
    const { server } = (this.living ??= this.start());
    const { silenceMs = 30_000, graceMs = 300 } = this.options;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => { this.replace(new WorkerFault(`no sign of life for ${String(silenceMs / 1000)} s`)); }, silenceMs);
    };
    const cancel = (): void => {
      void server.cancel(run);
      clearTimeout(timer);
      timer = setTimeout(() => { this.end((ended) => (ended === run ? new DOMException('cancelled', 'AbortError') : bystander)); }, graceMs);
    };
    const death = new Promise<never>((_resolve, reject) => {
      this.running.set(run, {
        fail: reject,
        progress: (progress) => {
          if (signal?.aborted === true) return;
          watch();
          onProgress?.(progress as Progress<OutputOf<J[Name]>>);
        },
      });
    });
    watch();
    signal?.addEventListener('abort', cancel);
    try {
      return (await Promise.race([server.start(run, name, input), death])) as OutputOf<J[Name]>;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      this.running.delete(run);
    }
  }

  /** Ends the worker; what still runs is rejected with an `AbortError`. */
  dispose(): void {
    this.end(() => new DOMException('disposed', 'AbortError'));
  }

  private start(): Living {
    const worker = this.createWorker();
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.replace(new WorkerFault(event.message === '' ? 'its code could not be loaded' : event.message));
    });
    worker.addEventListener('messageerror', () => { this.replace(new WorkerFault('a message could not be read')); });
    const server = wrap<JobServer>(worker);
    void server.listen(proxy((run, progress) => { this.running.get(run)?.progress(progress); }));
    return { worker, server };
  }

  private replace(fault: WorkerFault): void {
    this.end(() => fault);
    this.options.onFault?.(fault);
  }

  private end(reasonOf: (run: number) => Error | typeof bystander): void {
    this.living?.worker.terminate();
    this.living = undefined;
    const ended = [...this.running];
    this.running.clear();
    for (const [run, { fail }] of ended) fail(reasonOf(run));
  }
}
