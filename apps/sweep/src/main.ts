#!/usr/bin/env node
/**
 * @file The edge of the process: arguments in, exit code out. Everything else is under `cli/`.
 */
import { CommanderError } from 'commander';
import type { Context } from './cli/context.js';
import { createProgram } from './cli/program.js';
import { processTerminal } from './cli/terminal.js';
import { usageError } from './cli/usage-error.js';
import { ExitCode, exitCodeOf } from './errors/exit-code.js';
import { describeError } from './errors/report.js';

// A reader that has seen enough (`tegum export … | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? ExitCode.done : ExitCode.internal);
});

const context: Context = { terminal: processTerminal(), exitCode: ExitCode.done };
try {
  await createProgram(context).parseAsync(process.argv);
} catch (thrown) {
  // Help and version end as errors of commander with exit code 0.
  if (!(thrown instanceof CommanderError) || thrown.exitCode !== 0) {
    const error = thrown instanceof CommanderError ? usageError(thrown) : thrown;
    if (!(thrown instanceof CommanderError && thrown.code === 'commander.help')) process.stderr.write(describeError(error));
    context.exitCode = exitCodeOf(error);
  }
}
process.exitCode = context.exitCode;
