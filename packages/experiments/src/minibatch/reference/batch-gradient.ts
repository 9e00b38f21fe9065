/**
 * Loss and gradient of the tied ReLU model on one batch.
 *
 * loss = 1/(rows · features) Σ_rows Σ_i I_i (x_i − y_i)²,  y = ReLU(WᵀWx + b)
 *
 * The mean over batch *and* features, as in the notebook of Elhage et al. 2022; it is 1/features of the sum over features that exact
 * losses are stated in, which matters to SGD and to weight decay. The gradient goes through both uses of W; ReLU'(0) = 0, as in PyTorch.
 *
 * Layout     parameters and gradient [features · hidden + features]: w_0, w_1, … one after another (W transposed), then b. So a feature's
 *            direction is contiguous, and inputs that are 0, nearly all of them, cost nothing.
 * Cost       O(features · hidden) a row with any active feature; rows of zeros are counted and charged once
 */
export class BatchGradient {
  /** Of the last `evaluate`. */
  readonly gradient: Float64Array;
  readonly #features: number;
  readonly #hidden: number;
  readonly #importance: Float64Array;
  readonly #activations: Float64Array;
  readonly #activationGradient: Float64Array;
  readonly #active: Int32Array;

  constructor(features: number, hidden: number, importance: Float64Array) {
    this.#features = features;
    this.#hidden = hidden;
    this.#importance = importance;
    this.gradient = new Float64Array(features * hidden + features);
    this.#activations = new Float64Array(hidden);
    this.#activationGradient = new Float64Array(hidden);
    this.#active = new Int32Array(features);
  }

  /**
   * @param batch - [rows, features] row-major.
   * @returns The loss; the gradient is left in `gradient`.
   */
  evaluate(parameters: Float64Array, batch: Float64Array, rows: number): number {
    const n = this.#features;
    const gradient = this.gradient.fill(0);
    let loss = 0;
    let emptyRows = 0;
    for (let row = 0; row < rows; row++) {
      const start = row * n;
      const count = this.#findActive(batch, start);
      if (count === 0) emptyRows += 1;
      else loss += this.#addRow(parameters, batch, start, count);
    }
    if (emptyRows > 0) loss += this.#addEmptyRows(parameters, emptyRows);
    const scale = 1 / (rows * n);
    for (let e = 0; e < gradient.length; e++) gradient[e]! *= scale;
    return loss * scale;
  }

  #findActive(batch: Float64Array, start: number): number {
    let count = 0;
    for (let i = 0; i < this.#features; i++) if (batch[start + i] !== 0) this.#active[count++] = i;
    return count;
  }

  /** Adds one row's share of the gradient, not yet divided, and returns its share of the loss. */
  #addRow(parameters: Float64Array, batch: Float64Array, start: number, count: number): number {
    const n = this.#features;
    const m = this.#hidden;
    const gradient = this.gradient;
    const active = this.#active;
    const biases = n * m;
    const h = this.#activations.fill(0);
    const dh = this.#activationGradient.fill(0);
    for (let a = 0; a < count; a++) {
      const x = batch[start + active[a]!]!;
      const w = active[a]! * m;
      for (let k = 0; k < m; k++) h[k]! += x * parameters[w + k]!;
    }
    let loss = 0;
    for (let i = 0; i < n; i++) {
      const x = batch[start + i]!;
      const importance = this.#importance[i]!;
      const w = i * m;
      let z = parameters[biases + i]!;
      for (let k = 0; k < m; k++) z += parameters[w + k]! * h[k]!;
      if (z <= 0) {
        loss += importance * x * x;
        continue;
      }
      const error = z - x;
      const delta = 2 * importance * error;
      loss += importance * error * error;
      gradient[biases + i]! += delta;
      for (let k = 0; k < m; k++) {
        gradient[w + k]! += delta * h[k]!;
        dh[k]! += delta * parameters[w + k]!;
      }
    }
    for (let a = 0; a < count; a++) {
      const x = batch[start + active[a]!]!;
      const w = active[a]! * m;
      for (let k = 0; k < m; k++) gradient[w + k]! += x * dh[k]!;
    }
    return loss;
  }

  /** For x = 0 the output is ReLU(b). */
  #addEmptyRows(parameters: Float64Array, count: number): number {
    const n = this.#features;
    const biases = n * this.#hidden;
    let loss = 0;
    for (let i = 0; i < n; i++) {
      const bias = parameters[biases + i]!;
      if (bias <= 0) continue;
      const weight = count * this.#importance[i]!;
      loss += weight * bias * bias;
      this.gradient[biases + i]! += 2 * weight * bias;
    }
    return loss;
  }
}
