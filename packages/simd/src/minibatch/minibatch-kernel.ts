/** @file What `assembly/minibatch` exports. Addresses are bytes of its memory; instances are addresses, too. */
import type { KernelExports } from '../load-kernel.js';

export interface MinibatchKernel extends KernelExports {
  layOut(features: number, hidden: number, batchRows: number, blockRows: number, classes: number, throughGram: boolean, instances: number): number;
  importanceAt(): number;
  classStartsAt(): number;
  inverseLogsAt(): number;
  membersAt(): number;
  eventsAt(): number;
  eventRowsAt(): number;
  instancesAt(): number;
  instanceBytes(): number;
  /** Of all instances. `kind`: see `RULES`. */
  setRule(kind: number, learningRate: number, momentum: number, beta1: number, beta2: number, epsilon: number, weightDecay: number): void;
  /** A state without history. */
  begin(instance: number, seedLow: number, seedHigh: number, stream: number): void;
  clearLosses(instance: number): void;
  /** Addresses of parameters and moments, cut into panels. */
  current(instance: number): number;
  firstMoments(instance: number): number;
  secondMoments(instance: number): number;
  isDiverged(instance: number): number;
  stepOf(instance: number): number;
  lossSum(instance: number): number;
  losses(instance: number): number;
  /** Begins a step's samples; each call of `sample` goes on by so many rows and returns their number of events. */
  rewind(): void;
  sample(rows: number, step: number, stream: number, seedLow: number, seedHigh: number): number;
  /** A step on events written from outside: begin, add by blocks of rows, finish with the number of rows, empty ones included. */
  beginStep(instance: number): void;
  addEvents(instance: number, count: number): void;
  finishStep(instance: number, rows: number): void;
  /** Whole steps on samples. */
  run(instance: number, steps: number): void;
}

/** Kinds of update: see `assembly/minibatch/update.ts`. */
export const RULES = { sgd: 0, adam: 1, adamw: 2 } as const;
/** Columns of a panel: see `assembly/minibatch/layout.ts`. */
export const PANEL = 16;
