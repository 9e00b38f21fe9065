/**
 * @file shards.json: which bytes of plan.jsonl are whose. plan.jsonl has a cell a line, in plan order.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DataFormatError } from '@tegum/data-runs';
import { InputError } from '@tegum/core';
import * as z from 'zod';

const count = z.int().nonnegative();

const shardSchema = z.strictObject({
  /** Bytes of plan.jsonl, from `start` up to, not including, `end`. */
  start: count,
  end: count,
  cells: count,
  /** Estimated work in microseconds of one core. */
  cost: z.number().nonnegative(),
});

const indexSchema = z.strictObject({
  format: z.literal('tegum-shards@1'),
  planDigest: z.string(),
  shards: z.array(shardSchema).min(1),
});

export type Shard = z.output<typeof shardSchema>;
export type ShardIndex = z.output<typeof indexSchema>;

/** Files that only a sharded run has. */
export function shardPaths(run: string): Readonly<Record<'plan' | 'index' | 'slurm' | 'kubernetes', string>> {
  return {
    plan: join(run, 'plan.jsonl'),
    index: join(run, 'shards.json'),
    slurm: join(run, 'submit.sh'),
    kubernetes: join(run, 'job.yaml'),
  };
}

/** @throws {InputError} if the run has no shards; {@link DataFormatError} if the file is damaged. */
export async function readShardIndex(run: string): Promise<ShardIndex> {
  const { index } = shardPaths(run);
  let text: string;
  try {
    text = await readFile(index, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new InputError(run, 'a run with shards', 'no shards.json in it', 'make one with `tegum plan SPEC --shards N`');
  }
  const parsed = indexSchema.safeParse(jsonOf(text));
  if (!parsed.success) throw new DataFormatError(index, 'a list of shards', parsed.error.issues[0]?.message ?? 'something else');
  return parsed.data;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
