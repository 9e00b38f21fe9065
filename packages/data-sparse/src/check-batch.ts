import { InputError } from '@tegum/core';

/** @throws {InputError} if rows · features numbers do not fit into out, or rows have no place among the 2⁵³ numbers of a stream. */
export function checkBatch(out: Float64Array, rows: number, features: number, numbersPerRow: number, firstIndex: number): void {
  const where = 'sampleInto';
  if (!Number.isInteger(rows) || rows < 0) throw new InputError(where, 'rows to be an integer ≥ 0', String(rows));
  if (out.length < rows * features) throw new InputError(where, `out.length ≥ rows · features = ${rows} · ${features}`, String(out.length));
  if (!Number.isInteger(firstIndex) || firstIndex < 0 || (firstIndex + rows) * numbersPerRow > Number.MAX_SAFE_INTEGER) {
    throw new InputError(where, `an integer firstIndex ≥ 0 with (firstIndex + rows) · ${numbersPerRow} < 2^53`, String(firstIndex));
  }
}
