/** @file Where the records of a journal lie, by cell. */
import type { CellStatus } from '../record.js';

/** Where a cell's record lies in the journal. */
export interface JournalPlace {
  /** Byte at which its line starts. */
  readonly offset: number;
  /** Bytes of its line, without the line end. */
  readonly length: number;
  readonly status: CellStatus;
  /** CRC-32C of the record's text. */
  readonly digest: number;
}

/**
 * What a record of a cell that already has one means.
 *
 * A fault may pass, so a failed record gives way to any other. What was computed must not change: a second, different
 * answer means that the arithmetic was not deterministic, or that two runs were mixed.
 *
 * @example
 * const timedOut: JournalPlace = { offset: 0, length: 310, status: 'failed', digest: 11 };
 * const answered: JournalPlace = { offset: 311, length: 560, status: 'done', digest: 12 };
 * meetingOf(timedOut, answered); // → 'supersedes'
 * meetingOf(answered, timedOut); // → 'outdated'
 * meetingOf(answered, { status: 'done', digest: 13 }); // → 'conflict'
 */
export function meetingOf(earlier: JournalPlace, later: Pick<JournalPlace, 'status' | 'digest'>): 'same' | 'supersedes' | 'outdated' | 'conflict' {
  if (earlier.digest === later.digest && earlier.status === later.status) return 'same';
  if (earlier.status === 'failed') return 'supersedes';
  return later.status === 'failed' ? 'outdated' : 'conflict';
}

const statuses = ['done', 'diverged', 'failed'] as const satisfies readonly CellStatus[];
const firstCapacity = 64;

/**
 * The place of each cell's record, in the order in which cells were first set.
 *
 * Places are columns of numbers, made into objects when asked for: an object a cell would make the heap of a long run
 * several times as large, and a collector that may wait until the heap has doubled doubles that.
 *
 * Cost       about 100 bytes a cell, most of them the cell's name in a `Map`
 */
export class JournalIndex implements Iterable<[string, JournalPlace]> {
  readonly #positions = new Map<string, number>();
  #offsets = new Float64Array(firstCapacity);
  #lengths = new Uint32Array(firstCapacity);
  #digests = new Uint32Array(firstCapacity);
  #statuses = new Uint8Array(firstCapacity);

  get size(): number {
    return this.#positions.size;
  }

  has(cell: string): boolean {
    return this.#positions.has(cell);
  }

  get(cell: string): JournalPlace | undefined {
    const position = this.#positions.get(cell);
    return position === undefined ? undefined : this.#placeAt(position);
  }

  set(cell: string, { offset, length, status, digest }: JournalPlace): void {
    let position = this.#positions.get(cell);
    if (position === undefined) {
      position = this.#positions.size;
      if (position === this.#offsets.length) this.#grow();
      this.#positions.set(cell, position);
    }
    this.#offsets[position] = offset;
    this.#lengths[position] = length;
    this.#digests[position] = digest;
    this.#statuses[position] = statuses.indexOf(status);
  }

  keys(): Iterable<string> {
    return this.#positions.keys();
  }

  *values(): Generator<JournalPlace, void, undefined> {
    for (let position = 0; position < this.size; position++) yield this.#placeAt(position);
  }

  *[Symbol.iterator](): Generator<[string, JournalPlace], void, undefined> {
    for (const [cell, position] of this.#positions) yield [cell, this.#placeAt(position)];
  }

  #placeAt(position: number): JournalPlace {
    return {
      offset: this.#offsets[position]!,
      length: this.#lengths[position]!,
      status: statuses[this.#statuses[position]!]!,
      digest: this.#digests[position]!,
    };
  }

  #grow(): void {
    const capacity = 2 * this.#offsets.length;
    this.#offsets = copyInto(new Float64Array(capacity), this.#offsets);
    this.#lengths = copyInto(new Uint32Array(capacity), this.#lengths);
    this.#digests = copyInto(new Uint32Array(capacity), this.#digests);
    this.#statuses = copyInto(new Uint8Array(capacity), this.#statuses);
  }
}

function copyInto<Column extends Float64Array | Uint32Array | Uint8Array>(larger: Column, column: Column): Column {
  larger.set(column);
  return larger;
}

/** What can be asked of the places of a journal that others write. */
export type JournalPlaces = Pick<JournalIndex, 'size' | 'has' | 'get' | 'keys' | 'values' | typeof Symbol.iterator>;
