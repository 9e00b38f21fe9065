import { compareFlows, flowNames, flowsToDraw, flowSteps, InputError, type ComparedFlow, type FlowName, type FlowPlan, type SecondMoment } from '@tegum/core';
import { Command } from 'commander';
import { describeFlows, flowFigure, flowsAsJson } from '../../flow/describe-flows.js';
import { momentOfEigenvalues, momentOfFile, randomStart, startOfFile, type SetUpStart } from '../../flow/flow-setup.js';
import { progressStyles, type ProgressStyle } from '../../progress/create-reporter.js';
import { stepProgress } from '../../progress/step-progress.js';
import type { Context } from '../context.js';
import { withFigureOptions, writeFigure, type FigureFlags } from '../figure-option.js';
import { numbersValue, numberValue, seedValue, wordValue } from '../option-values.js';

/** With `defaultSeed`, a start from which every flow passes {1} and (22) ends far from the PCA minimum. */
const defaultEigenvalues = [4, 2, 1] as const;
const defaultScale = 0.01;
const defaultSeed = 414;

const details = `
Flows, with G = WᵀW:
  untied   Ȧ = (I − AB)ΣBᵀ, Ḃ = Aᵀ(I − AB)Σ        −½∇L
  notes    Ẇ = W(I − G)Σ                           (22) of the source notes, no gradient
  oja      Ẇ = WΣ(I − G)                           Oja's subspace flow
  tied     Ẇ = ½W[Σ(I − G) + (I − G)Σ]             −¼∇L

Examples:
  tegum flow                                                    all four from one small start, saddle to saddle
  tegum flow --figure flows.svg
  tegum flow --eigenvalues 4,3,2,1 --hidden 2 --scale 0.1 --seed 0
  tegum flow --flow untied --unbalanced --time 20 --points 11 --json
  tegum flow --sigma sigma.json --hidden 3 --basis eigen --weights --json
  tegum flow --start start.json                                 {"W": [[0.1, 0, 0], [0, 0.01, 0]]}, and "A" for the untied flow
`;

interface FlowFlags extends FigureFlags {
  readonly flow: FlowName | 'all';
  readonly eigenvalues?: readonly number[];
  readonly sigma?: string;
  readonly hidden?: number;
  readonly seed?: number;
  readonly scale?: number;
  readonly unbalanced: boolean;
  readonly start?: string;
  readonly time?: number;
  readonly tolerance: number;
  readonly maxSteps: number;
  readonly points: number;
  readonly basis: 'original' | 'eigen';
  readonly weights: boolean;
  readonly progress: ProgressStyle;
  readonly json: boolean;
}

export function flowVerb(context: Context): Command {
  const command = new Command('flow')
    .summary('follow the gradient flows of a linear autoencoder')
    .description('Integrates four flows on the weights of a linear autoencoder from one start: their losses, the critical points they linger at, and where they end.')
    .option('--flow <name>', `${flowNames.join(', ')} or all`, wordValue('--flow', [...flowNames, 'all'] as const), 'all')
    .option('--eigenvalues <λ,λ…>', `Σ = diag(λ) (default: ${defaultEigenvalues.join(',')})`, numbersValue('--eigenvalues'))
    .option('--sigma <file>', 'Σ itself: a square table (.csv, .json, .parquet)')
    .option('--hidden <m>', 'hidden units, less than eigenvalues (default: 2, or the rows of --start)', numberValue('--hidden', { min: 1, max: 127, integer: true }))
    .option('--seed <n>', `seed of the start (default: ${String(defaultSeed)})`, seedValue)
    .option('--scale <s>', `standard deviation of the weights of the start (default: ${String(defaultScale)})`, positiveValue('--scale'))
    .option('--unbalanced', 'untied: draw A apart from B instead of A = Bᵀ', false)
    .option('--start <file>', 'start of your own: JSON with W [hidden][features], for the untied flow perhaps A [features][hidden]')
    .option('--time <T>', 'time to go to (default: when all are at rest)', positiveValue('--time'))
    .option('--tolerance <e>', 'error of a step, relative to each weight', numberValue('--tolerance', { min: 1e-13, max: 1e-3 }), 1e-10)
    .option('--max-steps <k>', 'steps after which to give up, a flow', numberValue('--max-steps', { min: 1, max: 1e9, integer: true }), 200_000)
    .option('--points <N>', 'times to report, evenly spaced from 0', numberValue('--points', { min: 2, max: 100_000, integer: true }), 201)
    .option('--basis <basis>', 'integrate and report in the original basis or in the eigenbasis of Σ: original, eigen', wordValue('--basis', ['original', 'eigen'] as const), 'original')
    .option('--weights', 'with --json: the weights at every time', false)
    .option('--progress <style>', 'bar, json or none', wordValue('--progress', progressStyles), 'bar')
    .option('--json', 'print JSON', false)
    .addHelpText('after', details);
  return withFigureOptions(command).action(async (flags: FlowFlags) => {
    const moment = await momentOf(flags);
    const { start, hidden, description } = await startOf(flags, moment.features);
    const { flow, basis, time, points, tolerance, maxSteps } = flags;
    const flows = flow === 'all' ? flowNames : [flow];
    const plan: FlowPlan = { flows, moment, hidden, start, basis, points, tolerance, maxSteps, ...(time === undefined ? {} : { time }) };
    const computed = await withProgress(context, flags, plan);
    for (const { flow: name, outcome, end } of computed) {
      if (outcome !== 'stepped') context.terminal.say(`${name}: ${outcome}, stopped at time ${String(Number(end.time.toPrecision(6)))}; give more --max-steps, a looser --tolerance or a shorter --time.`);
    }
    await writeFigure(context, flags, (figures, options) => figures.flowComparison(flowFigure(figures, plan, flowsToDraw(plan, computed), computed, description), options));
    await context.terminal.print(`${flags.json ? JSON.stringify(flowsAsJson(plan, computed, flags.weights)) : describeFlows(plan, computed, description)}\n`);
  });
}

async function momentOf({ eigenvalues, sigma }: FlowFlags): Promise<SecondMoment> {
  if (sigma === undefined) return momentOfEigenvalues(eigenvalues ?? defaultEigenvalues);
  if (eigenvalues !== undefined) throw new InputError('tegum flow', 'one of --eigenvalues, --sigma', 'both');
  return momentOfFile(sigma);
}

async function startOf({ start, hidden, seed, scale, unbalanced, flow }: FlowFlags, features: number): Promise<SetUpStart> {
  if (unbalanced && flow !== 'untied' && flow !== 'all') throw new InputError('--unbalanced', '--flow untied or all', flow, 'the others have no A');
  if (start === undefined) return randomStart(features, { ...(hidden === undefined ? {} : { hidden }), seed: seed ?? defaultSeed, scale: scale ?? defaultScale, unbalanced });
  const beside = Object.entries({ '--seed': seed, '--scale': scale, '--unbalanced': unbalanced || undefined }).find(([, value]) => value !== undefined);
  if (beside !== undefined) throw new InputError(beside[0], 'no --start beside it', start);
  return startOfFile(start, features, hidden);
}

async function withProgress({ terminal }: Context, { progress: style }: FlowFlags, plan: FlowPlan): Promise<readonly ComparedFlow[]> {
  const progress = stepProgress(terminal, style, { title: `Flows of ${String(plan.moment.features)} features in ${String(plan.hidden)}`, unit: 'passes', total: flowSteps(plan) });
  try {
    const steps = compareFlows(plan);
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      progress.advance();
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    progress.finish();
  }
}

function positiveValue(flag: string): (text: string) => number {
  return (text) => {
    const value = numberValue(flag)(text);
    if (value > 0) return value;
    throw new InputError(flag, 'a number > 0', JSON.stringify(text));
  };
}
