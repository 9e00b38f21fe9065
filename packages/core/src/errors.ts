/**
 * A value from outside does not fit what a function needs.
 *
 * The message always reads `where: expected …, got … (remedy)`: a reader learns the place, the rule and the way out.
 * Programs branch on the class; people read the message.
 */
export class InputError extends RangeError {
  override readonly name = 'InputError';

  constructor(
    readonly where: string,
    expected: string,
    actual: string,
    remedy?: string,
  ) {
    super(`${where}: expected ${expected}, got ${actual}${remedy === undefined ? '' : ` (${remedy})`}`);
  }
}
