/** @file What kernels take: finite numbers that float32 holds with room to spare. */
import { InputError } from '@tegum/core';

/** Weights, inputs and coordinates; squares and cubes of their sums stay far inside float32. */
const LARGEST = 1e4;

/** @throws {InputError} unless there are `length` finite numbers between −10,000 and 10,000, or the bounds given. */
export function checkValues(where: string, values: ArrayLike<number>, length: number, least = -LARGEST, most = LARGEST): void {
  if (values.length !== length) throw new InputError(where, `${length} values`, String(values.length));
  for (let e = 0; e < length; e++) {
    const value = values[e]!;
    if (!(value >= least && value <= most)) throw new InputError(`${where}[${e}]`, `a number in [${least}, ${most}]`, String(value));
  }
}

/** @throws {InputError} unless it is an integer in [least, most]. */
export function checkCount(where: string, value: number, least: number, most: number): void {
  if (!Number.isInteger(value) || value < least || value > most) throw new InputError(where, `an integer from ${least} to ${most}`, String(value));
}
