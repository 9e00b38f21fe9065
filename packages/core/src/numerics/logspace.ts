import { InputError } from '../errors.js';
import { exp, log } from './elementary.js';
import { checkGrid, linspace } from './linspace.js';

/**
 * `count` values from `start` to `stop` in constant ratio, both end points exact. The ends are values, not exponents as in NumPy.
 *
 * Shape      [count]
 * Numerics   inner values are exp of evenly spaced logarithms, by the deterministic `exp` and `log`: within a few ulp of the true ones
 *
 * @throws {InputError} if count is not an integer ≥ 1 or an end point is not finite and positive.
 *
 * @example
 * logspace(1, 100, 3)[2]; // → 100
 */
export function logspace(start: number, stop: number, count: number): Float64Array {
  checkGrid('logspace', start, stop, count);
  if (start <= 0) throw new InputError('logspace', 'a positive start', String(start), 'a logarithmic grid has no zero');
  if (stop <= 0) throw new InputError('logspace', 'a positive stop', String(stop), 'a logarithmic grid has no zero');
  const out = linspace(log(start), log(stop), count);
  for (let k = 1; k < count - 1; k++) out[k] = exp(out[k]!);
  out[0] = start;
  if (count > 1) out[count - 1] = stop;
  return out;
}
