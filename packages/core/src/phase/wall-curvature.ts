/**
 * @file Is an optimum on a wall between pieces of the loss stable? The least one-sided curvature there.
 *
 * With b_i = 0 the loss has an atom of probability at the kink of row i: z_i = 0 whenever no coupled feature is active. Orthogonal features
 * sit there for a whole range of populations. In a direction d that moves z_i the loss is L₀ + q(d) + O(|d|³) with q homogeneous of degree 2
 * but no quadratic form, (β + Σ α_j x_j)₊² instead of its square: a Hessian by central differences is the mean of two sides, and may be
 * positive where one side leads downhill. So the exact loss itself is minimised at the distances ε and ε/2, and extrapolated.
 */
import type { Population } from '../model.js';
import { rotationTangents } from '../optimize/curvature.js';
import { Lbfgs } from '../optimize/lbfgs.js';
import { PopulationLoss } from '../relu/population-loss.js';
import { planFor, type SeriesPlan } from '../relu/series-plan.js';
import { deadFeatures, lossScale } from './relaxation.js';

/** A bias this near to 0 is on the wall: relaxation leaves it within its gradient tolerance. */
const ON_WALL = 1e-4;
/** ε, and the least it may be: half of the smallest bias off the wall lies between. */
const LONGEST = 1e-2;
const SHORTEST = 1e-3;
/** Of the loss itself; its differences are far better. */
const LOSS_TOLERANCE = 1e-6;
/** ‖∇‖ along the sphere, relative to ε² Σ I p/3. */
const GRADIENT_TOLERANCE = 3e-4;
const FEWEST_TERMS = 256;
const MOST_TERMS = 512;
const MAX_ITERATIONS = 100;
const RECENTRING_TOLERANCE = 1e-8;
const MOST_RECENTRING = 200;
/** Recentring moves an optimum less than this. */
const FAR = 0.1;

/** Rows with live directions whose bias is on the wall. */
export function rowsOnWall(W: Float64Array, b: Float64Array): number[] {
  const dead = new Set(deadFeatures(W, b.length));
  return [...b.keys()].filter((i) => !dead.has(i) && Math.abs(b[i]!) <= ON_WALL);
}

/**
 * Least (L − L₀)/ε² for ε → 0 over all directions but rotations and those of dead features, relative to Σ I p/3; null where no row is on
 * a wall, or no other feature lives: `smallestCurvature` is all there is then.
 *
 * Shape      W [hidden, features], b [features]
 * Numerics   relative error O(ε²)
 * Cost       some 7 descents of 50 evaluations for each kind of row on a wall
 */
export function wallCurvature(population: Population, hidden: number, W: Float64Array, b: Float64Array): number | null {
  const walls = rowsOnWall(W, b);
  const directions = startingDirections(population, hidden, W, b, walls);
  if (directions.length === 0) return null;
  const sphere = new Sphere(population, hidden, W, b);
  if (sphere.fall < 0) return sphere.fall / lossScale(population);
  let least: { readonly curvature: number; readonly direction: Float64Array } = { curvature: Infinity, direction: directions[0]! };
  const beside = Math.min(...[...b].map(Math.abs).filter((bias) => bias > ON_WALL));
  const longer = Math.max(SHORTEST, Math.min(LONGEST, beside / 2));
  for (const direction of directions) {
    const found = sphere.minimise(direction, longer);
    if (found.curvature < least.curvature) least = found;
  }
  const half = sphere.minimise(least.direction, longer / 2);
  return (2 * half.curvature - least.curvature) / lossScale(population);
}

/** The direction of a row on a wall and any other, towards and away from each other: of rows on walls, one of each density and importance. */
function startingDirections({ density, importance }: Population, hidden: number, W: Float64Array, b: Float64Array, walls: readonly number[]): Float64Array[] {
  const n = b.length;
  const directions: Float64Array[] = [];
  const alike = (i: number, k: number): boolean => density[i] === density[k] && importance[i] === importance[k];
  const kinds = (rows: readonly number[]): number[] => rows.filter((row, place) => !rows.slice(0, place).some((other) => alike(other, row)));
  for (const i of kinds(walls)) {
    const others = [...kinds(walls.filter((row) => row !== i)), ...[...b.keys()].filter((row) => !walls.includes(row))];
    for (const j of others) {
      for (const sign of [1, -1]) {
        const turn = new Float64Array(W.length + n);
        for (let h = 0; h < hidden; h++) {
          turn[h * n + i] = sign * W[h * n + j]!;
          turn[h * n + j] = sign * W[h * n + i]!;
        }
        directions.push(turn);
      }
    }
  }
  return directions;
}

/** The loss on spheres about (W, b), rotations and dead features left out. */
class Sphere {
  private readonly objective: PopulationLoss;
  private readonly plan: SeriesPlan;
  private readonly lbfgs: Lbfgs;
  private readonly centre: Float64Array;
  private readonly point: Float64Array;
  private readonly unit: Float64Array;
  private readonly held: readonly number[];
  private readonly tangents: readonly Float64Array[];
  private readonly scale: number;
  private readonly level: number;
  /** Loss per squared distance, where recentring ran downhill and away: < 0; else 0. */
  readonly fall: number;

  constructor(population: Population, hidden: number, W: Float64Array, b: Float64Array) {
    const features = b.length;
    this.centre = new Float64Array(W.length + features);
    this.centre.set(W);
    this.centre.set(b, W.length);
    this.point = this.centre.slice();
    this.unit = new Float64Array(this.centre.length);
    this.scale = lossScale(population);
    this.objective = new PopulationLoss(features, hidden, population.density, population.importance);
    const plan = planFor(this.objective, W, b, LOSS_TOLERANCE * this.scale);
    this.plan = { ...plan, terms: Math.min(MOST_TERMS, Math.max(FEWEST_TERMS, plan.terms)) };
    this.lbfgs = new Lbfgs(this.centre.length);
    this.held = deadFeatures(W, features).flatMap((i) => Array.from({ length: hidden }, (_, h) => h * features + i));
    this.tangents = rotationTangents(W, hidden, this.centre.length);
    const before = this.objective.evaluate(W, b, this.plan, null);
    this.level = this.recentre();
    let square = 0;
    for (let e = 0; e < this.centre.length; e++) square += (this.centre[e]! - this.point[e]!) ** 2;
    this.fall = square > FAR * FAR ? Math.min(0, this.level - before) / square : 0;
  }

  /** Moves the centre to the minimum of this plan's series, which is not quite that of the relaxation's. Returns the loss there. */
  private recentre(): number {
    const { objective, plan, centre, lbfgs } = this;
    const weights = centre.length - objective.features;
    return lbfgs.minimise(
      (at, gradient) => {
        const views = { W: gradient.subarray(0, weights), b: gradient.subarray(weights) };
        const loss = objective.evaluate(at.subarray(0, weights), at.subarray(weights), plan, views);
        for (const e of this.held) gradient[e] = 0;
        return loss;
      },
      centre,
      { maxIterations: MOST_RECENTRING, gradientTolerance: RECENTRING_TOLERANCE * this.scale },
    ).value;
  }

  minimise(from: Float64Array, radius: number): { curvature: number; direction: Float64Array } {
    const { objective, plan, lbfgs, point, unit } = this;
    const features = objective.features;
    const weights = point.length - features;
    const [W, b] = [point.subarray(0, weights), point.subarray(weights)];
    const direction = from.slice();
    const { value } = lbfgs.minimise(
      (at, gradient) => {
        const length = this.place(at, radius);
        const loss = objective.evaluate(W, b, plan, { W: gradient.subarray(0, weights), b: gradient.subarray(weights) });
        this.project(gradient);
        let along = 0;
        for (let e = 0; e < unit.length; e++) along += unit[e]! * gradient[e]!;
        for (let e = 0; e < unit.length; e++) gradient[e] = (radius / length) * (gradient[e]! - along * unit[e]!);
        return loss;
      },
      direction,
      { maxIterations: MAX_ITERATIONS, gradientTolerance: GRADIENT_TOLERANCE * this.scale * radius * radius },
    );
    return { curvature: (value - this.level) / (radius * radius), direction };
  }

  /** point ← centre + radius · the unit vector along `at`; returns the length of what of `at` counts. */
  private place(at: Float64Array, radius: number): number {
    const { unit, centre, point } = this;
    unit.set(at);
    this.project(unit);
    let square = 0;
    for (const u of unit) square += u * u;
    const length = Math.sqrt(Math.max(square, Number.MIN_VALUE));
    for (let e = 0; e < unit.length; e++) {
      unit[e]! /= length;
      point[e] = centre[e]! + radius * unit[e]!;
    }
    return length;
  }

  private project(vector: Float64Array): void {
    for (const e of this.held) vector[e] = 0;
    for (const tangent of this.tangents) {
      let along = 0;
      for (let e = 0; e < vector.length; e++) along += tangent[e]! * vector[e]!;
      for (let e = 0; e < vector.length; e++) vector[e]! -= along * tangent[e]!;
    }
  }
}
