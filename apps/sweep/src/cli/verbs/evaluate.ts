import { readFile } from 'node:fs/promises';
import { InputError } from '@tegum/core';
import { Command } from 'commander';
import { describeModel, type ModelDescription } from '../../model/describe-model.js';
import { parseModel, type ModelFile } from '../../model/model-file.js';
import type { Context } from '../context.js';
import { numberValue } from '../option-values.js';
import { textTable } from '../text-table.js';

const defaultTolerance = 1e-10;

const format = `
MODEL.json:
  {"format": "tegum-model@1", "W": [[…features] …hidden], "b": [...], "density": p or [...], "importance": [...]}
  importance may be left out: all 1.
`;

interface EvaluateFlags {
  readonly gradient: boolean;
  readonly tolerance: number;
  readonly json: boolean;
}

export function evaluateVerb(context: Context): Command {
  return new Command('evaluate')
    .summary('say everything known about one model')
    .description('Computes the exact population loss of one model, with a rigorous error bound, and describes its geometry.')
    .argument('<model>', 'MODEL.json')
    .option('--gradient', 'also the gradient of the loss', false)
    .option('--tolerance <e>', 'relative error of the loss to ask for', toleranceValue, defaultTolerance)
    .option('--json', 'print JSON', false)
    .addHelpText('after', format)
    .action(async (path: string, { gradient, tolerance, json }: EvaluateFlags) => {
      const file = parseModel(await readFile(path, 'utf8'), path);
      const description = describeModel(file, { gradient, tolerance });
      await context.terminal.print(`${json ? JSON.stringify(description) : describe(file, description)}\n`);
    });
}

function toleranceValue(text: string): number {
  const tolerance = numberValue('--tolerance')(text);
  if (tolerance > 0 && tolerance < 1) return tolerance;
  throw new InputError('--tolerance', 'a number between 0 and 1, both excluded', JSON.stringify(text), 'e.g. 1e-10');
}

function describe({ model, population }: ModelFile, description: ModelDescription): string {
  const { loss, errorBound, lossPerFeature, featureNorms, dimensionality, rank, tightness, components, gradient } = description;
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
  return blocks.join('\n\n');
}

/** Six significant digits. */
function short(value: number | undefined): string {
  return value === undefined ? '' : String(Number(value.toPrecision(6)));
}
