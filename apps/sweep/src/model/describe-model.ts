/**
 * @file Everything known about one model, as `tegum evaluate` prints it.
 */
import { describeGeometry, lawLoss, populationLoss, skeletonLosses, type LawLossMethod, type Skeleton } from '@tegum/core';
import { fastestLoss } from '@tegum/simd';
import { asUniform, rowsOf, type ModelFile, type UniformModel } from './model-file.js';

export interface ModelDescription {
  /** Kind of the distribution of the features. */
  readonly distribution: string;
  readonly loss: number;
  /** The true loss lies within loss ± errorBound. */
  readonly errorBound: number;
  readonly lossPerFeature: readonly number[];
  /** How the loss of features that are not uniform sparse was computed, and from how many terms, states or rows. */
  readonly method?: LawLossMethod;
  readonly terms?: number;
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
  /** These two of uniform sparse features only. */
  readonly gradient: boolean;
  readonly skeletons: boolean;
}

export function describeModel(file: ModelFile, options: DescriptionOptions): ModelDescription {
  const { featureNorms, dimensionality, rank, tightness, components } = describeGeometry(file.model);
  const uniform = asUniform(file);
  return {
    distribution: file.distribution.kind,
    ...(uniform === null ? describeLawLoss(file, options.tolerance) : describeLoss(uniform, options)),
    featureNorms: Array.from(featureNorms),
    dimensionality: Array.from(dimensionality),
    rank,
    tightness,
    components,
    ...(uniform !== null && options.skeletons ? describeSkeletons(uniform, options.tolerance) : {}),
  };
}

type LossDescription = Pick<ModelDescription, 'loss' | 'errorBound' | 'lossPerFeature' | 'method' | 'terms' | 'gradient'>;

function describeLoss({ model, population }: UniformModel, options: DescriptionOptions): LossDescription {
  const { loss, errorBound, lossPerFeature, gradient } = populationLoss(model, population, { ...options, createLoss: fastestLoss });
  return {
    loss,
    errorBound,
    lossPerFeature: Array.from(lossPerFeature),
    ...(gradient === null ? {} : { gradient: { W: rowsOf(gradient.W, model.features), b: Array.from(gradient.b) } }),
  };
}

function describeLawLoss({ model, importance, distribution }: ModelFile, tolerance: number): LossDescription {
  const { loss, errorBound, lossPerFeature, method, terms } = lawLoss(model, importance, distribution.law, { tolerance });
  return { loss, errorBound, lossPerFeature: Array.from(lossPerFeature), method, terms };
}

function describeSkeletons({ model, population }: UniformModel, tolerance: number): Pick<ModelDescription, 'skeletons' | 'lowerBound' | 'upperBound'> {
  const { skeletons, lowerBound, upperBound } = skeletonLosses(model, population, { tolerance, createLoss: fastestLoss });
  return { skeletons, lowerBound, upperBound };
}
