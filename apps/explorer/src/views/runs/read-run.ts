/** @file The Parquet of a run → columns that cross to the page without a copy of every record. */
import { columns, columnValue, decodeParquet, type CellRecord } from '@tegum/data-runs';
import { MOST_ROWS } from '../../files/limits.js';
import { numberColumns, type NumberColumn } from './columns.js';

export interface RunTable {
  readonly name: string;
  readonly rowCount: number;
  /** Identities. */
  readonly cells: readonly string[];
  /** NaN where the run has no value. */
  readonly numbers: Readonly<Record<NumberColumn, Float64Array>>;
  /** Names, the most frequent first; one of a cell that did not finish is its status. */
  readonly phaseNames: readonly string[];
  /** Index into `phaseNames`. */
  readonly phases: Uint32Array;
  readonly methods: readonly string[];
  /** Of row r: entries `starts[r]` to `starts[r + 1]`. */
  readonly perFeature: { readonly starts: Uint32Array; readonly density: Float64Array; readonly importance: Float64Array };
}

/** @throws {DataFormatError} if the bytes are no run, or one of too many cells. */
export async function readRun(name: string, bytes: Uint8Array): Promise<RunTable> {
  return tableOf(name, await decodeParquet(bytes, name, { mostRows: MOST_ROWS }));
}

function tableOf(name: string, records: readonly CellRecord[]): RunTable {
  const words = records.map(({ status, result }) => (status === 'done' ? result!.phase : status));
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const phaseNames = [...counts.keys()].sort((a, b) => counts.get(b)! - counts.get(a)! || (a < b ? -1 : 1));
  const place = new Map(phaseNames.map((word, index) => [word, index]));
  const starts = new Uint32Array(records.length + 1);
  records.forEach(({ parameters }, row) => { starts[row + 1] = starts[row]! + parameters.features; });
  return {
    name,
    rowCount: records.length,
    cells: records.map(({ cell }) => cell),
    numbers: Object.fromEntries(numberColumns.map((column) => [column, numbersOf(column, records)])) as unknown as RunTable['numbers'],
    phaseNames,
    phases: Uint32Array.from(words, (word) => place.get(word)!),
    methods: records.map(({ parameters }) => parameters.method),
    perFeature: {
      starts,
      density: Float64Array.from(records.flatMap(({ parameters }) => parameters.density)),
      importance: Float64Array.from(records.flatMap(({ parameters }) => parameters.importance)),
    },
  };
}

function numbersOf(name: NumberColumn, records: readonly CellRecord[]): Float64Array {
  const column = columns.find((candidate) => candidate.name === name)!;
  return Float64Array.from(records, (record) => {
    const value = columnValue(column, record);
    return typeof value === 'number' ? value : Number.NaN;
  });
}
