/** @file A server of our own: a free port of the loopback, a folder of its own, ended by its process id. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

export interface Server {
  /** What `--engine` takes. */
  readonly url: string;
  /** Ends it without warning and starts it again, `awayMs` later, on the same port and data. */
  restart(awayMs: number): Promise<void>;
  stop(): Promise<void>;
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Starts a program and waits until it says that it is ready. */
export async function startUntil(ready: RegExp, command: string, args: readonly string[], options: { readonly uid?: number; readonly gid?: number } = {}): Promise<ChildProcess> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const look = (text: Buffer): void => {
      output += text.toString('utf8');
      if (ready.test(output)) resolve();
    };
    child.stdout.on('data', look);
    child.stderr.on('data', look);
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`${command} ended with ${String(code)}: ${output}`)));
  });
  return child;
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}
