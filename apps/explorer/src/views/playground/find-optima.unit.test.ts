import { gramMatrix, populationLoss } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { canonicalOrientation } from './canonical-orientation.js';
import { findOptima, type Optima } from './find-optima.js';
import { questionOf } from './question.js';
import { playground } from './view.js';
import { initialState } from '../../state/schema.js';

const settings = initialState(playground.schema);

/** All that a job yields, its answer last. */
function answers(content: Parameters<typeof findOptima>[0]): Optima[] {
  const all: Optima[] = [];
  const steps = findOptima(content) as Generator<{ partial?: Optima }, Optima, void>;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done === true) return [...all, step.value];
    if (step.value.partial !== undefined) all.push(step.value.partial);
  }
}

describe('findOptima', () => {
  const all = answers(questionOf(settings));

  it('shows the optima so far after every two starts', () => {
    expect(all.map(({ starts }) => starts)).toEqual([2, 4, 6, 8]);
    for (const { optima, starts } of all) expect(optima.reduce((sum, { count }) => sum + count, 0)).toBe(starts);
    for (const { optima } of all) expect(optima.map(({ loss }) => loss)).toEqual(optima.map(({ loss }) => loss).sort((a, b) => a - b));
  });

  it('finds the pentagon, and states the loss that the reference evaluates', () => {
    const [best] = all.at(-1)!.optima;
    expect(best!.components.map(({ name }) => name)).toEqual(['pentagon']);
    const population = { density: new Float64Array(5).fill(0.1), importance: new Float64Array(5).fill(1) };
    const { loss } = populationLoss({ features: 5, hidden: 2, W: best!.W, b: best!.b }, population, { tolerance: 1e-12 });
    expect(Math.abs(best!.loss - loss)).toBeLessThan(1e-9 * loss);
  });

  it('tells with every step of a descent how far it may be, ever farther, and never the whole pair', () => {
    const fractions: number[] = [];
    const steps = findOptima(questionOf({ ...settings, features: 20, hidden: 5 }), (fraction) => void fractions.push(fraction!)) as Generator<{ fraction: number }>;
    const first = steps.next().value as { fraction: number };
    expect(fractions.length).toBeGreaterThan(200);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeLessThan(first.fraction);
    const told = fractions.length;
    steps.next();
    expect(fractions[told]).toBeGreaterThan(first.fraction);
  });

  it('counts a last start without a partner, and gives the same again', () => {
    const odd = questionOf({ ...settings, starts: 3, decay: 0.9 });
    expect(answers(odd).map(({ starts }) => starts)).toEqual([2, 3]);
    expect(answers(odd)).toEqual(answers(odd));
  });
});

describe('canonicalOrientation', () => {
  const W = Float64Array.of(0.3, -1, 0.2, 0.7, 0.4, 0.1);

  it('puts feature 0 on the first axis and feature 1 above it, and leaves WᵀW as it is', () => {
    const turned = canonicalOrientation(W, 3);
    expect(turned[3]).toBeCloseTo(0, 15);
    expect(turned[0]).toBeGreaterThan(0);
    expect(turned[4]).toBeGreaterThan(0);
    const before = gramMatrix({ features: 3, hidden: 2, W });
    gramMatrix({ features: 3, hidden: 2, W: turned }).forEach((value, e) => { expect(value).toBeCloseTo(before[e]!, 14); });
  });

  it('gives rotations and reflections of a model the same', () => {
    const [c, s] = [Math.cos(1), Math.sin(1)];
    const other = Float64Array.from({ length: 6 }, (_, e) => (e < 3 ? c * W[e]! - s * W[e + 3]! : -(s * W[e - 3]! + c * W[e]!)));
    canonicalOrientation(other, 3).forEach((value, e) => { expect(value).toBeCloseTo(canonicalOrientation(W, 3)[e]!, 14); });
  });

  it('takes features without a direction as they are', () => {
    expect(Array.from(canonicalOrientation(new Float64Array(6), 3))).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
