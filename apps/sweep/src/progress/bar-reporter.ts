/** @file A progress bar on a terminal, redrawn in place. */
import { SingleBar, type Options, type Params } from 'cli-progress';
import { formatCount, formatDuration, formatRate } from './duration.js';
import type { ProgressSnapshot } from './progress-tracker.js';
import type { ProgressReporter } from './reporter.js';

const framesPerSecond = 10;
const resolution = 10_000;

const eraseLine = '\u001b[K';
/** The library returns to the saved place when it stops, which must be the bar's new line. */
const saveCursor = '\u001b7';

export class BarReporter implements ProgressReporter {
  readonly #stream: NodeJS.WriteStream;
  readonly #bar: SingleBar;
  #running = false;

  constructor(stream: NodeJS.WriteStream, options: { readonly color: boolean }) {
    this.#stream = stream;
    this.#bar = new SingleBar({
      stream,
      fps: framesPerSecond,
      hideCursor: true,
      forceRedraw: true,
      // Interrupts are the run's to handle: the library's own handler would end the process under it.
      gracefulExit: false,
      format: (_drawing: Options, _params: Params, payload: { readonly snapshot: ProgressSnapshot }) =>
        renderBar(payload.snapshot, stream.columns, options.color),
    });
  }

  start(title: string, snapshot: ProgressSnapshot): void {
    this.#stream.write(`${title}\n`);
    this.#bar.start(resolution, scaled(snapshot), { snapshot });
    this.#running = true;
  }

  update(snapshot: ProgressSnapshot): void {
    if (this.#running) this.#bar.update(scaled(snapshot), { snapshot });
  }

  note(message: string): void {
    if (!this.#running) this.#stream.write(`${message}\n`);
    else this.#stream.write(`\r${eraseLine}${message}\n${saveCursor}`);
  }

  finish(snapshot: ProgressSnapshot): void {
    if (!this.#running) return;
    this.update(snapshot);
    this.#bar.stop();
    this.#running = false;
  }
}

/** `████████░░░░ 62 % · 2 540 / 4 096 cells · 812 cells/s · 1.9 s left · 3 failed`, cut to the terminal's width. */
export function renderBar(snapshot: ProgressSnapshot, columns: number, color: boolean): string {
  const { unit, finished, total, failed, fraction, cellsPerSecond, remainingMs, elapsedMs } = snapshot;
  const facts = [
    `${String(Math.floor(100 * fraction))}`.padStart(3) + ' %',
    `${formatCount(finished)} / ${formatCount(total)} ${unit}`,
    `${formatRate(cellsPerSecond)} ${unit}/s`,
    finished === total ? `done in ${formatDuration(elapsedMs)}` : remainingMs === null ? '' : `${formatDuration(remainingMs)} left`,
    failed > 0 ? `${formatCount(failed)} failed` : '',
  ];
  const text = facts.filter((fact) => fact !== '').join(' · ');
  const width = Math.max(0, Math.min(40, columns - text.length - 2));
  const filled = Math.round(fraction * width);
  const bar = '█'.repeat(filled) + '░'.repeat(width - filled);
  return width < 5 ? text.slice(0, Math.max(0, columns - 1)) : `${color ? `\u001b[36m${bar}\u001b[39m` : bar} ${text}`;
}

function scaled(snapshot: ProgressSnapshot): number {
  return Math.floor(snapshot.fraction * resolution);
}
