import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '@tegum/core';
import type { CellRecord } from '@tegum/data-runs';
import { runPaths, writeFileAtomically } from '@tegum/data-runs/node';
import { FIGURE_NAMES, type FigureName } from '@tegum/experiments';
import { Command } from 'commander';
import { drawFigure, encodeFigure, figureFile, figureFormats, figureThemes, type FigureFormat, type FigureTheme } from '../../run/figures.js';
import { readStoredRun, recordsInPlanOrder } from '../../run/stored-run.js';
import type { Context } from '../context.js';
import { appended, wordValue } from '../option-values.js';

interface FigureFlags {
  readonly name: readonly FigureName[];
  readonly format: FigureFormat;
  readonly theme: FigureTheme;
  readonly out?: string;
  readonly json: boolean;
}

export function figureVerb(context: Context): Command {
  const readName = wordValue('--name', FIGURE_NAMES);
  return new Command('figure')
    .summary('draw the figures of a run')
    .description('Draws figures from the records of a run, complete or not, and prints where they are.')
    .argument('<dir>', 'the run folder')
    .option('--name <figure>', `${FIGURE_NAMES.join(', ')} (repeatable; default: those of the spec)`, (text, earlier: readonly FigureName[]) => appended(readName(text), earlier), [])
    .option('--format <format>', 'svg or png', wordValue('--format', figureFormats), 'svg')
    .option('--theme <theme>', 'light or dark', wordValue('--theme', figureThemes), 'light')
    .option('--out <file>', 'where to write the one figure (default: in the run folder)')
    .option('--json', 'print the paths as JSON', false)
    .action(async (path: string, { name, format, theme, out, json }: FigureFlags) => {
      const run = await readStoredRun(path);
      const { spec } = run.plan;
      const names = name.length > 0 ? name : spec.figures;
      if (names.length === 0) throw new InputError('--name', `one of ${FIGURE_NAMES.join(', ')}`, 'nothing', 'the spec of this run asks for no figure');
      if (out !== undefined && names.length > 1) throw new InputError('--out', 'one figure to write there', names.join(', '), 'choose one with --name');
      const records: CellRecord[] = [];
      for await (const record of recordsInPlanOrder(run)) records.push(record);

      const figures: string[] = [];
      for (const figure of names) {
        const target = out ?? join(runPaths(path).figures, figureFile(figure, theme, format));
        const content = await encodeFigure(await drawFigure(figure, spec.name, records, theme), format);
        await mkdir(dirname(target), { recursive: true });
        await writeFileAtomically(target, [content]);
        figures.push(target);
      }
      await context.terminal.print(json ? `${JSON.stringify({ figures })}\n` : `${figures.join('\n')}\n`);
    });
}
