import { strongWolfe, type RayPoint } from './line-search.js';

/** Writes the gradient at x and returns the value; neither array is kept. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number;

/** When L-BFGS stops. */
export interface LbfgsOptions {
  readonly maxIterations: number;
  /** Stop when ‖∇f‖₂ is at most this. */
  readonly gradientTolerance: number;
  /** Stop after a step that lowers the value by less than this times its size, or where no step promises to; default: never. */
  readonly relativeDecrease?: number;
  /** Stop at or below this value; default −∞. */
  readonly target?: number;
  /** Go on with the curvature that the last minimisation learned, as when the objective has hardly changed; default false. */
  readonly remember?: boolean;
  /** Called with the value after each accepted step, in order; perhaps only at the end. */
  readonly onStep?: (value: number) => void;
}

/** Where L-BFGS stopped, and why. */
export interface LbfgsResult {
  readonly value: number;
  readonly gradientNorm: number;
  readonly iterations: number;
  readonly evaluations: number;
  /** false when the iterations ran out or no step lowered the value any more; x is the best point found either way. */
  readonly converged: boolean;
}

const MEMORY = 20;
/** Steps without a relative decrease of STALL_DECREASE after which the value is as low as rounding lets it get. */
const STALL_STEPS = 8;
const STALL_DECREASE = 1e-14;

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let e = 0; e < a.length; e++) total += a[e]! * b[e]!;
  return total;
}

/**
 * Limited-memory BFGS with a strong-Wolfe line search, reusable for many starts of one dimension without allocating.
 *
 * Stops      ‖∇f‖₂ ≤ gradientTolerance, maxIterations, relativeDecrease, target, or a value that cannot be lowered any more
 * Source     Liu & Nocedal 1989; Nocedal & Wright 2006, Algorithm 7.5
 *
 * @example
 * const lbfgs = new Lbfgs(2);
 * const x = Float64Array.of(3, 4);
 * lbfgs.minimise(
 *   (at, gradient) => {
 *     gradient.set([2 * at[0]!, 20 * at[1]!]);
 *     return at[0]! ** 2 + 10 * at[1]! ** 2;
 *   },
 *   x,
 *   { gradientTolerance: 1e-10, maxIterations: 100 },
 * );
 * Math.hypot(...x) < 1e-8; // → true
 */
export class Lbfgs {
  private readonly steps: Float64Array[];
  private readonly changes: Float64Array[];
  private readonly rho = new Float64Array(MEMORY);
  private readonly alpha = new Float64Array(MEMORY);
  private readonly direction: Float64Array;
  private readonly gradient: Float64Array;
  private readonly origin: Float64Array;
  private readonly originGradient: Float64Array;
  private stored = 0;
  private newest = -1;

  constructor(readonly dimension: number) {
    const vector = (): Float64Array => new Float64Array(dimension);
    this.steps = Array.from({ length: MEMORY }, vector);
    this.changes = Array.from({ length: MEMORY }, vector);
    this.direction = vector();
    this.gradient = vector();
    this.origin = vector();
    this.originGradient = vector();
  }

  /** Minimises from x in place. */
  minimise(objective: Objective, x: Float64Array, options: LbfgsOptions): LbfgsResult {
    const { gradient, direction, origin, originGradient } = this;
    const { relativeDecrease = -Infinity, target = -Infinity } = options;
    if (options.remember !== true) this.forget();
    let value = objective(x, gradient);
    let evaluations = 1;
    let iterations = 0;
    let stalled = 0;
    let norm = Math.sqrt(dot(gradient, gradient));
    const ray = (step: number): RayPoint => {
      evaluations++;
      for (let e = 0; e < x.length; e++) x[e] = origin[e]! + step * direction[e]!;
      const at = objective(x, gradient);
      return { step, value: at, slope: dot(gradient, direction) };
    };

    while (norm > options.gradientTolerance && iterations < options.maxIterations && value > target) {
      this.chooseDirection();
      let slope = dot(gradient, direction);
      if (!(slope < 0)) {
        this.forget();
        this.chooseDirection();
        slope = -norm * norm;
      }
      // A quasi-Newton step lowers the value by about half of −slope.
      if (this.stored > 0 && -slope < relativeDecrease * Math.abs(value)) break;
      origin.set(x);
      originGradient.set(gradient);
      // No step is longer than the point itself: a wild trial point costs a long series and teaches nothing.
      const longest = (1 + Math.sqrt(dot(x, x))) / Math.sqrt(dot(direction, direction));
      const firstStep = Math.min(1, this.stored > 0 ? longest : 0.2 / norm);
      const accepted = strongWolfe(ray, { step: 0, value, slope }, firstStep);
      if (accepted === null) {
        x.set(origin);
        gradient.set(originGradient);
        if (this.stored === 0) break;
        this.forget();
        continue;
      }
      const decrease = value - accepted.value;
      stalled = decrease > STALL_DECREASE * Math.abs(value) ? 0 : stalled + 1;
      value = accepted.value;
      norm = Math.sqrt(dot(gradient, gradient));
      iterations++;
      this.remember(x);
      options.onStep?.(value);
      if (stalled === STALL_STEPS || decrease < relativeDecrease * Math.abs(value)) break;
    }
    return { value, gradientNorm: norm, iterations, evaluations, converged: norm <= options.gradientTolerance };
  }

  private forget(): void {
    this.stored = 0;
    this.newest = -1;
  }

  private remember(x: Float64Array): void {
    const slot = (this.newest + 1) % MEMORY;
    const step = this.steps[slot]!;
    const change = this.changes[slot]!;
    for (let e = 0; e < x.length; e++) {
      step[e] = x[e]! - this.origin[e]!;
      change[e] = this.gradient[e]! - this.originGradient[e]!;
    }
    const curvature = dot(step, change);
    if (curvature <= Number.EPSILON * dot(change, change)) return;
    this.rho[slot] = 1 / curvature;
    this.newest = slot;
    if (this.stored < MEMORY) this.stored++;
  }

  /** direction ← −H ∇f by the two-loop recursion. */
  private chooseDirection(): void {
    const { direction, gradient, steps, changes, rho, alpha, stored, newest } = this;
    for (let e = 0; e < direction.length; e++) direction[e] = -gradient[e]!;
    for (let back = 0; back < stored; back++) {
      const slot = (newest - back + MEMORY) % MEMORY;
      const a = rho[slot]! * dot(steps[slot]!, direction);
      alpha[slot] = a;
      const change = changes[slot]!;
      for (let e = 0; e < direction.length; e++) direction[e]! -= a * change[e]!;
    }
    if (stored > 0) {
      const change = changes[newest]!;
      const scale = 1 / (rho[newest]! * dot(change, change));
      for (let e = 0; e < direction.length; e++) direction[e]! *= scale;
    }
    for (let back = stored - 1; back >= 0; back--) {
      const slot = (newest - back + MEMORY) % MEMORY;
      const beta = rho[slot]! * dot(changes[slot]!, direction);
      const step = steps[slot]!;
      const weight = alpha[slot]! - beta;
      for (let e = 0; e < direction.length; e++) direction[e]! += weight * step[e]!;
    }
  }
}
