/** @file The same in float64. */
import type { MonteCarloProblem } from './monte-carlo-loss.js';

/** Σ_i I_i (x_i − ReLU(Gx + b)_i)² of each sample; G from `gramMatrix` of `@tegum/core`. */
export function sampleLosses({ features: n, b, importance, inputs, samples }: MonteCarloProblem, gram: Float64Array): Float64Array {
  const losses = new Float64Array(samples);
  for (let s = 0; s < samples; s++) {
    for (let i = 0; i < n; i++) {
      let z = b[i]!;
      for (let j = 0; j < n; j++) z += gram[i * n + j]! * inputs[s * n + j]!;
      const error = inputs[s * n + i]! - (z > 0 ? z : 0);
      losses[s]! += importance[i]! * error * error;
    }
  }
  return losses;
}
