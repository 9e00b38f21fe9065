import { runCommand } from '../cli/run-command.js';
import type { Terminal } from '../cli/terminal.js';

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command line in this process; what it prints and says is collected. */
export async function tegumHere(...argv: readonly string[]): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  const terminal: Terminal = {
    stderr: process.stderr,
    canRedraw: false,
    color: false,
    print: async (data) => void (stdout += String(data)),
    tell: (text) => void (stderr += text),
    say: (line) => void (stderr += `${line}\n`),
  };
  const code = await runCommand({ terminal, exitCode: 0 }, argv);
  return { code, stdout, stderr };
}

/** The words of a command line without quotes. */
export function words(command: string): string[] {
  return command.split(' ').filter((word) => word !== '');
}
