/**
 * @file Along one line of populations, e.g. the importance of the last feature at one density: where the global optimum changes, how,
 * and how long each of the optima involved survives.
 *
 * Two neighbours of a scan whose optima are joined by a branch have no transition between them, whatever their labels. Where no
 * branch joins them, both are followed towards each other: where they coexist, their exact losses cross at the transition, which
 * is then of first order; where they do not, the scan is refined.
 */
import { InputError } from '../errors.js';
import type { Population } from '../model.js';
import { logspace } from '../numerics/logspace.js';
import type { Seed } from '../numerics/streams.js';
import { equivalent, signatureOf } from '../optimize/equivalence.js';
import { bracketedRoot, type Sign } from './bracketed-root.js';
import { lowestOptimum } from './competing-optima.js';
import { followBranch, type Branch, type BranchEndKind, type BranchStep } from './follow-branch.js';
import { deadFeatures, relax, type BranchPoint } from './relaxation.js';

/** Where two branches have equal exact losses, each the global optimum on its side. */
export interface Coexistence {
  readonly parameter: number;
  /** The parameter at which the true losses are equal is within this: bracket, error bounds and convergence of both losses over the slope. */
  readonly error: number;
  /** The global optimum below and above `parameter`. */
  readonly between: readonly [below: BranchStep, above: BranchStep];
}

/** Where a branch that is the global optimum somewhere on the line stops being a local optimum. */
export interface Spinodal {
  readonly parameter: number;
  readonly error: number;
  readonly kind: Exclude<BranchEndKind, 'reached'>;
  /** The last optimum found on it. */
  readonly of: BranchStep;
}

/** A change of label along one branch, which passes continuously from one to the other. */
export interface Crossover {
  readonly parameter: number;
  readonly error: number;
  readonly between: readonly [below: BranchStep, above: BranchStep];
}

/** Where a dead feature starts to live without a jump: the branch goes on with w_i growing from 0. */
export interface Continuous {
  readonly parameter: number;
  readonly error: number;
  readonly between: readonly [below: BranchStep, above: BranchStep];
}

/** Everything that happens to the global optimum on a line of populations. */
export interface PhaseTransitions {
  readonly coexistence: readonly Coexistence[];
  readonly spinodals: readonly Spinodal[];
  readonly continuous: readonly Continuous[];
  readonly crossovers: readonly Crossover[];
  /** Intervals in which the global optimum changes and neither a branch nor a coexistence was found, down to the finest scan. */
  readonly unresolved: readonly (readonly [low: number, high: number])[];
}

/** The line of populations that is scanned, and how finely. */
export interface TransitionOptions {
  readonly hidden: number;
  readonly populationAt: (parameter: number) => Population;
  /** Ends of the scan, 0 < from < to. */
  readonly from: number;
  readonly to: number;
  /** Points of the scan, geometrically spaced, ≥ 2: a phase narrower than their distance may be missed. */
  readonly points: number;
  /** Starts of the census at each point. */
  readonly starts: number;
  readonly seed: Seed;
  /** A name for a model; crossovers are its changes along a branch. */
  readonly labelOf: (W: Float64Array) => string;
  /** Relative resolution of folds, roots and crossovers; default 1e-6. */
  readonly resolution?: number;
  readonly onPoint?: () => void;
}

/** Two ends of branches are the same optimum if no entry of WᵀW and b differs by more. */
const MATCH = 0.02;
/** Relative, with more than two features: measured at six, where the transition is that of two. A descent on a short series ends beside the minimum. */
const SERIES_ERROR = 1e-6;
/** An interval is halved in search of a phase between until it is this narrow, relatively. */
const NARROWEST = 1e-3;

/**
 * All first-order transitions of the global optimum on a line of populations, with the spinodals of the branches that meet there.
 *
 * Numerics   `error` of each; a spinodal's is its bracket
 * Cost       `points` censuses, and some 100 relaxations a transition
 *
 * @throws {InputError} if the scan is not 0 < from < to with at least 2 points.
 *
 * @example
 * const { coexistence } = phaseTransitions({
 *   hidden: 1,
 *   populationAt: (last) => ({ density: Float64Array.of(0.01, 0.01), importance: Float64Array.of(1, last) }),
 *   from: 0.001, to: 0.01, points: 3, starts: 4, seed: 0, labelOf: (W) => (Math.abs(W[1]!) < 0.1 ? 'ignored' : 'kept'),
 * });
 * // In the sparse limit the second feature is worth keeping from (2 + √2)/8 · density on.
 * coexistence[0]!.parameter; // → 0.00432056…
 */
export function phaseTransitions(options: TransitionOptions): PhaseTransitions {
  const { from, to, points } = options;
  if (!(from > 0 && to > from && to < Infinity)) throw new InputError('phaseTransitions: from, to', '0 < from < to', `${String(from)}, ${String(to)}`);
  if (!Number.isInteger(points) || points < 2) throw new InputError('phaseTransitions: points', 'an integer ≥ 2', String(points));
  const search = new TransitionSearch(options);
  let below: BranchStep | undefined;
  for (const parameter of logspace(from, to, points)) {
    const here = search.lowest(parameter);
    if (below !== undefined) search.connect(below, here);
    below = here;
    options.onPoint?.();
  }
  return search.found;
}

class TransitionSearch {
  readonly found = {
    coexistence: [] as Coexistence[],
    spinodals: [] as Spinodal[],
    continuous: [] as Continuous[],
    crossovers: [] as Crossover[],
    unresolved: [] as (readonly [number, number])[],
  };
  private readonly resolution: number;
  /** Features are equal here only if they are so all along the line, and not by chance at one parameter: those may change places. */
  private readonly alike: Population;

  constructor(private readonly options: TransitionOptions) {
    this.resolution = options.resolution ?? 1e-6;
    const [low, high] = [options.populationAt(options.from), options.populationAt(options.to)];
    const both = (a: Float64Array, b: Float64Array): Float64Array => a.map((value, i) => value + Math.SQRT2 * b[i]!);
    this.alike = { density: both(low.density, high.density), importance: both(low.importance, high.importance) };
  }

  lowest(parameter: number): BranchStep {
    const { hidden, populationAt, starts, seed } = this.options;
    return { ...lowestOptimum({ population: populationAt(parameter), hidden, starts, seed }), parameter };
  }

  /** Explains how the global optimum passes from one point of the scan to the next. */
  connect(low: BranchStep, high: BranchStep): void {
    const up = this.follow(low, high.parameter);
    const upJoins = this.joins(up, high);
    if (upJoins && deadCount(low) === deadCount(high)) { this.labelChanges(up.steps); return; }
    const down = this.follow(high, low.parameter);
    if (upJoins) { this.passesSmoothly(up, down); return; }
    if (this.joins(down, low)) { this.passesSmoothly(down, up); return; }
    const between = this.crossing(up, down);
    if (between !== null) {
      const middle = this.lowest(between.parameter);
      const [a, b] = between.between;
      if (middle.loss >= Math.min(a.loss, b.loss) * (1 - 1e-7)) {
        this.found.coexistence.push(between);
        this.labelChanges(up.steps.filter(({ parameter }) => parameter < between.parameter));
        this.labelChanges([...down.steps].reverse().filter(({ parameter }) => parameter > between.parameter));
        this.addSpinodal(this.follow(low, this.options.to));
        this.addSpinodal(this.follow(high, this.options.from));
        return;
      }
    }
    if (high.parameter / low.parameter - 1 <= NARROWEST) {
      this.found.unresolved.push([low.parameter, high.parameter]);
      return;
    }
    const parameter = Math.sqrt(low.parameter * high.parameter);
    // Few starts may miss an optimum that a branch leads to.
    const known = [up, down].filter((branch) => this.reaches(branch, parameter)).map((branch) => this.on(branch, parameter));
    const middle = known.reduce((best, point) => (point.loss < best.loss ? point : best), this.lowest(parameter));
    this.connect(low, middle);
    this.connect(middle, high);
  }

  private follow(start: BranchStep, to: number): Branch {
    const { hidden, populationAt } = this.options;
    return followBranch({ hidden, populationAt, from: start.parameter, to, start, resolution: this.resolution });
  }

  private joins({ steps, end }: Branch, target: BranchStep): boolean {
    const last = steps[steps.length - 1]!;
    return end.kind === 'reached' && equivalent(signatureOf(last.W, last.b), signatureOf(target.W, target.b), this.alike, MATCH);
  }

  /** Where the losses of two branches that both exist are equal; null where their difference has one sign. */
  private crossing(up: Branch, down: Branch): Coexistence | null {
    const bottom = down.steps[down.steps.length - 1]!.parameter;
    const top = up.steps[up.steps.length - 1]!.parameter;
    if (!(bottom < top)) return null;
    const pairAt = (parameter: number): [BranchStep, BranchStep] => [this.on(up, parameter), this.on(down, parameter)];
    const difference = ([a, b]: readonly [BranchStep, BranchStep]): number => a.loss - b.loss;
    /** At the ends, where a difference that may be 0 counts as 0. */
    const settled = (pair: readonly [BranchStep, BranchStep]): number => (Math.abs(difference(pair)) <= doubt(pair) ? 0 : difference(pair));
    const ends = [bottom, top].map((at) => ({ at, value: settled(pairAt(at)) }));
    const [atBottom, atTop] = ends as [Sign, Sign];
    if (atBottom.value > 0 || atTop.value < 0 || atBottom.value === atTop.value) return null;
    const root = bracketedRoot((at) => difference(pairAt(at)), atBottom, atTop, this.resolution * 1e-2 * top);
    const between = pairAt(root.at);
    // The difference is convex or concave enough for its slope at the root to be seen across a thousandth of the parameter.
    const width = Math.min(1e-3 * root.at, (top - bottom) / 2);
    const near = Math.max(bottom, root.at - width);
    const far = Math.min(top, root.at + width);
    const slope = Math.abs(difference(pairAt(far)) - difference(pairAt(near))) / (far - near);
    const unseen = between[0].b.length === 2 ? 0 : SERIES_ERROR * root.at;
    return { parameter: root.at, error: root.error + doubt(between) / slope + unseen, between };
  }

  private reaches({ steps }: Branch, parameter: number): boolean {
    const ends = [steps[0]!.parameter, steps[steps.length - 1]!.parameter];
    return Math.min(...ends) <= parameter && parameter <= Math.max(...ends);
  }

  private on({ steps }: Branch, parameter: number): BranchStep {
    const { hidden, populationAt } = this.options;
    let nearest = steps[0]!;
    for (const step of steps) {
      if (Math.abs(step.parameter - parameter) < Math.abs(nearest.parameter - parameter)) nearest = step;
    }
    if (nearest.parameter === parameter) return nearest;
    return { ...relax(populationAt(parameter), hidden, nearest.W, nearest.b), parameter };
  }

  private addSpinodal({ steps, end }: Branch): void {
    const { kind, parameter, error } = end;
    if (kind === 'reached') return;
    const known = this.found.spinodals.some((other) => other.kind === kind && Math.abs(other.parameter / parameter - 1) < 10 * this.resolution);
    if (!known) this.found.spinodals.push({ parameter, error, kind, of: steps[steps.length - 1]! });
  }

  /** One way the branch goes all through; the other way it may be held at w_i = 0, and end where that becomes unstable. */
  private passesSmoothly(through: Branch, other: Branch): void {
    const steps = [...through.steps].sort((a, b) => a.parameter - b.parameter);
    this.labelChanges(steps);
    const { kind, parameter, error } = other.end;
    if (kind !== 'revival') return;
    const below = steps.findLast((step) => step.parameter <= parameter);
    const above = steps.find((step) => step.parameter > parameter);
    if (below !== undefined && above !== undefined) this.found.continuous.push({ parameter, error, between: [below, above] });
  }

  private labelChanges(steps: readonly BranchStep[]): void {
    const { labelOf } = this.options;
    for (let k = 1; k < steps.length; k++) {
      let low = steps[k - 1]!;
      let high = steps[k]!;
      const label = labelOf(low.W);
      if (label === labelOf(high.W)) continue;
      while (high.parameter / low.parameter - 1 > this.resolution) {
        const { hidden, populationAt } = this.options;
        const parameter = Math.sqrt(low.parameter * high.parameter);
        const middle = { ...relax(populationAt(parameter), hidden, low.W, low.b), parameter };
        if (labelOf(middle.W) === label) low = middle;
        else high = middle;
      }
      const parameter = (low.parameter + high.parameter) / 2;
      this.found.crossovers.push({ parameter, error: (high.parameter - low.parameter) / 2, between: [low, high] });
    }
  }
}

function deadCount({ W, b }: BranchPoint): number {
  return deadFeatures(W, b.length).length;
}

/** How uncertain the difference of two losses is. */
function doubt(pair: readonly BranchPoint[]): number {
  return pair.reduce((sum, point) => sum + point.errorBound + excess(point), 0);
}

/** How far above its minimum a relaxed point may be: |∇L|²/2λ. */
function excess({ gradientNorm, minHessianEigenvalue }: BranchPoint): number {
  return minHessianEigenvalue > 0 ? (gradientNorm * gradientNorm) / (2 * minHessianEigenvalue) : 0;
}
