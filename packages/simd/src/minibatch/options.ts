import { InputError, checkWord, seedWords, type Seed } from '@tegum/core';

/** What is trained, on what, and how: the same for all models of one trainer. */
export interface MinibatchOptions {
  readonly features: number;
  readonly hidden: number;
  /** [features], in [0, 1]. */
  readonly density: ArrayLike<number>;
  /** [features], finite and ≥ 0. */
  readonly importance: ArrayLike<number>;
  readonly optimizer: 'sgd' | 'adam' | 'adamw';
  /** Fresh samples a step. A larger value gives less gradient noise. */
  readonly batchSize: number;
  readonly learningRate: number;
  /** Read by sgd. In [0, 1). */
  readonly momentum: number;
  /** Read by adam and adamw. In [0, 1). */
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Coupled (L2) for sgd and adam, decoupled for adamw. */
  readonly weightDecay: number;
}

/** One model to train: where its random numbers come from, and where it starts. */
export interface MinibatchInstance {
  readonly seed: Seed;
  /** Which of the seed's streams, an integer in [0, 2³²); e.g. the number of the start. */
  readonly stream: number;
  /** W [hidden, features] row-major, b [features], rounded to float32. Default: W Xavier-normal, b 0. */
  readonly start?: { readonly W: ArrayLike<number>; readonly b: ArrayLike<number> };
}

/** A parameter beyond this has left all numbers that mean anything, though Infinity is still some steps away. */
export const LARGEST_PARAMETER = 1e8;

/**
 * Refuses options that training cannot use.
 *
 * @param where - Names the function in the message.
 * @throws {InputError} if an option is out of range or has the wrong length.
 *
 * @example
 * const options = {
 *   features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], optimizer: 'adam', batchSize: 1024,
 *   learningRate: 1e-3, momentum: 0, beta1: 0.9, beta2: 1, epsilon: 1e-8, weightDecay: 0,
 * } as const;
 * let fault = '';
 * try {
 *   checkMinibatchOptions('train', options);
 * } catch (error) {
 *   fault = error.message;
 * }
 * fault; // → train: expected beta2 in [0, 1), got 1
 */
export function checkMinibatchOptions(where: string, options: MinibatchOptions): void {
  const { features, density, importance, optimizer, batchSize } = options;
  for (const name of ['features', 'hidden', 'batchSize'] as const) {
    if (!Number.isInteger(options[name]) || options[name] < 1) throw new InputError(where, `${name} to be an integer ≥ 1`, String(options[name]));
  }
  if (batchSize * features > 2 ** 32) throw new InputError(where, 'batchSize · features ≤ 2^32', String(batchSize * features));
  checkEntries(where, 'density', density, features, 1, 'densities in [0, 1]');
  checkEntries(where, 'importance', importance, features, Number.MAX_VALUE, 'importances that are finite and ≥ 0');
  if (!['sgd', 'adam', 'adamw'].includes(optimizer)) throw new InputError(where, 'optimizer sgd, adam or adamw', String(optimizer));
  for (const name of ['learningRate', 'weightDecay', 'epsilon'] as const) {
    if (!(options[name] >= 0 && options[name] < Infinity)) throw new InputError(where, `${name} to be finite and ≥ 0`, String(options[name]));
  }
  for (const name of ['momentum', 'beta1', 'beta2'] as const) {
    if (!(options[name] >= 0 && options[name] < 1)) throw new InputError(where, `${name} in [0, 1)`, String(options[name]));
  }
}

function checkEntries(where: string, name: string, values: ArrayLike<number>, features: number, most: number, expected: string): void {
  if (values.length !== features) throw new InputError(where, `${name}.length = features = ${features}`, String(values.length));
  for (let i = 0; i < features; i++) {
    const value = values[i]!;
    if (!(value >= 0 && value <= most)) throw new InputError(where, expected, `${value} at [${i}]`);
  }
}

/**
 * @returns The seed's words.
 * @throws {InputError} if a seed or stream is out of range, or a start has the wrong length or parameters beyond ±1e8.
 */
export function checkInstance(where: string, { features, hidden }: MinibatchOptions, { seed, stream, start }: MinibatchInstance): readonly [low: number, high: number] {
  checkWord(stream, 'stream', where);
  if (start !== undefined) {
    checkParameters(where, 'start.W', start.W, features * hidden);
    checkParameters(where, 'start.b', start.b, features);
  }
  return seedWords(seed, where);
}

function checkParameters(where: string, name: string, values: ArrayLike<number>, length: number): void {
  if (values.length !== length) throw new InputError(where, `${name}.length = ${length}`, String(values.length));
  for (let e = 0; e < length; e++) {
    if (!(Math.abs(values[e]!) <= LARGEST_PARAMETER)) throw new InputError(where, `${name} within ±1e8`, `${values[e]!} at [${e}]`);
  }
}
