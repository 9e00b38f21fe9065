/**
 * @file One converged solve: from a random start down the exact loss until a step lowers it by less than 1e-9 of itself; the loss there is
 * then stated to 1e-5 of itself.
 *
 * The descent walks on a shorter series than the statement needs: the bound of a truncated series is far above its error. How far the
 * end lies above the true minimum is measured, see `solves.ts`.
 */
import { Lbfgs, planFor, RandomStream, type CreateLoss } from '@tegum/core';
import { populationOf, silentLoss, type Problem } from './problems.js';

/** How far down the descent was, and when. */
export interface CurvePoint {
  /** Since the solve began. */
  readonly ms: number;
  readonly loss: number;
}

export interface Solution {
  readonly W: Float64Array;
  readonly b: Float64Array;
  readonly loss: number;
  readonly errorBound: number;
  readonly evaluations: number;
  readonly curve: readonly CurvePoint[];
}

export const relativeDecrease = 1e-9;
export const lossTolerance = 1e-5;

/** Bound on the error of the series a descent walks on, relative to the loss of a model that outputs nothing. */
const DESCENT_TOLERANCE = 3e-5;
/** An end that would take so many times the terms is left again with a longer series. */
const MOST_GROWTH = 1.1;
/** A start may need no series, but the points after it do. */
const FEWEST_TERMS = 32;
const MOST_ROUNDS = 6;
const MOST_ITERATIONS = 5000;

/** Thrown from within a descent, at an accepted point, to end it. */
class Converged extends Error {}

/** Directions at random, length 1, b = 0: start `start` of the problem. */
export function randomStart({ features: n, hidden: m }: Problem, start: number): Float64Array {
  const stream = new RandomStream(1, start);
  const x = new Float64Array(n * m + n);
  for (let i = 0; i < n; i++) {
    let square = 0;
    for (let h = 0; h < m; h++) square += (x[h * n + i] = stream.normal()) ** 2;
    for (let h = 0; h < m; h++) x[h * n + i]! /= Math.sqrt(square);
  }
  return x;
}

/** Solves by L-BFGS on the objective that `createLoss` makes; with `mostIterations` it ends early, on the way. */
export function descend(
  problem: Problem,
  start: Float64Array,
  createLoss: CreateLoss,
  now: () => number,
  mostIterations = MOST_ITERATIONS,
): Solution {
  const { features: n, hidden: m } = problem;
  const { density, importance } = populationOf(problem);
  const objective = createLoss(n, m, density, importance);
  const lbfgs = new Lbfgs(start.length);
  const x = start.slice();
  const split = (v: Float64Array): { W: Float64Array; b: Float64Array } => ({ W: v.subarray(0, n * m), b: v.subarray(n * m) });
  const { W, b } = split(x);
  const began = now();
  const curve: CurvePoint[] = [];
  let evaluations = 0;

  const rough = planFor(objective, W, b, DESCENT_TOLERANCE * silentLoss(problem));
  let plan = { ...rough, terms: Math.max(rough.terms, FEWEST_TERMS) };
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let before = Infinity;
    try {
      lbfgs.minimise(
        (point, gradient) => {
          evaluations++;
          const at = split(point);
          return objective.evaluate(at.W, at.b, plan, split(gradient));
        },
        x,
        {
          maxIterations: mostIterations,
          gradientTolerance: 0,
          onStep: (loss) => {
            curve.push({ ms: now() - began, loss });
            if (before - loss < relativeDecrease * loss) throw new Converged();
            before = loss;
          },
        },
      );
    } catch (end) {
      if (!(end instanceof Converged)) throw end;
    }
    const needed = planFor(objective, W, b, DESCENT_TOLERANCE * silentLoss(problem));
    if (needed.terms <= plan.terms * MOST_GROWTH || curve.length >= mostIterations) break;
    plan = needed;
  }
  const roughLoss = objective.evaluate(W, b, plan, null);
  const loss = objective.evaluate(W, b, planFor(objective, W, b, lossTolerance * roughLoss * 0.9), null);
  evaluations += 2;
  return { W: W.slice(), b: b.slice(), loss, errorBound: objective.errorBound, evaluations, curve };
}
