/** @file Runs the built command as a user does: another process, real signals, real files. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const command = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
  /** Resolves when stderr so far satisfies the condition; rejects if the process ends before. */
  readonly until: (condition: (stderr: string) => boolean) => Promise<void>;
}

export function startTegum(args: readonly string[], cwd: string): Started {
  const child = spawn(process.execPath, [command, ...args], { cwd, env: { ...process.env, NO_COLOR: '1' }, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const finished = new Promise<Finished>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => { resolve({ code, stdout, stderr }); });
  });
  const until = (condition: (stderr: string) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (condition(stderr)) resolve();
      };
      child.stderr.on('data', look);
      child.on('close', (code) => { reject(new Error(`tegum ended with ${String(code)} too early: ${stderr}`)); });
      look();
    });
  return { child, finished, until };
}

export function tegum(args: readonly string[], cwd: string): Promise<Finished> {
  return startTegum(args, cwd).finished;
}

export function temporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tegum-e2e-'));
}

/** Every path under a folder. */
export function filesUnder(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true }).map(String).sort();
}

/** Cells that `--progress json` has reported as finished. */
export function finishedCells(stderr: string): number {
  return Math.max(0, ...[...stderr.matchAll(/"finished":(\d+)/g)].map((match) => Number(match[1])));
}
