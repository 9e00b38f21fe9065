import { readFileSync } from 'node:fs';
import { populationLoss } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { MinibatchTrainer } from './minibatch-trainer.js';
import type { MinibatchOptions } from './options.js';

interface Kind extends Pick<MinibatchOptions, 'features' | 'hidden' | 'optimizer' | 'batchSize'> {
  readonly density: number[];
  readonly importance: number[];
  readonly steps: number;
  readonly options: Partial<MinibatchOptions>;
  readonly models: readonly { readonly W: number[]; readonly b: number[] }[];
}

const file = new URL('../../golden/minibatch-models.json', import.meta.url);
const { kinds } = JSON.parse(readFileSync(file, 'utf8')) as { kinds: Kind[] };
const defaults = { learningRate: 1e-3, momentum: 0, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 };
const MODELS = 256;

function exactLosses({ features, hidden, density, importance }: Kind, models: Kind['models']): number[] {
  const population = { density: Float64Array.from(density), importance: Float64Array.from(importance) };
  return models.map(({ W, b }) => populationLoss({ features, hidden, W: Float64Array.from(W), b: Float64Array.from(b) }, population, { tolerance: 1e-4 }).loss);
}

function ourModels({ features, hidden, density, importance, optimizer, batchSize, steps, options }: Kind, change: Partial<MinibatchOptions> = {}): Kind['models'] {
  const sources = Array.from({ length: MODELS }, (_, stream) => ({ seed: 20261128, stream }));
  const trainer = new MinibatchTrainer({ features, hidden, density, importance, optimizer, batchSize, ...defaults, ...options, ...change }, sources);
  trainer.run(steps);
  return sources.map((_, instance) => {
    const { W, b } = trainer.model(instance);
    return { W: [...W], b: [...b] };
  });
}

/** Two-sample Kolmogorov–Smirnov: the probability that samples of one distribution lie at least so far apart (Smirnov's asymptotic series). */
function kolmogorovSmirnov(a: readonly number[], b: readonly number[]): number {
  const [x, y] = [a, b].map((values) => [...values].sort((left, right) => left - right)) as [number[], number[]];
  let distance = 0;
  for (const value of [...x, ...y]) {
    const below = (sorted: readonly number[]): number => sorted.filter((one) => one <= value).length / sorted.length;
    distance = Math.max(distance, Math.abs(below(x) - below(y)));
  }
  const lambda = distance * Math.sqrt((a.length * b.length) / (a.length + b.length));
  if (lambda < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
  return sum;
}

const named = (some: readonly Kind[]) => some.map((kind) => [kind.optimizer, kind.features, kind.hidden, kind.steps, kind] as const);

const probability = (kind: Kind, change: Partial<MinibatchOptions> = {}): number =>
  kolmogorovSmirnov(exactLosses(kind, ourModels(kind, change)), exactLosses(kind, kind.models));

describe('exact losses of trained models', () => {
  it.each(named(kinds))('%s, %d × %d, %d steps: distributed as PyTorch’s', (_optimizer, _features, _hidden, _steps, kind) => {
    expect(kind.models.length).toBeGreaterThanOrEqual(200);
    expect(probability(kind)).toBeGreaterThan(0.01);
  });

  // Where training ends hardly depends on the rate, but on the way there the test tells rates apart.
  it.each(named(kinds.filter(({ steps }) => steps <= 100)))('%s, %d × %d, %d steps: not so at half the learning rate', (_optimizer, _features, _hidden, _steps, kind) => {
    expect(probability(kind, { learningRate: kind.options.learningRate! / 2 })).toBeLessThan(1e-4);
  });
});
