import { CommanderError } from 'commander';
import { ExitCode, exitCodeOf } from '../errors/exit-code.js';
import { describeError } from '../errors/report.js';
import type { Context } from './context.js';
import { createProgram } from './program.js';
import { usageError } from './usage-error.js';

/** Runs one command line to its exit code; whatever is thrown on the way is told on stderr. */
export async function runCommand(context: Context, argv: readonly string[]): Promise<ExitCode> {
  try {
    const program = await createProgram(context, argv);
    await program.parseAsync(argv, { from: 'user' });
    return context.exitCode;
  } catch (thrown) {
    const isCommander = thrown instanceof CommanderError;
    // Help and version end as errors of commander with exit code 0; help for want of a verb has said all there is to say.
    if (isCommander && thrown.exitCode === 0) return ExitCode.done;
    if (isCommander && thrown.code === 'commander.help') return ExitCode.usage;
    const error = isCommander ? usageError(thrown) : thrown;
    context.terminal.tell(describeError(error));
    return exitCodeOf(error);
  }
}
