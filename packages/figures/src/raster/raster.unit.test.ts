import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { logGrid } from './log-grid.js';
import { pixelatedStyle, rasterImage } from './image.js';
import { pngDataUri } from './png-uri.js';

describe('pngDataUri', () => {
  it.each([1, 2, 3, 4, 5])('round-trips pixels, %i of them (every length of base64 padding)', (width) => {
    const pixels = Uint8Array.from({ length: 3 * width }, (_, index) => (index * 73 + 11) % 256);
    const [head, data] = pngDataUri(pixels, width, 1).split(',');
    expect(head).toBe('data:image/png;base64');
    const image = decode(Buffer.from(data!, 'base64'));
    expect([image.width, image.height, image.channels]).toEqual([width, 1, 3]);
    expect([...image.data]).toEqual([...pixels]);
  });

  it('has the bytes it has always had', () => {
    expect(pngDataUri(Uint8Array.of(255, 0, 0, 0, 0, 255), 2, 1)).toMatchInlineSnapshot(`"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAABCAIAAAB7QOjdAAAADUlEQVR4XmP4zwAE/wEHAAH/XrzY1gAAAABJRU5ErkJggg=="`);
  });
});

describe('rasterImage', () => {
  it('asks for square edges only where a cell is at least a pixel', () => {
    const box = { x: 0, y: 0, width: 10, height: 10 };
    expect(rasterImage(box, 10, 10, () => [0, 0, 0]).attributes['style']).toBe(pixelatedStyle);
    expect(rasterImage(box, 11, 10, () => [0, 0, 0]).attributes['style']).toBeUndefined();
  });
});

describe('logGrid', () => {
  it('puts borders half-way between even values and one column to a value', () => {
    const { values, edges, columns } = logGrid('x', [1, 0.01, 0.1, 0.1]);
    expect(values).toEqual([0.01, 0.1, 1]);
    expect(columns).toEqual([0, 1, 2]);
    edges.forEach((edge, index) => expect(Math.log10(edge)).toBeCloseTo(-2.5 + index, 12));
  });

  it('gives uneven values columns in proportion to the room between their borders', () => {
    const { columns, edges } = logGrid('x', [1, 10, 1000]);
    // Borders at −0.5, 0.5, 2, 4 decades.
    expect(edges.map((edge) => Number(Math.log10(edge).toFixed(9)))).toEqual([-0.5, 0.5, 2, 4]);
    const share = (cell: number): number => columns.filter((column) => column === cell).length / columns.length;
    expect(share(0)).toBeCloseTo(1 / 4.5, 2);
    expect(share(1)).toBeCloseTo(1.5 / 4.5, 2);
    expect(share(2)).toBeCloseTo(2 / 4.5, 2);
  });

  it('refuses what a logarithm cannot show', () => {
    expect(() => logGrid('density', [0, 1])).toThrow('density: expected positive finite values for a logarithmic axis, got 0 (leave those cells out)');
    expect(() => logGrid('density', [])).toThrow('density: expected at least one value, got none');
  });
});
