import { InputError } from '@tegum/core';
import { checkCount, checkValues } from '../device/check-values.js';
import type { Direction } from '../loss-landscape/slice.js';

const MOST_PIXELS = 2048;

/** A plane of starts of the flow of a ReLU model. */
export interface ReluPlane {
  /** n, 2 or 3. */
  readonly features: 2 | 3;
  /** m < n. */
  readonly hidden: number;
  /** p of every feature, in [0.02, 0.99]. */
  readonly density: number;
  /** [features], in [0.01, 100]. */
  readonly importance: Float64Array;
  /** Starts are origin + α·first + β·second, of length ≤ 4 in all the plane. */
  readonly origin: Direction;
  readonly first: Direction;
  readonly second: Direction;
  readonly alphas: Float64Array;
  readonly betas: Float64Array;
  /** The flow rests when ‖(Ẇ, ḃ)‖ ≤ this times p max I; from 1e-4 to 0.1, default 1e-3. */
  readonly rest?: number;
  /** Longest time, in 1/(p max I); from 0.1 to 10,000, default 1000. */
  readonly time?: number;
}

/** Longest time and resting speed, in the flow's own clock. */
export function limitsOf({ density, importance, rest = 1e-3, time = 1000 }: ReluPlane): { longest: number; resting: number } {
  const rate = density * Math.max(...importance);
  return { longest: time / rate, resting: rest * rate };
}

/** @throws {InputError} if shapes disagree, or a value is not finite or out of range. */
export function checkPlane({ features: n, hidden, density, importance, origin, first, second, alphas, betas, rest = 1e-3, time = 1000 }: ReluPlane): void {
  const where = 'ReluBasins.run';
  checkCount(`${where}: features`, n, 2, 3);
  checkCount(`${where}: hidden`, hidden, 1, n - 1);
  checkValues(`${where}: density`, [density], 1, 0.02, 0.99);
  checkValues(`${where}: importance`, importance, n, 0.01, 100);
  for (const [name, { W, b }] of [['origin', origin], ['first', first], ['second', second]] as const) {
    checkValues(`${where}: ${name}.W`, W, n * hidden, -4, 4);
    checkValues(`${where}: ${name}.b`, b, n, -4, 4);
  }
  for (const [name, values] of [['alphas', alphas], ['betas', betas]] as const) {
    if (values.length < 1 || values.length > MOST_PIXELS) throw new InputError(`${where}: ${name}`, `1 to ${MOST_PIXELS} values`, String(values.length));
    checkValues(`${where}: ${name}`, values, values.length, -100, 100);
  }
  for (const alpha of [Math.min(...alphas), Math.max(...alphas)]) {
    for (const beta of [Math.min(...betas), Math.max(...betas)]) {
      let square = 0;
      for (const part of ['W', 'b'] as const) origin[part].forEach((value, e) => void (square += (value + alpha * first[part][e]! + beta * second[part][e]!) ** 2));
      if (!(square <= 16)) throw new InputError(`${where}: starts`, 'parameters of length ≤ 4', `${Math.sqrt(square).toPrecision(4)} at α = ${alpha}, β = ${beta}`);
    }
  }
  checkValues(`${where}: rest`, [rest], 1, 1e-4, 0.1);
  checkValues(`${where}: time`, [time], 1, 0.1, 10_000);
}
