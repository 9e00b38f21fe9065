/**
 * One thing to measure.
 *
 * @typeParam State - What `setup` makes ready, outside the clock.
 * @typeParam Result - What one call gives; looked at by `check`, so that no compiler can leave the work out.
 */
export interface BenchCase<State, Result> {
  /** What is done, with its size; also what `--filter` looks at. */
  readonly name: string;
  /** What is counted, in the singular: `evaluation`, `cell`. */
  readonly per: string;
  /** How many of those one call of `run` does; default 1. */
  readonly count?: number;
  setup(): State | Promise<State>;
  run(state: State): Result | Promise<Result>;
  /** Whether the result is right. Called before the measurement and after it. */
  check(result: Awaited<Result>, state: State): boolean;
  teardown?(state: State): void | Promise<void>;
}

/** A case with its types closed over, ready to be measured beside others. */
export interface PreparedCase {
  readonly name: string;
  readonly per: string;
  readonly count: number;
  /** Makes ready and checks one result; throws when it is wrong. */
  readonly start: () => Promise<RunningCase>;
}

export interface RunningCase {
  /** Calls `run` this many times. */
  readonly batch: (calls: number) => Promise<void>;
  /** Checks the last result and clears up. */
  readonly finish: () => Promise<void>;
}

/** Closes a case over its types, so that cases of different kinds fit in one list. */
export function benchCase<State, Result>(bench: BenchCase<State, Result>): PreparedCase {
  return {
    name: bench.name,
    per: bench.per,
    count: bench.count ?? 1,
    async start() {
      const state = await bench.setup();
      let last = await bench.run(state);
      const insist = (when: string): void => {
        if (!bench.check(last, state)) throw new Error(`bench ${bench.name}: expected a right result ${when}, got a wrong one`);
      };
      insist('before the measurement');
      return {
        async batch(calls) {
          for (let call = 0; call < calls; call++) {
            const result = bench.run(state);
            // An await costs more than a small case: only what is a promise is awaited.
            last = result instanceof Promise ? await result : (result as Awaited<Result>);
          }
        },
        async finish() {
          insist('after the measurement');
          await bench.teardown?.(state);
        },
      };
    },
  };
}
