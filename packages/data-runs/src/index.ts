export type { CellError, CellParameters, CellRecord, CellResult, CellStatus, TrainMethod } from './record.js';
export { cellRecordSchema } from './record-schema.js';
export { DataFormatError } from './errors.js';

export { columns, columnValue, type Column, type ColumnType, type ColumnValue, type RecordPath } from './columns.js';
export { encodeParquet, ParquetEncoder, resultsFormat } from './parquet-encode.js';
export { decodeParquet, type DecodeParquetOptions } from './parquet-decode.js';
export { csvHeader, csvRow, decodeCsv, encodeCsv } from './csv.js';
export { decodeJson, encodeJson } from './json.js';

export {
  decodeJournalLine,
  encodeJournalHeader,
  encodeJournalResult,
  journalFormat,
  type CellTiming,
  type EncodedResult,
  type JournalEntry,
  type JournalHeader,
  type JournalResult,
} from './journal-line.js';
export { crc32c } from './crc32c.js';

export {
  beginInvocation,
  decodeManifest,
  encodeManifest,
  endInvocation,
  manifestFormat,
  runManifestSchema,
  type Invocation,
  type JournalTally,
  type JsonValue,
  type RunManifest,
} from './manifest.js';
