/**
 * @file The exact population loss of the ReLU-output model, its gradient, and a rigorous bound on the error of the value.
 *
 * L(W, b) = Σ_i I_i E (x_i − ReLU(WᵀWx + b)_i)², x_i = B_i U_i, B_i ~ Bernoulli(p_i), U_i ~ U[0, 1], independent.
 *
 * Rows whose pre-activation keeps its sign are polynomials in moments. In the others, the part with at most one active
 * feature is in closed form and the rest is a polynomial plus a periodic-Bernoulli (Fourier) series.
 */
import { createAccumulator, type Accumulator } from './accumulator.js';
import { Activity } from './activity.js';
import { cappingError, choosePeriod } from './capping.js';
import { addFewActive } from './few-active.js';
import { addLinearRow, addSilentRow } from './fixed-sign-rows.js';
import { addManyActiveMoments } from './many-active-moments.js';
import { Oscillation } from './oscillation.js';
import { LINEAR, RowTable, SILENT } from './row-table.js';
import type { SeriesPlan } from './series-plan.js';
import { gradientTruncation, valueTruncation } from './truncation.js';

/** Room left when a descent outgrows its period, so that it does not outgrow it at every step. */
const HEADROOM = 1.25;

export interface GradientOutput {
  /** ∂L/∂W, [hidden, features] row-major. */
  readonly W: Float64Array;
  /** ∂L/∂b, [features]. */
  readonly b: Float64Array;
}

/**
 * Evaluates one population's loss at many points without allocating.
 *
 * Shape      W [hidden, features] row-major, b [features]
 * Units      loss is summed over features and averaged over data
 * Dtype      float64
 * Cost       O(features² · terms) time, O(features²) memory, allocated once
 * Source     MATHS §4.1; E[x_i z₊] = ½ ∂E z₊²/∂a_i
 */
export class PopulationLoss {
  /** Of the last evaluation: the loss, its parts by output feature (importance included), and the bound on its error. */
  loss = 0;
  errorBound = 0;
  readonly lossPerFeature: Float64Array;

  private readonly table: RowTable;
  private readonly activity: Activity;
  private readonly oscillation: Oscillation;
  private readonly parts: Accumulator;

  constructor(
    readonly features: number,
    readonly hidden: number,
    density: Float64Array,
    private readonly importance: Float64Array,
  ) {
    this.table = new RowTable(features, hidden, density);
    this.activity = new Activity(this.table);
    this.oscillation = new Oscillation(this.table, this.activity);
    this.parts = createAccumulator(features);
    this.lossPerFeature = new Float64Array(features);
  }

  /**
   * Evaluates at (W, b) with the plan's period and number of terms. A plan that the point has outgrown is widened in
   * place; with a plan that fits, the gradient is exactly the gradient of the truncated loss.
   */
  evaluate(W: Float64Array, b: Float64Array, plan: SeriesPlan, gradient: GradientOutput | null): number {
    const { table, activity, parts, importance, features: n } = this;
    const wanted = gradient !== null;
    table.update(W, b);
    activity.update();
    const capping = this.fitPeriod(b, plan);
    parts.loss.fill(0);
    parts.magnitude.fill(0);
    if (wanted) {
      parts.halfCoupling.fill(0);
      parts.halfBias.fill(0);
    }
    for (let i = 0; i < n; i++) {
      const bias = b[i]!;
      if (table.kind[i] === SILENT) addSilentRow(table, i, parts);
      else if (table.kind[i] === LINEAR) addLinearRow(table, i, bias, wanted, parts);
      else {
        addFewActive(table, activity, i, bias, wanted, parts);
        addManyActiveMoments(table, activity, i, bias, plan.period, wanted, parts);
      }
    }
    this.oscillation.add(b, plan.period, plan.terms, wanted, parts);
    this.sum(plan, capping);
    if (wanted) this.assembleGradient(W, gradient);
    return this.loss;
  }

  /** Bound on the truncation error of the last evaluation's gradient, as a Euclidean length over (W, b). */
  gradientErrorBound(W: Float64Array, plan: SeriesPlan): number {
    let squares = 0;
    for (let e = 0; e < W.length; e++) squares += W[e]! * W[e]!;
    return gradientTruncation(this.table, this.importance, plan.period, plan.terms, Math.sqrt(squares));
  }

  /** Prepares the bounds for (W, b) without evaluating anything; `choose` may call `truncation` and `period` after it. */
  visit(W: Float64Array, b: Float64Array): void {
    this.table.update(W, b);
    this.activity.update();
  }

  /** Of the visited point: does any row need the series at all? */
  get needsSeries(): boolean {
    return this.table.mixedCount > 0;
  }

  /** Of the visited point: a bound on the value's truncation error. */
  truncation(period: number, terms: number): number {
    return valueTruncation(this.table, this.importance, period, terms);
  }

  /** Of the visited point: the shortest period whose capping error is within `tolerance`. */
  period(b: Float64Array, tolerance: number): { period: number; exponent: number } {
    return choosePeriod(this.table, b, this.importance, tolerance);
  }

  private fitPeriod(b: Float64Array, plan: SeriesPlan): number {
    const capping = cappingError(this.table, b, this.importance, plan.period, plan.exponent);
    if (capping <= plan.cappingTolerance) return capping;
    const { period, exponent } = choosePeriod(this.table, b, this.importance, plan.cappingTolerance / 2);
    const widened = period * HEADROOM;
    plan.terms = Math.ceil((plan.terms * widened) / plan.period);
    plan.period = widened;
    plan.exponent = exponent;
    return cappingError(this.table, b, this.importance, widened, exponent);
  }

  private sum(plan: SeriesPlan, capping: number): void {
    const { parts, importance, lossPerFeature, table, features: n } = this;
    let loss = 0;
    let magnitude = 0;
    for (let i = 0; i < n; i++) {
      lossPerFeature[i] = importance[i]! * parts.loss[i]!;
      loss += lossPerFeature[i]!;
      magnitude += importance[i]! * parts.magnitude[i]!;
    }
    this.loss = loss;
    this.errorBound = magnitude * Number.EPSILON * (16 + 2 * n);
    if (table.mixedCount === 0) return;
    this.errorBound += capping + this.truncation(plan.period, plan.terms) + this.seriesRounding(plan.period);
  }

  /** Every Φ is a product of up to n factors of size ≤ 1, each from a phase good to about 64 ulp times its density. */
  private seriesRounding(period: number): number {
    const { table, importance, features: n } = this;
    let total = 0;
    for (let i = 0; i < n; i++) {
      if (table.kind[i] === LINEAR || table.kind[i] === SILENT) continue;
      let active = 0;
      for (let c = 0; c < table.coupledCount[i]!; c++) active += table.density[table.coupled[i * n + c]!]!;
      const phi = Number.EPSILON * (4 * table.coupledCount[i]! + 64 * Math.min(active, 8));
      total += importance[i]! * phi * (0.02 * period * period + 0.1 * period * table.density[i]!);
    }
    return total;
  }

  /** ∂L/∂W = W(D + Dᵀ), D_ij = 2 I_i halfCoupling_ij; uncoupled features are independent of z. */
  private assembleGradient(W: Float64Array, out: GradientOutput): void {
    const { table, parts, importance, features: n, hidden: m } = this;
    const { halfCoupling: D, halfBias } = parts;
    for (let i = 0; i < n; i++) {
      const weight = 2 * importance[i]!;
      out.b[i] = weight * halfBias[i]!;
      const mixed = table.kind[i] !== LINEAR && table.kind[i] !== SILENT;
      for (let j = 0; j < n; j++) {
        if (mixed && j !== i && table.gram[i * n + j] === 0) D[i * n + j] = (halfBias[i]! * table.density[j]!) / 2;
        D[i * n + j]! *= weight;
      }
    }
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        const symmetric = D[i * n + j]! + D[j * n + i]!;
        D[i * n + j] = symmetric;
        D[j * n + i] = symmetric;
      }
    }
    for (let h = 0; h < m; h++) {
      for (let i = 0; i < n; i++) {
        let total = 0;
        for (let j = 0; j < n; j++) total += W[h * n + j]! * D[j * n + i]!;
        out.W[h * n + i] = total;
      }
    }
  }
}
