import { gramMatrix, InputError, type ToyModel } from '@tegum/core';
import type { Outcome } from '../device/backend.js';
import { checkCount, checkValues } from '../device/check-values.js';
import type { Device } from '../device/device.js';
import { launchesOf } from '../device/launches.js';
import { Programs } from '../device/programs.js';
import { sampleLosses } from './reference.js';
import { monteCarloSource } from './source.js';

export const MOST_FEATURES = 256;
/** Most inputs in one run, samples · features: where float32 counts exactly, and a texture of 4096² holds them. */
const MOST_INPUTS = 2 ** 22;

/** Samples times features² in one launch. */
const MOST_PRODUCTS = 2 ** 27;

/** The model and the samples. */
export interface MonteCarloProblem extends ToyModel {
  readonly importance: Float64Array;
  /** Rows x, [samples, features] row-major, of any distribution. */
  readonly inputs: Float64Array;
  readonly samples: number;
}

/** The loss of every sample, their mean and its standard error. */
export interface MonteCarloLosses {
  /** Mean of `perSample`, and its standard error s/√samples; NaN for one sample. */
  readonly loss: number;
  readonly standardError: number;
  /** Σ_i I_i (x_i − y_i)², [samples]. */
  readonly perSample: Float64Array;
}

/**
 * The loss of one model on many inputs: y = ReLU(WᵀWx + b), one thread a sample.
 *
 * Shape      W [hidden, features] row-major; b, importance [features]; inputs [samples, features]
 * Dtype      float32 on the backends of gpu.js, float64 on `core`; means are taken in float64
 * Errors     loss within 2e-6 relative of float64, a sample's within 1e-5 of max(its loss, 1e-2 of the mean): measured, see the README
 * Limits     256 features, 2²² inputs; weights and inputs in [−10⁴, 10⁴]
 * Cost       O(samples · features²), O(features² · hidden) to begin with
 *
 * @example
 * const device = await openDevice('webasm');
 * const monteCarlo = new MonteCarloLoss(device);
 * // A pair of opposites on three inputs: it loses only what is active at once.
 * const { result } = await monteCarlo.run({
 *   features: 2, hidden: 1, W: Float64Array.of(1, -1), b: new Float64Array(2), importance: Float64Array.of(1, 1),
 *   samples: 3, inputs: Float64Array.of(0.5, 0, 0, 1, 0.5, 0.5),
 * });
 * result.perSample; // → [0, 0, 0.5]
 * monteCarlo.dispose();
 * await device.dispose();
 */
export class MonteCarloLoss {
  private readonly programs: Programs;

  constructor(private readonly device: Device) {
    this.programs = new Programs(device);
  }

  /** @throws {InputError} if shapes disagree, or a value is not finite or out of range. */
  async run(problem: MonteCarloProblem): Promise<Outcome<MonteCarloLosses>> {
    checkProblem(problem);
    const { features, samples, b, importance, inputs } = problem;
    const gram = gramMatrix(problem);
    if (this.device.backend === 'core') return this.device.outcome(summarise(sampleLosses(problem, gram)));
    const { band, launches } = launchesOf(1, samples, MOST_PRODUCTS / (features * features));
    const program = this.programs.of({ source: monteCarloSource(features), output: [band] });
    const [weights, bias, factors] = [gram, b, importance].map((values) => Float32Array.from(values)) as [Float32Array, Float32Array, Float32Array];
    const losses = new Float64Array(samples);
    for (const { first, rows } of launches) {
      const batch = new Float32Array(band * features);
      batch.set(inputs.subarray(first * features, (first + rows) * features));
      losses.set((await program.run(batch, weights, bias, factors)).subarray(0, rows), first);
    }
    return this.device.outcome(summarise(losses));
  }

  dispose(): void {
    this.programs.dispose();
  }
}

function summarise(perSample: Float64Array): MonteCarloLosses {
  const { length } = perSample;
  let loss = 0;
  for (const value of perSample) loss += value / length;
  let squares = 0;
  for (const value of perSample) squares += (value - loss) * (value - loss);
  return { loss, standardError: length > 1 ? Math.sqrt(squares / (length - 1) / length) : NaN, perSample };
}

function checkProblem({ features, hidden, samples, W, b, importance, inputs }: MonteCarloProblem): void {
  const where = 'MonteCarloLoss.run';
  checkCount(`${where}: features`, features, 1, MOST_FEATURES);
  checkCount(`${where}: hidden`, hidden, 1, MOST_FEATURES);
  if (!Number.isInteger(samples) || samples < 1 || samples * features > MOST_INPUTS) {
    throw new InputError(`${where}: samples`, `an integer from 1 to 2²²/features = ${Math.floor(MOST_INPUTS / features)}`, String(samples));
  }
  checkValues(`${where}: W`, W, features * hidden);
  checkValues(`${where}: b`, b, features);
  checkValues(`${where}: importance`, importance, features, 0);
  checkValues(`${where}: inputs`, inputs, samples * features);
}
