/** @file The loss of one model taken apart: by the number of active features, and under other laws of the data. */
import { lawLoss, skeletonLosses, type FeatureLaw } from '@tegum/core';
import { binarySparse, exactlyActive, groupedSparse, signedUniformSparse, uniformSparse, type FeatureDistribution } from '@tegum/data-sparse';
import { fastestLoss } from '@tegum/simd';
import type { LawName } from './laws.js';
import { populationOf, type ModelQuestion } from './model-question.js';

/** Of losses that stand beside one with a bound of its own. */
const LAW_TOLERANCE = 1e-7;

export interface SkeletonShares {
  /** Of the loss due to data with `active` non-zero features, from 0. */
  readonly skeletons: readonly { readonly active: number; readonly probability: number; readonly contribution: number; readonly errorBound: number }[];
  readonly loss: number;
  readonly errorBound: number;
}

/** Cost: `skeletonLosses`, all skeletons that matter. */
export function skeletonsOf(question: ModelQuestion): SkeletonShares {
  const { skeletons, loss, errorBound } = skeletonLosses(question, populationOf(question), { tolerance: 1e-8, createLoss: fastestLoss });
  return { skeletons, loss, errorBound };
}

export interface LawAnswer {
  readonly loss: number;
  readonly errorBound: number;
}

/** Cost: `lawLoss`, up to about ten seconds. */
export function lossUnderLaw({ law, ...question }: ModelQuestion & { readonly law: LawName }): LawAnswer {
  const { loss, errorBound } = lawLoss(question, Float64Array.from(question.importance), lawOf(law, question), { tolerance: LAW_TOLERANCE });
  return { loss, errorBound };
}

/** The law with the marginal densities asked for (exactly one active: 1/features each); pairs are features 2k and 2k + 1. */
export function lawOf(name: LawName, { features, density }: Pick<ModelQuestion, 'features' | 'density'>): FeatureLaw {
  return distribution(name, features, density).law;
}

function distribution(name: LawName, features: number, density: readonly number[]): FeatureDistribution {
  const paired = (kind: 'correlated' | 'anticorrelated'): FeatureDistribution => {
    const probability = (first: number): number => (kind === 'correlated' ? density[first]! : Math.min(1, density[first]! + density[first + 1]!));
    const groups = Array.from({ length: Math.floor(features / 2) }, (_, k) => ({ features: [2 * k, 2 * k + 1], kind, probability: probability(2 * k) }));
    return groupedSparse({ features, groups, density });
  };
  switch (name) {
    case 'uniform':
      return uniformSparse(density);
    case 'signed':
      return signedUniformSparse(density);
    case 'binary':
      return binarySparse(density);
    case 'correlated':
    case 'anticorrelated':
      return paired(name);
    case 'exactly-one':
      return exactlyActive({ features, active: 1 });
  }
}
