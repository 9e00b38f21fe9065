import { Command } from 'commander';
import { startPool } from '../../engine/pool.client.js';
import { ExitCode } from '../../errors/exit-code.js';
import { formatCount } from '../../progress/duration.js';
import { readStoredRun } from '../../run/stored-run.js';
import { compareTable, recompute, sampleIndices, strangersIn } from '../../verify/verify-run.js';
import type { Context } from '../context.js';
import { listenForInterrupts } from '../interrupts.js';
import { numberValue, seedValue, threadsOption } from '../option-values.js';
import { interruptCode } from '../run-report.js';

/** Cells that are named; the rest are counted. */
const shownCells = 10;

interface VerifyFlags {
  readonly sample: number;
  readonly seed: number;
  readonly threads: number;
  readonly json: boolean;
}

export function verifyVerb(context: Context): Command {
  return new Command('verify')
    .summary('check a run: its journal, its table, and some cells computed again')
    .description('Checks every line of the journal, that results.parquet is what the journal gives, and that cells spread over the plan give the same bytes again.')
    .argument('<dir>', 'the run folder')
    .option('--sample <k>', 'cells to compute again', numberValue('--sample', { min: 0, integer: true }), 20)
    .option('--seed <n>', 'which cells', seedValue, 0)
    .addOption(threadsOption())
    .option('--json', 'print the outcome as JSON', false)
    .action(async (path: string, flags: VerifyFlags) => {
      const run = await readStoredRun(path);
      const { plan, snapshot } = run;
      const strangers = strangersIn(run);
      const table = await compareTable(run);
      const interrupts = listenForInterrupts();
      const engine = await startPool(flags.threads);
      try {
        const cells = sampleIndices(plan.cellCount, flags.sample, flags.seed).map((index) => plan.cellAt(index));
        const { compared, different } = await recompute(run, cells, engine, interrupts.stop);
        const outcome = { run: path, results: snapshot.journal.places.size, strangers, table, compared, different };
        await context.terminal.print(flags.json ? `${JSON.stringify(outcome)}\n` : describe(outcome));
        if (interrupts.received() !== undefined) context.exitCode = interruptCode(interrupts.received());
        else if (strangers.length + different.length > 0 || table === 'differs') context.exitCode = ExitCode.corrupt;
      } finally {
        interrupts.dispose();
        await engine.terminate();
      }
    });
}

interface Outcome {
  readonly results: number;
  readonly strangers: readonly string[];
  readonly table: 'same' | 'differs' | 'absent';
  readonly compared: number;
  readonly different: readonly string[];
}

function describe({ results, strangers, table, compared, different }: Outcome): string {
  const tables = { same: 'is what the journal gives', differs: 'is NOT what the journal gives', absent: 'is not there yet' };
  return [
    `journal          ${formatCount(results)} results, every checksum right${strangers.length === 0 ? '' : `, but ${formatCount(strangers.length)} of cells this plan has not`}`,
    `results.parquet  ${tables[table]}`,
    `computed again   ${formatCount(compared)} cells, ${different.length === 0 ? 'all of the same bytes' : `${formatCount(different.length)} DIFFERENT`}`,
    ...different.slice(0, shownCells).map((cell) => `  ${cell}`),
    '',
  ].join('\n');
}
