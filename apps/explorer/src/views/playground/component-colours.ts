import type { DescribedModel } from './describe-model.js';

/** The series colour of each feature: features that interfere share one; those of no component have the last, grey. [features] */
export function componentColours({ components, b }: Pick<DescribedModel, 'components' | 'b'>): string[] {
  const colours = new Array<string>(b.length).fill('var(--series-8)');
  components.forEach(({ features }, index) => { for (const i of features) colours[i] = `var(--series-${String((index % 7) + 1)})`; });
  return colours;
}
