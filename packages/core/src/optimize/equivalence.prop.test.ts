import { permuted, randomModel, randomRotation, rotated, TestRandom } from '@tegum/testing';
import { describe, expect, it } from 'vitest';
import { equivalent, signatureOf } from './equivalence.js';

const uniform = (n: number) => ({ density: new Float64Array(n).fill(0.1), importance: new Float64Array(n).fill(1) });

describe('equivalent', () => {
  it('sees through rotations and permutations', () => {
    for (let seed = 1; seed <= 50; seed++) {
      const { W, b, features: n, hidden: m } = randomModel(seed, 2 + (seed % 7), 1 + (seed % 2));
      const order = shuffled(n, new TestRandom(seed));
      const turned = permuted(rotated({ W, features: n, hidden: m }, randomRotation(seed, m)), order);
      const c = signatureOf(turned.W, Float64Array.from(order, (i) => b[i]!));
      expect(equivalent(signatureOf(W, b), c, uniform(n), 1e-9)).toBe(true);
    }
  });

  it('tells models apart that differ in one weight or one bias by more than the tolerance', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { W, b, features: n } = randomModel(seed, 5, 2);
      const bent = b.slice();
      bent[seed % 5]! += 0.01;
      const moved = W.slice();
      moved[seed % 10]! += 0.05;
      expect(equivalent(signatureOf(W, b), signatureOf(W, bent), uniform(n), 1e-3)).toBe(false);
      expect(equivalent(signatureOf(W, b), signatureOf(moved, b), uniform(n), 1e-4)).toBe(false);
    }
  });

  it('does not exchange features of different density or importance', () => {
    const a = signatureOf(Float64Array.of(1, 0.5), new Float64Array(2));
    const c = signatureOf(Float64Array.of(0.5, 1), new Float64Array(2));
    const population = uniform(2);
    expect(equivalent(a, c, population, 1e-9)).toBe(true);
    population.importance[1] = 2;
    expect(equivalent(a, c, population, 1e-9)).toBe(false);
    population.importance[1] = 1;
    population.density[0] = 0.2;
    expect(equivalent(a, c, population, 1e-9)).toBe(false);
  });
});

function shuffled(n: number, random: TestRandom): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor(random.uniform() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
