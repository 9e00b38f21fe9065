import { describe, expect, it } from 'vitest';
import { rampThrough, shadesOf } from './colour/ramp.js';
import { planeMap, type PlaneMapData } from './plane-map.js';
import { document, readFigure } from './samples.support.test.js';
import { themes } from './theme.js';

const x = { from: -1, to: 1, pixels: 3, label: 'α' };
const y = { from: 0, to: 1, pixels: 2, label: 'β' };
const values: PlaneMapData = { title: 'Loss', x, y, cells: { kind: 'values', label: 'loss L (log)', values: [1, 10, 100, 1, 1, 10] } };
const classes: PlaneMapData = { title: 'Basins', x, y, cells: { kind: 'classes', names: ['{1}', 'never', '{2}'], classes: [0, 0, 2, 2, 0, 0], shades: [0, 1, 0.5, NaN, 0, 0] } };

const draw = (data: PlaneMapData, width = 960) => readFigure(planeMap(data, { document, width }));
const pixels = (data: PlaneMapData): number[][] => {
  const image = draw(data).images.find(({ rows }) => rows === 2)!;
  return Array.from({ length: 6 }, (_, k) => [...image.data.slice(3 * k, 3 * k + 3)]);
};

describe('planeMap', () => {
  it('colours values by their logarithm, the last row at the top', () => {
    const ramp = rampThrough(themes.light.sequential);
    expect(pixels(values)).toEqual([0, 0, 0.5, 0, 0.5, 1].map((t) => [...ramp(t)]));
  });

  it('colours classes by hue and shade, and has no colour where there is no shade', () => {
    const [first, , third] = themes.light.series.map(shadesOf);
    expect(pixels(classes).slice(1)).toEqual([[...first!(0)], [...first!(0)], [...first!(0)], [...first!(1)], [...third!(0.5)]]);
    expect(pixels(classes)[0]).toEqual([0xc9, 0xce, 0xd4]);
  });

  it('names the classes that occur, and says their shares', () => {
    const { root } = draw(classes);
    const text = root.textContent ?? '';
    expect(text).toContain('{1}');
    expect(text).not.toContain('never');
    expect([...root.querySelectorAll('desc')][0]?.textContent).toContain('{1} 66.7 %, {2} 33.3 %');
  });

  it('puts the ring where the marked place is', () => {
    const { root, images } = draw({ ...values, marked: { x: 0, y: 0.5 } });
    const image = images.find(({ rows }) => rows === 2)!;
    const [dot] = [...root.querySelectorAll('circle')].map((circle) => [Number(circle.getAttribute('cx')), Number(circle.getAttribute('cy'))]);
    expect(dot![0]).toBeCloseTo(image.x + image.width / 2, 6);
    expect(dot![1]).toBeCloseTo(image.y + image.height / 2, 6);
  });

  it.each([
    [{ x: { ...x, pixels: 1 } }, 'planeMap: x.pixels: expected an integer ≥ 2, got 1'],
    [{ y: { ...y, to: 0 } }, 'planeMap: y: expected to after from, got 0 to 0'],
    [{ cells: { ...values.cells, values: [1, 2] } as never }, 'planeMap: values: expected 6 numbers, got 2'],
    [{ cells: { ...values.cells, values: [1, 2, 3, 0, 1, 1] } as never }, 'planeMap: cell 3: expected a finite number > 0, got 0'],
    [{ cells: { ...classes.cells, classes: [0, 0, 0, 0, 3, 0] } as never }, 'planeMap: cell 4: expected the index of a name, got 3'],
  ])('refuses %#', (change, message) => {
    expect(() => planeMap({ ...values, ...change }, { document })).toThrow(message);
  });
});
