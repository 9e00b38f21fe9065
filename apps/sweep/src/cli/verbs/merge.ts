import { beginInvocation, endInvocation } from '@tegum/data-runs';
import { readManifest, RunFolder, runPaths } from '@tegum/data-runs/node';
import { Command } from 'commander';
import { ExitCode } from '../../errors/exit-code.js';
import { formatCount } from '../../progress/duration.js';
import { compactRun } from '../../run/compact-run.js';
import { newManifest } from '../../run/manifest.js';
import { cellIds, planOfManifest } from '../../run/stored-run.js';
import { tally } from '../../run/tally.js';
import { mergeSegments, removeSegments, type Disagreement } from '../../shards/merge-segments.js';
import { incompleteShards } from '../../shards/incomplete-shards.js';
import type { Context } from '../context.js';
import { describeTally, shellWord } from '../run-report.js';

/** Disagreeing cells that are named; the rest are counted. */
const shownDisagreements = 5;

export function mergeVerb(context: Context): Command {
  return new Command('merge')
    .summary('bring together what the shards of a run computed')
    .description('Moves what `worker --shard` left in segments into the journal, and writes table and figures once no cell is lacking. May be repeated at any time.')
    .argument('<dir>', 'the run folder')
    .option('--json', 'print the outcome as JSON', false)
    .action(async (path: string, { json }: { readonly json: boolean }) => {
      const { terminal } = context;
      const plan = planOfManifest(path, await readManifest(path));
      const folder = await RunFolder.open(path, newManifest(plan, new Date()));
      try {
        await folder.updateManifest((manifest) => beginInvocation(manifest, new Date().toISOString(), 1));
        const before = tally(plan.cellCount, folder.places.values());
        const outcome = await mergeSegments(folder, new Set(cellIds(plan)));
        const { disagreements, strangers } = outcome;
        const counts = tally(plan.cellCount, folder.places.values());
        const complete = counts.unfinished === 0;
        const sound = disagreements.length + strangers.length === 0;
        const figures = complete ? await compactRun(folder, plan, outcome.merged > 0, (message) => terminal.say(message)) : [];
        if (complete && sound) await removeSegments(folder);
        const end = {
          outcome: complete ? 'finished' : 'interrupted',
          finishedAt: new Date().toISOString(),
          cellsDone: outcome.merged,
          cellsFailed: Math.max(0, counts.failed - before.failed),
        } as const;
        await folder.updateManifest((manifest) => endInvocation(manifest, end, folder.tally));
        const lacking = complete ? [] : await incompleteShards(folder, plan);
        if (json) {
          const results = complete ? runPaths(path).results : null;
          await terminal.print(`${JSON.stringify({ run: path, complete, ...counts, ...outcome, results, figures, lacking })}\n`);
        } else {
          await terminal.print(`${describeTally(counts)}\n  merged ${formatCount(outcome.merged)} records from ${formatCount(outcome.segments)} segments, ${formatCount(outcome.duplicates)} were known\n`);
          if (complete) terminal.say(`  results  ${runPaths(path).results}`);
          else terminal.say(howToGoOn(path, lacking));
        }
        tellOf(context, 'other records than the journal has: the journal stays as it is', disagreements);
        tellOf(context, 'cells this plan has not', strangers);
        if (!sound) context.exitCode = ExitCode.corrupt;
        else if (complete && counts.failed > 0) context.exitCode = ExitCode.someCellsFailed;
      } finally {
        await folder.close();
      }
    });
}

function howToGoOn(path: string, lacking: readonly number[]): string {
  const again = lacking.length === 0 ? '' : `compute the lacking shards again with:\n  sbatch --array=${lacking.join(',')} ${shellWord(`${path}/submit.sh`)}\nor `;
  return `Not complete: ${again}compute the lacking cells on this machine with:\n  tegum resume ${shellWord(path)}`;
}

function tellOf({ terminal }: Context, what: string, cases: readonly Disagreement[]): void {
  if (cases.length === 0) return;
  terminal.say(`${formatCount(cases.length)} records found in segments are of ${what}.`);
  for (const { cell, segment } of cases.slice(0, shownDisagreements)) terminal.say(`  cell ${cell} in ${segment}`);
}
