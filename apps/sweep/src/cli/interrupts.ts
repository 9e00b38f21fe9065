/**
 * @file Ctrl-C and SIGTERM as two abort signals: the first asks to stop, the second insists.
 */

export interface Interrupts {
  /** Aborted by the first signal: start nothing new, let what runs finish. */
  readonly stop: AbortSignal;
  /** Aborted by a second signal: stop now. */
  readonly kill: AbortSignal;
  /** Which signal came first. */
  readonly received: () => 'SIGINT' | 'SIGTERM' | undefined;
  /** Gives the signals back to the process. */
  readonly dispose: () => void;
}

/**
 * A Ctrl-C under `npm start` arrives twice within milliseconds, once from the terminal and once passed on by npm. That
 * is one wish, not two.
 */
const oneWishMs = 400;

export function listenForInterrupts(now: () => number = () => performance.now()): Interrupts {
  const stop = new AbortController();
  const kill = new AbortController();
  let received: 'SIGINT' | 'SIGTERM' | undefined;
  let firstMs = 0;

  const onSignal = (signal: 'SIGINT' | 'SIGTERM'): void => {
    if (received === undefined) {
      received = signal;
      firstMs = now();
      stop.abort();
    } else if (now() - firstMs > oneWishMs) {
      kill.abort();
    }
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  return {
    stop: stop.signal,
    kill: kill.signal,
    received: () => received,
    dispose: () => {
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
  };
}
