/**
 * @file Records kept beside all runs, so that a cell two runs share is computed once.
 *
 * A folder of files, each written by one process and only ever grown, in lines as the journal has them. Losing it costs time alone, so nothing is synced; what is
 * damaged counts as absent. Since a cell's identity covers everything its record depends on, what is found is what would be computed.
 */
import { randomUUID } from 'node:crypto';
import { mkdir, open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeJournalResult, type JournalResult } from '../journal-line.js';
import { forEachLine } from './journal-reader.js';
import { readResults } from './journal-records.js';
import { accessing } from './run-paths.js';

interface CachePlace {
  readonly path: string;
  readonly offset: number;
  readonly length: number;
}

/** `{"crc":"xxxxxxxx","entry":{"record":{"cell":"` and then the identity. */
const linePattern = /^\{"crc":"[0-9a-f]{8}","entry":\{"record":\{"cell":"([0-9a-f]{32})"/;
const prefixBytes = 8 + 8 + 10 + 10 + 9 + 33;

/**
 * Results that runs share: a cell that one of them computed is not computed again by another.
 *
 * @example
 * import { mkdtemp, rm } from 'node:fs/promises';
 * import { tmpdir } from 'node:os';
 * import type { CellRecord } from '@tegum/data-runs';
 *
 * // One feature and one hidden unit: W = 1 loses nothing.
 * const record: CellRecord = {
 *   cell: '0123456789abcdef0123456789abcdef', status: 'done', backend: 'core', error: null,
 *   parameters: { features: 1, hidden: 1, density: [0.1], importance: [1], method: 'exact', seed: 0 },
 *   result: {
 *     loss: 0, errorBound: 0, lossPerFeature: [0], gradientNorm: 0, minHessianEigenvalue: null, phase: 'other', starts: 1, bestCount: 1, optimaCount: 1,
 *     secondLoss: null, secondPhase: null, evaluations: 9, W: [1], b: [0], featureNorms: [1], dimensionality: [1], rank: 1, tightness: 0, lossCurve: [],
 *   },
 * };
 * const folder = await mkdtemp(`${tmpdir()}/tegum-`);
 * const ours = await CellCache.open(folder);
 * await ours.add([{ record, timing: { milliseconds: 4.2, worker: '0' } }]);
 * await ours.close();
 * // Another run, another day:
 * const theirs = await CellCache.open(folder);
 * (await theirs.get(record.cell))?.record.result?.W; // → [1]
 * await theirs.close();
 * await rm(folder, { recursive: true });
 */
export class CellCache {
  readonly #folder: string;
  readonly #places: Map<string, CachePlace>;
  #file: FileHandle | null = null;
  #writing: Promise<void> = Promise.resolve();

  private constructor(folder: string, places: Map<string, CachePlace>) {
    this.#folder = folder;
    this.#places = places;
  }

  /**
   * Cost       reads the whole cache once: about a second a gigabyte
   *
   * @throws {InputError} if the folder cannot be read and written.
   */
  static async open(folder: string): Promise<CellCache> {
    const places = new Map<string, CachePlace>();
    const names = await accessing(folder, async () => {
      await mkdir(folder, { recursive: true });
      return readdir(folder);
    });
    for (const name of names.filter((each) => /^cells-[0-9a-f-]+\.jsonl$/.test(each)).sort()) {
      const path = join(folder, name);
      let offset = 0;
      await accessing(folder, () =>
        forEachLine(path, (line) => {
          const cell = linePattern.exec(line.toString('latin1', 0, prefixBytes))?.[1];
          if (cell !== undefined) places.set(cell, { path, offset, length: line.length });
          offset += line.length + 1;
        }),
      );
    }
    return new CellCache(folder, places);
  }

  get size(): number {
    return this.#places.size;
  }

  has(cell: string): boolean {
    return this.#places.has(cell);
  }

  /** The result of a cell; null where it is absent or damaged. */
  async get(cell: string): Promise<JournalResult | null> {
    const place = this.#places.get(cell);
    if (place === undefined) return null;
    try {
      for await (const result of readResults(place.path, [{ ...place, status: 'done', digest: 0 }])) return result.record.cell === cell ? result : null;
    } catch {
      // Damaged, or cleared away by somebody: it is computed again.
    }
    return null;
  }

  /** Keeps results that are no faults and not yet there. Resolves once they are written; a full disk is no error here. */
  async add(results: readonly JournalResult[]): Promise<void> {
    const fresh = results.filter(({ record }) => record.status !== 'failed' && !this.#places.has(record.cell));
    if (fresh.length === 0) return;
    const lines = fresh.map((result) => `${encodeJournalResult(result).line}\n`).join('');
    this.#writing = this.#writing.then(async () => {
      this.#file ??= await open(join(this.#folder, `cells-${randomUUID()}.jsonl`), 'ax');
      await this.#file.appendFile(lines);
    });
    await this.#writing.catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.#writing.catch(() => undefined);
    await this.#file?.close();
    this.#file = null;
  }
}
