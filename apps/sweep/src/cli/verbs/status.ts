import { setTimeout as sleep } from 'node:timers/promises';
import { readProgress, type RunProgress } from '@tegum/data-runs/node';
import { Command } from 'commander';
import { formatDuration } from '../../progress/duration.js';
import { tally } from '../../run/tally.js';
import type { Context } from '../context.js';
import { describeTally, shellWord } from '../run-report.js';

/** Reading a long journal takes long: looking again waits at least this many times as long as looking took. */
const restFactor = 4;
const minRestMs = 1000;

interface StatusFlags {
  readonly watch: boolean;
  readonly json: boolean;
}

export function statusVerb(context: Context): Command {
  return new Command('status')
    .summary('count the cells of a run that are done, failed and unfinished')
    .description('Counts the cells of a run that are done, failed and unfinished. Works while the run is being computed.')
    .argument('<dir>', 'the run folder')
    .option('--watch', 'look again until every cell has a record', false)
    .option('--json', 'print JSON, one object a look', false)
    .action(async (path: string, { watch, json }: StatusFlags) => {
      for (;;) {
        const started = performance.now();
        const progress = await readProgress(path);
        const counts = tally(progress.manifest.cellCount, progress.cells);
        await context.terminal.print(`${json ? JSON.stringify(statusData(path, progress)) : describeStatus(path, progress)}\n`);
        if (!watch || counts.unfinished === 0) return;
        await sleep(Math.max(minRestMs, restFactor * (performance.now() - started)));
      }
    });
}

function statusData(path: string, { manifest, cells, computeMs, tornBytes }: RunProgress) {
  return {
    run: path,
    name: manifest.name,
    ...tally(manifest.cellCount, cells),
    computeMs,
    tornBytes,
    invocations: manifest.invocations,
  };
}

function describeStatus(path: string, { manifest, cells, computeMs }: RunProgress): string {
  const counts = tally(manifest.cellCount, cells);
  const last = manifest.invocations.at(-1);
  const lines = [
    `${manifest.name}  ${describeTally(counts)}`,
    `  computed for ${formatDuration(computeMs)} of thread time, created ${manifest.createdAt}`,
  ];
  if (last !== undefined) {
    const state = last.outcome === 'running' ? `running since ${last.startedAt}, or killed` : `${last.outcome} ${last.finishedAt ?? ''}`.trim();
    lines.push(`  last invocation: ${String(last.threads)} ${last.threads === 1 ? 'thread' : 'threads'}, ${state}`);
  }
  if (counts.unfinished > 0 && last?.outcome !== 'running') lines.push(`  go on with: tegum resume ${shellWord(path)}`);
  return lines.join('\n');
}
