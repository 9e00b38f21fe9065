import { planFor, PopulationLoss } from '@tegum/core';
import { benchCase, type PreparedCase } from '../harness/bench-case.js';

const sizes = [[2, 1], [5, 2], [20, 5], [80, 20]] as const;

/**
 * One evaluation as a descent makes it: loss and gradient into arrays that exist, with a series planned beforehand for an
 * error of 3e-5 of the loss of the model that outputs nothing.
 */
export const evaluation: readonly PreparedCase[] = sizes.map(([features, hidden]) =>
  benchCase({
    name: `evaluation in a descent ${features}×${hidden}`,
    per: 'evaluation',
    setup: () => {
      const density = new Float64Array(features).fill(0.1);
      const loss = new PopulationLoss(features, hidden, density, new Float64Array(features).fill(1));
      const W = Float64Array.from({ length: features * hidden }, (_, e) => (((e * 7919) % 1000) / 500 - 1) / Math.sqrt(hidden));
      const b = Float64Array.from({ length: features }, (_, i) => -0.1 - 0.01 * (i % 5));
      const gradient = { W: new Float64Array(W.length), b: new Float64Array(features) };
      return { loss, W, b, gradient, plan: planFor(loss, W, b, (3e-5 * features * 0.1) / 3) };
    },
    run: ({ loss, W, b, gradient, plan }) => loss.evaluate(W, b, plan, gradient),
    check: (value, { loss }) => value > 0 && loss.errorBound < 1e-3 * value,
  }),
);
