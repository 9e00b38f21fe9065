/** @file An adaptive solver for ẏ = f(t, y). It allocates when it is made, and never in a step. */
import { InputError } from '../errors.js';
import { exp, log } from '../numerics/elementary.js';
import { DENSE, ERROR, NODES, STAGES } from './dormand-prince-tableau.js';

/** Writes ẏ at (t, y). Neither array is kept. */
export type RightHandSide = (derivative: Float64Array, state: Float64Array, time: number) => void;

/** A number whose sign is watched along a solution. */
export type EventFunction = (state: Float64Array, time: number) => number;

/** How accurately, and for how long, `DormandPrince` integrates. */
export interface SolverOptions {
  /** Error of a step allowed relative to |y_i|, in [1e-14, 0.1]. */
  readonly relativeTolerance: number;
  /** Error of a step allowed whatever y_i is, > 0. The root mean square over i of error / (absolute + relative |y_i|) is kept ≤ 1. */
  readonly absoluteTolerance: number;
  /** Accepted and rejected steps together. Default 1,000,000. */
  readonly maxSteps?: number;
  /** Length of the first step tried, > 0. Default: from the sizes of y, ẏ and ÿ. */
  readonly firstStep?: number;
}

/**
 * What came of a step: `stepped`, also when the end was reached; or why none could be taken.
 *
 * `too many steps`: `maxSteps` are used up. `step too small`: the tolerance cannot be met in float64, or ẏ is not finite nearby.
 */
export type StepOutcome = 'stepped' | 'too many steps' | 'step too small';

const STAGE_COUNT = 7;
/** PI control: the next step is h · SAFETY · error^(−1/5 + ¾ BETA) · (error before)^BETA, between a fifth and ten times h. */
const SAFETY = 0.9;
const BETA = 0.04;
const LARGEST_FACTOR = 10;
const SMALLEST_FACTOR = 0.2;
const SMALLEST_REMEMBERED_ERROR = 1e-4;
const BISECTIONS = 80;

/**
 * The Dormand–Prince pair 5(4): steps of order 5, their error by the embedded formula of order 4, the last slope of a step
 * being the first of the next; PI step control; between the ends of a step the standard continuous extension of order 4.
 *
 * Not for stiff problems: it stays stable there by small steps, about 0.3 / |most negative eigenvalue of ∂f/∂y|.
 *
 * Dtype      float64, the same bits everywhere if f's are
 * Cost       6 evaluations of f a step, 2 more at the start; memory 12 · dimension
 * Source     Dormand & Prince 1980; Hairer, Nørsett & Wanner 1993, §II.4 (first step, step control), §II.6 (dense output)
 *
 * @example
 * const solver = new DormandPrince(1, (dydt, y) => { dydt[0] = -y[0]!; }, { relativeTolerance: 1e-10, absoluteTolerance: 1e-12 });
 * solver.start(0, [1], 1);
 * while (!solver.done) solver.advance();
 * Math.abs(solver.state[0]! - 1 / Math.E) < 1e-9; // → true
 */
export class DormandPrince {
  /** Accepted steps, rejected ones, and evaluations of f since `start`. */
  steps = 0;
  rejected = 0;
  evaluations = 0;
  /** Where the solution stands, and where its last step began. */
  time = 0;
  previousTime = 0;
  /** y and ẏ at `time`. Not to be written. */
  readonly state: Float64Array;
  readonly derivative: Float64Array;

  private readonly slopes: readonly Float64Array[];
  private readonly trial: Float64Array;
  private readonly dense: readonly Float64Array[];
  private readonly between: Float64Array;
  private readonly maxSteps: number;
  private end = 0;
  private step = 0;
  private previousError = SMALLEST_REMEMBERED_ERROR;

  /** @throws {InputError} if the dimension or a tolerance is out of range. */
  constructor(
    readonly dimension: number,
    private readonly f: RightHandSide,
    private readonly options: SolverOptions,
  ) {
    const where = 'DormandPrince';
    const { relativeTolerance, absoluteTolerance, maxSteps = 1_000_000 } = options;
    if (!Number.isInteger(dimension) || dimension < 1) throw new InputError(where, 'a dimension that is an integer ≥ 1', String(dimension));
    if (!(relativeTolerance >= 1e-14 && relativeTolerance <= 0.1)) throw new InputError(where, 'relativeTolerance in [1e-14, 0.1]', String(relativeTolerance));
    if (!(absoluteTolerance > 0 && absoluteTolerance < Infinity)) throw new InputError(where, 'absoluteTolerance > 0', String(absoluteTolerance));
    const vector = (): Float64Array => new Float64Array(dimension);
    this.state = vector();
    this.derivative = vector();
    this.slopes = Array.from({ length: STAGE_COUNT }, vector);
    this.trial = vector();
    this.dense = Array.from({ length: 5 }, vector);
    this.between = vector();
    this.maxSteps = maxSteps;
  }

  /**
   * Begins at (time, state), to go to `end`.
   *
   * @throws {InputError} if the times are not finite and in order, or the state or ẏ there is not finite.
   */
  start(time: number, state: ArrayLike<number>, end: number): void {
    const where = 'DormandPrince.start';
    if (!(Number.isFinite(time) && Number.isFinite(end) && end > time)) throw new InputError(where, 'a finite time, and a finite end after it', `${time} and ${end}`);
    if (state.length !== this.dimension) throw new InputError(where, `${this.dimension} numbers`, String(state.length));
    this.state.set(state);
    this.time = this.previousTime = time;
    this.end = end;
    this.steps = this.rejected = this.evaluations = 0;
    this.previousError = SMALLEST_REMEMBERED_ERROR;
    this.evaluate(this.derivative, this.state, time);
    for (let i = 0; i < this.dimension; i++) {
      if (!Number.isFinite(this.state[i]!) || !Number.isFinite(this.derivative[i]!)) throw new InputError(where, 'a finite state with a finite derivative', `y = ${this.state[i]}, ẏ = ${this.derivative[i]} at [${i}]`);
    }
    this.step = this.options.firstStep ?? this.chooseFirstStep();
  }

  get done(): boolean {
    return this.time >= this.end;
  }

  /** One accepted step, of a length that meets the tolerance and does not pass the end. Nothing moves if there is none. */
  advance(): StepOutcome {
    const { dimension, state, derivative, slopes, trial } = this;
    let wasRejected = false;
    for (;;) {
      if (this.steps + this.rejected >= this.maxSteps) return 'too many steps';
      const left = this.end - this.time;
      // A hundredth longer than asked for, rather than a crumb left over.
      const isLast = 1.01 * this.step >= left;
      const h = isLast ? left : this.step;
      if (h <= 4 * Number.EPSILON * Math.abs(this.time) || h < 1e-300) return 'step too small';
      slopes[0]!.set(derivative);
      for (let stage = 1; stage < STAGE_COUNT; stage++) {
        const weights: readonly number[] = STAGES[stage]!;
        for (let i = 0; i < dimension; i++) {
          let sum = 0;
          for (let k = 0; k < stage; k++) sum += weights[k]! * slopes[k]![i]!;
          trial[i] = state[i]! + h * sum;
        }
        this.evaluate(slopes[stage]!, trial, this.time + NODES[stage]! * h);
      }
      const error = this.errorOf(h);
      const shrink = exp((0.2 - 0.75 * BETA) * log(Math.max(error, 1e-300)));
      if (error <= 1) {
        const factor = SAFETY * (exp(BETA * log(this.previousError)) / shrink);
        const next = h * Math.min(LARGEST_FACTOR, Math.max(SMALLEST_FACTOR, factor));
        this.previousError = Math.max(error, SMALLEST_REMEMBERED_ERROR);
        this.accept(h, isLast);
        this.step = wasRejected ? Math.min(next, h) : next;
        return 'stepped';
      }
      wasRejected = true;
      this.rejected++;
      // The negated comparison above leaves NaN here, too: far too long a step.
      this.step = h * (error < Infinity ? Math.max(SMALLEST_FACTOR, SAFETY / shrink) : SMALLEST_FACTOR);
    }
  }

  /** out ← y at a time within the last step, by the continuous extension: error O(h⁵). */
  interpolateInto(out: Float64Array, time: number): void {
    const [start, linear, quadratic, cubic, quartic] = this.dense as readonly [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
    const s = (time - this.previousTime) / (this.time - this.previousTime);
    const rest = 1 - s;
    for (let i = 0; i < this.dimension; i++) {
      out[i] = start[i]! + s * (linear[i]! + rest * (quadratic[i]! + s * (cubic[i]! + rest * quartic[i]!)));
    }
  }

  /**
   * The time in the last step at which an event function that is > 0 at one end and ≤ 0 at the other changes sign, by bisection
   * on the continuous extension: to the last bits of the time, as far as the extension is exact. Of several the one found is any.
   */
  locate(event: EventFunction, from = this.previousTime, to = this.time): number {
    const { between } = this;
    let low = from;
    let high = to;
    this.interpolateInto(between, low);
    const positiveBefore = event(between, low) > 0;
    for (let bisection = 0; bisection < BISECTIONS; bisection++) {
      const middle = low + 0.5 * (high - low);
      if (middle <= low || middle >= high) break;
      this.interpolateInto(between, middle);
      if (event(between, middle) > 0 === positiveBefore) low = middle;
      else high = middle;
    }
    return high;
  }

  private evaluate(derivative: Float64Array, state: Float64Array, time: number): void {
    this.evaluations++;
    this.f(derivative, state, time);
  }

  /** Root mean square of error over tolerance; NaN or Infinity where the trial is not finite. */
  private errorOf(h: number): number {
    const { dimension, state, trial, slopes } = this;
    const { relativeTolerance, absoluteTolerance } = this.options;
    let total = 0;
    for (let i = 0; i < dimension; i++) {
      let sum = 0;
      for (let k = 0; k < STAGE_COUNT; k++) sum += ERROR[k]! * slopes[k]![i]!;
      const scaled = (h * sum) / (absoluteTolerance + relativeTolerance * Math.max(Math.abs(state[i]!), Math.abs(trial[i]!)));
      total += scaled * scaled;
    }
    return Math.sqrt(total / dimension);
  }

  private accept(h: number, isLast: boolean): void {
    const { dimension, state, trial, derivative, slopes, dense } = this;
    const [start, linear, quadratic, cubic, quartic] = dense as readonly [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array];
    const last = slopes[STAGE_COUNT - 1]!;
    for (let i = 0; i < dimension; i++) {
      const change = trial[i]! - state[i]!;
      const bend = h * derivative[i]! - change;
      let sum = 0;
      for (let k = 0; k < STAGE_COUNT; k++) sum += DENSE[k]! * slopes[k]![i]!;
      start[i] = state[i]!;
      linear[i] = change;
      quadratic[i] = bend;
      cubic[i] = change - h * last[i]! - bend;
      quartic[i] = h * sum;
    }
    state.set(trial);
    derivative.set(last);
    this.previousTime = this.time;
    this.time = isLast ? this.end : this.time + h;
    this.steps++;
  }

  /** Hairer, Nørsett & Wanner 1993, §II.4: from the sizes of y, ẏ and, by one Euler step, ÿ. */
  private chooseFirstStep(): number {
    const { dimension, state, derivative, trial, slopes } = this;
    const norm = (vector: Float64Array, minus?: Float64Array): number => {
      let total = 0;
      for (let i = 0; i < dimension; i++) {
        const scaled = (vector[i]! - (minus === undefined ? 0 : minus[i]!)) / (this.options.absoluteTolerance + this.options.relativeTolerance * Math.abs(state[i]!));
        total += scaled * scaled;
      }
      return Math.sqrt(total / dimension);
    };
    const size = norm(state);
    const speed = norm(derivative);
    const guess = Math.min(size < 1e-5 || speed < 1e-5 ? 1e-6 : 0.01 * (size / speed), this.end - this.time);
    for (let i = 0; i < dimension; i++) trial[i] = state[i]! + guess * derivative[i]!;
    this.evaluate(slopes[1]!, trial, this.time + guess);
    const steepest = Math.max(speed, norm(slopes[1]!, derivative) / guess);
    const order = steepest <= 1e-15 ? Math.max(1e-6, guess * 1e-3) : exp(0.2 * log(0.01 / steepest));
    const step = Math.min(100 * guess, order);
    return Number.isFinite(step) && step > 0 ? step : guess;
  }
}
