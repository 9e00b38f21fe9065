/**
 * @file The one writer of a journal: append only, many appends to one sync.
 *
 * An append is acknowledged when its bytes are on the disk (fdatasync). Appends that come while a sync is under way wait
 * and share the next one, so the cost of syncing falls as the load rises, and nothing waits on a timer.
 */
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { encodeJournalHeader, type JournalHeader } from '../journal-line.js';
import { appending, syncFolder } from './atomic-file.js';
import { StoreWriteError } from './store-errors.js';

interface Waiting {
  readonly bytes: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * Appends to a journal; several results are made durable by one sync.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import { encodeJournalResult, journalFormat, type CellRecord } from '@tegum/data-runs';
 *
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'failed', backend: 'core', result: null, error: { name: 'OutOfMemory', message: 'the thread died' },
 *   parameters: { features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], method: 'exact', seed: 0 },
 * };
 * const folder = await mkdtemp(`${tmpdir()}/tegum-`);
 * const path = `${folder}/journal.jsonl`;
 * const journal = await JournalWriter.open(path, { format: journalFormat, planDigest: '00000000000000a1', numerics: '1' }, 0);
 * await journal.append([encodeJournalResult({ record, timing: { milliseconds: 4.2, worker: '0' } }).line]);
 * // From here on a power cut costs nothing.
 * await journal.close();
 * (await readJournal(path)).places.get(record.cell)?.status; // → 'failed'
 * await rm(folder, { recursive: true });
 */
export class JournalWriter {
  readonly #path: string;
  readonly #file: FileHandle;
  #size: number;
  #waiting: Waiting[] = [];
  #flushing: Promise<void> | null = null;
  #failure: StoreWriteError | null = null;
  #closed = false;

  private constructor(path: string, file: FileHandle, size: number) {
    this.#path = path;
    this.#file = file;
    this.#size = size;
  }

  /**
   * Opens a journal to append at `validBytes`: what lies beyond is a torn line and is cut off.
   *
   * With `validBytes` 0 the header is written first, and file and folder are synced before this returns.
   */
  static async open(path: string, header: JournalHeader, validBytes: number): Promise<JournalWriter> {
    const file = await open(path, appending);
    try {
      const { size } = await file.stat();
      if (size > validBytes) {
        await file.truncate(validBytes);
        await file.sync();
      }
      const writer = new JournalWriter(path, file, validBytes);
      if (validBytes === 0) {
        await writer.append([encodeJournalHeader(header)]);
        await syncFolder(dirname(path));
      }
      return writer;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** Bytes of the journal once all that was appended is written: where the next line will start. */
  get size(): number {
    return this.#size;
  }

  /**
   * Appends lines, in order; resolves once they are on the disk.
   *
   * Cost       one fdatasync (about 0.5 ms on a solid-state disk) shared by all that wait
   *
   * @param lines - As `encodeJournalResult` makes them.
   * @throws {StoreWriteError} when writing failed, now or earlier: the first failure is final.
   */
  async append(lines: readonly string[]): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    if (this.#closed) throw new StoreWriteError(this.#path, 'a closed journal');
    if (lines.length === 0) return;
    const bytes = Buffer.from(`${lines.join('\n')}\n`);
    this.#size += bytes.length;
    await new Promise<void>((resolve, reject) => {
      this.#waiting.push({ bytes, resolve, reject });
      this.#flushing ??= this.#flush();
    });
  }

  /** Resolves once nothing waits to be written, whether writing went well or not. */
  async settled(): Promise<void> {
    await this.#flushing;
  }

  /** Waits for what was appended, then closes the file. Later appends are refused. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#flushing;
    await this.#file.close();
  }

  async #flush(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        if (this.#failure !== null) throw this.#failure;
        await this.#write(Buffer.concat(batch.map(({ bytes }) => bytes)));
        await this.#file.datasync();
      } catch (cause) {
        this.#failure ??= new StoreWriteError(this.#path, cause);
        for (const { reject } of batch) reject(this.#failure);
        continue;
      }
      for (const { resolve } of batch) resolve();
    }
    this.#flushing = null;
  }

  /** A write may take only part of the bytes. */
  async #write(bytes: Buffer): Promise<void> {
    for (let written = 0; written < bytes.length; ) {
      const { bytesWritten } = await this.#file.write(bytes, written, bytes.length - written);
      written += bytesWritten;
    }
  }
}
