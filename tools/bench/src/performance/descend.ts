/**
 * @file One converged solve: from a random start down the exact loss until a step lowers it by less than 1e-9 of itself; the loss there is
 * then proven to 1e-5 of itself.
 *
 * How far the end lies above the true minimum is measured, see `solves.ts`.
 */
import { Descent, RandomStream, type CreateSolver } from '@tegum/core';
import { populationOf, type Problem } from './problems.js';

export interface Solution {
  readonly W: Float64Array;
  readonly b: Float64Array;
  readonly loss: number;
  readonly errorBound: number;
  readonly evaluations: number;
}

export interface SolveLimits {
  /** End early, on the way, after so many steps. */
  readonly mostIterations?: number;
  /** End early, once the loss is proven to be at most this. */
  readonly target?: number;
}

export const relativeDecrease = 1e-9;
export const lossTolerance = 1e-5;

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

/** Solves with what `createSolver` makes. */
export function descend(problem: Problem, start: Float64Array, createSolver: CreateSolver, { mostIterations, target }: SolveLimits = {}): Solution {
  const descent = new Descent(populationOf(problem), problem.hidden, createSolver);
  const x = start.slice();
  const { loss, errorBound, evaluations } = descent.converge(x, {
    relativeDecrease,
    tolerance: lossTolerance,
    ...(mostIterations === undefined ? {} : { maxIterations: mostIterations }),
    ...(target === undefined ? {} : { target }),
  });
  return { ...descent.split(x), loss, errorBound, evaluations };
}
