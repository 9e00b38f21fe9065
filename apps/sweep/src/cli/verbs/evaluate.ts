import { readFile } from 'node:fs/promises';
import { InputError, modelSize, type LawLossMethod } from '@tegum/core';
import { Command } from 'commander';
import { describeModel, type ModelDescription } from '../../model/describe-model.js';
import { asUniform, parseModel, type ModelFile, type UniformModel } from '../../model/model-file.js';
import { progressStyles, type ProgressStyle } from '../../progress/create-reporter.js';
import { drawShares } from '../../skeletons/draw-shares.js';
import { skeletonTable } from '../../skeletons/skeleton-table.js';
import type { Context } from '../context.js';
import { withFigureOptions, type FigureFlags } from '../figure-option.js';
import { formatCount } from '../../progress/duration.js';
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
  importance may be left out: all 1. In place of density, which means uniform on [0, 1] when active, a distribution:
  {"kind": "uniform-sparse", "density": p or [...]}       likewise binary-sparse (0 or 1), signed-uniform-sparse ([−1, 1])
  {"kind": "exactly-active", "active": k}                 each set of k equally likely
  {"kind": "grouped-sparse", "groups": [{"features": [0, 1], "kind": "correlated", "probability": q}], "density": p}
                                                          all of a group active or none; anticorrelated: one or none
  {"kind": "empirical", "rows": [[…features] …]}            a finite data set
  exactly-active and grouped-sparse take "magnitude": uniform (if not given), signed-uniform or one.
  --gradient and --skeletons are for uniform-sparse features.
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
    const uniform = checkUniform(file, flags, path);
    const description = describeModel(file, flags);
    if (uniform !== null) await drawShares(context, uniform, flags);
    await context.terminal.print(`${json ? JSON.stringify(description) : describe(file, description, flags.tolerance)}\n`);
  });
}

/** @throws {InputError} if what is asked for is known of uniform sparse features only. */
function checkUniform(file: ModelFile, { gradient, skeletons }: EvaluateFlags, path: string): UniformModel | null {
  const uniform = asUniform(file);
  if (uniform !== null || !(gradient || skeletons)) return uniform;
  const flag = gradient ? '--gradient' : '--skeletons';
  throw new InputError(flag, 'uniform-sparse features', `${file.distribution.kind} ones in ${path}`, `without ${flag} their loss is computed`);
}

function toleranceValue(text: string): number {
  const tolerance = numberValue('--tolerance')(text);
  if (tolerance > 0 && tolerance < 1) return tolerance;
  throw new InputError('--tolerance', 'a number between 0 and 1, both excluded', JSON.stringify(text), 'e.g. 1e-10');
}

function describe({ model, importance, distribution }: ModelFile, description: ModelDescription, tolerance: number): string {
  const { method, terms, loss, errorBound, lossPerFeature, featureNorms, dimensionality, rank, tightness, components, gradient, skeletons } = description;
  const blocks = [
    [
      modelSize(model),
      `  loss        ${String(loss)} ± ${errorBound.toExponential(1)}, summed over features`,
      ...(method === undefined ? [] : [`  features    ${distribution.kind}: ${methodWords[method]}, ${formatCount(terms ?? 0)} ${countWords[method]}`]),
      ...(method !== undefined && errorBound > tolerance * loss ? [`              the relative error asked for, ${String(tolerance)}, was not reached; the bound holds`] : []),
      `  rank        ${String(rank)}`,
      `  tightness   ${tightness.toExponential(3)} (rank − Σ dimensionality)`,
      ...components.map(({ name, rank: dimension, features }, index) => `${index === 0 ? '  components  ' : '              '}${name} in ${String(dimension)} d: features ${features.join(', ')}`),
    ].join('\n'),
    textTable(
      ['feature', 'density', 'importance', 'loss', 'norm', 'dimensionality'],
      lossPerFeature.map((share, i) => [String(i), ...[distribution.density[i], importance[i], share, featureNorms[i], dimensionality[i]].map(short)]),
    ),
  ];
  if (gradient !== undefined) {
    const rows = [...gradient.W.map((row, h) => [`∂L/∂W[${String(h)}]`, ...row.map(short)]), ['∂L/∂b', ...gradient.b.map(short)]];
    blocks.push(textTable(['', ...gradient.b.map((_, i) => String(i))], rows));
  }
  if (skeletons !== undefined) blocks.push(skeletonTable(skeletons));
  return blocks.join('\n\n');
}

const methodWords: Readonly<Record<LawLossMethod, string>> = { series: 'a series', states: 'a sum over states', rows: 'an average over rows' };
const countWords: Readonly<Record<LawLossMethod, string>> = { series: 'terms', states: 'states', rows: 'rows' };

/** Six significant digits. */
function short(value: number | undefined): string {
  return value === undefined ? '' : String(Number(value.toPrecision(6)));
}
