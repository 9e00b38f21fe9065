#!/usr/bin/env node
/**
 * @file The edge of the process: arguments in, exit code out. Everything else is under `cli/`.
 */
import { runCommand } from './cli/run-command.js';
import { processTerminal } from './cli/terminal.js';
import { ExitCode } from './errors/exit-code.js';

// A reader that has seen enough (`tegum export … | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? ExitCode.done : ExitCode.internal);
});

process.exitCode = await runCommand({ terminal: processTerminal(), exitCode: ExitCode.done }, process.argv.slice(2));
