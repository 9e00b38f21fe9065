/**
 * @file Many minimisations in one call.
 */
import { dimension, point } from '../population-loss/layout';
import { put } from '../population-loss/vector';
import { gradientNorm, minimise, value } from './minimise';
import { evaluations } from './objective';

/** Before each curve: value and length of the gradient at the end, accepted steps, evaluations. */
const OUTCOME = 4;

/** Float64 numbers of one start: its point, its outcome, its curve. */
export function startLength(maxIterations: i32): i32 {
  return (dimension + OUTCOME + maxIterations + 1) & ~1;
}

/** Minimises every start from its point, which is overwritten by the end; for the rest see `minimise`. */
export function minimiseMany(
  starts: usize,
  count: i32,
  maxIterations: i32,
  gradientTolerance: f64,
  relativeDecrease: f64,
  target: f64,
  fresh: bool,
): void {
  const length = <usize>startLength(maxIterations) << 3;
  const bytes = <usize>dimension << 3;
  for (let s = 0; s < count; s++, starts += length) {
    memory.copy(point, starts, bytes);
    const outcome = starts + bytes;
    const iterations = minimise(outcome + 8 * OUTCOME, maxIterations, gradientTolerance, relativeDecrease, target, fresh);
    memory.copy(starts, point, bytes);
    put(outcome, 0, value);
    put(outcome, 1, gradientNorm);
    put(outcome, 2, iterations);
    put(outcome, 3, evaluations);
  }
}
