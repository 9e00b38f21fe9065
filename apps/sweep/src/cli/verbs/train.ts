import { describeGeometry, InputError } from '@tegum/core';
import { writeFileAtomically } from '@tegum/data-runs/node';
import { applyOverrides, parseSpec, planSpec, SPEC_FORMAT, type CellContent } from '@tegum/experiments';
import { Command } from 'commander';
import { SpecError } from '../../errors/spec-error.js';
import { encodeModel, rowsOf } from '../../model/model-file.js';
import { formatCount } from '../../progress/duration.js';
import { trainModel, type TrainedOptima } from '../../train/train-model.js';
import type { TrainedModel } from '../../train/train.protocol.js';
import type { Context } from '../context.js';
import { appended, numbersValue, numberValue, seedValue, threadsOption, wordValue } from '../option-values.js';
import { textTable } from '../text-table.js';

const methods = ['exact', 'adamw', 'adam', 'sgd'] as const;

const examples = `
Examples:
  tegum train --features 5 --hidden 2 --density 0.1 --starts 20
  tegum train --features 3 --hidden 2 --density 0.1,0.2,0.5 --importance 1,0.9,0.8 --out best.json
  tegum train --features 5 --hidden 2 --density 0.05 --method adamw --set train.steps=20000
`;

interface TrainFlags {
  readonly features: number;
  readonly hidden: number;
  readonly density: readonly number[];
  readonly importance: readonly number[];
  readonly method: (typeof methods)[number];
  readonly starts: number;
  readonly gradientTolerance: number;
  readonly seed: number;
  readonly set: readonly string[];
  readonly threads: number;
  readonly out?: string;
  readonly json: boolean;
}

export function trainVerb(context: Context): Command {
  return new Command('train')
    .summary('find the optima of one model')
    .description('Trains one model from many starts and lists the distinct optima, up to rotation and permutation, best first.')
    .requiredOption('--features <n>', 'inputs and outputs', numberValue('--features', { min: 2, max: 4096, integer: true }))
    .requiredOption('--hidden <m>', 'size of the bottleneck, less than features', numberValue('--hidden', { min: 1, max: 4095, integer: true }))
    .requiredOption('--density <p[,p…]>', 'probability that a feature is active; one for all, or one a feature', numbersValue('--density', { min: 0, max: 1 }))
    .option('--importance <I[,I…]>', 'weight in the loss; one for all, or one a feature', numbersValue('--importance', { min: 0 }), [1])
    .option('--method <method>', 'exact (L-BFGS on the population loss), or minibatch adamw, adam, sgd', wordValue('--method', methods), 'exact')
    .option('--starts <k>', 'random starts', numberValue('--starts', { min: 1, max: 1_000_000, integer: true }), 20)
    .option('--gradient-tolerance <g>', 'norm of the gradient to reach for the best 16 optima; exact only', numberValue('--gradient-tolerance', { min: 1e-14, max: 1 }), 5e-9)
    .option('--seed <n>', 'seed of the starts', seedValue, 0)
    .option('--set <path=value>', 'change the training, e.g. train.steps=20000 (repeatable)', appended<string>, [] as readonly string[])
    .addOption(threadsOption())
    .option('--out <file>', 'write the best optimum there, as MODEL.json')
    .option('--json', 'print JSON', false)
    .addHelpText('after', examples)
    .action(async (flags: TrainFlags) => {
      const content = contentOf(flags);
      const trained = await trainModel(content, flags.threads, flags.gradientTolerance);
      if (trained.diverged > 0) context.terminal.say(`${formatCount(trained.diverged)} of ${formatCount(flags.starts)} starts diverged.`);
      await report(context, content, trained, flags);
    });
}

/** The one cell these flags describe, with the defaults a spec would have. */
function contentOf(flags: TrainFlags): CellContent {
  const { features, hidden, method, starts, seed } = flags;
  if (hidden >= features) throw new InputError('--hidden', `an integer less than --features ${String(features)}`, String(hidden));
  const spec = {
    format: SPEC_FORMAT,
    name: 'train',
    model: { features, hidden, density: oneOrAll('--density', flags.density, features), importance: oneOrAll('--importance', flags.importance, features) },
    train: { method, starts, ...(method === 'exact' ? { tolerance: 1e-10 } : {}) },
    seeds: [seed],
  };
  try {
    const plan = planSpec(parseSpec(applyOverrides(spec, flags.set)));
    if (plan.cellCount !== 1) throw new InputError('--set', 'one model to train', `${String(plan.cellCount)} cells`, 'use `tegum run` for a sweep');
    return plan.cellAt(0).content;
  } catch (error) {
    throw error instanceof InputError ? new SpecError('tegum train', error) : error;
  }
}

function oneOrAll(flag: string, values: readonly number[], features: number): number | readonly number[] {
  const [first] = values;
  if (values.length === 1 && first !== undefined) return first;
  if (values.length === features) return values;
  throw new InputError(flag, `1 number, or ${String(features)}, one a feature`, String(values.length));
}

async function report({ terminal }: Context, content: CellContent, { optima }: TrainedOptima, { out, json, starts }: TrainFlags): Promise<void> {
  const { features, hidden, density, importance } = content;
  const [best] = optima;
  if (best === undefined) throw new InputError('tegum train', 'a start that converges', 'only diverging ones', 'lower train.learningRate with --set');
  if (out !== undefined) {
    const population = { density: Float64Array.from(density), importance: Float64Array.from(importance) };
    await writeFileAtomically(out, [encodeModel({ model: { features, hidden, W: best.W, b: best.b }, population })]);
  }
  const described = optima.map((optimum) => describeOptimum(optimum, features, hidden));
  await terminal.print(json ? `${JSON.stringify({ optima: described })}\n` : `${describe(described, starts)}\n`);
}

type DescribedOptimum = ReturnType<typeof describeOptimum>;

function describeOptimum({ W, b, loss, errorBound, count, gradientNorm, minHessianEigenvalue }: TrainedModel, features: number, hidden: number) {
  const { featureNorms, dimensionality, rank, tightness, components } = describeGeometry({ features, hidden, W });
  return {
    loss,
    errorBound,
    count,
    W: rowsOf(W, features),
    b: Array.from(b),
    gradientNorm,
    minHessianEigenvalue,
    geometry: { featureNorms: Array.from(featureNorms), dimensionality: Array.from(dimensionality), rank, tightness, components },
  };
}

function describe(optima: readonly DescribedOptimum[], starts: number): string {
  const table = textTable(
    ['', 'loss', '± bound', 'starts', '|gradient|', 'min Hessian', 'geometry'],
    optima.map(({ loss, errorBound, count, gradientNorm, minHessianEigenvalue, geometry }, index) => [
      String(index + 1),
      loss.toPrecision(10),
      errorBound.toExponential(0),
      `${formatCount(count)}/${formatCount(starts)}`,
      gradientNorm.toExponential(0),
      minHessianEigenvalue?.toExponential(2) ?? '–',
      describeComponents(geometry.components),
    ]),
  );
  const [best] = optima;
  if (best === undefined) return table;
  const rows = [...best.W.map((row, h) => [`W[${String(h)}]`, ...row.map(short)]), ['b', ...best.b.map(short)]];
  return `${table}\n\nBest optimum, features from 0:\n${textTable(['', ...best.b.map((_, i) => String(i))], rows)}`;
}

/** `2 × digon, triangle`. */
function describeComponents(components: DescribedOptimum['geometry']['components']): string {
  const counts = new Map<string, number>();
  for (const { name } of components) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].map(([name, count]) => (count === 1 ? name : `${String(count)} × ${name}`)).join(', ') || 'every feature ignored';
}

/** Six significant digits. */
function short(value: number): string {
  return String(Number(value.toPrecision(6)));
}
