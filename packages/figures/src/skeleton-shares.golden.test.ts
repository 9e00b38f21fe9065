import { expect, it } from 'vitest';
import { document } from './samples.support.test.js';
import { skeletonShares } from './skeleton-shares.js';

/** Binomial data with 5 features, and a loss that grows with the square of what is active. */
const points = Array.from({ length: 8 }, (_, index) => {
  const density = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.6, 1][index]!;
  const probabilities = [1, 5, 10, 10, 5, 1].map((ways, l) => ways * density ** l * (1 - density) ** (5 - l));
  return { density, probabilities, contributions: probabilities.map((p, l) => p * l * l * 0.01 + (l === 5 ? 1e-12 : 0)) };
});

it('skeleton-shares-light-720', async () => {
  const svg = skeletonShares({ points, marked: 0.05, subtitle: 'made up' }, { document, width: 720 });
  await expect(svg).toMatchFileSnapshot('../golden/skeleton-shares-light-720.svg');
});
