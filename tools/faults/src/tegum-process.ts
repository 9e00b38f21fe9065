/** @file The built command as a child process that can be killed, stopped and continued. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../../apps/sweep/dist/main.js', import.meta.url));

export interface TegumProcess {
  readonly child: ChildProcess;
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** The exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

export function startTegum(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): TegumProcess {
  const child = spawn(process.execPath, [command, ...args], { cwd, env: { ...process.env, NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = once(child, 'close').then(() => child.exitCode ?? child.signalCode ?? 1);
  return { child, stdout: () => stdout, stderr: () => stderr, ended };
}

/** Runs to the end. @throws if it ends with another code than 0. */
export async function runTegum(args: readonly string[], cwd: string): Promise<string> {
  const process = startTegum(args, cwd);
  const end = await process.ended;
  if (end !== 0) throw new Error(`tegum ${args.join(' ')} ended with ${String(end)}: ${process.stderr()}`);
  return process.stdout();
}

export function isRunning({ child }: TegumProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
