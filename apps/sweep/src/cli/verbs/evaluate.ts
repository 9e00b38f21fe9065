import { readFile } from 'node:fs/promises';
import { InputError } from '@tegum/core';
import { Command } from 'commander';
import { describeModel, type ModelDescription } from '../../model/describe-model.js';
import { parseModel, type ModelFile } from '../../model/model-file.js';
import { progressStyles, type ProgressStyle } from '../../progress/create-reporter.js';
import { drawShares } from '../../skeletons/draw-shares.js';
import { skeletonTable } from '../../skeletons/skeleton-table.js';
import type { Context } from '../context.js';
import { withFigureOptions, type FigureFlags } from '../figure-option.js';
import { numberValue, seedValue, wordValue } from '../option-values.js';
import { textTable } from '../text-table.js';

const defaultTolerance = 1e-10;

const help = `
Examples:
  tegum evaluate model.json --gradient
  tegum evaluate model.json --skeletons                           the loss by number of active features
  tegum evaluate model.json --skeletons --figure shares.svg       its shares, were all densities another
  tegum evaluate model.json --skeletons --figure shares.svg --optimal

MODEL.json:
  {"format": "tegum-model@1", "W": [[…features] …hidden], "b": [...], "density": p or [...], "importance": [...]}
  importance may be left out: all 1.
`;

interface EvaluateFlags extends FigureFlags {
  readonly gradient: boolean;
  readonly skeletons: boolean;
  readonly optimal: boolean;
  readonly starts: number;
  readonly seed: number;
  readonly progress: ProgressStyle;
  readonly tolerance: number;
  readonly json: boolean;
}

export function evaluateVerb(context: Context): Command {
  const command = new Command('evaluate')
    .summary('say everything known about one model')
    .description('Computes the exact population loss of one model, with a rigorous error bound, and describes its geometry.')
    .argument('<model>', 'MODEL.json')
    .option('--gradient', 'also the gradient of the loss', false)
    .option('--skeletons', 'also the loss by number of active features, with what a truncation proves', false)
    .option('--optimal', 'in the figure: the best optimum at each density, not this model', false)
    .option('--starts <k>', 'random starts at each density, with --optimal', numberValue('--starts', { min: 1, max: 1000, integer: true }), 4)
    .option('--seed <n>', 'seed of the starts', seedValue, 0)
    .option('--tolerance <e>', 'relative error of the loss to ask for', toleranceValue, defaultTolerance)
    .option('--progress <style>', 'bar, json or none', wordValue('--progress', progressStyles), 'bar')
    .option('--json', 'print JSON', false)
    .addHelpText('after', help);
  return withFigureOptions(command).action(async (path: string, flags: EvaluateFlags) => {
    const { figure, skeletons, optimal, json } = flags;
    if (figure !== undefined && !skeletons) throw new InputError('--figure', '--skeletons with it', 'none', 'the figure shows the shares of the skeletons');
    if (optimal && figure === undefined) throw new InputError('--optimal', '--figure with it', 'none', 'e.g. --figure shares.svg');
    const file = parseModel(await readFile(path, 'utf8'), path);
    const description = describeModel(file, flags);
    await drawShares(context, file, flags);
    await context.terminal.print(`${json ? JSON.stringify(description) : describe(file, description)}\n`);
  });
}

function toleranceValue(text: string): number {
  const tolerance = numberValue('--tolerance')(text);
  if (tolerance > 0 && tolerance < 1) return tolerance;
  throw new InputError('--tolerance', 'a number between 0 and 1, both excluded', JSON.stringify(text), 'e.g. 1e-10');
}

function describe({ model, population }: ModelFile, description: ModelDescription): string {
  const { loss, errorBound, lossPerFeature, featureNorms, dimensionality, rank, tightness, components, gradient, skeletons } = description;
  const blocks = [
    [
      `${String(model.features)} features in ${String(model.hidden)} dimensions`,
      `  loss        ${String(loss)} ± ${errorBound.toExponential(1)}, summed over features`,
      `  rank        ${String(rank)}`,
      `  tightness   ${tightness.toExponential(3)} (rank − Σ dimensionality)`,
      ...components.map(({ name, rank: dimension, features }, index) => `${index === 0 ? '  components  ' : '              '}${name} in ${String(dimension)} d: features ${features.join(', ')}`),
    ].join('\n'),
    textTable(
      ['feature', 'density', 'importance', 'loss', 'norm', 'dimensionality'],
      lossPerFeature.map((share, i) => [String(i), ...[population.density[i], population.importance[i], share, featureNorms[i], dimensionality[i]].map(short)]),
    ),
  ];
  if (gradient !== undefined) {
    const rows = [...gradient.W.map((row, h) => [`∂L/∂W[${String(h)}]`, ...row.map(short)]), ['∂L/∂b', ...gradient.b.map(short)]];
    blocks.push(textTable(['', ...gradient.b.map((_, i) => String(i))], rows));
  }
  if (skeletons !== undefined) blocks.push(skeletonTable(skeletons));
  return blocks.join('\n\n');
}

/** Six significant digits. */
function short(value: number | undefined): string {
  return value === undefined ? '' : String(Number(value.toPrecision(6)));
}
