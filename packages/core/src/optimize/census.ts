import { InputError } from '../errors.js';
import type { Population } from '../model.js';
import { RandomStream, type Seed } from '../numerics/streams.js';
import { smallestCurvature } from './curvature.js';
import { Descent, type LocalOptimum, type PolishOptions } from './descent.js';
import { equivalent, signatureOf, type Signature } from './equivalence.js';
import type { CreateSolver } from './solver.js';

/** The model, the number of starts, and how well optima are to be resolved. */
export interface CensusOptions {
  readonly population: Population;
  readonly hidden: number;
  /**
   * Number of starts: random directions of lengths between 1/2 and 5/4, b = 0. Starts 2k and 2k + 1 draw from stream k of `seed`; the odd one has every
   * other direction reversed, so that of two features both relative signs are tried.
   */
  readonly starts: number;
  readonly seed: Seed;
  /** Requested relative error of every loss; default 1e-10. */
  readonly tolerance?: number;
  /** ‖∇L‖₂ to reach; default 0.1 √tolerance Σ I p/3, which leaves the loss within about `tolerance` of the minimum. */
  readonly gradientTolerance?: number;
  /** Iterations of one descent, rough or polishing; default 500. */
  readonly maxIterations?: number;
  /** How many of the distinct optima, the lowest ones, are polished and returned; default 16. */
  readonly most?: number;
  /** Makes what evaluates the loss and walks down it; default core's own. */
  readonly createSolver?: CreateSolver;
}

/** A local optimum, and how often it was found. */
export interface CensusOptimum extends LocalOptimum {
  /** How many starts ended here, up to rotation and permutation. */
  readonly count: number;
  /** Smallest Hessian eigenvalue modulo rotations; null above 160 parameters. */
  readonly minHessianEigenvalue: number | null;
}

/** The distinct local optima that many starts found. */
export interface Census {
  /** Distinct local optima, lowest loss first. */
  readonly optima: readonly CensusOptimum[];
  /** Distinct ends of descents beyond `most`, left unpolished. */
  readonly unpolished: number;
  /** Loss evaluations, all starts together. */
  readonly evaluations: number;
}

/** Rough ends closer than this are one optimum in the making. */
const ROUGH_MATCH = { loss: 1e-3, gram: 0.03 };
/** Polished optima closer than this are the same. */
const FINE_MATCH = { loss: 1e-6, gram: 2e-3 };
/** Curvature this negative, relative to Σ I p/3, is a saddle and not rounding. */
const SADDLE = -1e-4;
const SHORTEST_START = 0.5;
const LONGEST_START = 1.25;
const ESCAPE_STEP = 0.05;
const MOST_ESCAPES = 3;
/** A descent that ends this much lower, relatively, has left. */
const LOWER = 1 - 1e-6;
/** Directions shorter than this may be dead features that a descent has not quite reached. */
const NEARLY_DEAD = 1e-2;
const MOST_PARAMETERS_FOR_CURVATURE = 160;
/** Terms spent on the gradient when a gradient tolerance is asked for. */
const MOST_GRADIENT_TERMS = 1 << 14;

/** Terms otherwise: the bound is pessimistic where many features share a row, and each term costs features². */
function defaultGradientTerms(features: number): number {
  return Math.min(256, Math.max(64, Math.floor(2048 / features)));
}

interface Cluster {
  x: Float64Array;
  loss: number;
  count: number;
  curve: number[];
  signature: Signature;
}

/**
 * The local optima of the exact population loss that many random starts find, and how often each is found.
 *
 * Every start descends roughly; ends that agree up to rotation and permutation are one, and only one of them is polished.
 * A polished end with a downhill direction is a saddle: it is left along that direction.
 *
 * Shape      density, importance [features]; W [hidden, features], b [features]
 * Random     (hidden + 1) · features draws from stream ⌊start/2⌋ of `seed`
 * Stops      see `gradientTolerance`; `gradientNorm` says what was reached
 * Cost       starts · about 50 evaluations, and about 20 more per distinct optimum
 *
 * @throws {InputError} if hidden is not in [1, features), starts not an integer ≥ 1, a density not in [0, 1] or an importance
 *   negative or not finite.
 *
 * @example
 * const population = { density: new Float64Array(3).fill(0.05), importance: new Float64Array(3).fill(1) };
 * const { optima } = census({ population, hidden: 2, starts: 4, seed: 0 });
 * optima[0]!.loss; // → 0.000831832…
 */
export function census(options: CensusOptions): Census {
  const { population, hidden, starts, seed, tolerance = 1e-10, maxIterations = 500, most = 16 } = options;
  checkPopulation(population);
  const features = population.density.length;
  if (!Number.isInteger(hidden) || hidden < 1 || hidden >= features) {
    throw new InputError('census: hidden', `an integer in [1, features = ${String(features)})`, String(hidden));
  }
  if (!Number.isInteger(starts) || starts < 1) throw new InputError('census: starts', 'an integer ≥ 1', String(starts));

  const descent = new Descent(population, hidden, options.createSolver);
  const gradientTolerance = options.gradientTolerance ?? 0.1 * Math.sqrt(tolerance) * descent.scale;
  const mostTerms = options.gradientTolerance === undefined ? defaultGradientTerms(features) : MOST_GRADIENT_TERMS;
  const polishing: PolishOptions = { tolerance, gradientTolerance, maxIterations, mostTerms };

  const clusters: Cluster[] = [];
  const points = Array.from({ length: starts }, (_, start) => randomStart(features, hidden, seed, start));
  const ends = descent.rough(points, maxIterations);
  for (const [start, x] of points.entries()) {
    const { loss, lossCurve: curve } = ends[start]!;
    const { W, b } = descent.split(x);
    const signature = signatureOf(W, b);
    const home = clusters.find(
      (c) =>
        Math.abs(c.loss - loss) <= ROUGH_MATCH.loss * Math.max(loss, c.loss) &&
        equivalent(c.signature, signature, population, ROUGH_MATCH.gram),
    );
    if (home === undefined) clusters.push({ x, loss, count: 1, curve, signature });
    else home.count++;
  }

  const optima: (CensusOptimum & { signature: Signature })[] = [];
  clusters.sort((a, b) => a.loss - b.loss);
  for (const cluster of clusters.slice(0, most)) {
    const { optimum, curvature } = settle(descent, cluster, polishing);
    const signature = signatureOf(optimum.W, optimum.b);
    const same = optima.findIndex(
      (o) =>
        Math.abs(o.loss - optimum.loss) <= FINE_MATCH.loss * Math.max(o.loss, optimum.loss) &&
        equivalent(o.signature, signature, population, FINE_MATCH.gram),
    );
    const found = { ...optimum, count: cluster.count, minHessianEigenvalue: curvature, signature };
    if (same < 0) optima.push(found);
    else {
      const known = optima[same]!;
      const better = found.loss < known.loss ? found : known;
      optima[same] = { ...better, count: known.count + found.count };
    }
  }
  optima.sort((a, b) => a.loss - b.loss);
  return {
    optima: optima.map(({ signature: _, ...optimum }) => optimum),
    unpolished: Math.max(0, clusters.length - most),
    evaluations: descent.evaluations,
  };
}

function checkPopulation({ density, importance }: Population): void {
  if (importance.length !== density.length) {
    throw new InputError('census: importance', `features = ${String(density.length)} values`, String(importance.length));
  }
  for (let i = 0; i < density.length; i++) {
    const p = density[i]!;
    if (!(p >= 0 && p <= 1)) throw new InputError(`census: density[${String(i)}]`, 'a number in [0, 1]', String(p));
    const weight = importance[i]!;
    if (!(weight >= 0 && weight < Infinity)) {
      throw new InputError(`census: importance[${String(i)}]`, 'a finite number ≥ 0', String(weight));
    }
  }
}

function randomStart(features: number, hidden: number, seed: Seed, start: number): Float64Array {
  const stream = new RandomStream(seed, start >>> 1);
  const x = new Float64Array(features * hidden + features);
  for (let i = 0; i < features; i++) {
    let square = 0;
    for (let h = 0; h < hidden; h++) {
      const value = stream.normal();
      x[h * features + i] = value;
      square += value * value;
    }
    const length = SHORTEST_START + (LONGEST_START - SHORTEST_START) * stream.uniform();
    const scale = ((start % 2 === 1 && i % 2 === 1 ? -1 : 1) * length) / Math.sqrt(square);
    for (let h = 0; h < hidden; h++) x[h * features + i]! *= scale;
  }
  return x;
}

/** Polishes a cluster's representative, leaving saddles along their downhill direction and the dead that would rather live. */
function settle(
  descent: Descent,
  cluster: Cluster,
  polishing: PolishOptions,
): { optimum: LocalOptimum; curvature: number | null } {
  const x = cluster.x;
  let optimum = descent.polish(x, polishing, cluster.curve);
  if (x.length > MOST_PARAMETERS_FOR_CURVATURE) return { optimum, curvature: null };
  for (let escapes = 0; ; escapes++) {
    const plan = descent.gradientPlan(optimum.W, optimum.b, polishing.gradientTolerance, defaultGradientTerms(optimum.b.length));
    const { smallest, direction } = smallestCurvature(descent.objective, optimum.W, optimum.b, plan);
    descent.evaluations += 2 * x.length;
    if (escapes === MOST_ESCAPES) return { optimum, curvature: smallest };
    const left =
      smallest > SADDLE * descent.scale
        ? awaken(descent, x, optimum.loss, polishing.maxIterations)
        : stepOff(descent, x, direction, optimum.loss);
    if (!left) return { optimum, curvature: smallest };
    optimum = descent.polish(x, polishing, cluster.curve);
  }
}

/** Moves x a little along ±direction if that lowers the loss. */
function stepOff(descent: Descent, x: Float64Array, direction: Float64Array, loss: number): boolean {
  for (const sign of [1, -1]) {
    const trial = x.slice();
    for (let e = 0; e < x.length; e++) trial[e]! += sign * ESCAPE_STEP * direction[e]!;
    if (descent.roughValue(trial) < loss) {
      x.set(trial);
      return true;
    }
  }
  return false;
}

/**
 * Gives dead features their direction back if a descent from there ends lower.
 *
 * The loss has no second derivative at w_i = 0: stretched with everything else held it may rise, and yet fall once the biases
 * have followed. So each feature is stretched along the axis that costs least, and the descent decides.
 */
function awaken(descent: Descent, x: Float64Array, loss: number, maxIterations: number): boolean {
  const { density, importance } = descent.population;
  const features = density.length;
  const tried = new Set<string>();
  for (let i = 0; i < features; i++) {
    let square = 0;
    for (let e = i; e < features * descent.hidden; e += features) square += x[e]! * x[e]!;
    const kind = `${String(density[i])} ${String(importance[i])}`;
    if (square > NEARLY_DEAD * NEARLY_DEAD || density[i] === 0 || importance[i] === 0 || tried.has(kind)) continue;
    tried.add(kind);
    let best: { trial: Float64Array; value: number } | undefined;
    for (let e = i; e < features * descent.hidden; e += features) {
      for (const step of [ESCAPE_STEP, -ESCAPE_STEP]) {
        const trial = x.slice();
        trial[e] = step;
        const value = descent.roughValue(trial);
        if (best === undefined || value < best.value) best = { trial, value };
      }
    }
    if (best !== undefined && descent.rough([best.trial], maxIterations)[0]!.loss < loss * LOWER) {
      x.set(best.trial);
      return true;
    }
  }
  return false;
}
