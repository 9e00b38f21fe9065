/** @file `tegum figure MODEL.json --kernel landscape`: the exact loss around a model. */
import { readFile } from 'node:fs/promises';
import { linspace, populationLoss } from '@tegum/core';
import { InputError } from '@tegum/core';
import type { PlaneMapData } from '@tegum/figures';
import type { Device } from '@tegum/kernels';
import { asUniform, parseModel } from '../model/model-file.js';
import { lengthOf, orthonormalPair } from './directions.js';

export interface LandscapeQuestion {
  /** Path of MODEL.json. */
  readonly model: string;
  readonly seed: number;
  /** Half the side of the plane, in units of ‖W‖. */
  readonly span: number;
  readonly pixels: number;
}

export interface LandscapeAnswer {
  readonly kernel: 'landscape';
  readonly backend: string;
  readonly fallbackReason: string | null;
  readonly seed: number;
  readonly span: number;
  readonly pixels: number;
  /** Loss of the model itself, and the lowest on the plane with its place. */
  readonly loss: number;
  readonly lowest: { readonly loss: number; readonly alpha: number; readonly beta: number };
  readonly highest: number;
}

/** @throws {InputError} if the model is none, or not of independent uniform features. */
export async function landscapeFigure(device: Device, { model: path, seed, span, pixels }: LandscapeQuestion): Promise<{ answer: LandscapeAnswer; figure: PlaneMapData }> {
  const { LossLandscape } = await import('@tegum/kernels');
  const uniform = asUniform(parseModel(await readFile(path, 'utf8'), path));
  if (uniform === null) throw new InputError(`${path}: distribution`, 'independent uniform features, given by their density', 'another law', 'the kernel knows no other');
  const { model, population } = uniform;
  const scale = lengthOf(model.W) || 1;
  const direction = (unit: Float64Array) => ({ W: unit.map((value) => scale * value), b: new Float64Array(model.features) });
  const [first, second] = orthonormalPair(model.W.length, seed).map(direction) as [ReturnType<typeof direction>, ReturnType<typeof direction>];
  const axis = linspace(-span, span, pixels);
  const kernel = new LossLandscape(device);
  const { result, backend, fallbackReason } = await kernel.run({ ...model, ...population, first, second, alphas: axis, betas: axis });
  kernel.dispose();
  const { loss } = populationLoss(model, population, { tolerance: 1e-9 });
  const place = result.loss.indexOf(Math.min(...axis.map((_, y) => Math.min(...result.loss.subarray(y * pixels, (y + 1) * pixels)))));
  const lowest = { loss: result.loss[place]!, alpha: axis[place % pixels]!, beta: axis[Math.floor(place / pixels)]! };
  const highest = result.loss.reduce((most, value) => Math.max(most, value), 0);
  const side = { from: -span, to: span, pixels };
  return {
    answer: { kernel: 'landscape', backend, fallbackReason, seed, span, pixels, loss, lowest, highest },
    figure: {
      title: 'Exact loss around a model',
      subtitle: `${String(model.features)} features, ${String(model.hidden)} hidden; two random directions of seed ${String(seed)}, in units of ‖W‖; computed on ${backend}`,
      caption: 'Ring: the model.',
      x: { ...side, label: 'α (‖W‖)' },
      y: { ...side, label: 'β (‖W‖)' },
      cells: { kind: 'values', label: 'loss L (log)', values: result.loss },
      marked: { x: 0, y: 0 },
    },
  };
}
