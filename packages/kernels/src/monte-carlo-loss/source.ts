/** @file One thread a sample: Σ_i I_i (x_i − ReLU(Gx + b)_i)², the output rows one after the other. */

/**
 * Arguments: inputs [samples, features], gram [features, features], bias, importance [features].
 *
 * The sample's inputs lie in one row of a texture or buffer; G is read in the same order by all threads.
 */
export const monteCarloSource = (features: number): string => `function (inputs, gram, bias, importance) {
  const row = this.thread.x * ${features};
  let loss = 0.0;
  for (let i = 0; i < ${features}; i++) {
    let z = bias[i];
    for (let j = 0; j < ${features}; j++) {
      z += gram[i * ${features} + j] * inputs[row + j];
    }
    let y = 0.0;
    if (z > 0.0) {
      y = z;
    }
    const error = inputs[row + i] - y;
    loss += importance[i] * error * error;
  }
  return loss;
}`;
