import { randomModel, TestRandom } from '@tegum/testing';
import type { Device } from '../device/device.js';
import type { MonteCarloLoss, MonteCarloProblem } from './monte-carlo-loss.js';

/** Features, hidden, samples: one of each; odd ones; more samples than features and fewer; the most features. */
const sizes = [[1, 1, 1], [2, 1, 1], [3, 2, 7], [5, 2, 1000], [37, 11, 301], [97, 20, 33], [256, 40, 130]] as const;

export function monteCarloProblem(seed: number, features: number, hidden: number, samples: number): MonteCarloProblem {
  const random = new TestRandom(seed);
  const { W, b, importance, density } = randomModel(seed, features, hidden);
  const inputs = Float64Array.from({ length: samples * features }, (_, e) => (random.uniform() < density[e % features]! ? random.uniform() : 0));
  return { features, hidden, W, b, importance, inputs, samples };
}

/** As a person would write it: h = Wx, y = ReLU(Wᵀh + b), with no G. */
export function plainLosses({ features: n, hidden: m, W, b, importance, inputs, samples }: MonteCarloProblem): number[] {
  return Array.from({ length: samples }, (_, s) => {
    const x = inputs.subarray(s * n, (s + 1) * n);
    const h = Array.from({ length: m }, (_, k) => x.reduce((sum, value, j) => sum + W[k * n + j]! * value, 0));
    return x.reduce((loss, value, i) => {
      const z = h.reduce((sum, activation, k) => sum + W[k * n + i]! * activation, b[i]!);
      return loss + importance[i]! * (value - Math.max(z, 0)) ** 2;
    }, 0);
  });
}

/** Largest errors on 1,473 samples of seven models: of the mean, relative; of a sample, relative to at least a hundredth of the mean. */
export async function worstErrors(device: Device, kernel: MonteCarloLoss): Promise<{ loss: number; sample: number; samples: number }> {
  const worst = { loss: 0, sample: 0, samples: 0 };
  for (const [seed, [features, hidden, samples]] of sizes.entries()) {
    const problem = monteCarloProblem(seed, features, hidden, samples);
    const { result, backend } = await kernel.run(problem);
    if (backend !== device.backend) throw new Error(`expected ${device.backend}, got ${backend}`);
    const expected = plainLosses(problem);
    const mean = expected.reduce((sum, value) => sum + value, 0) / samples;
    worst.loss = Math.max(worst.loss, Math.abs(result.loss - mean) / mean);
    expected.forEach((value, s) => void (worst.sample = Math.max(worst.sample, Math.abs(result.perSample[s]! - value) / Math.max(value, mean / 100))));
    worst.samples += samples;
  }
  return worst;
}
