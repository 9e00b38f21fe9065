import { InputError } from '@tegum/core';
import type { RawTable } from './table.js';

/**
 * Rows of JSON: an array of arrays, or of objects with the same keys.
 *
 * @throws {InputError} if the text is not JSON, not such an array, or an object lacks a key of the first or has another.
 */
export function readJson(text: string, name: string): RawTable {
  const document = parse(text, name);
  if (!Array.isArray(document)) throw new InputError(name, 'an array of rows', typeof document);
  const rows = document as readonly unknown[];
  if (rows.every((row) => Array.isArray(row))) return { header: null, rows: rows as readonly unknown[][] };
  const header = Object.keys(objectOf(rows[0], name, 1));
  return {
    header,
    rows: rows.map((row, index) => {
      const record = objectOf(row, name, index + 1);
      const missing = header.find((key) => !Object.hasOwn(record, key));
      if (missing !== undefined) throw new InputError(`${name}: row ${String(index + 1)}`, `the key ${JSON.stringify(missing)}, like the first row`, 'none');
      const extra = Object.keys(record).find((key) => !header.includes(key));
      if (extra !== undefined) throw new InputError(`${name}: row ${String(index + 1)}`, 'the keys of the first row', JSON.stringify(extra));
      return header.map((key) => record[key]);
    }),
  };
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(name, 'well-formed JSON', error instanceof Error ? error.message : String(error));
  }
}

function objectOf(row: unknown, name: string, number: number): Readonly<Record<string, unknown>> {
  if (typeof row === 'object' && row !== null && !Array.isArray(row)) return row as Record<string, unknown>;
  throw new InputError(`${name}: row ${String(number)}`, 'rows that are all arrays or all objects', Array.isArray(row) ? 'an array among objects' : String(row));
}
