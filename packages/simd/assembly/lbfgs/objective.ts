/**
 * @file The loss along a ray: `point` ← origin + step · direction.
 */
import { evaluate } from '../population-loss/evaluate';
import { dimension, direction, gradient, hidden, n, origin, point } from '../population-loss/layout';
import { at, put } from '../population-loss/vector';
import { dot, setSum } from './vectors';

/** Since the last `beginCount`. */
export let evaluations: i32 = 0;

export function beginCount(): void {
  evaluations = 0;
}

/** Of the last `probe`: how far along the ray, the loss there and its derivative. */
export let step: f64 = 0;
export let value: f64 = 0;
export let slope: f64 = 0;

/** A feature with w_i = 0 is dead and stays so: next to 0 the gradient of a truncated series is no guide. */
function holdDeadFeatures(): void {
  for (let i = 0; i < n; i++) {
    let dead = true;
    for (let e = i; dead && e < hidden * n; e += n) dead = at(point, e) == 0;
    if (dead) for (let e = i; e < hidden * n; e += n) put(gradient, e, 0);
  }
}

/** The loss at `point`, and its gradient. */
export function evaluateHere(): f64 {
  evaluations++;
  const loss = evaluate(true);
  holdDeadFeatures();
  return loss;
}

export function probe(to: f64): void {
  setSum(point, origin, to, direction, dimension);
  step = to;
  value = evaluateHere();
  slope = dot(gradient, direction, dimension);
}
