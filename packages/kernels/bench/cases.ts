/** @file What is measured of each kernel, in Node and in a page alike: largest errors, seconds a picture, and memory after many cycles. */
import { linspace, logspace } from '@tegum/core';
import { openDevice } from '../src/device/device.js';
import { FlowBasins, LossLandscape, MonteCarloLoss, PhaseDiagram, ThomsonField, type Backend } from '../src/index.js';
import { randomSlice, worstError as landscapeError } from '../src/loss-landscape/loss-landscape.support.test.js';
import { monteCarloProblem, worstErrors as monteCarloErrors } from '../src/monte-carlo-loss/monte-carlo-loss.support.test.js';
import { compare as basinDifferences, randomPlane } from '../src/flow-basins/flow-basins.support.test.js';
import { compare as phaseDifferences } from '../src/phase-diagram/phase-diagram.support.test.js';
import { randomBatch, worstErrors as thomsonErrors } from '../src/thomson-field/thomson-field.support.test.js';

export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Milliseconds of a second run: the first compiles. */
async function milliseconds(run: () => Promise<unknown>): Promise<number> {
  await run();
  const start = performance.now();
  await run();
  return performance.now() - start;
}

export async function errors(backend: Backend): Promise<Measured[]> {
  const device = await openDevice(backend);
  const samples = await monteCarloErrors(device, new MonteCarloLoss(device));
  const landscape = await landscapeError(new LossLandscape(device));
  const phases = backend === 'core' ? [] : Object.entries(await phaseDifferences(new PhaseDiagram(device), new PhaseDiagram(await openDevice('core'))));
  const basins = Object.entries(await basinDifferences(new FlowBasins(device), new FlowBasins(await openDevice('core'))));
  const field = await thomsonErrors(new ThomsonField(device));
  await device.dispose();
  return [
    ...phases.map(([name, value]) => ({ name: `PhaseDiagram, ${name}`, value: value as number, unit: '' })),
    ...basins.map(([name, value]) => ({ name: `FlowBasins, ${name}`, value, unit: '' })),
    { name: 'ThomsonField, energy', value: field.energy, unit: 'relative' },
    { name: 'ThomsonField, force', value: field.force, unit: 'of the longest' },
    { name: 'MonteCarloLoss, mean', value: samples.loss, unit: 'relative' },
    { name: 'MonteCarloLoss, a sample', value: samples.sample, unit: 'relative' },
    { name: 'LossLandscape', value: landscape.worst, unit: 'relative' },
  ];
}

export async function times(backend: Backend): Promise<Measured[]> {
  const device = await openDevice(backend);
  const samples = new MonteCarloLoss(device);
  const landscape = new LossLandscape(device);
  const field = new ThomsonField(device);
  const points = randomBatch(1, 64, 256);
  const batch = monteCarloProblem(1, 64, 16, 16384);
  const side = backend === 'core' ? 64 : 256;
  const slice = { ...randomSlice(1, 5, 2, 1, 1), alphas: linspace(-1, 1, side), betas: linspace(-1, 1, side) };
  const basins = new FlowBasins(device);
  const plane = { ...randomPlane(2, 'tied', 3, 2, 1, 1), alphas: linspace(-1, 1, side), betas: linspace(-1, 1, side) };
  const diagram = new PhaseDiagram(device);
  // Fewer pixels where they take long, and the time of all by their number.
  const [pair, triple] = backend === 'core' ? [32, 4] : [256, 64];
  const grid = (features: 2 | 3, size: number) => ({ features, densities: logspace(0.01, 0.95, size), importances: logspace(0.1, 10, size) });
  const found = [
    { name: 'FlowBasins, tied (3, 2), 256 × 256', value: (256 / side) ** 2 * (await milliseconds(() => basins.run(plane))), unit: 'ms' },
    { name: 'PhaseDiagram, (2, 1), 256 × 256', value: (256 / pair) ** 2 * (await milliseconds(() => diagram.run(grid(2, pair)))), unit: 'ms' },
    { name: 'PhaseDiagram, (3, 2), 256 × 256', value: (256 / triple) ** 2 * (await milliseconds(() => diagram.run(grid(3, triple)))), unit: 'ms' },
    { name: 'ThomsonField, 64 starts of 256 points', value: await milliseconds(() => field.run(points)), unit: 'ms' },
    { name: 'MonteCarloLoss, 64 features, 16,384 samples', value: await milliseconds(() => samples.run(batch)), unit: 'ms' },
    { name: 'LossLandscape, (5, 2), 256 × 256', value: (256 / side) ** 2 * (await milliseconds(() => landscape.run(slice))), unit: 'ms' },
  ];
  await device.dispose();
  return found;
}

/** Bytes in use before and after so many kernels made, run and disposed of. */
export async function cycles(backend: Backend, count: number, heap: () => number | Promise<number>): Promise<Measured[]> {
  const device = await openDevice(backend);
  const problem = monteCarloProblem(5, 5, 2, 20);
  const turn = async (): Promise<void> => {
    const kernel = new MonteCarloLoss(device);
    await kernel.run(problem);
    kernel.dispose();
  };
  for (let cycle = 0; cycle < count / 10; cycle++) await turn();
  const before = await heap();
  const start = performance.now();
  for (let cycle = 0; cycle < count; cycle++) await turn();
  const value = (performance.now() - start) / count;
  const after = await heap();
  await device.dispose();
  return [
    { name: `${count} cycles, each`, value, unit: 'ms' },
    { name: 'heap after a tenth as many cycles', value: before / 2 ** 20, unit: 'MiB' },
    { name: 'heap after all', value: after / 2 ** 20, unit: 'MiB' },
  ];
}
