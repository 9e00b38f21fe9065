/**
 * @file `tegum figure --kernel …`: pictures computed pixel by pixel by `@tegum/kernels`, with what computed them.
 */
import { InputError } from '@tegum/core';
import type { PlaneMapData } from '@tegum/figures';
import type { Device } from '@tegum/kernels';
import type { FigureFormat, FigureTheme } from '../run/figures.js';
import { basinsFigure, type BasinAnswer, type NamedFlow } from '../kernels/basins.js';
import { landscapeFigure, type LandscapeAnswer } from '../kernels/landscape.js';
import { reluBasinsFigure, type ReluBasinAnswer } from '../kernels/relu-basins.js';
import type { Context } from './context.js';
import { writeFigure } from './figure-option.js';

export const kernelNames = ['landscape', 'basins'] as const;
/** Those of `@tegum/kernels` that are in Node. */
export const nodeBackends = ['auto', 'webasm', 'core'] as const;

export interface KernelFlags {
  readonly kernel: (typeof kernelNames)[number];
  readonly backend: (typeof nodeBackends)[number];
  readonly pixels: number;
  readonly span?: number;
  readonly seed: number;
  readonly flow: NamedFlow;
  readonly eigenvalues?: readonly number[];
  readonly density?: number;
  readonly importance?: readonly number[];
  readonly hidden: number;
  readonly format: FigureFormat;
  readonly theme: FigureTheme;
  readonly out?: string;
  readonly json: boolean;
}

/** @param path - MODEL.json, for a landscape. */
export async function kernelFigure(context: Context, path: string | undefined, flags: KernelFlags): Promise<void> {
  const { kernel, backend, pixels, seed, out, format, theme, json } = flags;
  if (out === undefined) throw new InputError('--out', 'the file to draw to', 'nothing', `a kernel's figure belongs to no run: --out ${kernel}.${format}`);
  if ((kernel === 'landscape') !== (path !== undefined)) {
    throw new InputError('tegum figure', kernel === 'landscape' ? 'a MODEL.json before --kernel landscape' : 'no path with --kernel basins', path === undefined ? 'none' : JSON.stringify(path));
  }
  const { openDevice } = await import('@tegum/kernels');
  const device = await openDevice(backend);
  try {
    const { answer, figure } = path !== undefined
      ? await landscapeFigure(device, { model: path, seed, span: flags.span ?? 1, pixels })
      : await basinsOf(device, flags);
    await writeFigure(context, { figure: { path: out, format }, theme }, ({ planeMap }, options) => planeMap(figure, { ...options, width: 640 }));
    await context.terminal.print(`${json ? JSON.stringify({ ...answer, figure: out }) : describe(answer, out)}\n`);
  } finally {
    await device.dispose();
  }
}

/** Basins of a linear flow, or of a ReLU model: each has flags of its own. */
function basinsOf(device: Device, { flow, eigenvalues, density, importance, span = 1.5, ...flags }: KernelFlags): Promise<{ answer: BasinAnswer | ReluBasinAnswer; figure: PlaneMapData }> {
  if (flow === 'relu') {
    if (eigenvalues !== undefined) throw new InputError('--eigenvalues', 'a linear flow', '--flow relu', 'a ReLU model has --density and --importance');
    return reluBasinsFigure(device, { ...flags, span, density: density ?? 0.1, importance: importance ?? [1, 1] });
  }
  const stray = density !== undefined ? '--density' : importance !== undefined ? '--importance' : undefined;
  if (stray !== undefined) throw new InputError(stray, '--flow relu', `--flow ${flow}`, 'a linear flow has --eigenvalues');
  return basinsFigure(device, { ...flags, flow, span, eigenvalues: eigenvalues ?? [4, 2] });
}

function describe(answer: LandscapeAnswer | BasinAnswer | ReluBasinAnswer, out: string): string {
  const ran = `computed on ${answer.backend}${answer.fallbackReason === null ? '' : ` (${answer.fallbackReason})`}`;
  if (answer.kernel === 'landscape') {
    const { loss, lowest, highest } = answer;
    return `${out}\n${ran}\nloss ${loss.toPrecision(6)} at the model; on the plane from ${lowest.loss.toPrecision(6)}, at (${shown(lowest.alpha)}, ${shown(lowest.beta)}), to ${highest.toPrecision(6)}`;
  }
  return [out, ran, ...answer.ends.map(({ end, share, meanTime }) => `${end}: ${(100 * share).toPrecision(3)} %${meanTime === null ? '' : `, at rest after ${meanTime.toPrecision(3)} on average`}`)].join('\n');
}

function shown(value: number): string {
  return String(Number(value.toPrecision(3)));
}
