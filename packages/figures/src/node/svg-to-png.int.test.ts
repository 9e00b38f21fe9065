import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { classicCells, document } from '../samples.support.test.js';
import { phaseDiagram } from '../phase-diagram.js';
import { pixelatedStyle } from '../raster/image.js';
import { pngDataUri } from '../raster/png-uri.js';
import { svgToPng } from './svg-to-png.js';

const sheet = (content: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="80" height="40"><rect width="80" height="40" fill="#ffffff"/>${content}</svg>`;

/** Pixels that are not white. */
function inked(svg: string): number {
  const { data, channels } = decode(svgToPng(svg, { scale: 1 }));
  let count = 0;
  for (let i = 0; i < data.length; i += channels) if (data[i]! + data[i + 1]! + data[i + 2]! < 765) count++;
  return count;
}

describe('svgToPng', () => {
  it.each(['Hello', '²', '⁻⁵', '×', '∂', 'λ', 'Σ', '‖', '≤', '−'])('draws %s in the font it brings along', (text) => {
    const draw = (size: number, weight: number) =>
      inked(sheet(`<text x="4" y="30" font-size="${size}" font-weight="${weight}" font-family="Inter, sans-serif">${text}</text>`));
    expect(draw(24, 400)).toBeGreaterThan(8);
    // Another size and weight is another amount of ink: not a box for a missing glyph at a fixed size, nor one face for all.
    expect(draw(24, 600)).toBeGreaterThan(draw(12, 400));
    expect(draw(24, 600)).not.toBe(draw(24, 400));
  });

  it('draws another glyph for another letter', () => {
    const ink = (text: string) => inked(sheet(`<text x="4" y="30" font-size="24" font-family="Inter">${text}</text>`));
    expect(new Set(['λ', 'Σ', '×', '²', '‖'].map(ink)).size).toBe(5);
  });

  it('keeps the cells of an image square-edged', () => {
    const href = pngDataUri(Uint8Array.of(255, 0, 0, 0, 0, 255), 2, 1);
    const image = `<image x="0" y="0" width="80" height="40" preserveAspectRatio="none" href="${href}"`;
    const colours = (svg: string) => {
      const { data, channels } = decode(svgToPng(svg, { scale: 2 }));
      return new Set(Array.from({ length: data.length / channels }, (_, i) => data.slice(i * channels, i * channels + 3).join()));
    };
    expect([...colours(sheet(`${image} style="${pixelatedStyle}"/>`))].sort()).toEqual(['0,0,255', '255,0,0']);
    expect(colours(sheet(`${image}/>`)).size).toBeGreaterThan(2);
  });

  it('draws a phase diagram: size by scale, phases in their colours, the same bytes again', () => {
    const svg = phaseDiagram({ cells: classicCells(8) }, { document, width: 640 });
    const height = Number(/height="(\d+)" role/.exec(svg)![1]);
    const png = svgToPng(svg, { scale: 1.5 });
    const image = decode(png);
    expect([image.width, image.height]).toEqual([960, Math.round(1.5 * height)]);
    expect(Buffer.compare(png, svgToPng(svg, { scale: 1.5 }))).toBe(0);
    const cellColours = new Set<string>();
    const raster = decode(Buffer.from(/href="data:image\/png;base64,([^"]*)"/.exec(svg)![1]!, 'base64'));
    for (let i = 0; i < raster.data.length; i += 3) cellColours.add(raster.data.slice(i, i + 3).join());
    const drawn = new Set<string>();
    for (let i = 0; i < image.data.length; i += image.channels) drawn.add(image.data.slice(i, i + 3).join());
    expect([...cellColours].filter((colour) => !drawn.has(colour))).toEqual([]);
  });

  it('refuses what is not SVG, and scales out of range', () => {
    expect(() => svgToPng('<svg')).toThrow(/svgToPng: svg: expected SVG text, got /);
    for (const scale of [0, -1, 9, NaN]) expect(() => svgToPng(sheet(''), { scale })).toThrow('svgToPng: scale: expected a number in (0, 8], got');
  });
});
