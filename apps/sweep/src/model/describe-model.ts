/**
 * @file Everything known about one model, as `tegum evaluate` prints it.
 */
import { describeGeometry, populationLoss } from '@tegum/core';
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
}

/** @param options - As of `populationLoss`. */
export function describeModel({ model, population }: ModelFile, options: { readonly tolerance: number; readonly gradient: boolean }): ModelDescription {
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
  };
}
