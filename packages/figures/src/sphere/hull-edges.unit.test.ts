import { thomson } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { hullEdges, unit, type Point3 } from './hull-edges.js';

const signs = [-1, 1] as const;
const cube = signs.flatMap((x) => signs.flatMap((y) => signs.map((z) => unit([x, y, z]))));
const octahedron: Point3[] = [[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]];

function solution(points: number): Point3[] {
  const { points: r } = thomson({ points, starts: 4 });
  return Array.from({ length: points }, (_, i): Point3 => [r[3 * i]!, r[3 * i + 1]!, r[3 * i + 2]!]);
}

describe('hullEdges', () => {
  it('leaves the diagonals of a cube out', () => {
    const edges = hullEdges(cube);
    expect(edges).toHaveLength(12);
    for (const [i, j] of edges) expect(cube[i]!.filter((value, axis) => value !== cube[j]![axis]).length).toBe(1);
  });

  it('has the twelve edges of an octahedron, none between antipodes', () => {
    const edges = hullEdges(octahedron);
    expect(edges).toHaveLength(12);
    expect(edges).not.toContainEqual([0, 1]);
  });

  // Number of edges as the published table of Thomson's solutions has them; 3N − 6 where all faces are triangles.
  it.each([[2, 1], [3, 3], [4, 6], [5, 9], [7, 15], [8, 16], [12, 30], [24, 60], [32, 90]])('has, for %d points, %d edges', (points, edges) => {
    expect(hullEdges(solution(points))).toHaveLength(edges);
  });

  it('has 3N − 6 edges for 100 points', () => {
    expect(hullEdges(solution(100))).toHaveLength(294);
  });
});
