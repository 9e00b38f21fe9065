import { describe, expect, it } from 'vitest';
import type { Grid } from './grid.js';
import { heatMapSvg, placeAt, plotOf, tileOf, wordsOf } from './heat-map-drawing.js';

const grid: Grid = { xs: [0.1, 0.2, 0.5], ys: [1, 2], rows: Int32Array.of(0, 1, 2, 3, -1, 4), counts: Uint32Array.of(1, 1, 1, 1, 0, 1), left: 0 };
const plot = plotOf(501, 397);

describe('the heat map', () => {
  it('finds the place under every tile, and none beside them; tiles meet', () => {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 2; j++) {
        const { x, y, width, height } = tileOf(grid, plot, i, j);
        expect(placeAt(grid, plot, x + width / 2, y + height / 2)).toEqual({ i, j });
        if (i > 0) expect(tileOf(grid, plot, i - 1, j).x + tileOf(grid, plot, i - 1, j).width).toBe(x);
      }
    }
    expect(placeAt(grid, plot, plot.left - 1, plot.top + 5)).toBeUndefined();
    expect(tileOf(grid, plot, 0, 1).y).toBe(plot.top);
  });

  it('names as many values as have room', () => {
    const many = { ...grid, xs: Array.from({ length: 100 }, (_, k) => k), rows: new Int32Array(200) };
    expect(wordsOf(many, plot, 'x', 'y').length).toBeLessThan(16);
    expect(wordsOf(grid, plot, 'x', 'y').map(({ text }) => text)).toEqual(['↑ y', 'x →', '0.1', '0.2', '0.5', '1', '2']);
  });

  it('is a file with a tile for each cell, and markup in words is text', () => {
    const svg = heatMapSvg(grid, () => '#123456', { title: '<script>', xTitle: 'a & b', yTitle: 'y', ink: '#000', background: '#fff' });
    expect(svg.match(/fill="#123456"/g)).toHaveLength(5);
    expect(svg).toContain('a &amp; b');
    expect(svg).not.toContain('<script>');
    expect(() => heatMapSvg({ ...grid, rows: new Int32Array(50_000) }, () => '', { title: '', xTitle: '', yTitle: '', ink: '', background: '' })).toThrow('expected at most 40000 tiles');
  });
});
