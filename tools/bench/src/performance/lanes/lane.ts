/** @file A worker thread that does one piece of work at a time. */
import { Worker } from 'node:worker_threads';
import type { Results, Work } from './work.js';

export class Lane {
  private readonly worker = new Worker(new URL('./lane-worker.js', import.meta.url));

  run<W extends Work>(work: W): Promise<Results[W['do']]> {
    return new Promise((resolve, reject) => {
      const finish = (act: () => void): void => {
        this.worker.off('message', onMessage).off('error', onError);
        act();
      };
      const onMessage = (answer: { result: Results[W['do']] } | { error: string }): void =>
        finish(() => ('error' in answer ? reject(new Error(answer.error)) : resolve(answer.result)));
      const onError = (error: unknown): void => finish(() => reject(error instanceof Error ? error : new Error(String(error))));
      this.worker.on('message', onMessage).on('error', onError);
      this.worker.postMessage(work);
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }
}
