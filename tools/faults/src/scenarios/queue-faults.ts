/**
 * @file Everything at once on a queue: workers killed, one stopped for longer than its lock, the server restarted, the coordinator killed.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RunHistory } from '../history.js';
import { Random } from '../random.js';
import type { Server } from '../servers/server.js';
import { isRunning, startTegum, type TegumProcess } from '../tegum-process.js';
import { cleanRun } from './clean-run.js';

export interface QueueFaults {
  /** Cells = densities × importances. */
  readonly densities: number;
  readonly importances: number;
  readonly starts: number;
  readonly workers: number;
  readonly coordinatorKills: number;
  readonly workerKillEveryMs: number;
  readonly lockMs: number;
  /** How long the server stays away where it is restarted. */
  readonly awayMs: number;
}

/** Small enough for every day. */
export const smallScenario: QueueFaults = { densities: 20, importances: 20, starts: 16, workers: 2, coordinatorKills: 1, workerKillEveryMs: 2500, lockMs: 1500, awayMs: 1500 };

/** The scenario of 2,000 cells. */
export const fullScenario: QueueFaults = { densities: 50, importances: 40, starts: 8, workers: 3, coordinatorKills: 2, workerKillEveryMs: 1000, lockMs: 2000, awayMs: 2500 };

export interface QueueOutcome {
  readonly cells: number;
  readonly workerKills: number;
  readonly serverRestarts: number;
  readonly coordinatorKills: number;
  /** Times a worker was stopped for longer than its lock, and went on. */
  readonly pauses: number;
  readonly seconds: number;
}

/** The exit code of a command whose engine does not answer. */
const engineAway = 6;

/** @throws if a cell is lost, repeated or different, or an ending is not as it should be. */
export async function disturbQueue(folder: string, server: Server, seed: number, faults: QueueFaults, say: (line: string) => void): Promise<QueueOutcome> {
  const clean = await cleanRun(folder, faults);
  say(`clean run: ${clean.planned.length} cells in ${(clean.durationMs / 1000).toFixed(1)} s`);
  const random = new Random(seed);
  const run = join(folder, 'run');
  const history = new RunHistory(run, clean.planned);
  const started = performance.now();
  const count = { workerKills: 0, serverRestarts: 0, coordinatorKills: 0, pauses: 0 };

  const startWorker = (): TegumProcess =>
    startTegum(['worker', '--engine', server.url, '--threads', '1', '--lock', `${faults.lockMs}ms`, '--grace', '2s'], folder);
  const startCoordinator = (): TegumProcess => {
    const args = existsSync(join(run, 'manifest.json')) ? ['resume', 'run'] : ['run', 'spec.yaml', '--out', 'run'];
    return startTegum([...args, '--engine', server.url, '--progress', 'json'], folder);
  };
  const workers = Array.from({ length: faults.workers }, startWorker);
  let coordinator = startCoordinator();
  let done = false;

  const killWorkers = async (): Promise<void> => {
    while (!done) {
      await sleep(faults.workerKillEveryMs);
      if (done) return;
      const index = random.below(workers.length);
      workers[index]!.child.kill('SIGKILL');
      await workers[index]!.ended;
      count.workerKills += 1;
      history.note(`worker ${index} killed`);
      workers[index] = startWorker();
    }
  };
  /** One worker more, not among those that are killed: it sleeps past its lock, and answers late. */
  const pauseWorker = async (): Promise<void> => {
    const sleeper = startWorker();
    await until(() => done || finished(coordinator) > 0);
    while (!done) {
      sleeper.child.kill('SIGSTOP');
      history.note('a worker stopped');
      await sleep(2.5 * faults.lockMs);
      sleeper.child.kill('SIGCONT');
      count.pauses += 1;
      history.note('and went on');
      await sleep(4 * faults.lockMs);
    }
    sleeper.child.kill('SIGTERM');
    await sleeper.ended;
  };
  const restartServer = async (): Promise<void> => {
    await until(() => done || finished(coordinator) >= 0.3 * clean.planned.length);
    if (done) return;
    await server.restart(faults.awayMs);
    count.serverRestarts += 1;
    history.note('server restarted');
  };

  /** Whether a coordinator gets so far. One that starts while the server is away says so, with 6; its user starts it again. */
  const runsUntil = async (cells: number): Promise<boolean> => {
    for (;;) {
      await until(() => !isRunning(coordinator) || finished(coordinator) >= cells);
      if (isRunning(coordinator)) return true;
      if ((await coordinator.ended) !== engineAway) return false;
      coordinator = startCoordinator();
    }
  };

  const disturbances = [killWorkers(), pauseWorker(), restartServer()];
  for (let kill = 1; kill <= faults.coordinatorKills; kill++) {
    const share = (kill - random.next() / 2) / (faults.coordinatorKills + 1);
    if (!(await runsUntil(share * clean.planned.length))) break;
    coordinator.child.kill('SIGKILL');
    await coordinator.ended;
    count.coordinatorKills += 1;
    history.look('coordinator killed', finished(coordinator));
    say(`coordinator killed at ${finished(coordinator)} cells`);
    coordinator = startCoordinator();
  }
  const reports = setInterval(() => say(`${finished(coordinator)} cells, ${count.workerKills} workers killed`), 5000);
  await runsUntil(Infinity);
  const end = await coordinator.ended;
  clearInterval(reports);
  done = true;
  await Promise.all(disturbances);
  for (const worker of workers) worker.child.kill('SIGTERM');
  const ends = await Promise.all(workers.map((worker) => worker.ended));
  if (end !== 0) throw new Error(`the coordinator ended with ${String(end)}: ${coordinator.stderr()}`);
  // One that is told to end before it listens ends by the signal; one that was started while the server was away has ended already.
  if (ends.some((code) => code !== 0 && code !== engineAway && code !== 'SIGTERM')) throw new Error(`workers ended with ${ends.join(', ')}: ${workers.map((worker) => worker.stderr()).join('\n')}`);
  history.finish(clean.digest);
  return { cells: clean.planned.length, ...count, seconds: (performance.now() - started) / 1000 };
}

function finished(coordinator: TegumProcess): number {
  return Number([...coordinator.stderr().matchAll(/"finished":(\d+)/g)].at(-1)?.[1] ?? 0);
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(50);
}
