import { InputError } from '@tegum/core';
import { Command } from 'commander';
import { classicAt, classicLines } from '../../phase/classic.js';
import { comparisonData } from '../../phase/comparison-data.js';
import { computePhase, phaseWork, type ComputedPhase, type PhasePlan } from '../../phase/compute-phase.js';
import { describeLines, describePoints } from '../../phase/describe-phase.js';
import { gridValue, type GridValue } from '../../phase/grid-value.js';
import { figureImportances, planPhase } from '../../phase/phase-plan.js';
import { progressStyles, type ProgressStyle } from '../../progress/create-reporter.js';
import { stepProgress } from '../../progress/step-progress.js';
import type { Context } from '../context.js';
import { withFigureOptions, writeFigure, type FigureFlags } from '../figure-option.js';
import { numberValue, seedValue, threadsOption, wordValue } from '../option-values.js';

const mostFeatures = 6;

const examples = `
Examples:
  tegum phase --features 2 --hidden 1                                   every transition, with its spinodals
  tegum phase --features 2 --hidden 1 --density 0.001                   one density: r/p near (2 + √2)/8
  tegum phase --features 2 --hidden 1 --density 0.1 --importance 0.05   the competing optima of one point
  tegum phase --features 2 --hidden 1 --figure phases.svg               classic, exact and empirical diagrams
  tegum phase --features 3 --hidden 2 --density 0.02-0.5:6

Time on one core: 1 s a density for two features, 10 s for three, minutes for more and beyond density 0.5. The figure for two
features takes 2 min on one core, 1 min on two.
`;

interface PhaseFlags extends FigureFlags {
  readonly features: number;
  readonly hidden: number;
  readonly density: GridValue;
  readonly importance?: GridValue;
  readonly empirical: boolean;
  readonly cells?: number;
  readonly seeds?: number;
  readonly starts: number;
  readonly seed: number;
  readonly threads: number;
  readonly progress: ProgressStyle;
  readonly json: boolean;
}

export function phaseVerb(context: Context): Command {
  const command = new Command('phase')
    .summary('trace where one kind of optimum gives way to another')
    .description(
      'Traces the phases of n features in n − 1 dimensions over density and importance of the last feature: where two optima have equal exact losses (coexistence), where each dies (spinodals), and where the optimum changes continuously.',
    )
    .requiredOption('--features <n>', 'number of features, 2 to 6', numberValue('--features', { min: 2, max: mostFeatures, integer: true }))
    .requiredOption('--hidden <m>', 'size of the bottleneck: features − 1', numberValue('--hidden', { min: 1, max: mostFeatures - 1, integer: true }))
    .option('--density <p|a-b[:k]>', 'one density, or k of them geometrically spaced; default 0.01-0.9:24, for more than two features 0.02-0.5:6', gridValue('--density', 12, 1))
    .option('--importance <r|a-b[:k]>', 'one importance of the last feature: the optima there; or the range to scan in k steps; default p/5 to 5/p', gridValue('--importance', 24, Infinity))
    .option('--empirical', 'train on minibatches too; --figure does', false)
    .option('--cells <k>', 'side of the grids of the figure; default 24 exact and 16 trained, for more than two features 8 and 6', numberValue('--cells', { min: 2, max: 256, integer: true }))
    .option('--seeds <k>', 'seeds to train at each place; default 4, for more than two features 3', numberValue('--seeds', { min: 1, max: 1000, integer: true }))
    .option('--starts <k>', 'random starts of every census', numberValue('--starts', { min: 1, max: 1000, integer: true }), 8)
    .option('--seed <n>', 'seed of the starts', seedValue, 0)
    .addOption(threadsOption())
    .option('--progress <style>', 'bar, json or none', wordValue('--progress', progressStyles), 'bar')
    .option('--json', 'print JSON', false)
    .addHelpText('after', examples);
  return withFigureOptions(command).action(async (given: Omit<PhaseFlags, 'density'> & { readonly density?: GridValue }) => {
    const flags = { ...given, density: given.density ?? gridValue('--density', 12, 1)(given.features === 2 ? '0.01-0.9:24' : '0.02-0.5:6') };
    checkShape(flags);
    const plan = planPhase({ ...flags, importance: flags.importance, cells: flags.cells, seeds: flags.seeds, diagrams: flags.figure !== undefined, empirical: flags.empirical || flags.figure !== undefined });
    const computed = await withProgress(context, flags, plan);
    await draw(context, flags, plan, computed);
    await report(context, flags, plan, computed);
  });
}

function checkShape({ features, hidden, density, importance, figure }: PhaseFlags): void {
  if (hidden !== features - 1) {
    throw new InputError('--hidden', `--features − 1 = ${String(features - 1)}`, String(hidden), 'for other shapes sweep with `tegum run`, or see one point with `tegum train`');
  }
  if (figure === undefined) return;
  if (density.values.length === 1) throw new InputError('--figure', 'a range of densities to draw', `--density ${String(density.low)}`, 'e.g. --density 0.01-0.9:24');
  if (importance?.values.length === 1) throw new InputError('--figure', 'a range of importances to draw', `--importance ${String(importance.low)}`, 'e.g. --importance 0.01-100');
}

async function withProgress({ terminal }: Context, { features, hidden, threads, progress: style }: PhaseFlags, plan: PhasePlan): Promise<ComputedPhase> {
  const progress = stepProgress(terminal, style, { title: `Phases of ${String(features)} features in ${String(hidden)}`, unit: 'units of work', total: phaseWork(plan) });
  try {
    return await computePhase(plan, threads, progress.advance);
  } finally {
    progress.finish();
  }
}

async function draw(context: Context, flags: PhaseFlags, plan: PhasePlan, computed: ComputedPhase): Promise<void> {
  const { density, importance, features } = flags;
  const axes = { density: [density.low, density.high] as const, importance: importance === undefined ? figureImportances : ([importance.low, importance.high] as const) };
  await writeFigure(context, flags, ({ phaseComparison, classicLosses }, options) =>
    phaseComparison(
      comparisonData(plan, computed, axes, (p, r) => classicAt(classicLosses, features, p, r).phase),
      options,
    ),
  );
}

async function report({ terminal }: Context, { features, density, json }: PhaseFlags, plan: PhasePlan, { line, points, trained }: ComputedPhase): Promise<void> {
  const { classicLosses } = await import('@tegum/figures');
  const classicOf = (p: number, r: number) => classicAt(classicLosses, features, p, r);
  if (plan.lines.length > 0) {
    const classic = density.values.flatMap((p) => classicLines(features, p));
    const printed = {
      features,
      hidden: features - 1,
      coexistence: line.coexistence.map((meeting) => ({ ...meeting, order: 'first' })),
      spinodals: line.spinodals,
      continuous: line.continuous.map((meeting) => ({ ...meeting, order: 'continuous' })),
      crossovers: line.crossovers,
      unresolved: line.unresolved,
      classic,
      ...(trained.length === 0 ? {} : { empirical: trained }),
    };
    await terminal.print(json ? `${JSON.stringify(printed)}\n` : `${describeLines(line, classic)}\n`);
    return;
  }
  const described = points.map((point) => {
    const ends = trained.find(({ density: p, importance: r }) => p === point.density && r === point.importance)?.ends;
    return { ...point, metastable: point.optima.length > 1, classic: classicOf(point.density, point.importance), ...(ends === undefined ? {} : { empirical: ends }) };
  });
  const [only] = described;
  const printed = described.length === 1 ? { features, hidden: features - 1, ...only } : { features, hidden: features - 1, points: described };
  await terminal.print(json ? `${JSON.stringify(printed)}\n` : `${describePoints(points, trained, classicOf)}\n`);
}
