/** @file The place looked at, as commands and programs that compute the same. */
import type { Equivalents } from '../../app/view-context.js';
import type { Place } from './axes.js';
import type { CompetingBranch } from './optima-at.js';
import type { PhaseState } from './view.js';

export function equivalentsOf({ features, starts, seed }: PhaseState, { density, importance }: Place, best: CompetingBranch | undefined): Equivalents {
  const hidden = features - 1;
  const importances = Array.from({ length: features }, (_, i) => (i === hidden ? importance : 1));
  return {
    cli: `tegum phase --features ${String(features)} --hidden ${String(hidden)} --density ${String(density)} --importance ${String(importance)} --starts ${String(starts)} --seed ${String(seed)}`,
    typescript: `import { competingOptima } from '@tegum/core';

const density = new Float64Array(${String(features)}).fill(${String(density)});
const importance = Float64Array.of(${importances.join(', ')});
for (const { loss, errorBound, W } of competingOptima({ population: { density, importance }, hidden: ${String(hidden)}, starts: ${String(starts)}, seed: ${String(seed)} })) {
  console.log(loss, '±', errorBound, W);
}
`,
    ...(best === undefined ? {} : { numpy: numpyOf(features, density, importances, seed, best) }),
  };
}

/** The best optimum, held against two million samples. */
function numpyOf(features: number, density: number, importances: readonly number[], seed: number, { W, b, loss, errorBound }: CompetingBranch): string {
  const rows = Array.from({ length: features - 1 }, (_, h) => `    [${Array.from(W.subarray(h * features, (h + 1) * features)).join(', ')}],`);
  return `import numpy as np

W = np.array([
${rows.join('\n')}
])
b = np.array([${Array.from(b).join(', ')}])
importance = np.array([${importances.join(', ')}])
exact = ${String(loss)}  # +- ${errorBound.toExponential(1)}

rng = np.random.default_rng(${String(seed)})
count = 2_000_000
x = rng.random((count, ${String(features)})) * (rng.random((count, ${String(features)})) < ${String(density)})
losses = ((x - np.maximum(x @ W.T @ W + b, 0)) ** 2) @ importance
mean, error = losses.mean(), losses.std() / np.sqrt(count)
print(f"sampled {mean:.6g} +- {error:.1g}, exact {exact:.12g}, {(mean - exact) / error:+.1f} standard errors apart")
`;
}
