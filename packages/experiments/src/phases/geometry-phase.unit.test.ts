import { describe, expect, it } from 'vitest';
import { geometryPhase } from './geometry-phase.js';

function component(name: string, size: number) {
  return { name, features: Array.from({ length: size }, (_, feature) => feature) };
}

describe('geometryPhase', () => {
  it.each([
    [5, [component('pentagon', 5)], 'pentagon'],
    [7, [component('pentagon', 5)], 'pentagon + 2 ignored'],
    [9, [component('digon', 2), component('triangle', 3), component('digon', 2), component('digon', 2)], 'triangle + 3 digons'],
    [12, [component('5-simplex', 6), component('5-simplex', 6)], '2 5-simplices'],
    [10, [component('unnamed', 4), component('unnamed', 4), component('single', 1), component('single', 1)], '2 unnamed + 2 singles'],
    [6, [], '6 ignored'],
  ])('of %i features: %#', (features, components, label) => {
    expect(geometryPhase(features, components)).toBe(label);
    expect(geometryPhase(features, [...components].reverse())).toBe(label);
  });
});
