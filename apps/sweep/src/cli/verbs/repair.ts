import { repairRun, runPaths } from '@tegum/data-runs/node';
import { Command } from 'commander';
import { formatCount } from '../../progress/duration.js';
import type { Context } from '../context.js';
import { resumeCommand } from '../run-report.js';

/** Bad lines that are named; the rest are counted. */
const shownLines = 10;

export function repairVerb(context: Context): Command {
  return new Command('repair')
    .summary('take damaged lines out of a journal')
    .description('Moves every line of a journal that is not as it was written, and every cell with two answers, to quarantine.jsonl. What is good stays; `resume` computes the rest.')
    .argument('<dir>', 'the run folder')
    .option('--json', 'print the outcome as JSON', false)
    .action(async (path: string, { json }: { readonly json: boolean }) => {
      const { terminal } = context;
      const repair = await repairRun(path);
      const { kept, bad, newHeader, lostLineEnds } = repair;
      const { quarantine } = runPaths(path);
      if (json) return terminal.print(`${JSON.stringify({ run: path, ...repair, quarantine: bad.length === 0 ? null : quarantine })}\n`);
      if (bad.length === 0 && !newHeader && lostLineEnds === 0) return terminal.print(`Nothing is wrong with the journal: ${formatCount(kept)} results.\n`);
      const lines = bad.slice(0, shownLines).map(({ line, offset, reason }) => `  line ${String(line)} (byte ${String(offset)}): ${reason}`);
      const rest = bad.length > shownLines ? [`  and ${formatCount(bad.length - shownLines)} more`] : [];
      await terminal.print(
        [
          `${formatCount(kept)} results kept, ${formatCount(bad.length)} moved to ${quarantine}${newHeader ? ', the header written anew' : ''}${lostLineEnds === 0 ? '' : `, ${formatCount(lostLineEnds)} lost line ends put back`}.`,
          ...lines,
          ...rest,
          `Compute what is lacking with:\n  ${resumeCommand(path)}\n`,
        ].join('\n'),
      );
    });
}
