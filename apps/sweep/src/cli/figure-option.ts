/**
 * @file `--figure FILE`: the picture of what a verb computed.
 */
import { mkdir } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import { InputError } from '@tegum/core';
import { writeFileAtomically } from '@tegum/data-runs/node';
import type * as Figures from '@tegum/figures';
import type { Command } from 'commander';
import { encodeFigure, figureFormats, figureThemes, type FigureFormat, type FigureTheme } from '../run/figures.js';
import type { Context } from './context.js';
import { wordValue } from './option-values.js';

export interface FigureFlags {
  readonly figure?: FigureFile;
  readonly theme: FigureTheme;
}

export interface FigureFile {
  readonly path: string;
  readonly format: FigureFormat;
}

export function withFigureOptions(command: Command): Command {
  return command
    .option('--figure <file>', 'draw the result there: .svg or .png', figureFile)
    .option('--theme <theme>', 'colours of the figure: light or dark', wordValue('--theme', figureThemes), 'light');
}

function figureFile(path: string): FigureFile {
  const format = figureFormats.find((known) => extname(path).toLowerCase() === `.${known}`);
  if (format === undefined) throw new InputError('--figure', 'a file that ends in .svg or .png', JSON.stringify(path));
  return { path, format };
}

/**
 * Draws and writes the figure that was asked for, if one was, and says where it is.
 *
 * @param draw - Called with `@tegum/figures`, which is large and loads only now.
 */
export async function writeFigure(
  { terminal }: Context,
  { figure, theme }: FigureFlags,
  draw: (figures: typeof Figures, options: Figures.FigureOptions) => string,
): Promise<void> {
  if (figure === undefined) return;
  const [figures, { createFigureDocument }] = await Promise.all([import('@tegum/figures'), import('@tegum/figures/node')]);
  const svg = draw(figures, { document: createFigureDocument(), theme });
  await mkdir(dirname(figure.path), { recursive: true });
  await writeFileAtomically(figure.path, [await encodeFigure(svg, figure.format)]);
  terminal.say(`  figure   ${figure.path}`);
}
