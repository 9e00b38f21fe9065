/**
 * @file e^{iωa} at the frequencies of a block, two to a vector: set afresh at its start, then advanced by a complex multiplication.
 */
import { cosine, sine, turn } from './turns';
import { add, mul, splat, sub } from './vector';

/** At the first two frequencies of a block. */
export let startCosine: v128 = f64x2.splat(0);
export let startSine: v128 = f64x2.splat(0);
/** Of two frequencies' step. */
export let stepCosine: v128 = f64x2.splat(0);
export let stepSine: v128 = f64x2.splat(0);

/** c, s: cosine and sine of 2πu, u = a/P. */
// @ts-ignore: decorator
@inline
export function beginAngle(u: f64, c: f64, s: f64, first: i32): void {
  const c2 = c * c - s * s;
  const s2 = 2 * c * s;
  stepCosine = splat(c2);
  stepSine = splat(s2);
  if (first == 1) {
    startCosine = f64x2.replace_lane(splat(c), 1, c2);
    startSine = f64x2.replace_lane(splat(s), 1, s2);
  } else {
    turn(mul(splat(u), add(splat(first), f64x2.replace_lane(splat(0), 1, 1))));
    startCosine = cosine;
    startSine = sine;
  }
}

/** As `beginAngle` for an angle of which no cosine is known. */
export function beginTurn(u: f64, first: i32): void {
  turn(splat(u));
  beginAngle(u, f64x2.extract_lane(cosine, 0), f64x2.extract_lane(sine, 0), first);
}

// @ts-ignore: decorator
@inline
export function advancedCosine(c: v128, s: v128, stepC: v128, stepS: v128): v128 {
  return sub(mul(c, stepC), mul(s, stepS));
}
// @ts-ignore: decorator
@inline
export function advancedSine(c: v128, s: v128, stepC: v128, stepS: v128): v128 {
  return add(mul(s, stepC), mul(c, stepS));
}

/** How many of a block's vectors are best served by power series, |θ| < 1/4 or so; `reciprocal` is 1/θ at the first frequency of all. */
// @ts-ignore: decorator
@inline
export function smallVectors(reciprocal: f64, first: i32, vectors: i32): i32 {
  const few = 0.25 * abs(reciprocal);
  return few > <f64>(first + 2 * vectors) ? vectors : max(0, (<i32>few - first + 2) >> 1);
}
