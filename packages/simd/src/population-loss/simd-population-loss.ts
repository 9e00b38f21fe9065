/**
 * @file The exact population loss in WebAssembly: what `PopulationLoss` of `@tegum/core` computes, whole.
 */
import { Oscillation, PopulationLoss, type GradientOutput, type LossObjective, type SeriesPlan } from '@tegum/core';
import { loadKernel, type KernelExports } from '../load-kernel.js';
import { wasm } from './wasm.generated.js';

interface LossKernel extends KernelExports {
  layOut(features: number, hidden: number): number;
  densityAt(): number;
  importanceAt(): number;
  pointAt(): number;
  gradientAt(): number;
  lossAt(): number;
  setPlan(period: number, terms: number, exponent: number, tolerance: number, pairs: boolean, features: number): void;
  evaluate(gradient: boolean): number;
  shortestPeriod(tolerance: number, features: number): number;
  shortestExponent(): number;
}

const PAGE = 65536;

/** One instance a thread, whose memory serves every model in turn: it grows to the largest and no further. */
let kernel: LossKernel | undefined;
/** Whose problem lies there. */
const placed: { loss: SimdPopulationLoss | undefined } = { loss: undefined };

interface Views {
  /** Features, made even. */
  readonly stride: number;
  readonly point: Float64Array;
  readonly gradient: Float64Array;
  readonly loss: Float64Array;
}

/**
 * Evaluates one population's loss at many points without allocating.
 *
 * Loss and gradient are core's to 1e-11 relative, plus the rounding that both state. Bounds are core's own, worked out when asked for.
 *
 * Shape      W [hidden, features] row-major, b [features]
 * Units      loss is summed over features and averaged over data
 * Dtype      float64, f64x2; the same bits on every engine
 * Cost       O(features² · terms) time; O(features² + features · hidden) memory, shared by all instances of a thread
 * Source     MATHS §4.1
 */
export class SimdPopulationLoss implements LossObjective {
  loss = 0;
  readonly lossPerFeature: Float64Array;
  /** With two features pairs are in closed form, and there is no series. */
  private readonly pairs: boolean;
  private readonly reference: PopulationLoss;
  private views: Views | undefined;
  /** The point and plan of the last evaluation, until its bounds are known. */
  private readonly last: { readonly W: Float64Array; readonly b: Float64Array; plan: SeriesPlan | null };

  constructor(
    readonly features: number,
    readonly hidden: number,
    private readonly density: Float64Array,
    private readonly importance: Float64Array,
  ) {
    this.pairs = features <= 2;
    this.reference = new PopulationLoss(features, hidden, density, importance, (table) => new Oscillation(table, this.pairs));
    this.lossPerFeature = new Float64Array(features);
    this.last = { W: new Float64Array(features * hidden), b: new Float64Array(features), plan: null };
  }

  /**
   * Evaluates at (W, b) with the plan's period and number of terms. Where the point has outgrown the plan,
   * a longer period is used; otherwise the gradient is exactly the gradient of the truncated loss.
   */
  evaluate(W: Float64Array, b: Float64Array, plan: SeriesPlan, gradient: GradientOutput | null): number {
    const { features: n, last, lossPerFeature } = this;
    const on = (kernel ??= loadKernel<LossKernel>(wasm));
    const views = this.place(on, W, b);
    on.setPlan(plan.period, plan.terms, plan.exponent, plan.cappingTolerance, this.pairs, n);
    this.loss = on.evaluate(gradient !== null);
    for (let i = 0; i < n; i++) lossPerFeature[i] = views.loss[i]!;
    if (gradient !== null) this.copyOut(views, gradient);
    copy(W, last.W);
    copy(b, last.b);
    last.plan = plan;
    return this.loss;
  }

  get errorBound(): number {
    this.measure();
    return this.reference.errorBound;
  }

  get roundingBound(): number {
    this.measure();
    return this.reference.roundingBound;
  }

  get needsSeries(): boolean {
    return this.reference.needsSeries;
  }

  visit(W: Float64Array, b: Float64Array): void {
    this.measure();
    this.reference.visit(W, b);
    this.place((kernel ??= loadKernel<LossKernel>(wasm)), W, b);
  }

  truncation(period: number, terms: number): number {
    return this.reference.truncation(period, terms);
  }

  /** Of the visited point, before anything else is evaluated on this thread. */
  period(b: Float64Array, tolerance: number): { period: number; exponent: number } {
    if (kernel === undefined || placed.loss !== this) return this.reference.period(b, tolerance);
    const period = kernel.shortestPeriod(tolerance, this.features);
    return { period, exponent: kernel.shortestExponent() };
  }

  gradientErrorBound(W: Float64Array, plan: SeriesPlan): number {
    return this.reference.gradientErrorBound(W, plan);
  }

  private measure(): void {
    const { last, reference } = this;
    if (last.plan === null) return;
    reference.measure(last.W, last.b, last.plan);
    last.plan = null;
    // Known from now on, also when another point is visited.
    void reference.errorBound;
  }

  /** Lays the problem out if another was there, and writes the point. */
  private place(on: LossKernel, W: Float64Array, b: Float64Array): Views {
    const { features: n, hidden: m } = this;
    if (placed.loss !== this || this.views?.point.buffer !== on.memory.buffer) this.views = this.layOut(on);
    const { stride, point } = this.views;
    for (let h = 0; h < m; h++) for (let i = 0; i < n; i++) point[h * stride + i] = W[h * n + i]!;
    for (let i = 0; i < n; i++) point[m * stride + i] = b[i]!;
    return this.views;
  }

  private layOut(on: LossKernel): Views {
    const { features: n, hidden: m } = this;
    const missing = on.layOut(n, m) - on.memory.buffer.byteLength;
    if (missing > 0) on.memory.grow(Math.ceil(missing / PAGE));
    const { buffer } = on.memory;
    const stride = (n + 1) & ~1;
    const array = (at: number, length: number): Float64Array => new Float64Array(buffer, at, length);
    const density = array(on.densityAt(), stride).fill(0);
    density.set(this.density);
    const importance = array(on.importanceAt(), stride).fill(0);
    importance.set(this.importance);
    const point = array(on.pointAt(), m * stride + stride).fill(0);
    placed.loss = this;
    return { stride, point, gradient: array(on.gradientAt(), m * stride + stride), loss: array(on.lossAt(), stride) };
  }

  private copyOut({ stride, gradient }: Views, into: GradientOutput): void {
    const { features: n, hidden: m } = this;
    for (let h = 0; h < m; h++) for (let i = 0; i < n; i++) into.W[h * n + i] = gradient[h * stride + i]!;
    for (let i = 0; i < n; i++) into.b[i] = gradient[m * stride + i]!;
  }
}

function copy(from: Float64Array, to: Float64Array): void {
  for (let e = 0; e < to.length; e++) to[e] = from[e]!;
}
