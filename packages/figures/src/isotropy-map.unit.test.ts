import { describe, expect, it } from 'vitest';
import { rampThrough } from './colour/ramp.js';
import { isotropyMap, type IsotropyMapData } from './isotropy-map.js';
import { mapSample } from './isotropy-map.support.test.js';
import { document, readFigure } from './samples.support.test.js';
import { themes } from './theme.js';

const draw = (data: Partial<IsotropyMapData> = {}, width = 960) => readFigure(isotropyMap({ ...mapSample, ...data }, { document, width }));

describe('isotropyMap', () => {
  it('colours every place by the band of its error', () => {
    const { images } = draw();
    const [{ data, columns, rows }] = images as [(typeof images)[number]];
    const bands = [0, 1, 2, 3].map((band) => rampThrough(themes.light.sequential)(band / 3));
    const seen = new Set<number>();
    for (let row = 0; row < rows; row += 7) {
      for (let column = 0; column < columns; column += 11) {
        const n = 2 * 250 ** ((column + 0.5) / columns);
        const p = 1e-3 ** ((row + 0.5) / rows);
        const error = n * p;
        const pixel = [...data.slice(3 * (row * columns + column), 3 * (row * columns + column) + 3)];
        const expected = [0.01, 0.1, 1].filter((level) => error >= level).length;
        // Half a step between densities may fall to the neighbour.
        if ([0.01, 0.1, 1].some((level) => Math.abs(Math.log(error / level)) < 0.06)) continue;
        seen.add(expected);
        expect(pixel, `n = ${n}, p = ${p}`).toEqual([...bands[expected]!]);
      }
    }
    expect([...seen].sort()).toEqual([0, 1, 2, 3]);
  });

  it('puts the lines where the error is 1, 10 and 100 %', () => {
    const { root, images } = draw();
    const { x, y, width, height } = images[0]!;
    const lines = [...root.querySelectorAll('path')].map((path) => path.getAttribute('d')!.slice(1).split('L').map((point) => point.split(',').map(Number) as [number, number])).filter((points) => points.length > 5);
    // Each has a light line under it.
    expect(lines).toHaveLength(6);
    const errors = lines.map((points) => {
      const values = points.map(([px, py]) => 2 * 250 ** ((px - x) / width) * 1e-3 ** ((py - y) / height));
      expect(Math.max(...values) / Math.min(...values)).toBeLessThan(1.005);
      return Number(values[0]!.toPrecision(2));
    });
    expect(errors).toEqual([0.01, 0.01, 0.1, 0.1, 1, 1]);
  });

  it('says at how many active features the error is reached, and what a bias does', () => {
    const words = draw().texts.map(({ text }) => text).join(' ');
    expect(words).toContain('The error reaches 1 % at n p = 0.01, 10 % at n p = 0.1, 100 % at n p = 1 active features on average.');
    expect(words).toContain('A bias removes it');
    expect(words).toContain('Ring: n = 50, p = 0.01, wrong by 50 %.');
    expect(words).not.toContain('∝'); // Inter has no such letter.
  });

  it('shows an infinite error as the last band', () => {
    const defects = Array.from(mapSample.defects).map((value, index) => ((index + 1) % mapSample.densities.length === 0 ? Infinity : value));
    const { root, images } = draw({ defects });
    const [{ data, columns }] = images as [(typeof images)[number]];
    const last = rampThrough(themes.light.sequential)(1);
    for (let column = 0; column < columns; column++) expect([...data.slice(3 * column, 3 * column + 3)]).toEqual([...last]);
    expect(root.textContent).not.toMatch(/NaN|Infinity/);
  });

  it('keeps the names of the lines off the ring', () => {
    for (const width of [360, 960]) {
      for (const features of [4, 10, 20, 40, 100]) {
        const { root, texts } = draw({ marked: { features, density: 0.1 / features, defect: 0.1 } }, width);
        const centres = [...root.querySelectorAll('circle')].filter((circle) => circle.getAttribute('r') === '7').map((circle) => Number(circle.getAttribute('cx')));
        expect(centres).toHaveLength(2);
        // Names and ring lie in the same group, moved by the sheet's margin.
        const ring = centres[0]! + (width < 640 ? 14 : 24);
        const name = texts.find(({ text }) => text === '10 %')!;
        expect(Math.max(name.left - ring, ring - name.right), `${features} at ${width}`).toBeGreaterThan(7);
      }
    }
  });

  it.each([320, 360, 420, 640, 960])('keeps texts apart and on the sheet at %i px, wherever the ring is', (width) => {
    for (const [features, density] of [[50, 0.01], [20, 0.005], [2, 0.001], [500, 1]] as const) {
      const { texts } = draw({ marked: { features, density, defect: features * density } }, width);
      for (const a of texts) {
        expect(a.left, a.text).toBeGreaterThanOrEqual(0);
        expect(a.right, a.text).toBeLessThanOrEqual(width);
        for (const b of texts) {
          const overlap = a !== b && a.left < b.right && b.left < a.right && a.baseline - 0.7 * a.size < b.baseline && b.baseline - 0.7 * b.size < a.baseline;
          expect(overlap, `${a.text} | ${b.text}`).toBe(false);
        }
      }
    }
  });

  it.each([
    [{ features: [5] }, 'isotropyMap: features: expected at least two, got 1'],
    [{ features: [5, 5] }, 'isotropyMap: features[1]: expected increasing integers ≥ 1, got 5'],
    [{ densities: [0.5, 1.5] }, 'isotropyMap: densities[1]: expected increasing numbers in (0, 1], got 1.5'],
    [{ features: [2, 3], densities: [0.1, 1], defects: [1, 2, 3] }, 'isotropyMap: defects: expected 4 numbers, got 3'],
    [{ features: [2, 3], densities: [0.1, 1], defects: [1, 2, 3, 1] }, 'isotropyMap: defects[3]: expected a number ≥ 3, got 1 (the error grows with the density)'],
    [{ features: [2, 3], densities: [0.1, 1], defects: [0, 0, 0, 0] }, 'isotropyMap: defects: expected an error > 0, got none'],
    [{ marked: { features: 501, density: 0.1, defect: 1 } }, 'isotropyMap: marked: expected a place on the axes, got n = 501, p = 0.1'],
  ])('refuses what it cannot draw', (wrong, message) => {
    expect(() => draw(wrong)).toThrow(message);
  });
});
