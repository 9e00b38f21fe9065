import type { ToyModel } from './model.js';

/**
 * A model's size in words, for titles and captions.
 *
 * @example
 * modelSize({ features: 5, hidden: 2 }); // → '5 features in 2 dimensions'
 * modelSize({ features: 2, hidden: 1 }); // → '2 features in 1 dimension'
 */
export function modelSize({ features, hidden }: Pick<ToyModel, 'features' | 'hidden'>): string {
  return `${features} ${features === 1 ? 'feature' : 'features'} in ${hidden} ${hidden === 1 ? 'dimension' : 'dimensions'}`;
}
