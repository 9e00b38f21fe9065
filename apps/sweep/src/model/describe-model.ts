/**
 * @file Everything known about one model, as `tegum evaluate` prints it.
 */
import { describeGeometry, populationLoss, skeletonLosses, type Skeleton } from '@tegum/core';
import type { ModelFile } from './model-file.js';
import { rowsOf } from './model-file.js';

export interface ModelDescription {
  readonly loss: number;
  /** The true loss lies within loss ± errorBound. */
  readonly errorBound: number;
  readonly lossPerFeature: readonly number[];
  readonly featureNorms: readonly number[];
  readonly dimensionality: readonly number[];
  readonly rank: number;
  readonly tightness: number;
  /** Features counted from 0. */
  readonly components: readonly { readonly name: string; readonly rank: number; readonly features: readonly number[] }[];
  readonly gradient?: { readonly W: readonly (readonly number[])[]; readonly b: readonly number[] };
  /** The loss by number of active features; each with what the ones up to it prove of the whole loss. */
  readonly skeletons?: readonly Skeleton[];
  /** The tightest that the skeletons prove. */
  readonly lowerBound?: number;
  readonly upperBound?: number;
}

export interface DescriptionOptions {
  /** Requested relative error of the loss, and of the sum of its skeletons. */
  readonly tolerance: number;
  readonly gradient: boolean;
  readonly skeletons: boolean;
}

export function describeModel({ model, population }: ModelFile, options: DescriptionOptions): ModelDescription {
  const { loss, errorBound, lossPerFeature, gradient } = populationLoss(model, population, options);
  const { featureNorms, dimensionality, rank, tightness, components } = describeGeometry(model);
  return {
    loss,
    errorBound,
    lossPerFeature: Array.from(lossPerFeature),
    featureNorms: Array.from(featureNorms),
    dimensionality: Array.from(dimensionality),
    rank,
    tightness,
    components,
    ...(gradient === null ? {} : { gradient: { W: rowsOf(gradient.W, model.features), b: Array.from(gradient.b) } }),
    ...(options.skeletons ? describeSkeletons({ model, population }, options.tolerance) : {}),
  };
}

function describeSkeletons({ model, population }: ModelFile, tolerance: number): Pick<ModelDescription, 'skeletons' | 'lowerBound' | 'upperBound'> {
  const { skeletons, lowerBound, upperBound } = skeletonLosses(model, population, { tolerance });
  return { skeletons, lowerBound, upperBound };
}
