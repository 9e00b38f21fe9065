/**
 * @file Computes what an open run folder lacks, and closes the books: journal, manifest, table, figures.
 */
import { createHash } from 'node:crypto';
import { beginInvocation, endInvocation, type Invocation } from '@tegum/data-runs';
import type { JournalPlace, RunFolder } from '@tegum/data-runs/node';
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
  readonly figures: readonly string[];
}

/** @throws what the journal throws when it cannot write; records acknowledged before stay safe. */
export async function executeRun(run: RunExecution): Promise<RunOutcome> {
  const { plan, folder, engine, reporter } = run;
  const added: Added = { cells: 0, failed: 0 };
  const end = (outcome: Invocation['outcome']): Promise<void> =>
    folder.updateManifest((manifest) => endInvocation(manifest, { outcome, finishedAt: timestamp(), cellsDone: added.cells, cellsFailed: added.failed }));

  await folder.updateManifest((manifest) => beginInvocation(manifest, timestamp(), engine.threads));
  try {
    const complete = await computeCells(run, added);
    const figures = complete ? await compactRun(folder, plan, added.cells > 0, (message) => reporter.note(message)) : [];
    await end(complete ? 'finished' : 'interrupted');
    return { complete, tally: tally(plan.cellCount, folder.places.values()), computed: added.cells, figures };
  } catch (error) {
    // The manifest may be as unwritable as what failed; the first error is the one to tell.
    await end('failed').catch(() => undefined);
    throw error;
  }
}

interface Added {
  cells: number;
  failed: number;
}

/** Computes what is open, counting into `added` what is safe on disk. Returns whether nothing is open any more. */
async function computeCells({ plan, folder, engine, retry, reporter, stop, kill, graceMs }: RunExecution, added: Added): Promise<boolean> {
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
      append: ({ cells, worker }) =>
        folder.append(cells.map(({ record, elapsedMs }) => ({ record, timing: { milliseconds: elapsedMs, worker } }))),
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
