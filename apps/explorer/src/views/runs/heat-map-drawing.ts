/** @file The heat map as rectangles and words, for the canvas of the page and for files alike. */
import { shortNumber } from '../../figure/data-table.js';
import type { Grid } from './grid.js';

export interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Word {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'center' | 'end';
}

const WORD_ROOM = { x: 64, y: 26 };

export function plotOf(width: number, height: number): Plot {
  return { left: 62, top: 26, width: Math.max(1, width - 74), height: Math.max(1, height - 72) };
}

/** The tile of a place, its edges whole pixels so that neighbours meet. */
export function tileOf({ xs, ys }: Grid, { left, top, width, height }: Plot, i: number, j: number): { readonly x: number; readonly y: number; readonly width: number; readonly height: number } {
  const [x, right] = [left + Math.round((i * width) / xs.length), left + Math.round(((i + 1) * width) / xs.length)];
  const [y, bottom] = [top + Math.round(((ys.length - 1 - j) * height) / ys.length), top + Math.round(((ys.length - j) * height) / ys.length)];
  return { x, y, width: right - x, height: bottom - y };
}

/** The place under a point, or undefined beside the plot. */
export function placeAt({ xs, ys }: Grid, { left, top, width, height }: Plot, x: number, y: number): { readonly i: number; readonly j: number } | undefined {
  const i = Math.floor(((x - left) / width) * xs.length);
  const j = ys.length - 1 - Math.floor(((y - top) / height) * ys.length);
  return i >= 0 && i < xs.length && j >= 0 && j < ys.length ? { i, j } : undefined;
}

export function wordsOf(grid: Grid, plot: Plot, xTitle: string, yTitle: string): Word[] {
  const { left, top, width, height } = plot;
  const words: Word[] = [
    { text: `↑ ${yTitle}`, x: 4, y: 12, anchor: 'start' },
    { text: `${xTitle} →`, x: left + width, y: top + height + 38, anchor: 'end' },
  ];
  for (const i of spaced(grid.xs.length, width / WORD_ROOM.x)) {
    const tile = tileOf(grid, plot, i, 0);
    words.push({ text: tickOf(grid.xs[i]!), x: tile.x + tile.width / 2, y: top + height + 14, anchor: 'center' });
  }
  for (const j of spaced(grid.ys.length, height / WORD_ROOM.y)) {
    const tile = tileOf(grid, plot, 0, j);
    words.push({ text: tickOf(grid.ys[j]!), x: left - 7, y: tile.y + tile.height / 2, anchor: 'end' });
  }
  return words;
}

/** Some of so many places, evenly, at most so many as have room. */
function spaced(count: number, most: number): number[] {
  const step = Math.max(1, Math.ceil(count / Math.max(1, most)));
  return Array.from({ length: Math.ceil(count / step) }, (_, k) => k * step);
}

function tickOf(value: number): string {
  return shortNumber(Number(value.toPrecision(3)));
}

/** SVG holds so many tiles and can still be opened. */
const MOST_TILES = 40_000;

/** @throws {RangeError} if there are too many tiles for a file. */
export function heatMapSvg(grid: Grid, colourOf: (row: number) => string, look: { readonly title: string; readonly xTitle: string; readonly yTitle: string; readonly ink: string; readonly background: string }): string {
  if (grid.rows.length > MOST_TILES) throw new RangeError(`expected at most ${String(MOST_TILES)} tiles in a picture, got ${String(grid.rows.length)}`);
  const [width, height] = [720, 600];
  const plot = plotOf(width, height);
  const tiles: string[] = [];
  grid.rows.forEach((row, at) => {
    if (row < 0) return;
    const tile = tileOf(grid, plot, at % grid.xs.length, Math.floor(at / grid.xs.length));
    tiles.push(`<rect x="${String(tile.x)}" y="${String(tile.y)}" width="${String(tile.width)}" height="${String(tile.height)}" fill="${colourOf(row)}"/>`);
  });
  const anchors = { start: 'start', center: 'middle', end: 'end' } as const;
  const words = wordsOf(grid, plot, look.xTitle, look.yTitle).map(({ text, x, y, anchor }) => `<text x="${String(x)}" y="${String(y)}" text-anchor="${anchors[anchor]}" dominant-baseline="middle">${escaped(text)}</text>`);
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" font-family="Inter, system-ui, sans-serif" font-size="12.5" fill="${look.ink}"><title>${escaped(look.title)}</title><rect width="100%" height="100%" fill="${look.background}"/><g shape-rendering="crispEdges">${tiles.join('')}</g>${words.join('')}</svg>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
