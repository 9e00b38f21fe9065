/**
 * @file Shares of the loss and of the data over density, of one model or of the best at each density: the figure of
 * `tegum evaluate --skeletons --figure`, which takes the same densities and tolerances.
 */
import { census, logspace, skeletonLosses, type ToyModel } from '@tegum/core';
import { fastestLoss, fastestSolver } from '@tegum/simd';
import type { Steps } from '../../compute/job.protocol.js';
import { findOptima } from '../playground/find-optima.js';
import { contentOf, importancesOf } from './question.js';
import type { SkeletaState } from './view.js';

export interface SharesQuestion extends Pick<SkeletaState, 'features' | 'hidden' | 'decay' | 'starts' | 'seed'> {
  /** Of the model that is looked at everywhere; null to train one at each density. */
  readonly density: number | null;
}

export interface SharePoint {
  readonly density: number;
  readonly probabilities: readonly number[];
  readonly contributions: readonly number[];
}

const LOWEST = 1e-3;
const COUNT = 49;
/** Finer than a pixel shows. */
const SHARE_TOLERANCE = 1e-4;
const TRAINING_TOLERANCE = 1e-7;

/** Coarse to fine; points come sorted by density, and without those whose loss is 0. */
export async function* sharesOverDensity(question: SharesQuestion): Steps<readonly SharePoint[]> {
  const { features } = question;
  const one = question.density === null ? null : await bestOf(question, question.density);
  const importance = Float64Array.from(importancesOf(question));
  const densities = logspace(LOWEST, 1, COUNT);
  const points: SharePoint[] = [];
  let done = 0;
  for (const index of coarseToFine(COUNT)) {
    const population = { density: new Float64Array(features).fill(densities[index]!), importance };
    const { skeletons } = skeletonLosses(one ?? trained(question, population), population, { tolerance: SHARE_TOLERANCE, createLoss: fastestLoss });
    const contributions = skeletons.map(({ contribution }) => contribution);
    if (contributions.some((share) => share > 0)) {
      points.push({ density: densities[index]!, probabilities: skeletons.map(({ probability }) => probability), contributions });
      points.sort((a, b) => a.density - b.density);
    }
    done++;
    yield { fraction: done / COUNT, ...(done >= FIRST ? { partial: points } : {}) };
  }
  return points;
}

/** Points of the first picture. */
const FIRST = 13;

/** Every fourth of `count` indices, then every second, then the others. */
export function* coarseToFine(count: number): Generator<number> {
  for (let index = 0; index < count; index += 4) yield index;
  for (let index = 2; index < count; index += 4) yield index;
  for (let index = 1; index < count; index += 2) yield index;
}

async function bestOf(question: SharesQuestion, density: number): Promise<ToyModel> {
  const search = findOptima(contentOf({ ...question, density }));
  let step = await search.next();
  while (step.done !== true) step = await search.next();
  const { W, b } = step.value.optima[0]!;
  return { features: question.features, hidden: question.hidden, W, b };
}

function trained({ features, hidden, starts, seed }: SharesQuestion, population: { density: Float64Array; importance: Float64Array }): ToyModel {
  const { optima } = census({ population, hidden, starts, seed, tolerance: TRAINING_TOLERANCE, most: 1, createSolver: fastestSolver });
  const { W, b } = optima[0]!;
  return { features, hidden, W, b };
}
