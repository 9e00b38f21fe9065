import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InputError } from '@tegum/core';
import type { CellRecord } from '@tegum/data-runs';
import { runPaths, writeFileAtomically } from '@tegum/data-runs/node';
import { FIGURE_NAMES, type FigureName } from '@tegum/experiments';
import { Command } from 'commander';
import { basinFlows } from '../../kernels/basins.js';
import { drawFigure, encodeFigure, figureFile, figureFormats, figureThemes } from '../../run/figures.js';
import { readStoredRun, recordsInPlanOrder } from '../../run/stored-run.js';
import type { Context } from '../context.js';
import { kernelFigure, kernelNames, nodeBackends, type KernelFlags } from '../kernel-figure.js';
import { appended, numberValue, numbersValue, seedValue, wordValue } from '../option-values.js';

const examples = `
Examples:
  tegum figure runs/polygons --name feature-vectors
  tegum figure model.json --kernel landscape --out landscape.svg   the exact loss around a model
  tegum figure --kernel basins --flow notes --eigenvalues 4,2 --out basins.svg
  tegum figure --kernel basins --eigenvalues 4,3,2,1 --hidden 2 --backend core --out basins.png --format png
  tegum figure --kernel basins --flow relu --density 0.1 --importance 1,0.8 --out basins.svg   which optimum of a ReLU model, and when

Kernels run on WebAssembly (webasm, float32) or on our own code (core, float64) here; both say which.
`;

interface FigureFlags extends Omit<KernelFlags, 'kernel'> {
  readonly kernel?: KernelFlags['kernel'];
  readonly name: readonly FigureName[];
}

export function figureVerb(context: Context): Command {
  const readName = wordValue('--name', FIGURE_NAMES);
  return new Command('figure')
    .summary('draw the figures of a run, or a picture computed pixel by pixel')
    .description('Draws figures from the records of a run, complete or not, and prints where they are; or with --kernel computes a picture, and says on what.')
    .argument('[path]', 'the run folder; MODEL.json for --kernel landscape')
    .option('--name <figure>', `${FIGURE_NAMES.join(', ')} (repeatable; default: those of the spec)`, (text, earlier: readonly FigureName[]) => appended(readName(text), earlier), [])
    .option('--format <format>', 'svg or png', wordValue('--format', figureFormats), 'svg')
    .option('--theme <theme>', 'light or dark', wordValue('--theme', figureThemes), 'light')
    .option('--out <file>', 'where to write the one figure (default: in the run folder)')
    .option('--kernel <kernel>', `no run but a picture: ${kernelNames.join(' or ')}`, wordValue('--kernel', kernelNames))
    .option('--backend <backend>', `what computes it: ${nodeBackends.join(', ')}`, wordValue('--backend', nodeBackends), 'auto')
    .option('--pixels <n>', 'pixels along a side of it', numberValue('--pixels', { min: 2, max: 1024, integer: true }), 256)
    .option('--span <length>', 'half a side of it (default: 1 for a landscape, in units of ‖W‖, and 1.5 for basins)', numberValue('--span', { min: 1e-3, max: 2.8 }))
    .option('--seed <n>', 'seed of its directions', seedValue, 0)
    .option('--flow <flow>', `whose basins: ${basinFlows.join(', ')}`, wordValue('--flow', basinFlows), 'tied')
    .option('--eigenvalues <list>', 'those of Σ, for basins of a linear flow: largest first (default: 4,2)', numbersValue('--eigenvalues'))
    .option('--density <p>', 'of every feature, for --flow relu (default: 0.1)', numberValue('--density', { min: 0.02, max: 0.99 }))
    .option('--importance <list>', 'one a feature, two or three, for --flow relu (default: 1,1)', numbersValue('--importance'))
    .option('--hidden <m>', 'hidden units, for basins', numberValue('--hidden', { min: 1, max: 3, integer: true }), 1)
    .option('--json', 'print JSON', false)
    .addHelpText('after', examples)
    .action(async (path: string | undefined, flags: FigureFlags) => {
      const { name, format, theme, out, json, kernel } = flags;
      if (kernel !== undefined) {
        if (name.length > 0) throw new InputError('--name', 'no --kernel beside it', kernel, 'it names figures of a run');
        await kernelFigure(context, path, { ...flags, kernel });
        return;
      }
      if (path === undefined) throw new InputError('tegum figure', 'a run folder, or --kernel', 'neither');
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
