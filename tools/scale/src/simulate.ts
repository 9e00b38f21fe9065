/**
 * @file A sweep on a queue, event by event: threads compute batches, one server carries them, coordinators journal them, machines are taken away.
 *
 * Server and coordinators serve one batch at a time, first come first served. A coordinator keeps a window of batches open, twice its threads; a batch
 * counts until it is journalled, so that a coordinator that cannot keep up starves its threads: the back-pressure of the real one.
 */
import { EventQueue } from './event-queue.js';
import { measured } from './measured.js';

export interface Fleet {
  readonly machines: number;
  readonly threads: number;
  /** Mean seconds of a machine between two preemptions; Infinity for never. */
  readonly preemptionSeconds: number;
  /** Until a preempted machine is back. */
  readonly absenceSeconds: number;
}

export interface Sweep {
  /** Seconds of one thread a cell. */
  readonly cellSeconds: number;
  readonly batchSeconds: number;
  /** Runs side by side, each with a coordinator and a queue server of its own. */
  readonly partitions: number;
  /** Until the queue gives the batch of a vanished worker to another: lock and stalled check. */
  readonly lockSeconds: number;
}

export interface Outcome {
  readonly cellsPerSecond: number;
  /** Share of the threads' time that went into cells that were journalled. */
  readonly useful: number;
  /** Share of its time that the busiest of each works. */
  readonly serverBusy: number;
  readonly coordinatorBusy: number;
  /** Share of computed batches that were lost and computed again. */
  readonly repeated: number;
}

type Event = { readonly kind: 'computed'; readonly thread: number; readonly life: number } | { readonly kind: 'preempted' | 'back'; readonly machine: number } | { readonly kind: 'expired' };

/** Of one partition, over `horizon` simulated seconds of which the first fifth is not counted. */
export function simulate(fleet: Fleet, sweep: Sweep, seed: number, horizon = 500): Outcome {
  const machines = Math.max(1, Math.round(fleet.machines / sweep.partitions));
  const threads = machines * fleet.threads;
  const cellsPerBatch = Math.max(1, Math.round(sweep.batchSeconds / sweep.cellSeconds));
  const random = randomOf(seed);
  const events = new EventQueue<Event>();
  const lives = new Int32Array(machines);
  const window = 2 * threads;
  const warm = horizon / 5;
  const idle: number[] = [];
  const state = { waiting: window, serverFree: 0, coordinatorFree: 0, serverBusy: 0, coordinatorBusy: 0, batches: 0, lost: 0, computed: 0 };
  const returns = new EventQueue<null>();

  /** Batches take an exponential share more or less than planned, as cost models are wrong by factors. */
  const duration = (): number => sweep.batchSeconds * (0.5 + 0.5 * -Math.log(1 - random()));
  const serve = (now: number): number => {
    state.serverFree = Math.max(now, state.serverFree) + measured.serverBatchSeconds;
    if (now > warm) state.serverBusy += measured.serverBatchSeconds;
    return state.serverFree;
  };
  const start = (thread: number, now: number): void => {
    if (state.waiting === 0) {
      idle.push(thread);
      return;
    }
    state.waiting -= 1;
    events.push(serve(now) + duration(), { kind: 'computed', thread, life: lives[Math.floor(thread / fleet.threads)]! });
  };
  const refill = (now: number): void => {
    while (returns.size > 0) {
      const next = returns.pop()!;
      if (next.at > now) {
        returns.push(next.at, null);
        break;
      }
      state.waiting += 1;
    }
    while (state.waiting > 0 && idle.length > 0) start(idle.pop()!, now);
  };

  for (let thread = 0; thread < threads; thread++) start(thread, (random() * sweep.batchSeconds) / 2);
  if (Number.isFinite(fleet.preemptionSeconds)) {
    for (let machine = 0; machine < machines; machine++) events.push(-Math.log(1 - random()) * fleet.preemptionSeconds, { kind: 'preempted', machine });
  }
  for (let next = events.pop(); next !== undefined && next.at < horizon; next = events.pop()) {
    const { at, event } = next;
    if (event.kind === 'computed') {
      if (event.life !== lives[Math.floor(event.thread / fleet.threads)]) continue;
      if (at > warm) state.computed += 1;
      const work = measured.coordinatorBatchSeconds + cellsPerBatch * measured.coordinatorCellSeconds;
      state.coordinatorFree = Math.max(at, state.coordinatorFree) + work;
      if (state.coordinatorFree > warm && state.coordinatorFree < horizon) {
        state.coordinatorBusy += work;
        state.batches += 1;
      }
      // The place in the window is free once the batch is journalled.
      returns.push(state.coordinatorFree, null);
      events.push(state.coordinatorFree, { kind: 'expired' });
      start(event.thread, at);
    } else if (event.kind === 'expired') {
      refill(at);
    } else if (event.kind === 'preempted') {
      lives[event.machine]! += 1;
      for (let thread = event.machine * fleet.threads; thread < (event.machine + 1) * fleet.threads; thread++) {
        const place = idle.indexOf(thread);
        if (place >= 0) idle.splice(place, 1);
        else {
          if (at > warm) state.lost += 1;
          returns.push(at + sweep.lockSeconds, null);
          events.push(at + sweep.lockSeconds, { kind: 'expired' });
        }
      }
      events.push(at + fleet.absenceSeconds, { kind: 'back', machine: event.machine });
    } else {
      for (let thread = event.machine * fleet.threads; thread < (event.machine + 1) * fleet.threads; thread++) start(thread, at);
      events.push(at - Math.log(1 - random()) * fleet.preemptionSeconds, { kind: 'preempted', machine: event.machine });
    }
  }
  const counted = horizon - warm;
  const cellsPerSecond = (sweep.partitions * state.batches * cellsPerBatch) / counted;
  return {
    cellsPerSecond,
    useful: (cellsPerSecond * sweep.cellSeconds) / (sweep.partitions * threads),
    serverBusy: Math.min(1, state.serverBusy / counted),
    coordinatorBusy: Math.min(1, state.coordinatorBusy / counted),
    repeated: state.lost / Math.max(1, state.computed + state.lost),
  };
}

function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
