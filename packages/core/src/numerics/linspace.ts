import { InputError } from '../errors.js';

/**
 * `count` evenly spaced values from `start` to `stop`, both end points exact.
 *
 * Shape      [count]; value k is start + (stop − start) k/(count − 1), computed from the nearer end
 * Edge cases count 1 gives [start]
 *
 * @throws {InputError} if count is not an integer ≥ 1 or an end point is not finite.
 *
 * @example
 * linspace(0, 1, 5); // → [ 0, 0.25, 0.5, 0.75, 1 ]
 */
export function linspace(start: number, stop: number, count: number): Float64Array {
  checkGrid('linspace', start, stop, count);
  const out = new Float64Array(count);
  const last = count - 1;
  out[0] = start;
  for (let k = 1; k < last; k++) {
    out[k] = 2 * k <= last ? start + (stop - start) * (k / last) : stop - (stop - start) * ((last - k) / last);
  }
  if (last > 0) out[last] = stop;
  return out;
}

/** The checks that `linspace` and `logspace` share. */
export function checkGrid(where: string, start: number, stop: number, count: number): void {
  if (!Number.isInteger(count) || count < 1) throw new InputError(where, 'count to be an integer ≥ 1', String(count));
  if (!Number.isFinite(start)) throw new InputError(where, 'a finite start', String(start));
  if (!Number.isFinite(stop)) throw new InputError(where, 'a finite stop', String(stop));
}
