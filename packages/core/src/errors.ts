/**
 * A value from outside does not fit what a function needs.
 *
 * The message always reads `where: expected …, got … (remedy)`: a reader learns the place, the rule and the way out.
 * Programs branch on the class; people read the message.
 *
 * @example
 * let fault = '';
 * try {
 *   populationLoss({ features: 2, hidden: 1, W: Float64Array.of(1, -1), b: new Float64Array(3) }, { density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, 1) });
 * } catch (error) {
 *   if (error instanceof InputError) fault = error.message;
 * }
 * fault; // → populationLoss: b: expected features = 2 values, got 3
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
