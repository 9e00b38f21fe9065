/**
 * @file Moves what shards computed into the journal. Doing it twice, or while shards run, changes nothing that is there.
 */
import { rm } from 'node:fs/promises';
import type { JournalResult } from '@tegum/data-runs';
import { listSegments, meetingOf, readResults, readSegment, runPaths, type JournalPlace, type RunFolder, type SegmentFile } from '@tegum/data-runs/node';
import { headerOf } from './compute-shard.js';

/** A cell for which two shards, or a shard and the journal, have different records. */
export interface Disagreement {
  readonly cell: string;
  readonly segment: string;
}

export interface MergeOutcome {
  readonly segments: number;
  readonly merged: number;
  /** Records that the journal already had. */
  readonly duplicates: number;
  readonly disagreements: readonly Disagreement[];
  /** Cells that this plan has not. */
  readonly strangers: readonly Disagreement[];
}

/** Results held at a time, so that memory does not grow with a segment. */
const batchSize = 256;

/**
 * Appends the results of every segment to the journal; a segment all of whose results are there is removed, unless it is still being written.
 *
 * Where records disagree the journal's stays, and the segment with the other is kept to be looked at.
 *
 * @param planned - Identities of the plan's cells.
 * @throws {StoreCorruptError} if a segment is damaged elsewhere than at its end.
 */
export async function mergeSegments(folder: RunFolder, planned: ReadonlySet<string>): Promise<MergeOutcome> {
  const segments = await listSegments(folder.path);
  const outcome = { merged: 0, duplicates: 0, disagreements: [] as Disagreement[], strangers: [] as Disagreement[] };
  const merged: SegmentFile[] = [];
  for (const segment of segments) {
    const { places, tornBytes } = await readSegment(segment, headerOf(folder.manifest));
    let agreed = true;
    const fresh: JournalPlace[] = [];
    for (const [cell, place] of places) {
      const verdict = verdictOn(folder.places.get(cell), place, planned.has(cell));
      if (verdict === 'fresh') fresh.push(place);
      else if (verdict === 'known') outcome.duplicates += 1;
      else {
        outcome[verdict].push({ cell, segment: segment.path });
        agreed = false;
      }
    }
    await append(folder, readResults(segment.path, fresh));
    outcome.merged += fresh.length;
    if (agreed && segment.finished && tornBytes === 0) merged.push(segment);
  }
  for (const { path } of merged) await rm(path);
  return { segments: segments.length, ...outcome };
}

/** Segments of killed attempts have nothing to add to a complete run. */
export async function removeSegments({ path }: RunFolder): Promise<void> {
  await rm(runPaths(path).segments, { recursive: true, force: true });
}

async function append(folder: RunFolder, results: AsyncIterable<JournalResult>): Promise<void> {
  let batch: JournalResult[] = [];
  for await (const result of results) {
    batch.push(result);
    if (batch.length < batchSize) continue;
    await folder.append(batch);
    batch = [];
  }
  await folder.append(batch);
}

function verdictOn(stored: JournalPlace | undefined, found: JournalPlace, planned: boolean): 'fresh' | 'known' | 'disagreements' | 'strangers' {
  if (!planned) return 'strangers';
  if (stored === undefined) return 'fresh';
  const meeting = meetingOf(stored, found);
  if (meeting === 'conflict') return 'disagreements';
  return meeting === 'supersedes' ? 'fresh' : 'known';
}
