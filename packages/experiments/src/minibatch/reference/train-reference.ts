/** @file Training on sampled batches in plain float64: what the trainer of `@tegum/simd` is held against. */
import { InputError, RandomStream } from '@tegum/core';
import { uniformSparse, type RowSampler } from '@tegum/data-sparse';
import { checkMinibatchOptions, type MinibatchInstance, type MinibatchOptions } from '@tegum/simd';
import { BatchGradient } from './batch-gradient.js';
import { Adam, Sgd, type Optimizer } from './optimizers.js';

/** What is trained, how, and for how many steps. */
export type ReferenceOptions = MinibatchOptions & MinibatchInstance & { readonly steps: number };

/** The trained model, and how its batch loss fell. */
export interface ReferenceResult {
  /** [hidden, features] row-major. */
  readonly W: Float64Array;
  /** [features]. */
  readonly b: Float64Array;
  /** Point k is the mean batch loss over the steps after curveSteps[k − 1] up to curveSteps[k]; at most 200 points. */
  readonly lossCurve: Float64Array;
  /** Steps from 1; the last one is the last step whose loss was finite. */
  readonly curveSteps: Float64Array;
  /** Whether training left the finite numbers; W and b are then the last state of finite loss. */
  readonly diverged: boolean;
  /** Updates that led from the initial weights to W and b. */
  readonly steps: number;
}

const CURVE_POINTS = 200;

/** A weight beyond this has left all numbers that mean anything, though Infinity is still some steps away. */
const LARGEST_PARAMETER = 1e8;

/**
 * Trains a tied ReLU model on sampled batches, as practitioners do.
 *
 * The loss is the mean over batch and features of I_i (x_i − y_i)² (see `BatchGradient`); W starts Xavier-normal, b at zero.
 *
 * Dtype      float64, the same bits on every machine
 * Random     stream `stream` of `seed`: W[h, i] of the start is draw h · features + i of `RandomStream`; step t (from 0) trains on sample rows
 *            t · batchSize … (t + 1) · batchSize − 1
 * Stops      after `steps` steps, or as soon as a parameter leaves [−1e8, 1e8] or a loss is not finite (`diverged`)
 * Cost       O(steps · batchSize · features · hidden), less where rows are empty; no allocation in the loop
 * Source     Elhage et al. 2022, notebook; optimisers with PyTorch's conventions
 *
 * @param sampler - Where the rows come from.
 * @throws {InputError} if an option is out of range or has the wrong length.
 *
 * @example
 * const { lossCurve, diverged } = trainReference({
 *   features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], optimizer: 'adamw', steps: 300, batchSize: 64,
 *   learningRate: 1e-2, momentum: 0, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0.01, seed: 1, stream: 0,
 * });
 * diverged; // → false
 * lossCurve.at(-1)! < 0.5 * lossCurve[0]!; // → true
 */
export function trainReference(options: ReferenceOptions, sampler: RowSampler = uniformSparse(options.density)): ReferenceResult {
  checkOptions(options);
  const { features: n, hidden: m, steps, batchSize, seed, stream } = options;
  const objective = new BatchGradient(n, m, Float64Array.from(options.importance));
  const parameters = new Float64Array(n * m + n);
  const previous = new Float64Array(n * m + n);
  const batch = new Float64Array(batchSize * n);
  const source = { seed, stream };
  const optimizer = createOptimizer(parameters.length, options);
  const curve = new LossCurve(steps);
  drawXavierNormal(parameters, n, m, new RandomStream(seed, stream));
  previous.set(parameters);

  let step = 0;
  let diverged = false;
  for (; step < steps; step++) {
    sampler.sampleInto(batch, batchSize, source, step * batchSize);
    const loss = objective.evaluate(parameters, batch, batchSize);
    diverged = !Number.isFinite(loss);
    if (diverged) {
      // These parameters are in range, their loss is not: the state before them was the last good one.
      step = Math.max(0, step - 1);
      break;
    }
    curve.add(loss);
    previous.set(parameters);
    optimizer.step(parameters, objective.gradient);
    diverged = !allWithin(parameters, LARGEST_PARAMETER);
    if (diverged) break;
  }
  const final = diverged ? previous : parameters;
  const W = Float64Array.from({ length: m * n }, (_, e) => final[(e % n) * m + Math.floor(e / n)]!);
  return { W, b: final.slice(n * m), ...curve.finish(), diverged, steps: step };
}

/** W[h, i] ~ Normal(0, 2/(features + hidden)), drawn in row-major order of W, into the layout of `BatchGradient`. */
function drawXavierNormal(parameters: Float64Array, n: number, m: number, random: RandomStream): void {
  const deviation = Math.sqrt(2 / (n + m));
  for (let h = 0; h < m; h++) for (let i = 0; i < n; i++) parameters[i * m + h] = deviation * random.normal();
}

function createOptimizer(length: number, options: MinibatchOptions): Optimizer {
  return options.optimizer === 'sgd' ? new Sgd(length, options) : new Adam(length, { ...options, decoupled: options.optimizer === 'adamw' });
}

function allWithin(values: Float64Array, limit: number): boolean {
  for (let e = 0; e < values.length; e++) if (!(Math.abs(values[e]!) <= limit)) return false;
  return true;
}

/** Means of the loss over equal windows of steps, the last one perhaps shorter. */
class LossCurve {
  readonly #window: number;
  readonly #losses: number[] = [];
  readonly #steps: number[] = [];
  #step = 0;
  #sum = 0;
  #count = 0;

  constructor(steps: number) {
    this.#window = Math.ceil(steps / CURVE_POINTS);
  }

  add(loss: number): void {
    this.#step += 1;
    this.#sum += loss;
    this.#count += 1;
    if (this.#count === this.#window) this.#close();
  }

  finish(): Pick<ReferenceResult, 'lossCurve' | 'curveSteps'> {
    if (this.#count > 0) this.#close();
    return { lossCurve: Float64Array.from(this.#losses), curveSteps: Float64Array.from(this.#steps) };
  }

  #close(): void {
    this.#losses.push(this.#sum / this.#count);
    this.#steps.push(this.#step);
    this.#sum = 0;
    this.#count = 0;
  }
}

function checkOptions(options: ReferenceOptions): void {
  const where = 'trainReference';
  checkMinibatchOptions(where, options);
  const { features, steps, batchSize } = options;
  if (!Number.isInteger(steps) || steps < 0) throw new InputError(where, 'steps to be an integer ≥ 0', String(steps));
  if (steps * batchSize * features > Number.MAX_SAFE_INTEGER) throw new InputError(where, 'steps · batchSize · features < 2^53', String(steps * batchSize * features));
}
