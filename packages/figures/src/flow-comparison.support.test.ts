/** @file Made-up flows for the tests: three levels, one of them passed. */
import type { FlowComparisonData, FlowPanel } from './flow-comparison.js';

/** A loss that falls from 7 to 3 at time 2 and to `end` at time 6. */
export function fallingPanel(title: string, end: number): FlowPanel {
  const times = Array.from({ length: 81 }, (_, k) => k / 8);
  return {
    title,
    normalisation: '−¼∇L',
    equation: 'Ẇ = ½W[Σ(I − G) + (I − G)Σ]',
    times,
    losses: times.map((time) => (time < 2 ? 7 - 4 / (1 + (2 - time)) ** 4 : end + (3 - end) / (1 + Math.max(0, time - 4)) ** 2)),
    plateaus: [
      { from: 0, to: 1, indices: [] },
      { from: 2, to: 4.5, indices: [1] },
      ...(end === 1 ? [{ from: 8, to: 10, indices: [1, 2] }] : []),
    ],
    end: end === 1 ? 'at the PCA minimum' : 'at a partial isometry, 0.8 above PCA',
  };
}

export const flowSample: FlowComparisonData = {
  panels: [fallingPanel('Untied gradient', 1), fallingPanel('The notes’ (22)', 1.8), fallingPanel('Oja’s subspace flow', 1), fallingPanel('Tied gradient', 1)],
  criticalLosses: [[], [3], [2], [2, 3], [1], [1, 3], [1, 2]].map((indices, k) => ({ indices, loss: 7 - k })),
  minimum: 1,
  subtitle: 'eigenvalues 4, 2, 1',
};
