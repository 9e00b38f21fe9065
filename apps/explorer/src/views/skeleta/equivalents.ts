/** @file What is shown, as commands and programs that compute the same. */
import type { Equivalents } from '../../app/view-context.js';
import { importancesOf } from './question.js';
import type { SkeletonsAt } from './skeletons-at.js';
import type { SkeletaState } from './view.js';

export function equivalentsOf(state: SkeletaState, answer: SkeletonsAt | undefined): Equivalents {
  const { features, hidden, density, over, starts, seed } = state;
  const importance = importancesOf(state);
  const figure = `--figure shares.svg${over === 'each' ? ` --optimal --starts ${String(starts)} --seed ${String(seed)}` : ''}`;
  return {
    ...(answer === undefined ? {} : { cli: `cat > model.json <<'END'\n${modelFile(state, importance, answer)}\nEND\ntegum evaluate model.json --skeletons ${figure}\n` }),
    typescript: `import { census, skeletonLosses } from '@tegum/core';

const density = new Float64Array(${String(features)}).fill(${String(density)});
const importance = Float64Array.of(${importance.join(', ')});
const population = { density, importance };
const { optima } = census({ population, hidden: ${String(hidden)}, starts: ${String(starts)}, seed: ${String(seed)} });
const { W, b } = optima[0];
const { skeletons } = skeletonLosses({ features: ${String(features)}, hidden: ${String(hidden)}, W, b }, population);
for (const { active, probability, contribution, lowerBound, upperBound } of skeletons) {
  console.log(active, probability, contribution, lowerBound, upperBound);
}
`,
    ...(answer === undefined ? {} : { numpy: numpyOf(state, importance, answer) }),
  };
}

/** The optimum as a MODEL.json, in full: another training of it would end some digits beside it. */
function modelFile({ features, hidden, density }: SkeletaState, importance: readonly number[], { W, b }: SkeletonsAt): string {
  const rows = Array.from({ length: hidden }, (_, h) => Array.from(W.subarray(h * features, (h + 1) * features)));
  return JSON.stringify({ format: 'tegum-model@1', W: rows, b: Array.from(b), density, importance });
}

/** Shares of the loss, estimated from two million samples. */
function numpyOf({ features, hidden, density, seed }: SkeletaState, importance: readonly number[], { W, b, skeletons }: SkeletonsAt): string {
  const rows = Array.from({ length: hidden }, (_, h) => `    [${Array.from(W.subarray(h * features, (h + 1) * features)).join(', ')}],`);
  return `import numpy as np

W = np.array([
${rows.join('\n')}
])
b = np.array([${Array.from(b).join(', ')}])
importance = np.array([${importance.join(', ')}])
exact = [${skeletons.map(({ contribution }) => String(contribution)).join(', ')}]  # by number of active features

rng = np.random.default_rng(${String(seed)})
batch, batches = 100_000, 20
sums = np.zeros(${String(features)} + 1)
for _ in range(batches):
    x = rng.random((batch, ${String(features)})) * (rng.random((batch, ${String(features)})) < ${String(density)})
    losses = ((x - np.maximum(x @ W.T @ W + b, 0)) ** 2) @ importance
    sums += np.bincount((x > 0).sum(1), losses, ${String(features)} + 1)
for active, contribution in enumerate(exact):
    print(f"{active} active: sampled {sums[active] / (batch * batches):.5g}, exact {contribution:.8g}")
`;
}
