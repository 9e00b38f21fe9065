/**
 * @file The exact population loss of independent uniform features and its gradient.
 */
import { turn, cosine, sine } from './turns';
import { choosePeriod, chosenExponent } from './capping';
import { updateRows } from './rows';
import * as layout from './layout';

export { evaluate, setPlan } from './evaluate';
export { minimiseMany, startLength } from '../lbfgs/many';
export { record } from './own';

/** Where free memory begins. */
export function heapBase(): usize {
  return __heap_base;
}

/** Lays out a problem and returns the bytes of memory it needs; addresses are asked for afterwards. */
export function layOut(features: i32, hidden: i32): usize {
  return layout.layOut(features, hidden);
}
export function densityAt(): usize {
  return layout.density;
}
export function importanceAt(): usize {
  return layout.importance;
}
export function pointAt(): usize {
  return layout.point;
}
export function gradientAt(): usize {
  return layout.gradient;
}
export function lossAt(): usize {
  return layout.loss;
}

/** Where what each term adds is recorded, after `record(true)`. */
export function contributionsAt(): usize {
  return layout.contributions;
}

/** The shortest period at `point` within a capping error. */
export function shortestPeriod(tolerance: f64, features: i32): f64 {
  updateRows();
  return choosePeriod(tolerance, features);
}

/** The exponent behind it. */
export function shortestExponent(): f64 {
  return chosenExponent;
}

/** Cosines and sines of `count` (even) angles in turns. */
export function turns(angles: usize, count: i32, cosines: usize, sines: usize): void {
  for (let e = 0; e < count * 8; e += 16) {
    turn(v128.load(angles + e));
    v128.store(cosines + e, cosine);
    v128.store(sines + e, sine);
  }
}
