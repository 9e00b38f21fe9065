import { existsSync } from 'node:fs';
import { CellCache, readResults, readRun, runPaths } from '@tegum/data-runs/node';
import type { JournalResult } from '@tegum/data-runs';
import { estimateCost, NUMERICS_VERSION, type Plan } from '@tegum/experiments';
import { Command } from 'commander';
import { axisValues, findCell } from '../../explain/find-cell.js';
import { formatCount, formatDuration } from '../../progress/duration.js';
import { planOfManifest } from '../../run/stored-run.js';
import { loadPlan } from '../../spec/load-spec.js';
import type { Context } from '../context.js';
import { resumeCommand } from '../run-report.js';

interface ExplainFlags {
  readonly cache?: string;
  readonly json: boolean;
}

export function explainVerb(context: Context): Command {
  return new Command('explain')
    .summary('say what a cell is, whether it is computed, and why')
    .description('Says what a cell is, where it stands in its plan, whether it is computed, where its record is, and what its identity depends on.')
    .argument('<cell>', '#place in the plan, from #0, or the first digits of its identity')
    .argument('<dir|spec>', 'the run folder; or a spec or preset, for a cell of its plan')
    .option('--cache <dir>', 'look for it in this cache too')
    .option('--json', 'print JSON', false)
    .action(async (text: string, source: string, { cache, json }: ExplainFlags) => {
      const isRun = existsSync(runPaths(source).manifest);
      const run = isRun ? await readRun(source) : null;
      const plan = run === null ? await loadPlan(source, { set: [] }) : planOfManifest(source, run.manifest);
      const { index, cell } = findCell(plan, text);
      const place = run?.journal.places.get(cell.id);
      const result = place === undefined ? null : await only(readResults(runPaths(source).journal, [place]));
      const cached = cache === undefined ? null : await isCached(cache, cell.id);
      const explanation = {
        ...{ cell: cell.id, index, cells: plan.cellCount, axes: axisValues(plan, index), content: cell.content },
        estimatedMs: estimateCost(cell.content) / 1000,
        numerics: String(NUMERICS_VERSION),
        state: result?.record.status ?? (isRun ? 'unfinished' : 'planned'),
        journalOffset: place?.offset ?? null,
        timing: result?.timing ?? null,
        result: result?.record.result ?? null,
        error: result?.record.error ?? null,
        cached,
      };
      await context.terminal.print(json ? `${JSON.stringify(explanation)}\n` : describe(explanation, source, plan, result));
    });
}

interface Explanation {
  readonly cell: string;
  readonly index: number;
  readonly axes: Readonly<Record<string, number | string>>;
  readonly content: object;
  readonly estimatedMs: number;
  readonly state: string;
  readonly journalOffset: number | null;
  readonly cached: boolean | null;
}

function describe({ cell, index, axes, content, estimatedMs, state, journalOffset, cached }: Explanation, source: string, plan: Plan, result: JournalResult | null): string {
  const values = Object.entries(axes).map(([path, value]) => `${path} = ${String(value)}`);
  const lines = [`cell ${cell}`, `  place     #${String(index)} of ${formatCount(plan.cellCount)} in ${plan.spec.name}`, `  axes      ${values.length === 0 ? 'none' : values.join(', ')}`];
  if (result !== null) {
    const { record, timing } = result;
    lines.push(`  state     ${state}, computed in ${formatDuration(timing.milliseconds)} by ${timing.worker}; its record is at byte ${String(journalOffset)} of the journal`);
    if (record.result !== null) lines.push(`  result    loss ${String(record.result.loss)} ± ${String(record.result.errorBound)}, ${record.result.phase}`);
    if (record.error !== null) lines.push(`  error     ${record.error.name}: ${record.error.message}`);
    if (state === 'failed') lines.push(`  retry     ${resumeCommand(source)} --retry all`);
  } else {
    lines.push(`  state     ${state === 'unfinished' ? `unfinished: the journal has no record of it; compute it with ${resumeCommand(source)}` : 'planned'}`);
    lines.push(`  work      about ${formatDuration(estimatedMs)} of one core, within a factor of a few`);
  }
  if (cached !== null) lines.push(`  cache     ${cached ? 'has it: it will not be computed' : 'has it not: no run with this cache has computed a cell of this identity'}`);
  lines.push(
    `  identity  SHA-256 of its content and numerics ${String(NUMERICS_VERSION)}; name, figures, threads and engine do not enter, so a change of`,
    '            content or of numerics is the only reason to compute it again',
    `  content   ${JSON.stringify(content)}`,
  );
  return `${lines.join('\n')}\n`;
}

async function isCached(folder: string, cell: string): Promise<boolean> {
  const cache = await CellCache.open(folder);
  try {
    return (await cache.get(cell)) !== null;
  } finally {
    await cache.close();
  }
}

async function only(results: AsyncIterable<JournalResult>): Promise<JournalResult | null> {
  for await (const result of results) return result;
  return null;
}
