import { saddleGraph } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { layOut, placeLabels } from './graph-layout.js';

const frame = { left: 50, top: 10, width: 600, height: 300 };
const { nodes } = saddleGraph({ eigenvalues: [8, 4, 2, 1], hidden: 3 });

describe('the layout of a saddle graph', () => {
  it('puts lower losses lower, and ranks beside each other, all inside the frame and none upon another', () => {
    const { places, bands } = layOut(nodes, frame);
    nodes.forEach((a, i) => {
      nodes.forEach((b, j) => {
        if (a.loss < b.loss) expect(places[i]!.y).toBeGreaterThan(places[j]!.y);
        if (i !== j) expect(Math.hypot(places[i]!.x - places[j]!.x, places[i]!.y - places[j]!.y)).toBeGreaterThan(10);
      });
      expect(places[i]!.x).toBeGreaterThan(frame.left);
      expect(places[i]!.x).toBeLessThan(frame.left + frame.width);
    });
    expect(bands.map(({ rank }) => rank)).toEqual([0, 1, 2, 3]);
  });

  it('leaves a name without room out rather than on another', () => {
    const layout = layOut(nodes, frame);
    const few = placeLabels(nodes.map(() => 'a name that is much too long for the place it has'), layout, frame);
    expect(few.length).toBeLessThan(nodes.length);
    expect(placeLabels(nodes.map(() => 'x'), layout, frame)).toHaveLength(nodes.length);
  });

  it('copes with one set, and with sets of one loss', () => {
    expect(layOut(nodes.slice(0, 1), frame).places.every(({ x, y }) => Number.isFinite(x + y))).toBe(true);
    expect(layOut([nodes[0]!, nodes[0]!], frame).places).toHaveLength(2);
  });
});
