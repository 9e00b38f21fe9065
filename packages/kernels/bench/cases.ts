/** @file What is measured of each kernel, in Node and in a page alike: largest errors, seconds a picture, and memory after many cycles. */
import { linspace, logspace } from '@tegum/core';
import { availableBackends, openDevice } from '../src/device/device.js';
import { FlowBasins, LossLandscape, MonteCarloLoss, PhaseDiagram, ReluBasins, ThomsonField, type Backend, type Device } from '../src/index.js';
import { randomSlice, worstError as landscapeError } from '../src/loss-landscape/loss-landscape.support.test.js';
import { monteCarloProblem, worstErrors as monteCarloErrors } from '../src/monte-carlo-loss/monte-carlo-loss.support.test.js';
import { compare as basinDifferences, randomPlane } from '../src/flow-basins/flow-basins.support.test.js';
import { compare as phaseDifferences } from '../src/phase-diagram/phase-diagram.support.test.js';
import { compareRelu, portrait } from '../src/relu-basins/relu-basins.support.test.js';
import { worstErrors as thomsonErrors } from '../src/thomson-field/thomson-field.support.test.js';

export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** From fewer pixels. */
  readonly estimated?: boolean;
}

export async function isAbsent(backend: Backend): Promise<boolean> {
  return !(await availableBackends()).includes(backend);
}

export async function errors(backend: Backend): Promise<Measured[]> {
  const device = await openDevice(backend);
  const samples = await monteCarloErrors(device, new MonteCarloLoss(device));
  const landscape = await landscapeError(new LossLandscape(device));
  const phases = Object.entries(await phaseDifferences(new PhaseDiagram(device)));
  const basins = Object.entries(await basinDifferences(new FlowBasins(device), new FlowBasins(await openDevice('core'))));
  const relu = Object.entries(await compareRelu(new ReluBasins(device), new ReluBasins(await openDevice('core'))));
  const field = await thomsonErrors(new ThomsonField(device));
  await device.dispose();
  return [
    ...phases.map(([name, value]) => ({ name: `PhaseDiagram, ${name}`, value: value as number, unit: '' })),
    ...basins.map(([name, value]) => ({ name: `FlowBasins, ${name}`, value, unit: '' })),
    ...relu.map(([name, value]) => ({ name: `ReluBasins, ${name}`, value: value as number, unit: '' })),
    { name: 'ThomsonField, energy', value: field.energy, unit: 'relative' },
    { name: 'ThomsonField, force', value: field.force, unit: 'of the longest' },
    { name: 'MonteCarloLoss, mean', value: samples.loss, unit: 'relative' },
    { name: 'MonteCarloLoss, a sample', value: samples.sample, unit: 'relative' },
    { name: 'LossLandscape', value: landscape.worst, unit: 'relative' },
  ];
}

/** Sides of the pictures, and what is timed where that would take minutes: the time of all pixels is that of these by their number. */
const SIDE = 256;
const MIDDLE = 64;
const SMALL = 8;

interface Picture {
  readonly name: string;
  /** Pixels of a side that are timed on gpu.js and on `core`. */
  readonly sides: readonly [gpu: number, core: number];
  readonly open: (device: Device) => { readonly run: (side: number) => Promise<unknown>; readonly dispose: () => void };
}

const grid = (features: 2 | 3, side: number) => ({ features, densities: logspace(0.01, 0.95, side), importances: logspace(0.1, 10, side) });
const axes = (side: number) => ({ alphas: linspace(-1, 1, side), betas: linspace(-1, 1, side) });

function opened<Kernel extends { run: (of: never) => Promise<unknown>; dispose: () => void }>(kernel: Kernel, of: (side: number) => Parameters<Kernel['run']>[0]): ReturnType<Picture['open']> {
  return { run: (side) => kernel.run(of(side)), dispose: () => kernel.dispose() };
}

const PICTURES: readonly Picture[] = [
  { name: 'phase diagram, 2 features', sides: [SIDE, MIDDLE / 2], open: (device) => opened(new PhaseDiagram(device), (side) => grid(2, side)) },
  { name: 'phase diagram, 3 features', sides: [MIDDLE, SMALL], open: (device) => opened(new PhaseDiagram(device), (side) => grid(3, side)) },
  { name: 'loss landscape, (5, 2)', sides: [SIDE, MIDDLE], open: (device) => opened(new LossLandscape(device), (side) => ({ ...randomSlice(1, 5, 2, 1, 1), ...axes(side) })) },
  { name: 'basins of the tied flow, (3, 2)', sides: [SIDE, MIDDLE], open: (device) => opened(new FlowBasins(device), (side) => ({ ...randomPlane(2, 'tied', 3, 2, 1, 1), ...axes(side) })) },
  { name: 'basins of a ReLU model, (2, 1)', sides: [SIDE, MIDDLE / 2], open: (device) => opened(new ReluBasins(device), (side) => ({ ...portrait(0.1, [1, 0.8], 1, 1), ...axes(side) })) },
];

/** Seconds for 256 × 256 pixels, compiled before; `estimated` from fewer. @param most - Longest side to time. */
export async function times(backend: Backend, most = SIDE): Promise<Measured[]> {
  const device = await openDevice(backend);
  const found: Measured[] = [];
  for (const { name, sides, open } of PICTURES) {
    const side = Math.min(most, sides[backend === 'core' ? 1 : 0]);
    const picture = open(device);
    await picture.run(side);
    const start = performance.now();
    await picture.run(side);
    found.push({ name, value: ((performance.now() - start) / 1000) * (SIDE / side) ** 2, unit: 's', estimated: side < SIDE });
    picture.dispose();
  }
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
