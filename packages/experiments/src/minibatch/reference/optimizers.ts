/**
 * @file The update rules practitioners use, with PyTorch's conventions, written from the formulas in its documentation.
 *
 * Each keeps its state in arrays made once and changes `parameters` in place; every parameter is updated alone, so the layout of
 * `parameters` does not matter. Powers β^t are running products, so that no engine's Math.pow enters a record.
 */

export interface Optimizer {
  /** One update of `parameters` against `gradient`, both of the length given at construction. `gradient` is not modified. */
  step(parameters: Float64Array, gradient: Float64Array): void;
}

/**
 * Stochastic gradient descent with momentum.
 *
 * g ← g + weightDecay · θ;  v ← momentum · v + g (v = g in the first step; dampening 0, not Nesterov);  θ ← θ − learningRate · v
 *
 * Source     torch.optim.SGD
 */
export class Sgd implements Optimizer {
  readonly #learningRate: number;
  readonly #momentum: number;
  readonly #weightDecay: number;
  /** Zero before the first step, which makes momentum · v + g the gradient itself, as PyTorch has it. */
  readonly #velocity: Float64Array;

  constructor(length: number, options: { readonly learningRate: number; readonly momentum: number; readonly weightDecay: number }) {
    this.#learningRate = options.learningRate;
    this.#momentum = options.momentum;
    this.#weightDecay = options.weightDecay;
    this.#velocity = new Float64Array(length);
  }

  step(parameters: Float64Array, gradient: Float64Array): void {
    const velocity = this.#velocity;
    for (let e = 0; e < velocity.length; e++) {
      const g = gradient[e]! + this.#weightDecay * parameters[e]!;
      const v = this.#momentum * velocity[e]! + g;
      velocity[e] = v;
      parameters[e]! -= this.#learningRate * v;
    }
  }
}

export interface AdamOptions {
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  /** Added to the root of the bias-corrected second moment. */
  readonly epsilon: number;
  readonly weightDecay: number;
  /** true: θ ← (1 − learningRate · weightDecay) θ before the step (AdamW). false: weightDecay · θ joins the gradient (Adam with L2). */
  readonly decoupled: boolean;
}

/**
 * Adam and AdamW, with bias correction.
 *
 * m ← β₁m + (1−β₁)g;  v ← β₂v + (1−β₂)g²;  θ ← θ − learningRate/(1−β₁ᵗ) · m / (√v/√(1−β₂ᵗ) + epsilon)
 *
 * Source     torch.optim.Adam, torch.optim.AdamW (amsgrad false); Kingma & Ba 2015; Loshchilov & Hutter 2019
 */
export class Adam implements Optimizer {
  readonly #options: AdamOptions;
  readonly #first: Float64Array;
  readonly #second: Float64Array;
  #beta1Power = 1;
  #beta2Power = 1;

  constructor(length: number, options: AdamOptions) {
    this.#options = options;
    this.#first = new Float64Array(length);
    this.#second = new Float64Array(length);
  }

  step(parameters: Float64Array, gradient: Float64Array): void {
    const { learningRate, beta1, beta2, epsilon, weightDecay, decoupled } = this.#options;
    const first = this.#first;
    const second = this.#second;
    this.#beta1Power *= beta1;
    this.#beta2Power *= beta2;
    const stepSize = learningRate / (1 - this.#beta1Power);
    const rootCorrection = Math.sqrt(1 - this.#beta2Power);
    const kept = decoupled ? 1 - learningRate * weightDecay : 1;
    const penalty = decoupled ? 0 : weightDecay;
    for (let e = 0; e < first.length; e++) {
      const theta = parameters[e]! * kept;
      const g = gradient[e]! + penalty * theta;
      const m = first[e]! + (g - first[e]!) * (1 - beta1);
      const v = beta2 * second[e]! + (1 - beta2) * g * g;
      first[e] = m;
      second[e] = v;
      parameters[e] = theta - (stepSize * m) / (Math.sqrt(v) / rootCorrection + epsilon);
    }
  }
}
