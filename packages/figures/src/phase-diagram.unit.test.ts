import { describe, expect, it } from 'vitest';
import { assignPhaseColours } from './colour/phase-colours.js';
import { shadesOf } from './colour/ramp.js';
import { fromHex, type Rgb } from './colour/rgb.js';
import { phaseDiagram, type PhaseCell } from './phase-diagram.js';
import { classicCells, document, readFigure } from './samples.support.test.js';
import { themes } from './theme.js';

const hues = assignPhaseColours(['antipodal', 'dedicated', 'ignored']);

/** The big image of a diagram: rows from the top. */
function raster(svg: string) {
  const image = readFigure(svg).images.reduce((largest, candidate) => (candidate.height > largest.height ? candidate : largest));
  const pixel = (column: number, row: number): number[] => [...image.data.slice(3 * (row * image.columns + column), 3 * (row * image.columns + column) + 3)];
  return { ...image, pixel };
}

/** Replaces one cell by one that has no result. */
function spoil(cells: readonly PhaseCell[], index: number, state: 'failed' | 'diverged'): PhaseCell[] {
  return cells.map((cell, i) => (i === index ? { ...cell, state, phase: '', loss: Number.NaN } : cell));
}

describe('phaseDiagram', () => {
  const count = 16;
  const cells = classicCells(count);

  it('colours each cell with the hue of its phase, shaded by its loss, high importance on top', () => {
    const { pixel, columns, rows } = raster(phaseDiagram({ cells }, { document }));
    expect([columns, rows]).toEqual([count, count]);
    const losses = cells.map(({ loss }) => loss);
    const [low, high] = [Math.min(...losses), Math.max(...losses)];
    for (const [column, importance] of [[0, 0], [0, 15], [15, 15], [15, 0], [8, 7], [13, 3]] as const) {
      const { phase, loss } = cells[column * count + importance]!;
      const expected: Rgb = shadesOf(hues.get(phase)!)(Math.log(loss / low) / Math.log(high / low));
      expect(pixel(column, count - 1 - importance), `${column}, ${importance}`).toEqual([...expected]);
    }
    expect(cells[15 * count + 15]!.phase).toBe('dedicated');
    expect(cells[15 * count]!.phase).toBe('ignored');
  });

  it('draws missing and failed cells grey, hatches the failed, and says how many of each', () => {
    const spoilt = spoil(spoil(cells, 5 * count + 9, 'failed'), 3, 'diverged').filter((_, index) => index !== 100);
    const svg = phaseDiagram({ cells: spoilt }, { document });
    const { pixel } = raster(svg);
    const grey = fromHex(themes.light.noData);
    expect(pixel(5, count - 1 - 9)).toEqual([...grey]);
    expect(pixel(0, count - 1 - 3)).toEqual([...grey]);
    expect(pixel(6, count - 1 - 4)).toEqual([...grey]); // the missing one: 100 = 6 · 16 + 4
    const texts = readFigure(svg).texts.map(({ text }) => text);
    expect(texts).toEqual(expect.arrayContaining(['failed: 1 cell', 'diverged: 1 cell', 'missing: 1 cell']));
    const { x, y, width, height } = raster(svg);
    const hatching = /<path d="([^"]*)" fill="none" stroke="#7d858e" stroke-width="1"\/>/.exec(svg)![1]!;
    const hatched = [...hatching.matchAll(/M([\d.]+),([\d.]+)L([\d.]+),([\d.]+)/g)].map(([, u0, v0, u1, v1]) => {
      const column = Math.floor((((Number(u0) + Number(u1)) / 2 - x) / width) * count);
      const row = Math.floor((((Number(v0) + Number(v1)) / 2 - y) / height) * count);
      const rising = Number(u1) > Number(u0);
      return `${column}, ${row} ${rising ? 'rising' : 'falling'}`;
    });
    expect([...new Set(hatched)].sort()).toEqual(['0, 12 falling', '5, 6 rising']);
  });

  it('lays the classic boundaries through their closed form', () => {
    const svg = phaseDiagram({ cells, classic: true }, { document, width: 960 });
    const { x, y, width, height } = raster(svg);
    const decades = (2 * count) / (count - 1);
    const toDensity = (u: number): number => 0.01 * 10 ** (((u - x) / width) * decades - 1 / (count - 1));
    const toImportance = (v: number): number => 0.1 * 10 ** (((y + height - v) / height) * decades - 1 / (count - 1));
    const lines = [...svg.matchAll(/<g [^>]*stroke-dasharray="6,4"[^>]*>\n<path d="([^"]*)"/g)].map(([, d]) =>
      [...d!.matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g)].map(([, u, v]) => [toDensity(Number(u)), toImportance(Number(v))] as const),
    );
    expect(lines).toHaveLength(3);
    const [lower, upper, flat] = lines as [(typeof lines)[0], (typeof lines)[0], (typeof lines)[0]];
    const close = (value: number, expected: number) => expect(Math.abs(Math.log(value / expected))).toBeLessThan(0.01);
    for (const [p, r] of lower) close(r, (p * p) / 6 / (p / 3 - (5 * p * p) / 12));
    for (const [p, r] of upper) close(r, 2 / p - 5 / 2);
    for (const [, r] of flat) close(r, 1);
    for (const line of [lower, upper]) close(line.at(-1)![0], 4 / 7);
    // Both reach the edges of the diagram, half a cell beyond the outermost values.
    close(lower[0]![1], 0.1 * 10 ** (-1 / (count - 1)));
    close(upper[0]![1], 10 * 10 ** (1 / (count - 1)));
    expect(phaseDiagram({ cells }, { document })).not.toContain('stroke-dasharray="6,4"');
  });

  it('names each phase with its share and writes names into regions that hold them', () => {
    const { texts } = readFigure(phaseDiagram({ cells }, { document }));
    const share = (phase: string): string => `${((100 * cells.filter((cell) => cell.phase === phase).length) / cells.length).toFixed(1)} %`;
    const words = texts.map(({ text }) => text);
    for (const phase of ['antipodal', 'dedicated', 'ignored']) {
      expect(words.filter((text) => text === phase)).toHaveLength(2);
      expect(words).toContain(share(phase));
    }
    // The middle of the name lies in the part of the diagram that only this phase reaches.
    const { x, width } = raster(phaseDiagram({ cells }, { document }));
    for (const phase of ['dedicated', 'ignored']) {
      const { left, right } = texts.find(({ text, size }) => text === phase && size === 14)!;
      const column = Math.floor((((left + right) / 2 - 24 - x) / width) * count);
      expect(cells.slice(column * count, (column + 1) * count).map((cell) => cell.phase)).toContain(phase);
    }
  });

  it('reads 0.01, 0.1 and 1 at the cells of those densities', () => {
    const svg = phaseDiagram({ cells }, { document });
    const { texts } = readFigure(svg);
    const { x, width } = raster(svg);
    for (const [label, column] of [['0.01', 0], ['1', count - 1]] as const) {
      const centres = texts.filter(({ text }) => text === label).map(({ left, right }) => (left + right) / 2);
      const cell = 24 + x + ((column + 0.5) / count) * width;
      expect(centres.some((centre) => Math.abs(centre - cell) < 0.6), label).toBe(true);
    }
  });

  it('draws 256 × 256 cells as one image', () => {
    const svg = phaseDiagram({ cells: classicCells(256) }, { document });
    expect([raster(svg).columns, raster(svg).rows]).toEqual([256, 256]);
    expect(svg.length).toBeLessThan(150_000);
    expect(svg.match(/<rect/g)!.length).toBeLessThan(20);
  });

  it('shows text from outside as it is', () => {
    const wicked = '<script>alert("1")</script> & _{sub}';
    const odd = cells.map((cell) => (cell.phase === 'dedicated' ? { ...cell, phase: wicked } : cell));
    const svg = phaseDiagram({ cells: odd, title: wicked, subtitle: wicked, caption: wicked }, { document });
    expect(svg).not.toContain('<script');
    expect(readFigure(svg).texts.filter(({ text }) => text === wicked).length).toBeGreaterThanOrEqual(3);
  });

  it('counts phases for which there is no hue left', () => {
    const many = cells.map((cell, index) => ({ ...cell, phase: `phase ${index % 30}` }));
    const { texts } = readFigure(phaseDiagram({ cells: many }, { document }));
    const [, count] = texts.map(({ text }) => /^(\d+) further phases$/.exec(text)).find((match) => match !== null)!;
    const named = texts.filter(({ text }) => /^phase \d+$/.test(text)).length;
    expect(Number(count) + named).toBe(30);
  });

  it.each([
    ['no cells', [], 'phaseDiagram: cells: expected at least one cell, got none'],
    ['a density of 0', [{ ...cells[0]!, density: 0 }], 'phaseDiagram: density: expected positive finite values for a logarithmic axis, got 0'],
    ['two cells in one place', [cells[0]!, cells[0]!], 'expected one cell for each density and importance, got two at density 0.01, importance 0.1'],
    ['a negative loss', [{ ...cells[0]!, loss: -1 }], 'phaseDiagram: loss: expected a finite number ≥ 0 in every finished cell, got -1'],
  ])('refuses %s', (_, bad, message) => {
    expect(() => phaseDiagram({ cells: bad }, { document })).toThrow(message);
  });

  it('draws a diagram in which everything failed', () => {
    const svg = phaseDiagram({ cells: cells.map((cell) => ({ ...cell, state: 'failed' as const, phase: '', loss: NaN })) }, { document });
    expect(svg).not.toContain('NaN');
    expect(readFigure(svg).texts.map(({ text }) => text)).toContain('failed: 256 cells');
  });
});
