/**
 * @file Naming a process so that a later one can tell whether it still lives.
 *
 * A process id alone is used again after its process ends. With the time the process started, the boot it started in and
 * the pid namespace it counts in, Linux leaves no doubt; elsewhere the id must do.
 */
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  /** Clock ticks since boot at which it started; null where /proc is absent. */
  readonly startTime: string | null;
  readonly bootId: string | null;
  /** A process id means nothing in another container's namespace. */
  readonly pidNamespace: string | null;
}

/** `unknown`: of another host or container, where this one cannot look. */
export type Liveness = 'alive' | 'dead' | 'unknown';

export function currentProcess(): ProcessIdentity {
  return {
    pid: process.pid,
    host: hostname(),
    startTime: startTimeOf(process.pid),
    bootId: orNull(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    pidNamespace: orNull(() => readlinkSync('/proc/self/ns/pid')),
  };
}

export function livenessOf(other: ProcessIdentity, self: ProcessIdentity = currentProcess()): Liveness {
  if (other.host !== self.host) return 'unknown';
  if (other.bootId !== self.bootId) return 'dead';
  if (other.pidNamespace !== self.pidNamespace) return 'unknown';
  if (!answersToSignals(other.pid)) return 'dead';
  if (other.startTime === null || self.startTime === null) return 'alive';
  return startTimeOf(other.pid) === other.startTime ? 'alive' : 'dead';
}

function answersToSignals(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** null for a zombie too: it has ended, though its parent has not asked how. */
function startTimeOf(pid: number): string | null {
  const stat = orNull(() => readFileSync(`/proc/${pid}/stat`, 'latin1'));
  if (stat === null) return null;
  // The second field is the program's name in brackets and may hold spaces and brackets; the third is the state.
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (state === 'Z' || state === 'X') return null;
  return fields[18] ?? null;
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
