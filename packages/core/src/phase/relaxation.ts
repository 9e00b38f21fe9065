/**
 * @file A point of a branch: the local optimum that a nearby point relaxes to, and how it is judged.
 *
 * Dead features stay dead here, whatever they would gain: whether they want to live is asked apart (`revivalCurvature`), so that
 * a branch ends where it truly loses its stability and not where a test with a finite step says so.
 */
import type { Population } from '../model.js';
import { smallestCurvature } from '../optimize/curvature.js';
import { Descent, type LocalOptimum } from '../optimize/descent.js';

/** Requested relative error of losses, and ‖∇L‖₂ over Σ I p/3, which shifts a fold by about as much over p: for two features, which need no series, … */
const PAIR = { loss: 1e-12, gradient: 1e-11 };
/** … and for more. */
const SERIES = { loss: 1e-9, gradient: 5e-7 };
const MAX_ITERATIONS = 400;
const MOST_TERMS = 256;
const NEARLY_DEAD = 0.02;
/** Curvature this negative, relative to Σ I p/3, is a saddle and not rounding. */
const SADDLE = -1e-4;
const ESCAPE_STEP = 0.05;
const MOST_ESCAPES = 3;

/** A relaxed local optimum and its stability. */
export interface BranchPoint extends Omit<LocalOptimum, 'lossCurve'> {
  /** Smallest Hessian eigenvalue modulo rotations, dead features held. */
  readonly minHessianEigenvalue: number;
}

/** Relaxes W, b to the local optimum nearby; neither is modified. */
export function relax(population: Population, hidden: number, W: ArrayLike<number>, b: ArrayLike<number>): BranchPoint {
  return settle(population, hidden, W, b).point;
}

/**
 * The same, but a saddle is left along its downhill direction: a start may be as symmetric as a saddle, and descend to it.
 *
 * @returns null if three times were not enough.
 */
export function relaxOffSaddles(population: Population, hidden: number, W: ArrayLike<number>, b: ArrayLike<number>): BranchPoint | null {
  let { point, direction } = settle(population, hidden, W, b);
  const least = SADDLE * lossScale(population);
  for (let escapes = 0; escapes < MOST_ESCAPES && point.minHessianEigenvalue < least; escapes++) {
    const weights = point.W.length;
    const left = [1, -1].map((sign) => {
      const moved = (values: Float64Array, first: number): Float64Array => values.map((value, e) => value + sign * ESCAPE_STEP * direction[first + e]!);
      return settle(population, hidden, moved(point.W, 0), moved(point.b, weights));
    });
    ({ point, direction } = left.sort((a, b) => a.point.loss - b.point.loss)[0]!);
  }
  return point.minHessianEigenvalue < least ? null : point;
}

function settle(population: Population, hidden: number, W: ArrayLike<number>, b: ArrayLike<number>): { point: BranchPoint; direction: Float64Array } {
  const descent = new Descent(population, hidden);
  const x = new Float64Array(W.length + b.length);
  x.set(W);
  x.set(b, W.length);
  const { loss: tolerance, gradient } = b.length === 2 ? PAIR : SERIES;
  const gradientTolerance = gradient * descent.scale;
  const polish = (): LocalOptimum =>
    descent.polish(x, { tolerance, gradientTolerance, maxIterations: MAX_ITERATIONS, mostTerms: MOST_TERMS, revive: false });
  let optimum = polish();
  if (killNearlyDead(descent.split(x), population)) {
    // The series that a descent walks on is too short to see the kink at w_i = 0; the losses of record decide.
    const dead = polish();
    if (dead.loss <= optimum.loss + optimum.errorBound + dead.errorBound) optimum = dead;
  }
  const plan = descent.gradientPlan(optimum.W, optimum.b, gradientTolerance, MOST_TERMS);
  const { smallest, direction } = smallestCurvature(descent.objective, optimum.W, optimum.b, plan);
  const { lossCurve: _curve, ...point } = optimum;
  return { point: { ...point, minHessianEigenvalue: smallest }, direction };
}

/** Puts directions shorter than NEARLY_DEAD on 0; says whether there were any. */
function killNearlyDead({ W, b }: { W: Float64Array; b: Float64Array }, { density }: Population): boolean {
  const n = b.length;
  let any = false;
  for (let i = 0; i < n; i++) {
    let square = 0;
    for (let e = i; e < W.length; e += n) square += W[e]! * W[e]!;
    if (square === 0 || square > NEARLY_DEAD * NEARLY_DEAD) continue;
    for (let e = i; e < W.length; e += n) W[e] = 0;
    b[i] = density[i]! / 2;
    any = true;
  }
  return any;
}

/** Σ_i I_i p_i/3, the loss of the model that outputs nothing: the unit of losses and curvatures. */
export function lossScale({ density, importance }: Population): number {
  let total = 0;
  for (let i = 0; i < density.length; i++) total += (importance[i]! * density[i]!) / 3;
  return total;
}

/** Features with w_i = 0 exactly. */
export function deadFeatures(W: Float64Array, features: number): number[] {
  const dead: number[] = [];
  for (let i = 0; i < features; i++) {
    let zero = true;
    for (let e = i; zero && e < W.length; e += features) zero = W[e] === 0;
    if (zero) dead.push(i);
  }
  return dead;
}

/** Largest difference of any entry of WᵀW, or of b: what rotations cannot change. */
export function gramDistance(a: Pick<BranchPoint, 'W' | 'b'>, c: Pick<BranchPoint, 'W' | 'b'>): number {
  const n = a.b.length;
  let largest = 0;
  for (let i = 0; i < n; i++) {
    largest = Math.max(largest, Math.abs(a.b[i]! - c.b[i]!));
    for (let j = 0; j <= i; j++) {
      let difference = 0;
      for (let row = 0; row < a.W.length; row += n) {
        difference += a.W[row + i]! * a.W[row + j]! - c.W[row + i]! * c.W[row + j]!;
      }
      largest = Math.max(largest, Math.abs(difference));
    }
  }
  return largest;
}
