/**
 * @file A local optimum followed while a parameter of the population changes, to where it stops being one.
 *
 * Each step relaxes the last optimum at the next value of the parameter. The step counts as the same branch if WᵀW and b move
 * no further than a branch may (towards a fold they move like the square root of the distance) and no direction leads downhill;
 * else it is halved, down to the resolution. So a fold is bisected, and its bracket is its error.
 */
import { exp, log } from '../numerics/elementary.js';
import type { Population } from '../model.js';
import { bracketedRoot } from './bracketed-root.js';
import { deadFeatures, gramDistance, lossScale, relax, type BranchPoint } from './relaxation.js';
import { leastRevival } from './revival.js';
import { wallCurvature } from './wall-curvature.js';

/** A local optimum at one value of the parameter. */
export interface BranchStep extends BranchPoint {
  readonly parameter: number;
}

/**
 * How a branch ends.
 *
 * - `reached`: it does not; the target was reached.
 * - `fold`: the optimum merges with a saddle, and what relaxes from there lands elsewhere.
 * - `saddle`: an eigenvalue of the Hessian, or on a wall the least one-sided curvature, changes sign and the branch goes on as a saddle;
 *   or it runs into the one at w_i = 0.
 * - `revival`: a dead feature gains by living.
 */
export type BranchEndKind = 'reached' | 'fold' | 'saddle' | 'revival';

/** Where and how a branch stopped being a local optimum. */
export interface BranchEnd {
  readonly kind: BranchEndKind;
  readonly parameter: number;
  /** The end of the branch as computed is within this of `parameter`; 0 for `reached`. */
  readonly error: number;
}

/** A local optimum followed while a parameter changes, and how that ended. */
export interface Branch {
  /** In the order followed; the first is the start. */
  readonly steps: readonly BranchStep[];
  readonly end: BranchEnd;
}

/** Which optimum is followed, along which line of populations, and how far. */
export interface FollowOptions {
  readonly hidden: number;
  /** The population at a value of the parameter, e.g. with that importance of the last feature. */
  readonly populationAt: (parameter: number) => Population;
  /** Both > 0; the parameter moves geometrically. */
  readonly from: number;
  readonly to: number;
  /** A model near the branch at `from`; need not be relaxed. */
  readonly start: { readonly W: ArrayLike<number>; readonly b: ArrayLike<number> };
  /** Relative error of a fold, default 1e-6. */
  readonly resolution?: number;
  /** Longest step in log(parameter); default 0.15. */
  readonly longestStep?: number;
}

/** Whether dead features and rows on walls are stable is asked at every so many steps, and where their number changes: it takes longer than a step. */
const LOOK_EVERY = 8;
const GROWTH = 1.7;
/** WᵀW and b of one branch move at most this in a step of log(parameter) δ: JUMP + FOLD √δ. */
const JUMP = 0.02;
const FOLD = 0.35;
/** Curvature below this, relative to Σ I p/3, is downhill and not rounding. */
const DOWNHILL = -1e-5;
/** Relative error asked of where a one-sided curvature vanishes. */
const ONE_SIDED_RESOLUTION = { revival: 1e-6, saddle: 1e-4 };
/**
 * What brackets do not show, relative to the parameter. Two features: the extrapolation in ε, against the closed form. Up to four, and
 * more: series too short for the kinks at w_i = 0 and b_i = 0, against two features and against series of twice the length.
 */
const PAIR_ERROR = { fold: 0, saddle: 0, revival: 5e-5 };
const SERIES_ERROR = { fold: 1e-3, saddle: 0.04, revival: 3e-3 };
/** Between two steps of a branch that goes on; beyond, relaxation has left it. */
const MOST_MOVED = 0.2;
/** The extrapolation in ε on a wall, relative to the parameter: against descents without derivatives. */
const WALL_ERROR = 3e-3;
/** Ends this near, relative to the parameter, are one: a direction that grows soft is soft to both sides. */
const ONE_END = 0.02;
const MANY_ERROR = { ...SERIES_ERROR, revival: 0.02 };

/**
 * Follows the branch of local optima through `start` from one value of a parameter to another, or to its end.
 *
 * Numerics   a fold is bracketed to `resolution` · parameter; a revival to that plus the error of `revivalCurvature`
 * Cost       one relaxation a step (some 20 evaluations) and about 20 at a fold
 *
 * @example
 * const populationAt = (last: number) => ({ density: Float64Array.of(0.1, 0.1), importance: Float64Array.of(1, last) });
 * const { optima } = census({ population: populationAt(1), hidden: 1, starts: 4, seed: 0 });
 * const { end } = followBranch({ populationAt, hidden: 1, from: 1, to: 2, start: optima[0]! });
 * end.kind; // → 'reached'
 */
export function followBranch(options: FollowOptions): Branch {
  const { hidden, populationAt, from, to, start, resolution = 1e-6, longestStep = 0.15 } = options;
  const target = log(to);
  const way = target < log(from) ? -1 : 1;
  const first = { ...relax(populationAt(from), hidden, start.W, start.b), parameter: from };
  const steps: BranchStep[] = [first];
  const atStart = oneSided(populationAt(from), hidden, first);
  if (atStart.curvature < 0) return { steps, end: { kind: atStart.kind, parameter: from, error: 0 } };
  /** The last step seen to be stable to all sides. */
  let stable = first;
  /** The first step on a wall of which one side leads downhill: relaxation may not notice for a while. */
  let tilted: { readonly step: BranchStep; readonly sides: OneSided } | undefined;
  const endBefore = (unstable: BranchStep, sides: OneSided): Branch => {
    const end = instabilityBetween(options, steps, stable, unstable, sides);
    return { steps: steps.filter(({ parameter: at }) => way * (end.parameter - at) >= 0), end };
  };
  /** Where the branch ends by what is seen with no regard to sides, unless it ended before. At a fold both see the same end. */
  const ending = (end: BranchEnd): Branch => {
    if (tilted === undefined) return { steps, end };
    const branch = endBefore(tilted.step, tilted.sides);
    const apart = Math.abs(branch.end.parameter - end.parameter);
    return end.kind !== 'reached' && apart <= ONE_END * end.parameter ? { steps, end: { ...end, error: Math.max(end.error, apart) } } : branch;
  };

  let here = first;
  let place = log(from);
  let step = Math.min(longestStep, 0.05);
  while (here.parameter !== to) {
    const last = Math.abs(target - place) <= step;
    const nextPlace = last ? target : place + way * step;
    const parameter = last ? to : exp(nextPlace);
    const population = populationAt(parameter);
    const next: BranchStep = { ...relax(population, hidden, here.W, here.b), parameter };
    const moved = Math.abs(nextPlace - place);
    const jumped = gramDistance(here, next) > JUMP + FOLD * Math.sqrt(moved);
    const downhill = jumped || next.minHessianEigenvalue < DOWNHILL * lossScale(population);
    const dead = deadFeatures(next.W, next.b.length).length;
    const look = !downhill && tilted === undefined && (dead !== deadFeatures(here.W, here.b.length).length || next.parameter === to || steps.length % LOOK_EVERY === 0);
    const sides = look ? oneSided(population, hidden, next) : STABLE;
    // A live feature that dies only to be unstable has run into the saddle at w_i = 0.
    const absorbed = sides.curvature < 0 && dead > deadFeatures(here.W, here.b.length).length;
    if (downhill || absorbed) {
      if (moved <= resolution) {
        const before = here === stable || tilted !== undefined ? STABLE : oneSided(populationAt(here.parameter), hidden, here);
        if (before.curvature < 0) tilted = { step: here, sides: before };
        const middle = (here.parameter + parameter) / 2;
        const kind = jumped ? 'fold' : 'saddle';
        const error = Math.abs(parameter - here.parameter) / 2 + shiftOf(steps) + systematic(population, kind) * middle;
        return ending({ kind, parameter: middle, error });
      }
      step = moved / 2;
      continue;
    }
    if (sides.curvature < 0 && sides.kind === 'revival') return endBefore(next, sides);
    if (sides.curvature < 0) tilted = { step: next, sides };
    else if (look) stable = next;
    steps.push(next);
    here = next;
    place = nextPlace;
    step = Math.min(longestStep, step * GROWTH);
  }
  return ending({ kind: 'reached', parameter: to, error: 0 });
}

/**
 * How far the gradients left over by relaxation may shift an end: |∇L| over |∂∇L/∂t|, the latter from how the branch moves,
 * λ Δx ≈ −(∂∇L/∂t) Δt, well before the end; where that says nothing, all of the way.
 */
function shiftOf(steps: readonly BranchStep[]): number {
  let stiffness = 0;
  let gradient = 0;
  for (let k = 1; k < steps.length; k++) {
    const [before, after] = [steps[k - 1]!, steps[k]!];
    const moved = gramDistance(before, after) / 2;
    const curvature = Math.min(before.minHessianEigenvalue, after.minHessianEigenvalue);
    stiffness = Math.max(stiffness, (curvature * moved) / Math.abs(after.parameter - before.parameter));
    gradient = Math.max(gradient, after.gradientNorm);
  }
  const way = Math.abs(steps[steps.length - 1]!.parameter - steps[0]!.parameter);
  return stiffness > 0 ? Math.min(way, gradient / stiffness) : way;
}

/** Least curvature of the dead features, which must not be negative; Infinity where all live. */
export function gainAt(population: Population, hidden: number, { W, b }: Pick<BranchPoint, 'W' | 'b'>): number {
  const dead = deadFeatures(W, b.length);
  return leastRevival(population, hidden, W, b, dead)?.curvature ?? Infinity;
}

interface OneSided {
  readonly curvature: number;
  readonly kind: 'revival' | 'saddle';
}

const STABLE: OneSided = { curvature: Infinity, kind: 'saddle' };

/** The least curvature where the Hessian does not tell: of dead features, and of rows on walls. */
function oneSided(population: Population, hidden: number, point: Pick<BranchPoint, 'W' | 'b'>): OneSided {
  const revival = gainAt(population, hidden, point);
  const wall = wallCurvature(population, hidden, point.W, point.b) ?? Infinity;
  return revival <= wall ? { curvature: revival, kind: 'revival' } : { curvature: wall, kind: 'saddle' };
}

function instabilityBetween(
  { hidden, populationAt }: FollowOptions, steps: readonly BranchStep[], stable: BranchStep, unstable: BranchStep, { curvature, kind }: OneSided,
): BranchEnd {
  // Where nothing is dead or on a wall, any positive number will do for a bracket.
  const curvatureOf = (point: Pick<BranchPoint, 'W' | 'b'>, population: Population): number => {
    const value = kind === 'revival' ? gainAt(population, hidden, point) : wallCurvature(population, hidden, point.W, point.b);
    return Math.min(value ?? Infinity, -10 * curvature);
  };
  const at = (parameter: number): number => {
    const population = populationAt(parameter);
    const near = steps.reduce((best, step) => (Math.abs(step.parameter - parameter) < Math.abs(best.parameter - parameter) ? step : best));
    const point = relax(population, hidden, near.W, near.b);
    // Relaxation may leave what is unstable.
    return gramDistance(point, near) > MOST_MOVED ? curvature : curvatureOf(point, population);
  };
  const before = curvatureOf(stable, populationAt(stable.parameter));
  const tolerance = ONE_SIDED_RESOLUTION[kind] * stable.parameter;
  const root = bracketedRoot(at, { at: stable.parameter, value: before }, { at: unstable.parameter, value: curvature }, tolerance);
  const population = populationAt(root.at);
  const unseen = kind === 'revival' ? systematic(population, 'revival') : WALL_ERROR;
  return { kind, parameter: root.at, error: root.error + unseen * root.at };
}

function systematic({ density }: Population, kind: 'fold' | 'saddle' | 'revival'): number {
  if (density.length === 2) return PAIR_ERROR[kind];
  return (density.length <= 4 ? SERIES_ERROR : MANY_ERROR)[kind];
}
