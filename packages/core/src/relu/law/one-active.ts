/**
 * @file The squared error of a row while one feature is active, averaged over that feature's value, in closed form.
 */
import type { MagnitudeKind } from './magnitude.js';

/** E (c V − (a V + b)₊)²: c = 1 where the active feature is the row's own, else 0. */
export function oneActiveError(magnitude: MagnitudeKind, c: number, a: number, b: number): number {
  switch (magnitude) {
    case 'uniform':
      return segmentError(c, a, b);
    case 'signed-uniform':
      return (segmentError(c, a, b) + segmentError(-c, -a, b)) / 2;
    case 'one': {
      const error = c - Math.max(a + b, 0);
      return error * error;
    }
  }
}

/** ∫₀¹ (c t − (a t + b)₊)² dt: on either side of the zero of a t + b the square of a linear function. */
function segmentError(c: number, a: number, b: number): number {
  let start = 0;
  let end = 1;
  if (a > 0) start = b >= 0 ? 0 : -b < a ? -b / a : 1;
  else if (a < 0) end = b <= 0 ? 0 : b < -a ? b / -a : 1;
  else if (b <= 0) end = 0;
  const length = end - start;
  const missed = (c * c * (start * start * start + (1 - end * end * end))) / 3;
  if (length <= 0) return (c * c) / 3;
  const errorStart = c * start - (start > 0 ? 0 : b);
  const errorEnd = c * end - (end < 1 ? 0 : a + b);
  return missed + (length * (errorStart * errorStart + errorStart * errorEnd + errorEnd * errorEnd)) / 3;
}
