/**
 * Stored data does not have the form that its format promises.
 *
 * The message reads `where: expected …, got …`; `row` counts records from 1 and `column` is the field at fault, both null
 * where the fault is not inside one.
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
