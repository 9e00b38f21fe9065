import { describe, expect, it } from 'vitest';
import { projectorFor } from './projection.js';

describe('projectorFor', () => {
  it('shows the first two axes as they are when nothing is turned', () => {
    expect(projectorFor({ around: 0, over: 0 })([1, 2, 3])).toEqual({ x: 1, y: 2, depth: 3 });
  });

  it('keeps lengths and angles, however it is turned', () => {
    const project = projectorFor({ around: 0.7, over: -0.4 });
    const points = ([[1, 0, 0], [0, 1, 0], [0, 0, 1]] as const).map((axis) => Object.values(project(axis)) as number[]);
    points.forEach((p, i) => { points.forEach((q, j) => { expect(p.reduce((sum, value, k) => sum + value * q[k]!, 0)).toBeCloseTo(i === j ? 1 : 0, 14); }); });
    // Right-handed: no mirror image.
    const [a, b, c] = points as [number[], number[], number[]];
    expect(a[0]! * (b[1]! * c[2]! - b[2]! * c[1]!) - a[1]! * (b[0]! * c[2]! - b[2]! * c[0]!) + a[2]! * (b[0]! * c[1]! - b[1]! * c[0]!)).toBeCloseTo(1, 14);
  });
});
