import { InputError, RandomStream } from '@tegum/core';
import { expectClose } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { MinibatchTrainer } from './minibatch-trainer.js';
import type { MinibatchOptions } from './options.js';

const base: MinibatchOptions = {
  features: 20,
  hidden: 5,
  density: new Float64Array(20).fill(0.1),
  importance: Float64Array.from({ length: 20 }, (_, i) => 0.95 ** i),
  optimizer: 'adamw',
  batchSize: 64,
  learningRate: 0.01,
  momentum: 0.9,
  beta1: 0.9,
  beta2: 0.999,
  epsilon: 1e-8,
  weightDecay: 0.01,
};
const pair: MinibatchOptions = { ...base, features: 2, hidden: 1, density: [0.1, 0.1], importance: [1, 1], batchSize: 128 };
const sources = [{ seed: 5, stream: 0 }, { seed: 5, stream: 1 }, { seed: 6, stream: 0 }];
const stateOf = (trainer: MinibatchTrainer, instance: number) => [trainer.model(instance), trainer.optimizerState(instance), trainer.diverged(instance)];

describe('MinibatchTrainer', () => {
  it.each(['sgd', 'adam', 'adamw'] as const)('%s: gives the same bytes however its steps are divided', (optimizer) => {
    const whole = new MinibatchTrainer({ ...base, optimizer }, sources);
    const divided = new MinibatchTrainer({ ...base, optimizer }, sources);
    const losses = whole.run(60);
    const parts = [1, 0, 2, 17, 40].map((steps) => ({ steps, losses: divided.run(steps) }));
    for (const instance of [0, 1, 2]) {
      expect(stateOf(divided, instance)).toEqual(stateOf(whole, instance));
      expect(whole.optimizerState(instance).steps).toBe(60);
      const sum = parts.reduce((total, part) => total + (part.steps === 0 ? 0 : part.steps * part.losses[instance]!), 0);
      expectClose(sum / 60, losses[instance]!, { rtol: 1e-13 });
    }
  });

  it('trains a model as if alone', () => {
    const together = new MinibatchTrainer(base, sources);
    together.run(30);
    sources.forEach((source, instance) => {
      const alone = new MinibatchTrainer(base, [source]);
      alone.run(30);
      expect(stateOf(alone, 0)).toEqual(stateOf(together, instance));
    });
  });

  it('lets trainers of other shapes train between its steps', () => {
    const undisturbed = new MinibatchTrainer(base, sources);
    undisturbed.run(20);
    const expected = [0, 1, 2].map((instance) => stateOf(undisturbed, instance));
    const trainer = new MinibatchTrainer(base, sources);
    const large = new MinibatchTrainer({ ...base, features: 50, density: new Float64Array(50).fill(0.3), importance: new Float64Array(50).fill(1) }, sources, 'hidden');
    const small = new MinibatchTrainer({ ...pair, optimizer: 'sgd' }, sources);
    for (let round = 0; round < 10; round++) for (const one of [trainer, large, small]) one.run(2);
    expect([0, 1, 2].map((instance) => stateOf(trainer, instance))).toEqual(expected);
  });

  it('a step on given rows is a step on sampled ones', () => {
    for (const path of ['gram', 'hidden'] as const) {
      const sampled = new MinibatchTrainer(base, sources, path);
      const given = new MinibatchTrainer(base, sources, path);
      for (let step = 0; step < 5; step++) {
        const losses = sampled.run(1);
        for (const instance of [0, 1, 2]) expect(given.stepOn(instance, given.samples(instance, step))).toBe(losses[instance]);
      }
      for (const instance of [0, 1, 2]) expect(stateOf(given, instance)).toEqual(stateOf(sampled, instance));
    }
  });

  it('starts Xavier-normal, at b = 0, or where it is told', () => {
    const draws = new RandomStream(5, 1);
    const trainer = new MinibatchTrainer(base, sources);
    const { W, b } = trainer.model(1);
    expect(W).toEqual(Float64Array.from({ length: 100 }, () => Math.fround(Math.sqrt(2 / 25) * draws.normal())));
    expect(b).toEqual(new Float64Array(20));
    const start = { W: Float64Array.from(W, (w) => w / 2), b: Float64Array.from(b, (_, i) => i) };
    expect(new MinibatchTrainer(base, [{ seed: 1, stream: 0, start }]).model(0)).toMatchObject(start);
  });

  it.each([
    ['sgd', { learningRate: 1, weightDecay: 0 }],
    ['adam', { learningRate: 0.02, weightDecay: 0 }],
    ['adamw', { learningRate: 0.02, weightDecay: 0.01 }],
  ] as const)('%s finds the antipodal pair of two sparse features in one dimension', (optimizer, changes) => {
    const trainer = new MinibatchTrainer({ ...pair, optimizer, ...changes }, sources);
    trainer.run(1400);
    const losses = trainer.run(100);
    sources.forEach((_, instance) => {
      const { W, b } = trainer.model(instance);
      if (W[0]! * W[1]! > -0.1) return;
      expect(W[0]! * W[1]!).toBeLessThan(-0.7);
      expect(Math.max(Math.abs(b[0]!), Math.abs(b[1]!))).toBeLessThan(0.1);
      // Exact antipodal loss 2p²/6, over two features: 1/600. Ignoring one feature costs ten times that.
      expect(losses[instance]).toBeLessThan(1.5 / 600);
    });
    expect(losses.some((loss) => loss < 1.5 / 600)).toBe(true);
  });

  it('keeps the last finite state of a model that diverges, and trains the others', () => {
    const start = { W: [1e3, -1e3], b: [0, 0] };
    const trainer = new MinibatchTrainer({ ...pair, optimizer: 'sgd', learningRate: 1 }, [{ ...sources[0]!, start }, sources[1]!]);
    const losses = trainer.run(50);
    expect([trainer.diverged(0), trainer.diverged(1)]).toEqual([true, false]);
    expect([trainer.steps(0) < 10, trainer.steps(1)]).toEqual([true, 50]);
    expect(losses.every(Number.isFinite)).toBe(true);
    const end = trainer.model(0);
    expect([...end.W, ...end.b].every((value) => Math.abs(value) <= 1e8)).toBe(true);
    expect(trainer.run(5)[0]).toBeNaN();
    expect(trainer.model(0)).toEqual(end);
    const same = new MinibatchTrainer({ ...pair, optimizer: 'sgd', learningRate: 1 }, [{ ...sources[0]!, start }]);
    same.run(trainer.steps(0));
    expect([same.model(0), same.diverged(0)]).toEqual([end, false]);
    same.run(1);
    expect([same.model(0), same.diverged(0)]).toEqual([end, true]);
  });

  it('a loss beyond all numbers is divergence too, with the state before it', () => {
    const trainer = new MinibatchTrainer({ ...pair, importance: [3e38, 3e38], density: [1, 1] }, [{ ...sources[0]!, start: { W: [100, 100], b: [0, 0] } }]);
    expect(trainer.run(3)[0]).toBeNaN();
    expect([trainer.diverged(0), trainer.steps(0)]).toEqual([true, 0]);
    expect(trainer.model(0).W).toEqual(Float64Array.of(100, 100));
    // The first update leads to weights near 1e5, in range, but not so their loss: back to the start, one update before.
    const later = new MinibatchTrainer({ ...pair, optimizer: 'sgd', importance: [1e30, 1e30], density: [1, 1], learningRate: 1e-25, weightDecay: 0 }, [sources[0]!]);
    const start = later.model(0);
    expect(later.run(3)[0]).toBeGreaterThan(1e28);
    expect([later.diverged(0), later.steps(0)]).toEqual([true, 0]);
    expect(later.model(0)).toEqual(start);
  });

  it('allocates nothing more for the next model of a shape', () => {
    const before = new MinibatchTrainer(base, sources);
    before.run(1);
    const bytes = before.memoryBytes;
    for (let round = 0; round < 100; round++) new MinibatchTrainer(base, [{ seed: round, stream: 0 }]).run(1);
    expect(before.memoryBytes).toBe(bytes);
  });

  it('refuses bad options with their names', () => {
    const make = (change: Partial<MinibatchOptions>, some = sources) => () => new MinibatchTrainer({ ...pair, ...change }, some);
    expect(make({ hidden: 0 })).toThrow('MinibatchTrainer: expected hidden to be an integer ≥ 1, got 0');
    expect(make({ density: [0.1] })).toThrow('density.length = features = 2, got 1');
    expect(make({ density: [0.1, 2] })).toThrow(InputError);
    expect(make({ importance: [1, -1] })).toThrow('got -1 at [1]');
    expect(make({ beta2: 1 })).toThrow('beta2 in [0, 1)');
    expect(make({ learningRate: NaN })).toThrow('learningRate');
    expect(make({}, [])).toThrow('at least one instance');
    expect(make({}, [{ seed: 1, stream: -1 }])).toThrow('stream');
    expect(() => new MinibatchTrainer(pair, [{ seed: 1, stream: 0, start: { W: [1], b: [0, 0] } }])).toThrow('start.W.length = 2, got 1');
    const trainer = new MinibatchTrainer(pair, sources);
    expect(() => trainer.run(1.5)).toThrow('run: expected steps to be an integer ≥ 0, got 1.5');
    expect(() => trainer.model(3)).toThrow('model: expected an instance that is an integer in [0, 3), got 3');
    expect(() => trainer.stepOn(0, [1, 2, 3])).toThrow('stepOn: expected rows.length to be a positive multiple of features = 2, got 3');
    expect(() => trainer.stepOn(0, [1, NaN])).toThrow('stepOn: expected finite entries, got NaN at [1]');
    expect(() => trainer.samples(0, -1)).toThrow('samples: expected step to be an integer in [0, 2^32), got -1');
  });
});
