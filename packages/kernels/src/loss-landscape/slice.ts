/** @file What a slice through parameter space is, and its rows of G as polynomials. */
import { InputError, type Population, type ToyModel } from '@tegum/core';
import { checkCount, checkValues } from '../device/check-values.js';

export const MOST_FEATURES = 32;
/** Most points along one axis. */
export const MOST_POINTS = 2048;

/** A direction in the space of parameters. */
export interface Direction {
  /** [hidden, features] row-major. */
  readonly W: Float64Array;
  /** [features]. */
  readonly b: Float64Array;
}

/** A model, its population, and a plane through parameter space. */
export interface LandscapeSlice extends ToyModel, Population {
  /** U and V: the models of the slice are (W, b) + α·first + β·second. */
  readonly first: Direction;
  readonly second: Direction;
  /** α along x, β along y; any spacing. */
  readonly alphas: Float64Array;
  readonly betas: Float64Array;
}

/** The model at one point of the slice, written into W and b. */
export function modelAt({ W, b, first, second }: LandscapeSlice, alpha: number, beta: number, into: Direction): void {
  for (let e = 0; e < W.length; e++) into.W[e] = W[e]! + alpha * first.W[e]! + beta * second.W[e]!;
  for (let i = 0; i < b.length; i++) into.b[i] = b[i]! + alpha * first.b[i]! + beta * second.b[i]!;
}

/** Coefficients of 1, α, β, α², αβ, β² in row i of G, [6, features]. */
export function gramCoefficients({ features: n, hidden: m, W, first, second }: LandscapeSlice, i: number): Float32Array {
  const out = new Float64Array(6 * n);
  const [U, V] = [first.W, second.W];
  for (let h = 0; h < m; h++) {
    const [w, u, v] = [W[h * n + i]!, U[h * n + i]!, V[h * n + i]!];
    for (let j = 0; j < n; j++) {
      const e = h * n + j;
      out[j]! += w * W[e]!;
      out[n + j]! += w * U[e]! + u * W[e]!;
      out[2 * n + j]! += w * V[e]! + v * W[e]!;
      out[3 * n + j]! += u * U[e]!;
      out[4 * n + j]! += u * V[e]! + v * U[e]!;
      out[5 * n + j]! += v * V[e]!;
    }
  }
  return Float32Array.from(out);
}

/** @throws {InputError} if shapes disagree, or a value is not finite or out of range. */
export function checkSlice(where: string, slice: LandscapeSlice): void {
  const { features: n, hidden: m, alphas, betas } = slice;
  checkCount(`${where}: features`, n, 1, MOST_FEATURES);
  checkCount(`${where}: hidden`, m, 1, MOST_FEATURES);
  for (const [name, { W, b }] of [['', slice], ['first.', slice.first], ['second.', slice.second]] as const) {
    checkValues(`${where}: ${name}W`, W, n * m, -100, 100);
    checkValues(`${where}: ${name}b`, b, n, -100, 100);
  }
  checkValues(`${where}: density`, slice.density, n, 0, 1);
  checkValues(`${where}: importance`, slice.importance, n, 0);
  for (const [name, points] of [['alphas', alphas], ['betas', betas]] as const) {
    if (points.length < 1 || points.length > MOST_POINTS) throw new InputError(`${where}: ${name}`, `1 to ${MOST_POINTS} points`, String(points.length));
    checkValues(`${where}: ${name}`, points, points.length, -100, 100);
  }
}
