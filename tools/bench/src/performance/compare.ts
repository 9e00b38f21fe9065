/** @file The whole comparison, a row a size. */
import { availableParallelism } from 'node:os';
import { lowerMedian } from '../harness/median.js';
import { machineLine } from '../harness/report.js';
import { solver } from './backends.js';
import { busyCores } from './busy-cores.js';
import { lossTolerance } from './descend.js';
import type { Effort } from './effort.js';
import { measureEvaluation } from './evaluation.js';
import { fitPowerLaw, type PowerLaw } from './growth.js';
import { Lane } from './lanes/lane.js';
import { measurePeak } from './peak/peak.js';
import { nameOf, type Problem } from './problems.js';
import type { Growth, Machine, Report, Row } from './report/report.js';
import { reachTarget, solveFromStarts, solveRow } from './solves.js';
import { measureSteps } from './steps.js';
import { measureThreads } from './threads.js';
import { TorchMissing, TorchProcess } from './torch/torch-process.js';
import { trainWithTorch } from './torch-training.js';

/** Others' work is watched for so long before the start. */
const QUIET_MS = 1000;
/** Down the slope and among the optimum's neighbours, where only a full run goes all the way. */
const ITERATIONS_ON_THE_WAY = 60;

export interface CompareOptions {
  readonly effort: Effort;
  /** Commands that start Python: the first that has PyTorch is used. */
  readonly pythons: readonly string[];
  readonly now: () => number;
  /** Told what is being done. */
  readonly say: (text: string) => void;
}

export async function compare({ effort, pythons, now, say }: CompareOptions): Promise<Report> {
  const cores = availableParallelism();
  const busyBefore = await busyCores(QUIET_MS);
  const lanes = Array.from({ length: cores }, () => new Lane());
  const { torches, remedy } = await openTorch(pythons, cores);
  try {
    say('peak');
    const peakGflops = measurePeak(5 * effort.rounds, now);
    const rows: Row[] = [];
    for (const problem of effort.problems) {
      rows.push(await row(problem, lanes, torches, effort, now, (text) => say(`${nameOf(problem)}: ${text}`)));
    }
    const machine: Machine = {
      name: machineLine(),
      cores,
      busyBefore,
      date: new Date().toISOString().slice(0, 10),
      torch: torches[0]?.version ?? null,
      remedy,
    };
    return { machine, peakGflops, rows, growth: growthOf(rows) };
  } finally {
    await Promise.all([...lanes, ...torches].map((one) => one.close()));
  }
}

async function openTorch(pythons: readonly string[], count: number): Promise<{ torches: TorchProcess[]; remedy: string | null }> {
  let remedy: string | null = null;
  for (const python of pythons) {
    try {
      const first = await TorchProcess.open(python);
      const others = await Promise.all(Array.from({ length: count - 1 }, () => TorchProcess.open(python)));
      return { torches: [first, ...others], remedy: first.remedy };
    } catch (error) {
      if (!(error instanceof TorchMissing)) throw error;
      remedy ??= error.message;
    }
  }
  return { torches: [], remedy };
}

async function row(problem: Problem, lanes: readonly Lane[], torches: readonly TorchProcess[], effort: Effort, now: () => number, say: (text: string) => void): Promise<Row> {
  const trained = !problem.long || effort.full;
  say('solving');
  const solved = trained ? await solveFromStarts(problem, lanes, effort) : [await lanes[0]!.run({ do: 'solve', problem, backend: solver, start: 0, repeats: 1, limits: { mostIterations: ITERATIONS_ON_THE_WAY } })];
  const solve = trained ? solveRow(problem, solved) : null;
  const at = solved.reduce((best, one) => (one.loss < best.loss ? one : best));
  say('evaluating');
  const counter = new Lane();
  const evaluation = await measureEvaluation(problem, at.model, trained, counter, effort, now).finally(() => counter.close());
  say('on several threads');
  const threads = await measureThreads(problem, at.model, lossTolerance * at.loss, lanes, effort);
  say('steps of AdamW');
  const step = await measureSteps(problem, lanes, torches, effort);
  const torch = await trainWithTorch(problem, torches, step, effort, say);
  say('solving to the loss of PyTorch');
  const target = solve === null || torch === null || torch.losses.length === 0 ? null : await reachTarget(problem, lowerMedian(torch.losses), solved, solve.losses, lanes);
  const { features, hidden, density } = problem;
  return { features, hidden, density, evaluation, solve, step, torch, target, threads };
}

function growthOf(rows: readonly Row[]): Growth {
  const fit = (valueOf: (row: Row) => number | null | undefined): PowerLaw | null =>
    fitPowerLaw(rows.flatMap((row) => {
      const value = valueOf(row);
      return value === null || value === undefined ? [] : [{ x: row.features, y: value }];
    }));
  return {
    core: fit(({ evaluation }) => evaluation.coreUs),
    simd: fit(({ evaluation }) => evaluation.simdUs),
    simdPerTerm: fit(({ evaluation }) => (evaluation.terms > 0 ? evaluation.simdUs / evaluation.terms : null)),
    tegumStep: fit(({ step }) => step?.tegumUs),
    torchStep: fit(({ step }) => step?.torchUs),
  };
}
