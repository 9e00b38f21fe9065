/**
 * @file The usual way, beside the exact one: estimate the loss of a model from samples, and see how far that is from the truth.
 *
 * The error of the estimate falls like one over the root of the number of samples; the standard error says so, too.
 */
import { populationLoss } from '@tegum/core';
import { uniformSparse } from '@tegum/data-sparse';

const features = 3;
const model = { features, hidden: 2, W: Float64Array.of(1, -0.5, -0.5, 0, 0.8, -0.8), b: Float64Array.of(0, -0.1, -0.1) };
const density = new Float64Array(features).fill(0.2);
const exact = populationLoss(model, { density, importance: new Float64Array(features).fill(1) }, { tolerance: 1e-12 });
console.log(`exact               ${exact.loss.toFixed(12)} ± ${exact.errorBound.toExponential(0)}`);

const law = uniformSparse(density);
for (const samples of [100, 10_000, 1_000_000]) {
  const rows = new Float64Array(samples * features);
  law.sampleInto(rows, samples, { seed: 1, stream: 0 }, 0);
  let sum = 0;
  let squares = 0;
  for (let s = 0; s < samples; s++) {
    const value = squaredError(rows.subarray(s * features, (s + 1) * features));
    sum += value;
    squares += value * value;
  }
  const mean = sum / samples;
  const standardError = Math.sqrt((squares / samples - mean * mean) / samples);
  console.log(`${String(samples).padStart(9)} samples   ${mean.toFixed(6)} ± ${standardError.toFixed(6)}, off by ${((mean - exact.loss) / standardError).toFixed(1)} standard errors`);
}

/** |x − ReLU(WᵀWx + b)|². */
function squaredError(x) {
  const { W, b, hidden } = model;
  const h = Array.from({ length: hidden }, (_, k) => x.reduce((total, value, i) => total + W[k * features + i] * value, 0));
  return x.reduce((total, value, i) => {
    const z = h.reduce((inner, unit, k) => inner + W[k * features + i] * unit, b[i]);
    return total + (value - Math.max(0, z)) ** 2;
  }, 0);
}
