/**
 * @file `tegum figure --kernel …`: pictures computed pixel by pixel by `@tegum/kernels`, with what computed them.
 */
import { InputError } from '@tegum/core';
import type { FigureFormat, FigureTheme } from '../run/figures.js';
import { basinsFigure, type BasinAnswer } from '../kernels/basins.js';
import type { BasinFlow } from '@tegum/kernels';
import { landscapeFigure, type LandscapeAnswer } from '../kernels/landscape.js';
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
  readonly flow: BasinFlow;
  readonly eigenvalues: readonly number[];
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
      : await basinsFigure(device, { ...flags, span: flags.span ?? 1.5 });
    await writeFigure(context, { figure: { path: out, format }, theme }, ({ planeMap }, options) => planeMap(figure, { ...options, width: 640 }));
    await context.terminal.print(`${json ? JSON.stringify({ ...answer, figure: out }) : describe(answer, out)}\n`);
  } finally {
    await device.dispose();
  }
}

function describe(answer: LandscapeAnswer | BasinAnswer, out: string): string {
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
