/**
 * @file Puts batches into the queue, and does not take no for an answer: what a server refuses is no fault of the batch.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue } from 'bullmq';
import type { Cell } from '@tegum/experiments';
import { messageOf } from '../errors/report.js';
import { batchOf } from './batch.protocol.js';
import type { Outage } from './outage.js';

export interface SenderOptions {
  readonly queue: Queue;
  /** The server, without its password. */
  readonly shown: string;
  readonly outage: Outage;
  readonly note: (message: string) => void;
  /** Between two attempts. */
  readonly resendMs: number;
}

export class Sender {
  readonly #options: SenderOptions;
  /** Jobs the server did not take, to be sent again in a moment. */
  readonly #refused = new Set<string>();
  /** What people were told last of why. */
  #reason = '';

  constructor(options: SenderOptions) {
    this.#options = options;
  }

  /** Whether the server did not take a job when it was last asked. */
  isRefused(id: string): boolean {
    return this.#refused.has(id);
  }

  /** Resolves once the server has the batch, or nobody wants it any more. Sending one twice is sending it once. */
  async send(id: string, cells: readonly Cell[], isWanted: () => boolean): Promise<void> {
    const { queue, resendMs } = this.#options;
    while (isWanted()) {
      try {
        await queue.add('batch', batchOf(cells), { jobId: id, removeOnComplete: false, removeOnFail: false, attempts: 1 });
        this.#reason = '';
        break;
      } catch (error) {
        // By the second time, a server that is away is known as such.
        if (this.#refused.has(id)) this.#say(messageOf(error));
        this.#refused.add(id);
        await sleep(resendMs, undefined, { ref: false });
      }
    }
    this.#refused.delete(id);
  }

  #say(reason: string): void {
    const { outage, shown, note } = this.#options;
    if (outage.isOn || reason === this.#reason) return;
    this.#reason = reason;
    note(`${shown} takes no batch (${reason}); trying again until it does. What is computed is safe.`);
  }
}
