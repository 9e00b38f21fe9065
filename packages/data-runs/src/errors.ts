/**
 * Stored data does not have the form that its format promises.
 *
 * The message reads `where: expected …, got …`; `row` counts records from 1 and `column` is the field at fault, both null
 * where the fault is not inside one.
 *
 * @example
 * let fault = null;
 * try {
 *   decodeCsv('cell,status\r\n', 'results.csv');
 * } catch (error) {
 *   if (error instanceof DataFormatError) fault = error;
 * }
 * fault?.message; // → results.csv column backend: expected a column named backend, got none
 * fault?.column; // → backend
 */
export class DataFormatError extends Error {
  override readonly name = 'DataFormatError';
  readonly row: number | null;
  readonly column: string | null;

  constructor(
    readonly where: string,
    expected: string,
    actual: string,
    place: { readonly row?: number; readonly column?: string; readonly cause?: unknown } = {},
  ) {
    const inside = [
      ...(place.row === undefined ? [] : [`row ${place.row}`]),
      ...(place.column === undefined ? [] : [`column ${place.column}`]),
    ].join(', ');
    super(
      `${where}${inside === '' ? '' : ` ${inside}`}: expected ${expected}, got ${actual}`,
      place.cause === undefined ? {} : { cause: place.cause },
    );
    this.row = place.row ?? null;
    this.column = place.column ?? null;
  }
}
