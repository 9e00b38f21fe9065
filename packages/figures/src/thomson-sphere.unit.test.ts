import { describe, expect, it } from 'vitest';
import { document, readFigure } from './samples.support.test.js';
import { draw, octahedron, prism } from './thomson-sphere.support.test.js';
import { themes } from './theme.js';
import { cosineSpectra } from './thomson-sphere.js';

const square = { label: 'square', notes: ['E = 3.83'], points: [1, 0, 0, 1, -1, 0, 0, -1] };
const cross = { label: 'cross-polytope', notes: [], points: [0, 1, 2, 3].flatMap((axis) => [-1, 1].flatMap((sign) => [0, 1, 2, 3].map((h) => (h === axis ? sign : 0)))) };

function attributes(svg: string, element: string, name: string): string[] {
  return [...readFigure(svg).root.querySelectorAll(element)].map((node) => node.getAttribute(name) ?? '');
}

describe('thomsonSphere', () => {
  it('draws an octahedron: six points of four neighbours, twelve edges, from both sides', () => {
    const svg = draw(3, [octahedron]);
    const points = attributes(svg, 'circle', 'fill').filter((fill) => fill === themes.light.series[0]);
    expect(points).toHaveLength(2 * 6 + 1); // and one in the legend
    expect(attributes(svg, 'path', 'stroke').filter((stroke) => stroke === themes.light.ink)).toHaveLength(2 * 12);
    const texts = readFigure(svg).texts.map(({ text }) => text);
    expect(texts).toContain('4 neighbours (6)');
    expect(texts).toEqual(expect.arrayContaining(['from the front', 'from behind', 'E = 9.985281374']));
  });

  it('draws two sets from one side, coloured alike, with their names and notes', () => {
    const svg = draw(3, [octahedron, prism]);
    expect(attributes(svg, 'path', 'stroke').filter((stroke) => stroke === themes.light.ink)).toHaveLength(12 + 9);
    const texts = readFigure(svg).texts.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['Thomson', 'one-sparse optimum', '3 neighbours', '4 neighbours', 'E = 10.1']));
  });

  it('draws points that coincide as one', () => {
    const twice = { ...octahedron, points: [...Array.from(octahedron.points), 0, 0, 1] };
    const svg = draw(3, [twice], { width: 420 });
    expect(svg).not.toContain('NaN');
    expect(attributes(svg, 'path', 'stroke').filter((stroke) => stroke === themes.light.ink)).toHaveLength(12);
    expect(readFigure(svg).texts.map(({ text }) => text)).toContain('4 neighbours (7)');
  });

  it('keeps all points inside the circle, at the distances of an orthographic view', () => {
    const svg = draw(3, [octahedron], { width: 420 });
    const globe = [...readFigure(svg).root.querySelectorAll('circle')].map((node) => ['cx', 'cy', 'r'].map((name) => Number(node.getAttribute(name))) as [number, number, number]);
    const [cx, cy, radius] = globe.reduce((a, b) => (b[2] > a[2] ? b : a));
    const centres = [...new Set(globe.filter(([, , r]) => r < 20).map(([x, y]) => `${x},${y}`))].map((text) => text.split(',').map(Number) as [number, number]).slice(1);
    expect(centres).toHaveLength(6);
    // Shadows of three orthonormal axes have squared lengths that add up to 2, and each is seen twice.
    const squares = centres.map(([x, y]) => ((x - cx) ** 2 + (y - cy) ** 2) / radius ** 2);
    for (const square of squares) expect(square).toBeLessThanOrEqual(1.001);
    expect(squares.reduce((a, b) => a + b)).toBeCloseTo(4, 1);
  });

  it('draws a polygon in the plane and a histogram in four dimensions', () => {
    expect(attributes(draw(2, [square]), 'polygon', 'points')[0]!.split(' ')).toHaveLength(4);
    const histogram = readFigure(draw(4, [cross, cross])).texts.map(({ text }) => text);
    expect(histogram).toContain('↑ pairs of directions');
    // 24 pairs at right angles are the highest bar.
    expect(histogram).toContain('20');
  });

  it.each([320, 420, 640, 960, 1200])('keeps every text on the sheet, and apart from others, at %i px', (width) => {
    for (const svg of [draw(3, [octahedron, prism], { width }), draw(3, [prism], { width }), draw(2, [square, square], { width }), draw(4, [cross], { width })]) {
      const { root, texts } = readFigure(svg);
      for (const { text, left, right, baseline } of texts) {
        expect(left, text).toBeGreaterThanOrEqual(0);
        expect(right, text).toBeLessThanOrEqual(width);
        expect(baseline, text).toBeLessThan(Number(root.getAttribute('height')) - 2);
      }
      texts.forEach((a, i) =>
        texts.slice(i + 1).forEach((b) => {
          const apart = a.left >= b.right || b.left >= a.right || a.baseline - 0.7 * a.size >= b.baseline || b.baseline - 0.7 * b.size >= a.baseline;
          expect(apart, `${a.text} | ${b.text}`).toBe(true);
        }),
      );
      expect(svg).not.toMatch(/NaN|undefined|Infinity|null|currentColor/);
    }
  });

  it('refuses what is no set of directions', () => {
    expect(() => draw(3, [])).toThrow('thomsonSphere: sets: expected at least one set of directions, got none');
    expect(() => draw(3, [square])).toThrow('thomsonSphere: sets[0].points: expected 2 to 200 vectors of 3 numbers, got 8 numbers');
    expect(() => draw(2, [{ ...square, points: [1, 0, 0, 2] }])).toThrow('sets[0].points: expected vectors of length 1, got length 2 at [1]');
    expect(() => draw(1, [square])).toThrow('thomsonSphere: dimension: expected an integer ≥ 2, got 1');
  });
});

describe('cosineSpectra', () => {
  it('draws cosines in space and in the plane as well', () => {
    const texts = readFigure(cosineSpectra({ dimension: 2, sets: [square, { ...square, label: 'again' }] }, { document })).texts.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['↑ pairs of directions', 'Cosines between directions', 'square, E = 3.83']));
    // Four sides of a square meet at right angles, two diagonals are opposite.
    expect(texts).toContain('4');
  });

  it('refuses what is no set of directions', () => {
    expect(() => cosineSpectra({ dimension: 2, sets: [] }, { document })).toThrow('cosineSpectra: sets: expected at least one set of directions, got none');
  });
});
