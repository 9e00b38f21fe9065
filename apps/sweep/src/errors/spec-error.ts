import type { InputError } from '@tegum/core';

/** A spec that does not hold what a spec may hold; says where in which file. */
export class SpecError extends Error {
  override readonly name = 'SpecError';

  /** @param place - File and position, or the flag that set the value. */
  constructor(place: string, cause: InputError) {
    super(`${place}: ${cause.message}`, { cause });
  }
}
