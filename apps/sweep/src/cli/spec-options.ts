import type { Command } from 'commander';
import type { SpecChanges } from '../spec/load-spec.js';
import { appended, seedValue } from './option-values.js';

/** The flags that change a spec before it is planned. */
export function withSpecOptions(command: Command): Command {
  return command
    .option('--seed <n>', 'base seed of the replicates', seedValue)
    .option('--set <path=value>', 'change the spec, e.g. train.starts=32 (repeatable)', appended<string>, [] as readonly string[]);
}

export interface SpecFlags {
  readonly set: readonly string[];
  readonly seed?: number;
}

export function specChanges({ set, seed }: SpecFlags): SpecChanges {
  return seed === undefined ? { set } : { set, seed };
}
