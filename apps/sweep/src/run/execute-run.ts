/**
 * @file Computes what an open run folder lacks, and closes the books: journal, manifest, table, figures.
 */
import { createHash } from 'node:crypto';
import { beginInvocation, endInvocation, type Invocation, type JournalResult } from '@tegum/data-runs';
import type { CellCache, JournalPlace, RunFolder } from '@tegum/data-runs/node';
import type { Cell, Plan } from '@tegum/experiments';
import { dispatchCells } from '../engine/dispatch.js';
import type { Engine } from '../engine/engine.js';
import { formatCount, formatDuration } from '../progress/duration.js';
import { ProgressTracker } from '../progress/progress-tracker.js';
import type { ProgressReporter } from '../progress/reporter.js';
import { compactRun } from './compact-run.js';
import { costOfCell, costOfPlan } from './plan-cost.js';
import { tally, type Tally } from './tally.js';

export interface RunExecution {
  readonly plan: Plan;
  readonly folder: RunFolder;
  readonly engine: Engine;
  /** Cells with a record that are computed again. */
  readonly retry: ReadonlySet<string>;
  /** Records of other runs, read and added to; null for none. */
  readonly cache: CellCache | null;
  readonly reporter: ProgressReporter;
  readonly stop: AbortSignal;
  readonly kill: AbortSignal;
  readonly graceMs: number;
}

export interface RunOutcome {
  readonly complete: boolean;
  readonly tally: Tally;
  /** Cells computed now, not found in the journal. */
  readonly computed: number;
  /** Cells that the cache had. */
  readonly cached: number;
  readonly figures: readonly string[];
}

/** @throws what the journal throws when it cannot write; records acknowledged before stay safe. */
export async function executeRun(run: RunExecution): Promise<RunOutcome> {
  const { plan, folder, engine, reporter } = run;
  const added: Added = { cells: 0, failed: 0, cached: 0 };
  const end = (outcome: Invocation['outcome']): Promise<void> =>
    folder.updateManifest((manifest) =>
      endInvocation(manifest, { outcome, finishedAt: timestamp(), cellsDone: added.cells, cellsFailed: added.failed }, folder.tally),
    );

  await folder.updateManifest((manifest) => beginInvocation(manifest, timestamp(), engine.threads));
  try {
    const complete = await computeCells(run, added);
    const figures = complete ? await compactRun(folder, plan, added.cells > 0, (message) => reporter.note(message)) : [];
    await end(complete ? 'finished' : 'interrupted');
    return { complete, tally: tally(plan.cellCount, folder.places.values()), computed: added.cells - added.cached, cached: added.cached, figures };
  } catch (error) {
    // The manifest may be as unwritable as what failed; the first error is the one to tell.
    await end('failed').catch(() => undefined);
    throw error;
  }
}

interface Added {
  cached: number;
  cells: number;
  failed: number;
}

/** Computes what is open, counting into `added` what is safe on disk. Returns whether nothing is open any more. */
async function computeCells(run: RunExecution, added: Added): Promise<boolean> {
  const { plan, folder, engine, retry, cache, reporter, stop, kill, graceMs } = run;
  await takeCached(run, added);
  const isFinished = ({ id }: Cell): boolean => folder.places.has(id) && !retry.has(id);
  const before = tally(plan.cellCount, keptPlaces(folder, retry));
  if (before.unfinished === 0) return true;

  const cost = costOfPlan(plan, isFinished);
  const tracker = new ProgressTracker(
    { total: plan.cellCount, finished: plan.cellCount - before.unfinished, failed: before.failed, totalCost: cost.total, finishedCost: cost.finished },
    () => performance.now(),
  );
  const onStop = (): void => reporter.note(`Stopping: running cells get ${formatDuration(graceMs)} to finish. Press Ctrl-C again to stop now.`);
  stop.addEventListener('abort', onStop);
  reporter.start(title(plan, before, engine), tracker.snapshot());
  try {
    const adopted = (await engine.begin?.({ id: runId(folder), isOpen: (cell) => !isFinished(cell), openCells: before.unfinished })) ?? [];
    const atWork = new Set(adopted.flatMap(({ cells }) => cells.map(({ id }) => id)));
    if (atWork.size > 0) reporter.note(`Found ${formatCount(atWork.size)} cells at work from before.`);
    return await dispatchCells(openCells(plan, (cell) => isFinished(cell) || atWork.has(cell.id)), {
      engine,
      adopted,
      costOf: costOfCell,
      append: async ({ cells, worker }) => {
        const results = cells.map(({ record, elapsedMs }) => ({ record, timing: { milliseconds: elapsedMs, worker } }));
        await folder.append(results);
        await cache?.add(results);
      },
      onFinished: ({ cells }, batchCost) => {
        const failed = cells.filter(({ record }) => record.status === 'failed').length;
        added.cells += cells.length;
        added.failed += failed;
        tracker.add(cells.length, failed, batchCost);
        reporter.update(tracker.snapshot());
      },
      stop,
      kill,
      graceMs,
    });
  } finally {
    stop.removeEventListener('abort', onStop);
    reporter.finish(tracker.snapshot());
  }
}

/** Cells taken from the cache at a time. */
const cachedBatch = 256;

/** Journals what the cache has of the cells that are open. */
async function takeCached({ plan, folder, cache, reporter }: RunExecution, added: Added): Promise<void> {
  if (cache === null || cache.size === 0) return;
  let batch: JournalResult[] = [];
  const store = async (): Promise<void> => {
    await folder.append(batch);
    added.cells += batch.length;
    added.cached += batch.length;
    batch = [];
  };
  for (const { id } of plan.cells()) {
    if (folder.places.has(id) || !cache.has(id)) continue;
    const found = await cache.get(id);
    if (found !== null) batch.push({ record: found.record, timing: { milliseconds: 0, worker: 'cache' } });
    if (batch.length >= cachedBatch) await store();
  }
  await store();
  if (added.cached > 0) reporter.note(`Found ${formatCount(added.cached)} cells in the cache.`);
}

function* openCells(plan: Plan, isFinished: (cell: Cell) => boolean): Generator<Cell, void, undefined> {
  for (const cell of plan.cells()) if (!isFinished(cell)) yield cell;
}

/** Where the records stand that are not computed again. */
function* keptPlaces(folder: RunFolder, retry: ReadonlySet<string>): Generator<JournalPlace, void, undefined> {
  for (const [cell, place] of folder.places) if (!retry.has(cell)) yield place;
}

/** The same for every process that works on this folder, and for no other folder. */
function runId({ manifest }: RunFolder): string {
  return createHash('sha256').update(`${manifest.planDigest} ${manifest.createdAt}`).digest('hex').slice(0, 12);
}

function title(plan: Plan, { unfinished: open }: Tally, engine: Engine): string {
  const all = formatCount(plan.cellCount);
  const cells = open === plan.cellCount ? `${all} cells` : `${formatCount(open)} of ${all} cells left`;
  return `${plan.spec.name}: ${cells}, ${engine.title}`;
}

function timestamp(): string {
  return new Date().toISOString();
}
