/**
 * @file Records as one JSON document: `{"format":"tegum-results@1","records":[…]}`, one record a line.
 */
import { DataFormatError } from './errors.js';
import { resultsFormat } from './parquet-encode.js';
import { cellRecordSchema, recordIssue } from './record-schema.js';
import { firstIssue } from './schema-issue.js';
import type { CellRecord } from './record.js';

/**
 * Records as the text of a JSON export.
 *
 * @throws {DataFormatError} naming the row of a record that does not fit its schema (JSON would write NaN as null).
 *
 * @example
 * JSON.parse(encodeJson([])); // → { format: 'tegum-results@1', records: [] }
 */
export function encodeJson(records: Iterable<CellRecord>): string {
  const lines: string[] = [];
  for (const record of records) {
    const issue = recordIssue(record);
    if (issue !== null) throw new DataFormatError('encodeJson', 'a record', `${issue.path}: ${issue.message}`, { row: lines.length + 1 });
    lines.push(JSON.stringify(record));
  }
  return `{"format":${JSON.stringify(resultsFormat)},"records":[\n${lines.join(',\n')}\n]}\n`;
}

/**
 * Records from the text of a JSON export, each checked.
 *
 * @param where - The file's name, for messages.
 * @throws {DataFormatError} if the text is not such a document.
 *
 * @example
 * const text = `{"format":"tegum-results@1","records":[
 *   {"cell":"0123456789abcdef0123456789abcdef","status":"failed","backend":"core","result":null,"error":{"name":"OutOfMemory","message":"the thread died"},
 *    "parameters":{"features":2,"hidden":1,"density":[0.1,0.1],"importance":[1,1],"method":"exact","seed":0}}]}`;
 * decodeJson(text, 'results.json').map(({ error }) => error?.name); // → ['OutOfMemory']
 */
export function decodeJson(text: string, where = 'decodeJson'): CellRecord[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (cause) {
    throw new DataFormatError(where, 'JSON', cause instanceof Error ? cause.message : String(cause), { cause });
  }
  const { format, records } = Object(document) as { readonly format?: unknown; readonly records?: unknown };
  if (format !== resultsFormat) throw new DataFormatError(where, `format ${resultsFormat}`, String(format));
  if (!Array.isArray(records)) throw new DataFormatError(where, 'an array of records', typeof records);
  return records.map((record: unknown, index) => {
    const parsed = cellRecordSchema.safeParse(record);
    if (parsed.success) return parsed.data;
    const { path, message } = firstIssue(parsed.error);
    throw new DataFormatError(where, 'a record', message, { row: index + 1, column: path });
  });
}
