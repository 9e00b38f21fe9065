/**
 * @file Limited-memory BFGS on the population loss, as `lbfgs.ts` of core, without leaving WebAssembly.
 */
import { changes, dimension, direction, gradient, MEMORY, origin, originGradient, point, steps } from '../population-loss/layout';
import { at, put } from '../population-loss/vector';
import { hold } from '../population-loss/evaluate';
import { searchLine } from './line-search';
import { beginCount, evaluateHere, value as probedValue } from './objective';
import { addScaled, dot, setScaled, setSum } from './vectors';

/** Steps without a relative decrease of STALL_DECREASE after which the value is as low as rounding lets it get. */
const STALL_STEPS = 8;
const STALL_DECREASE: f64 = 1e-14;

/** Called after every accepted step: the caller's one chance to hear of a descent that takes seconds. */
// @ts-ignore: decorator
@external("caller", "stepped")
declare function stepped(): void;

const RHO: usize = memory.data(MEMORY * 8, 16);
const ALPHA: usize = memory.data(MEMORY * 8, 16);

let stored: i32 = 0;
let newest: i32 = -1;

/** Of the last minimisation. */
export let value: f64 = 0;
export let gradientNorm: f64 = 0;

function slot(array: usize, index: i32): usize {
  return array + ((<usize>(index * dimension)) << 3);
}

function forget(): void {
  stored = 0;
  newest = -1;
}

function remember(): void {
  const to = (newest + 1) % MEMORY;
  const step = slot(steps, to);
  const change = slot(changes, to);
  setSum(step, point, -1, origin, dimension);
  setSum(change, gradient, -1, originGradient, dimension);
  const curvature = dot(step, change, dimension);
  if (curvature <= f64.EPSILON * dot(change, change, dimension)) return;
  put(RHO, to, 1 / curvature);
  newest = to;
  if (stored < MEMORY) stored++;
}

/** direction ← −H ∇f by the two-loop recursion. */
function chooseDirection(): void {
  setScaled(direction, gradient, -1, dimension);
  for (let back = 0; back < stored; back++) {
    const from = (newest - back + MEMORY) % MEMORY;
    const a = at(RHO, from) * dot(slot(steps, from), direction, dimension);
    put(ALPHA, from, a);
    addScaled(direction, slot(changes, from), -a, dimension);
  }
  if (stored > 0) {
    const change = slot(changes, newest);
    setScaled(direction, direction, 1 / (at(RHO, newest) * dot(change, change, dimension)), dimension);
  }
  for (let back = stored - 1; back >= 0; back--) {
    const from = (newest - back + MEMORY) % MEMORY;
    const beta = at(RHO, from) * dot(slot(changes, from), direction, dimension);
    addScaled(direction, slot(steps, from), at(ALPHA, from) - beta, dimension);
  }
}

function copy(to: usize, from: usize): void {
  memory.copy(to, from, (<usize>dimension) << 3);
}

/**
 * Minimises from `point` in place and returns the number of accepted steps; `curve` gets the value after each.
 *
 * Stops at a gradient of length `gradientTolerance`, after a step that lowers the value by less than `relativeDecrease` of it, at or below
 * `target`, or where the value cannot be lowered any more. With `fresh` false the last minimisation's memory of curvature is kept.
 */
export function minimise(curve: usize, maxIterations: i32, gradientTolerance: f64, relativeDecrease: f64, target: f64, fresh: bool): i32 {
  if (fresh) forget();
  beginCount();
  hold(true);
  value = evaluateHere();
  let iterations = 0;
  let stalled = 0;
  gradientNorm = sqrt(dot(gradient, gradient, dimension));
  while (gradientNorm > gradientTolerance && iterations < maxIterations && value > target) {
    chooseDirection();
    let slope = dot(gradient, direction, dimension);
    if (!(slope < 0)) {
      forget();
      chooseDirection();
      slope = -gradientNorm * gradientNorm;
    }
    // A quasi-Newton step lowers the value by about half of −slope.
    if (stored > 0 && -slope < relativeDecrease * value) break;
    copy(origin, point);
    copy(originGradient, gradient);
    // No step is longer than the point itself: a wild trial point teaches nothing.
    const longest = (1 + sqrt(dot(point, point, dimension))) / sqrt(dot(direction, direction, dimension));
    if (!searchLine(value, slope, min(1, stored > 0 ? longest : 0.2 / gradientNorm))) {
      copy(point, origin);
      copy(gradient, originGradient);
      if (stored == 0) break;
      forget();
      continue;
    }
    const decrease = value - probedValue;
    stalled = decrease > STALL_DECREASE * abs(value) ? 0 : stalled + 1;
    value = probedValue;
    gradientNorm = sqrt(dot(gradient, gradient, dimension));
    put(curve, iterations++, value);
    remember();
    stepped();
    if (stalled == STALL_STEPS || decrease < relativeDecrease * value) break;
  }
  hold(false);
  return iterations;
}
