/** @file What is shown, as commands and programs that compute the same. */
import type { Equivalents } from '../../app/view-context.js';
import type { Optimum } from './find-optima.js';
import { importancesOf, trainingOf } from './question.js';
import type { PlaygroundState } from './view.js';

export function equivalentsOf(state: PlaygroundState, best: Optimum | undefined): Equivalents {
  const { features, hidden, density, starts, seed } = state;
  const importance = importancesOf(state);
  const weighted = importance.some((value) => value !== 1);
  const { optimizer, batchSize, learningRate, momentum, beta1, beta2, epsilon, weightDecay } = trainingOf(state);
  const rule = Object.entries({ optimizer, batchSize, learningRate, momentum, beta1, beta2, epsilon, weightDecay })
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? `'${value}'` : String(value)}`)
    .join(', ');
  return {
    cli: [
      `tegum train --features ${String(features)} --hidden ${String(hidden)} --density ${String(density)}`,
      ...(weighted ? [`--importance ${importance.join(',')}`] : []),
      `--starts ${String(starts)} --seed ${String(seed)}`,
    ].join(' '),
    typescript: `import { census, populationLoss } from '@tegum/core';
import { MinibatchTrainer } from '@tegum/simd';

const density = new Float64Array(${String(features)}).fill(${String(density)});
const importance = Float64Array.of(${importance.join(', ')});
const { optima } = census({ population: { density, importance }, hidden: ${String(hidden)}, starts: ${String(starts)}, seed: ${String(seed)} });
for (const { loss, errorBound, count } of optima) console.log(loss, '±', errorBound, count);

const trainer = new MinibatchTrainer(
  { features: ${String(features)}, hidden: ${String(hidden)}, density, importance, ${rule} },
  [{ seed: ${String(seed)}, stream: 0 }],
);
trainer.run(${String(state.steps)});
console.log('trained', populationLoss(trainer.model(0), { density, importance }, { tolerance: 1e-8 }).loss);
`,
    ...(best === undefined ? {} : { numpy: numpyOf(state, importance, best) }),
  };
}

/** The optimum shown, held against two million samples. */
function numpyOf({ features, hidden, density, seed }: PlaygroundState, importance: readonly number[], best: Optimum): string {
  const rows = Array.from({ length: hidden }, (_, h) => `    [${Array.from(best.W.subarray(h * features, (h + 1) * features)).join(', ')}],`);
  return `import numpy as np

W = np.array([
${rows.join('\n')}
])
b = np.array([${Array.from(best.b).join(', ')}])
importance = np.array([${importance.join(', ')}])
exact = ${String(best.loss)}  # +- ${best.errorBound.toExponential(1)}

rng = np.random.default_rng(${String(seed)})
batch, total, squares = 100_000, 0.0, 0.0
for _ in range(20):
    x = rng.random((batch, ${String(features)})) * (rng.random((batch, ${String(features)})) < ${String(density)})
    losses = ((x - np.maximum(x @ W.T @ W + b, 0)) ** 2) @ importance
    total, squares = total + losses.sum(), squares + (losses**2).sum()
count = 20 * batch
mean = total / count
error = np.sqrt((squares / count - mean**2) / count)
print(f"sampled {mean:.6g} +- {error:.1g}, exact {exact:.12g}, {(mean - exact) / error:+.1f} standard errors apart")
`;
}
