import type { RunFolder } from '@tegum/data-runs/node';
import { InputError } from '@tegum/core';
import { cellIds } from '../run/stored-run.js';
import type { Plan } from '@tegum/experiments';
import { readShardIndex, type ShardIndex } from './shard-index.js';

/** Shards some cell of which has no record yet; none for a run without shards. */
export async function incompleteShards(folder: RunFolder, plan: Plan): Promise<number[]> {
  const index = await shardIndexOrNull(folder.path);
  if (index === null) return [];
  const lacking: number[] = [];
  const cells = cellIds(plan);
  for (const [shard, { cells: count }] of index.shards.entries()) {
    let complete = true;
    for (let taken = 0; taken < count; taken++) {
      const cell = cells.next();
      if (cell.done !== true && !folder.places.has(cell.value)) complete = false;
    }
    if (!complete) lacking.push(shard);
  }
  return lacking;
}

async function shardIndexOrNull(run: string): Promise<ShardIndex | null> {
  try {
    return await readShardIndex(run);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}
