import { createSingleActivation, singleActivationInto } from './single-activation.js';

/**
 * The one-sparse potential of models of one shape, reusable without allocating: for optimisers. See `oneSparseLoss`.
 *
 * Shape      importance [features], kept by reference
 * Cost       O(features² · hidden) an evaluation
 */
export class OneSparsePotential {
  /** I_i H_i / 3n of the last evaluation, [features]. */
  readonly lossPerFeature: Float64Array;
  private readonly gram: Float64Array;
  /** ∂L/∂a_ij as if every a_ij were free, [features, features]. */
  private readonly coupling: Float64Array;
  private readonly activation = createSingleActivation();

  constructor(
    readonly features: number,
    readonly hidden: number,
    readonly importance: Float64Array,
  ) {
    this.lossPerFeature = new Float64Array(features);
    this.gram = new Float64Array(features * features);
    this.coupling = new Float64Array(features * features);
  }

  /** The loss at (W, b); writes ∂L/∂W and ∂L/∂b into `gradient` unless that is null. */
  evaluate(W: Float64Array, b: Float64Array, gradient: { W: Float64Array; b: Float64Array } | null): number {
    const { features: n, importance, gram, coupling, activation, lossPerFeature } = this;
    this.updateGram(W);
    let loss = 0;
    for (let i = 0; i < n; i++) {
      const scale = importance[i]! / (3 * n);
      const bias = b[i]!;
      let value = 0;
      let slopeB = 0;
      for (let j = 0; j < n; j++) {
        singleActivationInto(activation, gram[i * n + j]!, bias, i === j);
        value += activation.value;
        slopeB += activation.slopeB;
        coupling[i * n + j] = scale * activation.slopeA;
      }
      lossPerFeature[i] = scale * value;
      loss += lossPerFeature[i]!;
      if (gradient !== null) gradient.b[i] = scale * slopeB;
    }
    if (gradient !== null) this.pullBack(W, gradient.W);
    return loss;
  }

  /** ∂L/∂W = W(D + Dᵀ), D = [∂L/∂a_ij]. */
  private pullBack(W: Float64Array, into: Float64Array): void {
    const { features: n, hidden: m, coupling } = this;
    into.fill(0);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        const factor = coupling[i * n + j]! + coupling[j * n + i]!;
        if (factor === 0) continue;
        for (let h = 0; h < m; h++) into[h * n + i]! += factor * W[h * n + j]!;
      }
    }
  }

  private updateGram(W: Float64Array): void {
    const { features: n, hidden: m, gram } = this;
    for (let i = 0; i < n; i++) {
      for (let j = i; j < n; j++) {
        let total = 0;
        for (let h = 0; h < m; h++) total += W[h * n + i]! * W[h * n + j]!;
        gram[i * n + j] = total;
        gram[j * n + i] = total;
      }
    }
  }
}
