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
import { Oscillation, type Series } from './oscillation.js';
import { LINEAR, MIXED, RowTable, SILENT } from './row-table.js';
import type { SeriesPlan } from './series-plan.js';
import { TwoActive } from './two-active.js';
import { gradientTruncation, valueTruncation } from './truncation.js';

/** Up to here the closed form for pairs costs less than the terms of the series it saves. */
const MOST_FEATURES_WITH_PAIRS = 8;
/** A descent that outgrows its plan goes on with a period from this ladder, constant while the point moves a little. */
const WIDENING = 1.25;
/** A trial point far outside needs no long series to be refused. */
const MOST_EXTRA_TERMS = 4;

const ownSeries = (table: RowTable): Series => new Oscillation(table, table.features <= MOST_FEATURES_WITH_PAIRS);

/** What planning and descending need of a loss: `PopulationLoss` is the reference. */
export type LossObjective = Pick<
  PopulationLoss,
  | 'features' | 'hidden' | 'loss' | 'lossPerFeature' | 'evaluate' | 'errorBound' | 'roundingBound'
  | 'visit' | 'needsSeries' | 'truncation' | 'periodAt' | 'gradientErrorBound' | 'contributions'
>;

/** Makes the loss of one population: `PopulationLoss`, or a faster one with the same results to rounding. */
export type CreateLoss = (features: number, hidden: number, density: Float64Array, importance: Float64Array) => LossObjective;

/** Core’s own evaluation of the exact loss: the reference for every other. */
export const referenceLoss: CreateLoss = (features, hidden, density, importance) =>
  new PopulationLoss(features, hidden, density, importance);

/** Where an evaluation writes the gradient. */
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
 * Source     docs/concepts/exact-loss.md; E[x_i z₊] = ½ ∂E z₊²/∂a_i
 *
 * @example
 * const loss = new PopulationLoss(2, 1, Float64Array.of(0.1, 0.1), Float64Array.of(1, 1));
 * const [W, b] = [Float64Array.of(1, -1), new Float64Array(2)];
 * const plan = planFor(loss, W, b, 1e-12);
 * loss.evaluate(W, b, plan, null); // → 0.00333333…
 */
export class PopulationLoss {
  /** Of the last evaluation: the loss and its parts by output feature, importance included. */
  loss = 0;
  readonly lossPerFeature: Float64Array;

  private readonly table: RowTable;
  private readonly activity: Activity;
  private readonly series: Series;
  private readonly twoActive: TwoActive;
  /** Are pairs of active features in closed form too? Costs O(features³), saves most of the terms. */
  private readonly pairs: boolean;
  private readonly parts: Accumulator;
  private readonly used = { period: 1, terms: 0 };
  private capping = 0;
  /** Bounds cost a pass over the pairs: they are worked out when first asked for. */
  private readonly bounds = { error: 0, rounding: 0, known: true };

  constructor(
    readonly features: number,
    readonly hidden: number,
    density: Float64Array,
    private readonly importance: Float64Array,
    createSeries: (table: RowTable) => Series = ownSeries,
  ) {
    this.table = new RowTable(features, hidden, density);
    this.activity = new Activity(this.table);
    this.twoActive = new TwoActive(this.table);
    this.series = createSeries(this.table);
    this.pairs = this.series.pairs;
    this.parts = createAccumulator(features);
    this.lossPerFeature = new Float64Array(features);
  }

  /**
   * Evaluates at (W, b) with the plan's period and number of terms. Where the point has outgrown the plan,
   * a longer period is used; otherwise the gradient is exactly the gradient of the truncated loss.
   */
  evaluate(W: Float64Array, b: Float64Array, plan: SeriesPlan, gradient: GradientOutput | null): number {
    const wanted = gradient !== null;
    this.addClosedForms(W, b, plan, wanted);
    const { period, terms } = this.used;
    this.series.add(b, period, terms, wanted, this.parts);
    this.sum();
    if (wanted) this.assembleGradient(W, gradient);
    return this.loss;
  }

  /** What each of the plan's terms adds to the loss at (W, b), [terms]; all 0 where the closed forms are the whole loss. */
  contributions(W: Float64Array, b: Float64Array, plan: SeriesPlan): Float64Array {
    const { parts, importance, features: n } = this;
    this.addClosedForms(W, b, plan, false);
    const { period, terms } = this.used;
    const added = new Float64Array(terms);
    const total = (): number => {
      let loss = 0;
      for (let i = 0; i < n; i++) loss += importance[i]! * parts.loss[i]!;
      return loss;
    };
    let before = total();
    let k = 0;
    this.series.add(b, period, terms, false, parts, () => {
      const after = total();
      added[k++] = after - before;
      before = after;
    });
    this.sum();
    return added;
  }

  /** Makes `errorBound` and `roundingBound` those of an evaluation at (W, b), without the series; the loss is not touched. */
  measure(W: Float64Array, b: Float64Array, plan: SeriesPlan): void {
    this.addClosedForms(W, b, plan, false);
    this.bounds.known = false;
  }

  private addClosedForms(W: Float64Array, b: Float64Array, plan: SeriesPlan, wanted: boolean): void {
    const { table, activity, parts, features: n } = this;
    table.update(W, b);
    activity.update();
    this.fitPeriod(b, plan);
    const { period } = this.used;
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
        if (table.coupledCount[i]! < 2) continue;
        const ownPeriod = table.ownPeriod(i, period);
        addManyActiveMoments(table, activity, i, bias, ownPeriod, wanted, parts);
        if (this.pairs) this.twoActive.addRow(i, bias, ownPeriod, wanted, parts);
      }
    }
  }

  /** Bound on the truncation error of the last evaluation's gradient, as a Euclidean length over (W, b). */
  gradientErrorBound(W: Float64Array, plan: SeriesPlan): number {
    let squares = 0;
    for (let e = 0; e < W.length; e++) squares += W[e]! * W[e]!;
    return gradientTruncation(this.table, this.pairs, this.importance, plan.period, plan.terms, Math.sqrt(squares));
  }

  /** |loss − true loss| is at most this. */
  get errorBound(): number {
    this.updateBounds();
    return this.bounds.error;
  }

  /** The part of errorBound that no number of terms removes. */
  get roundingBound(): number {
    this.updateBounds();
    return this.bounds.rounding;
  }

  /** Prepares the bounds for (W, b) without evaluating anything; `truncation` may be asked after it. */
  visit(W: Float64Array, b: Float64Array): void {
    this.updateBounds();
    this.table.update(W, b);
    this.activity.update();
  }

  /** Of the visited point: does any row need the series at all? */
  get needsSeries(): boolean {
    return this.table.mixedCount > 0;
  }

  /** Of the visited point: a bound on the value's truncation error. */
  truncation(period: number, terms: number): number {
    return valueTruncation(this.table, this.pairs, this.importance, period, terms);
  }

  /** The shortest period at (W, b) whose capping error is within `tolerance`. */
  periodAt(W: Float64Array, b: Float64Array, tolerance: number): { period: number; exponent: number } {
    this.updateBounds();
    this.table.update(W, b);
    return choosePeriod(this.table, b, this.importance, tolerance);
  }

  /** Sets the period and terms in use: the plan's, or wider ones in steps where the point has outgrown them. */
  private fitPeriod(b: Float64Array, plan: SeriesPlan): void {
    const { table, importance, used } = this;
    used.period = plan.period;
    used.terms = plan.terms;
    this.capping = this.cappingError(b, plan.period, plan.exponent);
    if (this.capping <= plan.cappingTolerance) return;
    const needed = choosePeriod(table, b, importance, plan.cappingTolerance);
    while (used.period < needed.period) used.period *= WIDENING;
    used.terms = Math.ceil(plan.terms * Math.min(used.period / plan.period, MOST_EXTRA_TERMS));
    this.capping = this.cappingError(b, used.period, needed.exponent);
  }

  private cappingError(b: Float64Array, period: number, exponent: number): number {
    const { series, table, importance } = this;
    return series.cappingError?.(b, importance, period, exponent) ?? cappingError(table, b, importance, period, exponent);
  }

  private sum(): void {
    const { parts, importance, lossPerFeature, features: n } = this;
    let loss = 0;
    for (let i = 0; i < n; i++) {
      lossPerFeature[i] = importance[i]! * parts.loss[i]!;
      loss += lossPerFeature[i]!;
    }
    this.loss = loss;
    this.bounds.known = false;
  }

  private updateBounds(): void {
    const { bounds, parts, importance, table, features: n } = this;
    if (bounds.known) return;
    let magnitude = 0;
    for (let i = 0; i < n; i++) magnitude += importance[i]! * parts.magnitude[i]!;
    const { period, terms } = this.used;
    bounds.rounding = magnitude * Number.EPSILON * (16 + 2 * n) + this.seriesRounding(period);
    bounds.error = bounds.rounding;
    if (table.mixedCount > 0) bounds.error += this.capping + this.truncation(period, terms);
    bounds.known = true;
  }

  /** Every Φ is a product of up to n factors of size ≤ 1, each from a phase good to about 64 ulp times its density. */
  private seriesRounding(period: number): number {
    const { table, importance, features: n } = this;
    let total = 0;
    for (let i = 0; i < n; i++) {
      if (table.kind[i] !== MIXED || table.coupledCount[i]! <= (this.pairs ? 2 : 1)) continue;
      let active = 0;
      for (let c = 0; c < table.coupledCount[i]!; c++) active += table.density[table.coupled[i * n + c]!]!;
      const phi = Number.EPSILON * (4 * table.coupledCount[i]! + 64 * Math.min(active, 8));
      const own = table.ownPeriod(i, period);
      total += importance[i]! * phi * (0.02 * own * own + 0.1 * own * table.density[i]!);
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
      const mixed = table.kind[i] === MIXED;
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
        for (let j = 0; j < n; j++) total += W[h * n + j]! * D[i * n + j]!;
        out.W[h * n + i] = total;
      }
    }
  }
}
