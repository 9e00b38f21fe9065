/**
 * @file A step length that satisfies the strong Wolfe conditions, as `line-search.ts` of core.
 */
import { probe, slope, step, value } from './objective';

const SUFFICIENT_DECREASE: f64 = 1e-4;
const CURVATURE: f64 = 0.9;
const LONGEST: f64 = 1e4;
const MOST_EVALUATIONS = 25;

let startValue: f64 = 0;
let startSlope: f64 = 0;
let noise: f64 = 0;
let left: i32 = 0;

function look(to: f64): void {
  left--;
  probe(to);
}

/** Of the last probe. */
function tooHigh(): bool {
  return !isFinite(value) || value > startValue + SUFFICIENT_DECREASE * step * startSlope + noise;
}
function flat(): bool {
  return abs(slope) <= -CURVATURE * startSlope;
}

/** Minimiser of the cubic through two points with slopes, kept inside the middle 80 % between them. */
function interpolate(aStep: f64, aValue: f64, aSlope: f64, bStep: f64, bValue: f64, bSlope: f64): f64 {
  const width = bStep - aStep;
  const theta = (3 * (aValue - bValue)) / width + aSlope + bSlope;
  const square = theta * theta - aSlope * bSlope;
  let fraction = 0.5;
  if (square >= 0) {
    const gamma = (width < 0 ? -1.0 : 1.0) * sqrt(square);
    const candidate = (gamma - aSlope + theta) / (2 * gamma - aSlope + bSlope);
    if (candidate > 0.1 && candidate < 0.9) fraction = candidate;
    else if (candidate <= 0.1) fraction = 0.1;
    else if (candidate >= 0.9) fraction = 0.9;
  }
  return aStep + fraction * width;
}

function zoom(lowStep: f64, lowValue: f64, lowSlope: f64, highStep: f64, highValue: f64, highSlope: f64): bool {
  while (left > 0 && abs(highStep - lowStep) > 1e-14 * abs(lowStep)) {
    look(isFinite(highValue) ? interpolate(lowStep, lowValue, lowSlope, highStep, highValue, highSlope) : (lowStep + highStep) / 2);
    if (tooHigh() || value > lowValue + noise) {
      highStep = step;
      highValue = value;
      highSlope = slope;
    } else {
      if (flat()) return true;
      if (slope * (highStep - lowStep) >= 0) {
        highStep = lowStep;
        highValue = lowValue;
        highSlope = lowSlope;
      }
      lowStep = step;
      lowValue = value;
      lowSlope = slope;
    }
  }
  // Not flat enough, but lower: still progress.
  if (!(lowStep > 0 && lowValue < startValue)) return false;
  probe(lowStep);
  return true;
}

/** Searches along the ray from a point of this value and slope < 0; if true, the last probe was at the accepted point. */
export function searchLine(fromValue: f64, fromSlope: f64, firstStep: f64): bool {
  startValue = fromValue;
  startSlope = fromSlope;
  noise = 4 * f64.EPSILON * abs(fromValue);
  left = MOST_EVALUATIONS;
  let previousStep = 0.0;
  let previousValue = fromValue;
  let previousSlope = fromSlope;
  let next = firstStep;
  while (left > 0 && next <= LONGEST) {
    look(next);
    if (tooHigh() || (previousStep > 0 && value > previousValue + noise)) return zoom(previousStep, previousValue, previousSlope, step, value, slope);
    if (flat()) return true;
    if (slope >= 0) return zoom(step, value, slope, previousStep, previousValue, previousSlope);
    previousStep = step;
    previousValue = value;
    previousSlope = slope;
    next *= 2.5;
  }
  if (previousStep <= 0) return false;
  probe(previousStep);
  return true;
}
