/**
 * @file Computes one shard of a run into a segment of its own.
 */
import { open } from 'node:fs/promises';
import { DataFormatError, journalFormat, type RunManifest } from '@tegum/data-runs';
import { listSegments, readRun, readSegment, SegmentWriter } from '@tegum/data-runs/node';
import { parseCell, type Cell } from '@tegum/experiments';
import { dispatchCells } from '../engine/dispatch.js';
import type { Engine } from '../engine/engine.js';
import { ProgressTracker } from '../progress/progress-tracker.js';
import type { ProgressReporter } from '../progress/reporter.js';
import { costOfCell } from '../run/plan-cost.js';
import { shardPaths, type Shard } from './shard-index.js';

export interface ShardExecution {
  readonly run: string;
  readonly manifest: RunManifest;
  readonly shard: number;
  readonly range: Shard;
  readonly startEngine: () => Promise<Engine>;
  readonly reporter: ProgressReporter;
  readonly stop: AbortSignal;
  readonly kill: AbortSignal;
  readonly graceMs: number;
}

export interface ShardOutcome {
  readonly complete: boolean;
  readonly cells: number;
  /** Computed now; the others were in the journal or in earlier segments of this shard. */
  readonly computed: number;
  readonly failed: number;
  /** null where nothing was left to compute. */
  readonly segment: string | null;
}

/** Computes what neither the journal nor an earlier attempt at this shard has. */
export async function computeShard(execution: ShardExecution): Promise<ShardOutcome> {
  const { run, manifest, shard, range, startEngine, reporter, stop, kill, graceMs } = execution;
  const cells = await readCells(run, range);
  const stored = await storedCells(run, manifest, shard);
  const open = cells.filter(({ id }) => !stored.has(id));
  if (open.length === 0) return { complete: true, cells: cells.length, computed: 0, failed: 0, segment: null };

  const engine = await startEngine();
  const segment = await SegmentWriter.open(run, shard, headerOf(manifest));
  const tracker = new ProgressTracker(
    { total: open.length, finished: 0, failed: 0, totalCost: open.reduce((sum, cell) => sum + costOfCell(cell), 0), finishedCost: 0 },
    () => performance.now(),
  );
  let computed = 0;
  let failed = 0;
  reporter.start(`${manifest.name}, shard ${String(shard)}: ${String(open.length)} of ${String(cells.length)} cells left`, tracker.snapshot());
  try {
    const complete = await dispatchCells(open, {
      engine,
      costOf: costOfCell,
      append: ({ cells: finished, worker }) =>
        segment.append(finished.map(({ record, elapsedMs }) => ({ record, timing: { milliseconds: elapsedMs, worker } }))),
      onFinished: ({ cells: finished }, cost) => {
        const faults = finished.filter(({ record }) => record.status === 'failed').length;
        computed += finished.length;
        failed += faults;
        tracker.add(finished.length, faults, cost);
        reporter.update(tracker.snapshot());
      },
      stop,
      kill,
      graceMs,
    });
    await segment.finish();
    return { complete, cells: cells.length, computed, failed, segment: segment.path };
  } catch (error) {
    await segment.abandon();
    throw error;
  } finally {
    reporter.finish(tracker.snapshot());
    await engine.terminate();
  }
}

/** The header of every journal of a run, its segments' too. */
export function headerOf(manifest: RunManifest) {
  return { format: journalFormat, planDigest: manifest.planDigest, numerics: manifest.versions.numerics } as const;
}

/** The cells in a byte range of plan.jsonl. @throws {DataFormatError} if they are not as they were planned. */
async function readCells(run: string, { start, end, cells }: Shard): Promise<Cell[]> {
  const { plan } = shardPaths(run);
  const bytes = Buffer.alloc(end - start);
  const file = await open(plan, 'r');
  try {
    await file.read(bytes, 0, bytes.length, start);
  } finally {
    await file.close();
  }
  const lines = bytes.toString('utf8').split('\n').slice(0, -1);
  if (lines.length !== cells) throw new DataFormatError(plan, `${String(cells)} cells in bytes ${String(start)}–${String(end)}`, String(lines.length));
  return lines.map((line, index) => {
    const where = `${plan} (cell ${String(index)} of the shard)`;
    try {
      return parseCell(JSON.parse(line), where);
    } catch (cause) {
      throw new DataFormatError(where, 'a cell of this plan', cause instanceof Error ? cause.message : String(cause), { cause });
    }
  });
}

async function storedCells(run: string, manifest: RunManifest, shard: number): Promise<ReadonlySet<string>> {
  const stored = new Set((await readRun(run)).journal.places.keys());
  for (const segment of await listSegments(run)) {
    if (segment.shard !== shard) continue;
    for (const cell of (await readSegment(segment, headerOf(manifest))).places.keys()) stored.add(cell);
  }
  return stored;
}
