/**
 * @file The figure of `tegum evaluate --skeletons`: shares of the loss over density, of one model or of the best at each density.
 */
import { census, logspace, modelSize, skeletonLosses, type ToyModel } from '@tegum/core';
import type { SkeletonSharePoint, SkeletonSharesData } from '@tegum/figures';
import { writeFigure, type FigureFlags } from '../cli/figure-option.js';
import type { Context } from '../cli/context.js';
import type { UniformModel } from '../model/model-file.js';
import type { ProgressStyle } from '../progress/create-reporter.js';
import { stepProgress } from '../progress/step-progress.js';

const lowestDensity = 1e-3;
const densityCount = 49;
/** Finer than a pixel shows. */
const tolerance = 1e-4;
const trainingTolerance = 1e-7;

export interface ShareFlags extends FigureFlags {
  readonly optimal: boolean;
  readonly starts: number;
  readonly seed: number;
  readonly progress: ProgressStyle;
}

export async function drawShares(context: Context, file: UniformModel, flags: ShareFlags): Promise<void> {
  if (flags.figure === undefined) return;
  const progress = stepProgress(context.terminal, flags.progress, { title: 'shares of the skeletons', unit: 'densities', total: densityCount });
  let data: SkeletonSharesData;
  try {
    data = sharesData(file, flags, progress.advance);
  } finally {
    progress.finish();
  }
  await writeFigure(context, flags, ({ skeletonShares }, options) => skeletonShares(data, options));
}

function sharesData({ model, population }: UniformModel, { optimal, starts, seed }: ShareFlags, onPoint: () => void): SkeletonSharesData {
  const { features, hidden } = model;
  const [own] = population.density;
  const common = population.density.every((p) => p === own) && own !== undefined && own >= lowestDensity;
  const points = Array.from(logspace(lowestDensity, 1, densityCount), (p) => {
    const density = new Float64Array(features).fill(p);
    const at = { density, importance: population.importance };
    const { skeletons } = skeletonLosses(optimal ? bestModel(hidden, at, starts, seed) : model, at, { tolerance });
    onPoint();
    return {
      density: p,
      probabilities: skeletons.map(({ probability }) => probability),
      contributions: skeletons.map(({ contribution }) => contribution),
    };
  });
  const size = modelSize(model);
  return {
    // A model without any loss has no shares.
    points: points.filter(hasLoss),
    subtitle: optimal ? `${size}, the best of ${String(starts)} starts at each density` : `${size}: one model, as if every feature had density p`,
    ...(common && !optimal ? { marked: own } : {}),
  };
}

function hasLoss({ contributions }: SkeletonSharePoint): boolean {
  return contributions.some((share) => share > 0);
}

function bestModel(hidden: number, population: UniformModel['population'], starts: number, seed: number): ToyModel {
  const { optima } = census({ population, hidden, starts, seed, tolerance: trainingTolerance, most: 1 });
  const { W, b } = optima[0]!;
  return { features: b.length, hidden, W, b };
}
