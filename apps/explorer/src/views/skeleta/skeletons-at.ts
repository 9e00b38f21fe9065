/** @file The skeletons of the best optimum at one density: what `tegum evaluate --skeletons` says of what `tegum train --out` writes. */
import { skeletonLosses, type SkeletonLosses } from '@tegum/core';
import type { CellContent } from '@tegum/experiments';
import { fastestLoss } from '@tegum/simd';
import type { Steps } from '../../compute/job.protocol.js';
import { findOptima } from '../playground/find-optima.js';
import { TOLERANCE } from './question.js';

export interface SkeletonsAt extends SkeletonLosses {
  /** [hidden, features] row-major. */
  readonly W: Float64Array;
  readonly b: Float64Array;
}

export async function* skeletonsAt(content: CellContent): Steps<SkeletonsAt> {
  const search = findOptima(content);
  let step = await search.next();
  for (; step.done !== true; step = await search.next()) yield { fraction: step.value.fraction ?? 0 };
  const { W, b } = step.value.optima[0]!;
  const { features, hidden } = content;
  const population = { density: Float64Array.from(content.density), importance: Float64Array.from(content.importance) };
  return { W, b, ...skeletonLosses({ features, hidden, W, b }, population, { tolerance: TOLERANCE, createLoss: fastestLoss }) };
}
