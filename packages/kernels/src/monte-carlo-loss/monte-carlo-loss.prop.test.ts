import { populationLoss } from '@tegum/core';
import { randomModel, TestRandom } from '@tegum/testing';
import { afterAll, describe, expect, it } from 'vitest';
import { openDevice } from '../device/device.js';
import { rewriteSource } from '../device/rewrite-source.support.test.js';
import { MonteCarloLoss } from './monte-carlo-loss.js';
import { monteCarloProblem, plainLosses, worstErrors } from './monte-carlo-loss.support.test.js';

describe.each(['webasm', 'core'] as const)('the loss of samples on %s', async (backend) => {
  const device = await openDevice(backend);
  const kernel = new MonteCarloLoss(device);
  afterAll(async () => {
    kernel.dispose();
    await device.dispose();
  });

  it('is within the stated bounds of the plain formula', async () => {
    const { loss, sample, samples } = await worstErrors(device, kernel);
    expect(samples).toBeGreaterThan(1000);
    expect(loss).toBeLessThan(backend === 'core' ? 1e-13 : 2e-6);
    expect(sample).toBeLessThan(backend === 'core' ? 1e-11 : 1e-5);
  });

  it('tends to the exact population loss', async () => {
    const [features, hidden, samples] = [12, 5, 20_000];
    const { W, b, density, importance } = randomModel(8, features, hidden);
    const random = new TestRandom(9);
    const inputs = Float64Array.from({ length: samples * features }, (_, e) => (random.uniform() < density[e % features]! ? random.uniform() : 0));
    const { result } = await kernel.run({ features, hidden, W, b, importance, inputs, samples });
    const exact = populationLoss({ features, hidden, W, b }, { density, importance }).loss;
    expect(Math.abs(result.loss - exact)).toBeLessThan(4 * result.standardError);
    expect(result.standardError).toBeLessThan(0.02 * exact);
  });

  it('takes the largest problem it allows', async () => {
    const problem = monteCarloProblem(3, 256, 2, 2 ** 14);
    const { result } = await kernel.run({ ...problem, W: problem.W.fill(0, 256) });
    const some = [0, 8191, 16383];
    const rows = some.map((s) => plainLosses({ ...problem, samples: 1, inputs: problem.inputs.subarray(256 * s, 256 * s + 256) })[0]!);
    some.forEach((s, k) => expect(Math.abs(result.perSample[s]! / rows[k]! - 1)).toBeLessThan(1e-5));
  });

  it('has no standard error for one sample', async () => {
    expect((await kernel.run(monteCarloProblem(1, 3, 2, 1))).result.standardError).toBeNaN();
  });

  it.each([
    ['inputs', NaN, /inputs\[2\]: expected a number in \[-10000, 10000\], got NaN/],
    ['W', Infinity, /W\[2\].*Infinity/],
    ['b', -Infinity, /b\[2\].*-Infinity/],
    ['importance', -1, /importance\[2\]: expected a number in \[0, 10000\], got -1/],
    ['W', 1e5, /W\[2\].*100000/],
  ] as const)('refuses %s of %s', async (name, value, message) => {
    const problem = monteCarloProblem(1, 3, 2, 4);
    problem[name][2] = value;
    await expect(kernel.run(problem)).rejects.toThrow(message);
  });

  it('refuses too many features, and too many inputs', async () => {
    const problem = monteCarloProblem(1, 3, 2, 4);
    await expect(kernel.run({ ...problem, features: 257 })).rejects.toThrow(/features: expected an integer from 1 to 256, got 257/);
    await expect(kernel.run({ ...problem, samples: 2 ** 22 })).rejects.toThrow(/samples: expected an integer from 1 to 2²²\/features = 1398101/);
  });
});

describe('a kernel with one constant changed', () => {
  it.each([
    ['z > 0.0', 'z > 0.1'],
    ['let y = 0.0', 'let y = 0.001'],
    ['importance[i] *', '1.001 * importance[i] *'],
  ])('%s → %s: misses the bound', async (from, to) => {
    const device = await openDevice('webasm');
    await rewriteSource(device, from, to);
    const kernel = new MonteCarloLoss(device);
    expect((await worstErrors(device, kernel)).loss).toBeGreaterThan(2e-6);
    await device.dispose();
  });
});
