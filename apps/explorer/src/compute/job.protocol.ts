/**
 * @file What crosses between the page and its workers.
 *
 * A **job** is a plain function of one argument; called in a worker by name, it can be tested without one. A job that takes long
 * is a generator: it yields how far it is and what it has so far, and between yields it can be cancelled. Where it can yield too rarely, it
 * calls its second argument: the page then knows that it is alive and perhaps how far, though a cancel has to end its worker.
 */

/** How far a job is. */
export interface Progress<Output> {
  /** Done of all, from 0 to 1. */
  readonly fraction?: number;
  /** An answer that is good enough to be shown until a better one comes. */
  readonly partial?: Output;
}

export type Steps<Output> = Generator<Progress<Output>, Output, void> | AsyncGenerator<Progress<Output>, Output, void>;

/** Told now and then by a job that is busy, with how far it is if it knows; costs next to nothing. */
export type Alive = (fraction?: number) => void;

/** Answers are copied to the page; large arrays go without a copy if the job returns Comlink's `transfer(answer, buffers)`. */
export type Job<Input, Output> = (input: Input, alive: Alive) => Output | Promise<Output> | Steps<Output>;

/** Jobs by name: what a `*.worker.ts` serves. */
export type Jobs = Readonly<Record<string, Job<never, unknown>>>;

export type InputOf<J> = J extends (input: infer Input, ...others: never) => unknown ? Input : never;

export type OutputOf<J> = J extends (input: never, ...others: never) => infer Result
  ? Result extends Generator<unknown, infer Output, unknown> | AsyncGenerator<unknown, infer Output, unknown>
    ? Output
    : Awaited<Result>
  : never;

/** Called in the page by the worker. */
export type ProgressListener = (run: number, progress: Progress<unknown>) => void;

/** What a worker offers the page, through Comlink. */
export interface JobServer {
  listen(listener: ProgressListener): void;
  /** Runs are numbered by the page. Rejects with an `AbortError` if cancelled. */
  start(run: number, job: string, input: unknown): Promise<unknown>;
  cancel(run: number): void;
}
