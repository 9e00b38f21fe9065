import { saddleGraph } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { createFigureDocument } from './node/document.js';
import { saddleGraphFigure } from './saddle-graph.js';
import { readFigure } from './samples.support.test.js';

const draw = (eigenvalues: readonly number[], hidden: number, width = 960, theme: 'light' | 'dark' = 'light'): string =>
  saddleGraphFigure({ graph: saddleGraph({ eigenvalues, hidden }) }, { document: createFigureDocument(), width, theme });

/** Dots of the graph: 4.5 px, which those of the legend are not. */
const dots = (text: string): { x: number; y: number }[] => [...text.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"[^>]*r="4\.5"/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));

describe('saddleGraphFigure', () => {
  it('draws the eleven critical sets of (4, 3, 2, 1) with two hidden units, the minimum lowest and furthest right of the ranks', () => {
    const text = draw([4, 3, 2, 1], 2);
    const places = dots(text);
    expect(places).toHaveLength(11);
    expect(places.every(({ y }) => y <= places[0]!.y)).toBe(true);
    const origin = places.at(-1)!;
    expect(places.every(({ x, y }) => x >= origin.x && y >= origin.y)).toBe(true);
    for (const name of ['{1, 2} ↓0', '{1, 3} ↓1', '{3, 4} ↓4', '{ } ↓8', 'rank 0', 'rank 2']) expect(text).toContain(name);
    expect(text).toContain('11 critical sets by loss and rank, 34 escapes between them.');
  });

  it('draws every escape from dot to dot, downhill', () => {
    const text = draw([4, 3, 2, 1], 2);
    const lines = [...text.matchAll(/ d="M([\d.]+),([\d.]+)L([\d.]+),([\d.]+)"/g)].map((match) => match.slice(1).map(Number) as [number, number, number, number]);
    expect(lines).toHaveLength(34);
    const places = dots(text).map(({ x, y }) => `${x},${y}`);
    for (const [x1, y1, x2, y2] of lines) {
      expect(y2).toBeGreaterThan(y1);
      expect(places).toContain(`${x1},${y1}`);
      expect(places).toContain(`${x2},${y2}`);
    }
  });

  it('keeps every dot on the sheet and apart, wide or narrow', () => {
    for (const width of [360, 960]) {
      const places = dots(draw([9, 5, 4, 2, 1], 3, width));
      expect(places).toHaveLength(26);
      for (const [index, a] of places.entries()) {
        expect(a.x > 0 && a.x < width).toBe(true);
        for (const b of places.slice(0, index)) expect(Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y))).toBeGreaterThan(4);
      }
    }
  });

  it('says how many sets have no room for their name, and keeps the names of the ranks apart', () => {
    for (const width of [360, 960]) {
      const { texts } = readFigure(draw([9, 7, 5, 3.5, 2, 1], 4, width));
      const named = texts.filter(({ text }) => text.includes('↓') && text.startsWith('{')).length;
      expect(named).toBeLessThan(57);
      expect(texts.map(({ text }) => text).join(' ')).toContain(`${57 - named} of 57 have no room for their name.`);
      const under = Math.max(...texts.filter(({ text }) => text === 'rank 4').map(({ baseline }) => baseline));
      const bands = texts.filter(({ baseline }) => baseline === under).sort((a, b) => a.left - b.left);
      expect(bands.map(({ text }) => text.at(-1)).join('')).toBe('01234');
      bands.slice(1).forEach(({ left }, index) => expect(left).toBeGreaterThan(bands[index]!.right));
    }
    expect(draw([4, 3, 2, 1], 2)).not.toContain('no room');
  });

  it('names what is chosen of a repeated eigenvalue', () => {
    expect(draw([3, 1, 1, 1], 2)).toContain('{1, 1 of 2–4} ↓0');
  });

  it('refuses more than can be seen', () => {
    expect(() => draw(Array.from({ length: 14 }, (_, i) => 20 - i), 5)).toThrow('saddleGraphFigure: graph: expected 1 to 1000 critical sets, got 3473 (list the lowest as text instead)');
  });
});
