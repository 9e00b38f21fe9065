/**
 * @file The Thomson problem: N points on the unit sphere of R^d with the least Riesz energy.
 */
import { InputError } from '../errors.js';
import { log } from '../numerics/elementary.js';
import { RandomStream, type Seed } from '../numerics/streams.js';
import { Lbfgs } from '../optimize/lbfgs.js';
import type { Riesz } from './pair-potential.js';
import { MAX_POINTS, normaliseInto, RieszEnergy } from './riesz-energy.js';
import { newtonPolish, softestCurvature } from './stationary-point.js';

/** How many points on which sphere repel each other how, and how many starts to make. */
export interface ThomsonOptions {
  /** N, an integer in [2, 200]. */
  readonly points: number;
  /** d, an integer in [2, 256]; default 3. */
  readonly dimension?: number;
  /** Exponent s in (0, 64] of the pair energy |r|^(−s), or 'log' for −log |r|; default 1, Coulomb's. */
  readonly riesz?: Riesz;
  /** Random starts, uniform on the sphere; default `defaultStarts(points)`. */
  readonly starts?: number;
  /** Start k draws from stream k of this seed; default 0. */
  readonly seed?: Seed;
  /** Called after each start with the number done. */
  readonly onStart?: (done: number) => void;
}

/** A distinct end of descents. */
export interface ThomsonMinimum {
  readonly energy: number;
  /** Starts that ended with this energy, to 10⁻⁸ relative. */
  readonly starts: number;
  /** ‖∂E/∂r‖₂ over all points, along the spheres. */
  readonly gradientNorm: number;
  /**
   * Smallest eigenvalue of the Hessian modulo rotations: positive at a strict local minimum. null where it was not computed: N d > 120,
   * or not among the ten lowest.
   */
  readonly curvature: number | null;
}

/** The lowest configuration found, and all distinct ones. */
export interface ThomsonResult {
  /** The lowest energy found. */
  readonly energy: number;
  /** Unit vectors with that energy, [points, dimension] row-major. */
  readonly points: Float64Array;
  /** ‖∂E/∂r‖₂ there. */
  readonly gradientNorm: number;
  /** Distinct ends by energy, lowest first; the first is the result, the others metastable states if their curvature is positive. */
  readonly minima: readonly ThomsonMinimum[];
  readonly starts: number;
  readonly riesz: Riesz;
}

/** Ends whose energies differ by less than this, relatively, count as one. */
const SAME_ENERGY = 1e-8;
/** ‖∇ log E‖₂ at the end of a descent: the energy's own relative error is of the order of its square. */
const DESCENT_TOLERANCE = 1e-8;
const MOST_ITERATIONS = 3000;
/** Ends polished by Newton's method, and the largest N d for that. */
const POLISHED = 10;
const LARGEST_NEWTON = 600;
/** The largest N d for eigenvalues of the Hessian. */
const LARGEST_EIGEN = 120;

/**
 * Starts that find the published minimum of every N up to 64 and of 72 (d = 3, s = 1, seed 0); fewer beyond, where a start is dear.
 *
 * @example
 * defaultThomsonStarts(12); // → 20
 */
export function defaultStarts(points: number): number {
  return points <= 20 ? 20 : points <= 64 ? 100 : 20;
}

/**
 * Local minima of the Riesz energy of N points on the unit sphere of R^d, by L-BFGS from random starts; the lowest ends are polished by
 * Newton's method.
 *
 * What is found is the best of the starts: nothing proves it the global minimum. The number of local minima grows exponentially with N.
 *
 * Numerics   gradient norm near ε · N² after polishing, energy to about ε · energy
 * Random     start k reads N d normals from stream k of the seed, whatever the other starts do
 * Cost       one start: about 3 ms for N = 32, 50 ms for N = 100 and 0.3 s for N = 200 (d = 3, s = 1)
 * Source     Thomson 1904; Erber & Hockney 1991 for the metastable states; source notes §3.1 for the analogy with the 1-sparse loss
 *
 * @throws {InputError} if an option is out of its range.
 *
 * @example
 * thomson({ points: 12 }).energy; // → 49.165253…
 */
export function thomson(options: ThomsonOptions): ThomsonResult {
  const search = thomsonSearch(options);
  for (;;) {
    const step = search.next();
    if (step.done === true) return step.value;
    options.onStart?.(step.value);
  }
}

/**
 * `thomson` step by step: yields the number of starts done after each, so that it can be watched and given up.
 *
 * @example
 * Array.from(thomsonSearch({ points: 4, starts: 3 })); // → [1, 2, 3]
 */
export function* thomsonSearch({ points, dimension = 3, riesz = 1, starts, seed = 0 }: ThomsonOptions): Generator<number, ThomsonResult, void> {
  const energy = new RieszEnergy(points, dimension, riesz, 'thomson', MAX_POINTS);
  const count = starts ?? defaultStarts(points);
  if (!Number.isSafeInteger(count) || count < 1) throw new InputError('thomson', 'starts to be an integer ≥ 1', String(count));
  const ends: End[] = [];
  const lbfgs = new Lbfgs(points * dimension);
  for (let start = 0; start < count; start++) {
    ends.push(descend(energy, lbfgs, seed, start));
    yield start + 1;
  }
  const distinct = mergeByEnergy(ends);
  const minima = distinct.map(({ energy: value, starts: found, gradientNorm, r }, index) => {
    const polish = index < POLISHED && r.length <= (index === 0 ? LARGEST_NEWTON : LARGEST_EIGEN);
    const polished = polish ? newtonPolish(energy, r) : { energy: value, gradientNorm };
    const curvature = polish && r.length <= LARGEST_EIGEN ? softestCurvature(energy, r) : null;
    return { ...polished, starts: found, curvature };
  });
  const [best] = minima;
  return { energy: best!.energy, points: distinct[0]!.r, gradientNorm: best!.gradientNorm, minima, starts: count, riesz };
}

interface End {
  readonly energy: number;
  readonly gradientNorm: number;
  readonly r: Float64Array;
}

function descend(energy: RieszEnergy, lbfgs: Lbfgs, seed: Seed, start: number): End {
  const n = energy.points * energy.dimension;
  const gradient = new Float64Array(n);
  const r = new Float64Array(n);
  new RandomStream(seed, start).fillNormal(r);
  normaliseInto(r, r, energy.dimension);
  minimiseFrom(energy, lbfgs, r);
  const value = energy.evaluate(r, gradient);
  return { energy: value, gradientNorm: Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0)), r };
}

/** Descends log E (E itself for the logarithmic energy): the same minima, with gradients of order 1 for any exponent. */
function minimiseFrom(energy: RieszEnergy, lbfgs: Lbfgs, r: Float64Array): void {
  const objective = (x: Float64Array, gradient: Float64Array): number => {
    const value = energy.evaluate(x, gradient);
    if (energy.riesz === 'log') return value;
    for (let e = 0; e < gradient.length; e++) gradient[e]! /= value;
    return log(value);
  };
  lbfgs.minimise(objective, r, { maxIterations: MOST_ITERATIONS, gradientTolerance: DESCENT_TOLERANCE });
  normaliseInto(r, r, energy.dimension);
}

/** Lowest energy first; each class is represented by its lowest member. */
function mergeByEnergy(ends: readonly End[]): (End & { readonly starts: number })[] {
  const classes: (End & { starts: number })[] = [];
  for (const end of [...ends].sort((a, b) => a.energy - b.energy)) {
    const last = classes.at(-1);
    if (last !== undefined && end.energy - last.energy <= SAME_ENERGY * Math.max(1, Math.abs(last.energy))) last.starts += 1;
    else classes.push({ ...end, starts: 1 });
  }
  return classes;
}
