import { describe, expect, it } from 'vitest';
import { reviveDeadFeatures, snapToCorners } from './corners.js';

describe('snapToCorners', () => {
  it('puts a small direction and its bias on the dead corner when that does not cost', () => {
    const W = Float64Array.of(1, 0.01);
    const b = Float64Array.of(0.5, 0.2);
    const moved = snapToCorners(W, b, Float64Array.of(0.1, 0.1), () => W[1]! * W[1]! + (b[1]! - 0.05) ** 2);
    expect(moved).toBe(true);
    expect([...W]).toEqual([1, 0]);
    expect([...b]).toEqual([0.5, 0.05]);
  });

  it('moves together what only pays together', () => {
    const b = Float64Array.of(1e-3, -1e-3);
    const moved = snapToCorners(Float64Array.of(1, 1), b, Float64Array.of(0.1, 0.1), () => (b[0]! + b[1]!) ** 2 + 1e-3 * b[0]! ** 2);
    expect(moved).toBe(true);
    expect([...b]).toEqual([0, 0]);
  });

  it('leaves everything where the corner is higher', () => {
    const W = Float64Array.of(1, 0.01);
    const b = Float64Array.of(0.5, 0.001);
    const before = [...W, ...b];
    expect(snapToCorners(W, b, Float64Array.of(0.1, 0.1), () => -W[1]! - b[1]! * (b[1]! < 0.01 ? 1 : 0))).toBe(false);
    expect([...W, ...b]).toEqual(before);
  });

  it('puts small biases on 0 one by one where only some pay', () => {
    const W = Float64Array.of(1, 1);
    const b = Float64Array.of(1e-3, -1e-3);
    snapToCorners(W, b, Float64Array.of(0.1, 0.1), () => b[0]! ** 2 - 4 * b[1]! ** 2);
    expect([...b]).toEqual([0, -1e-3]);
  });
});

describe('reviveDeadFeatures', () => {
  it('stretches a dead feature along the axis and sign that lower the loss most', () => {
    const W = new Float64Array(4); // two features, both dead, hidden 2
    const b = new Float64Array(2);
    const moved = reviveDeadFeatures(W, b, 2, () => 1 + W[0]! + 3 * W[2]!);
    expect(moved).toBe(true);
    expect(W[2]).toBeLessThan(0);
    expect([W[0], W[1], W[3]]).toEqual([0, 0, 0]);
  });

  it('lets the dead rest where 0 is a minimum', () => {
    const W = Float64Array.of(1, 0);
    expect(reviveDeadFeatures(W, new Float64Array(2), 1, () => 1 + W[1]! * W[1]!)).toBe(false);
    expect([...W]).toEqual([1, 0]);
  });
});
