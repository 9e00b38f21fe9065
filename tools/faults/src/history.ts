/**
 * @file What happened, in order, and what must hold of it: nothing that was stored is ever missing, and at the end every planned cell
 * is there exactly once.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeJournalLine } from '@tegum/data-runs';

export interface Event {
  readonly atMs: number;
  readonly what: string;
  /** Cells in the journal at that moment; null where nobody looked. */
  readonly stored: number | null;
}

/** The cells whose lines in a journal are whole, in order, with repetitions. The last line may be torn; any other bad line throws. */
export function journalledCells(run: string): string[] {
  const path = join(run, 'journal.jsonl');
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  const cells: string[] = [];
  for (const [index, line] of lines.entries()) {
    try {
      const entry = decodeJournalLine(line, `${path} line ${index + 1}`);
      if (entry.kind === 'result') cells.push(entry.result.record.cell);
    } catch (error) {
      if (index < lines.length - 2) throw error;
    }
  }
  return cells;
}

export function digestOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

/** Watches one run folder over all that is done to it. */
export class RunHistory {
  readonly events: Event[] = [];
  readonly #run: string;
  readonly #planned: ReadonlySet<string>;
  readonly #started = performance.now();
  #stored: ReadonlySet<string> = new Set();

  constructor(run: string, planned: readonly string[]) {
    this.#run = run;
    this.#planned = new Set(planned);
  }

  note(what: string): void {
    this.events.push({ atMs: Math.round(performance.now() - this.#started), what, stored: null });
  }

  /**
   * Looks at the journal while nobody writes it.
   *
   * @param reported - Cells that a process has said were safe.
   * @throws if a cell is missing that was there, or was reported; if one is there twice; or if one was never planned.
   */
  look(what: string, reported = 0): void {
    const cells = journalledCells(this.#run);
    const now = new Set(cells);
    this.events.push({ atMs: Math.round(performance.now() - this.#started), what, stored: now.size });
    const lost = [...this.#stored].filter((cell) => !now.has(cell));
    if (lost.length > 0) throw this.#fault(`lost ${lost.length} cells that were in the journal, ${lost[0]} among them`);
    if (now.size < reported) throw this.#fault(`has ${now.size} cells, but ${reported} were reported as safe`);
    if (cells.length !== now.size) throw this.#fault(`has ${cells.length - now.size} cells twice`);
    const strangers = cells.filter((cell) => !this.#planned.has(cell));
    if (strangers.length > 0) throw this.#fault(`has cell ${strangers[0]}, which was not planned`);
    this.#stored = now;
  }

  /** @throws unless every planned cell is there, and the table has the bytes of an undisturbed run. */
  finish(expectedDigest: string): void {
    this.look('end');
    if (this.#stored.size !== this.#planned.size) throw this.#fault(`has ${this.#stored.size} of ${this.#planned.size} planned cells`);
    const digest = digestOf(join(this.#run, 'results.parquet'));
    if (digest !== expectedDigest) throw this.#fault(`results.parquet has digest ${digest}, not ${expectedDigest}`);
  }

  #fault(what: string): Error {
    const history = this.events.map(({ atMs, what: event, stored }) => `  ${atMs} ms  ${event}${stored === null ? '' : ` (${stored} cells)`}`).join('\n');
    return new Error(`${this.#run}: the journal ${what}. What happened:\n${history}`);
  }
}
