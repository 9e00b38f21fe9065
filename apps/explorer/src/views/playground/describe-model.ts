import { describeGeometry, gramMatrix } from '@tegum/core';

/** A model with what there is to see of it. */
export interface DescribedModel {
  /** [hidden, features] row-major. */
  readonly W: Float64Array;
  readonly b: Float64Array;
  /** WᵀW, [features, features]. */
  readonly gram: Float64Array;
  readonly featureNorms: Float64Array;
  readonly dimensionality: Float64Array;
  readonly rank: number;
  readonly tightness: number;
  /** Names of the components of the interference graph, with the features of each. */
  readonly components: readonly { readonly name: string; readonly features: readonly number[] }[];
}

export function describeModel(W: Float64Array, b: Float64Array, features: number, hidden: number): DescribedModel {
  const { featureNorms, dimensionality, rank, tightness, components } = describeGeometry({ features, hidden, W });
  return {
    W,
    b,
    gram: gramMatrix({ features, hidden, W }),
    featureNorms,
    dimensionality,
    rank,
    tightness,
    components: components.map(({ name, features: members }) => ({ name, features: Array.from(members) })),
  };
}
