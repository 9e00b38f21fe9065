/**
 * @file A function on a plane of starts or of parameters, as an image: its value by a ramp, or the class of each point by hue and one more
 * value by shade.
 */
import * as Plot from '@observablehq/plot';
import { InputError } from '@tegum/core';
import { rampThrough, shadesOf } from './colour/ramp.js';
import { fromHex, toHex, type Rgb } from './colour/rgb.js';
import { formatNumber, linearTicks } from './layout/axis-ticks.js';
import { colourScale } from './layout/colour-scale.js';
import { inlineLegend } from './layout/inline-legend.js';
import { axisRoom, axisTop, drawPanel, type Axis, type Frame } from './layout/panel.js';
import { bodyWidth, printSheet, type Body, type FigureText } from './layout/sheet.js';
import { resolveOptions, type FigureOptions } from './options.js';
import { rasterImage } from './raster/image.js';
import { at } from './svg/node.js';
import type { Theme } from './theme.js';

/** An axis from the centre of its first pixel to that of its last. */
export interface PlaneAxis {
  readonly from: number;
  readonly to: number;
  readonly pixels: number;
  readonly label: string;
}

/** Numbers > 0, coloured by their logarithm. [y, x] row-major. */
export interface PlaneValues {
  readonly kind: 'values';
  readonly label: string;
  readonly values: ArrayLike<number>;
}

/** A class for each pixel, by index into the names, and a shade, light 0 to dark 1; both [y, x] row-major. */
export interface PlaneClasses {
  readonly kind: 'classes';
  readonly names: readonly string[];
  readonly classes: ArrayLike<number>;
  readonly shades: ArrayLike<number>;
}

/** A function or classes on a plane, with its axes. */
export interface PlaneMapData extends FigureText {
  readonly x: PlaneAxis;
  readonly y: PlaneAxis;
  readonly cells: PlaneValues | PlaneClasses;
  /** A place to be ringed. */
  readonly marked?: { readonly x: number; readonly y: number };
}

/**
 * The plane with y upwards; a colour bar or the names of the classes above it.
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if an axis has fewer than two pixels or does not increase, or the cells do not fit it, or a value is not > 0.
 *
 * @example
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const axis = { from: -1, to: 1, pixels: 3 };
 * // (1 − x²)² + (1 − y²)² + ¼ at x, y = −1, 0, 1.
 * const values = [0.25, 1.25, 0.25, 1.25, 2.25, 1.25, 0.25, 1.25, 0.25];
 * const svg = planeMap(
 *   { x: { ...axis, label: 'x' }, y: { ...axis, label: 'y' }, cells: { kind: 'values', label: 'height', values }, marked: { x: 1, y: 1 } },
 *   { document: createFigureDocument() },
 * );
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → A plane: 3 × 3 points over x and y. From 0.25 to 2.25.
 */
export function planeMap(data: PlaneMapData, options: FigureOptions): string {
  const resolved = resolveOptions('planeMap', options);
  check(data);
  const { theme, narrow } = resolved;
  const { x, y, cells, marked } = data;
  const width = bodyWidth(resolved);
  const { colour, key, finding } = cells.kind === 'values' ? coloursOfValues(cells, theme, width) : coloursOfClasses(cells, theme, width);
  const side = Math.min(width - axisRoom.left - 10, narrow ? 340 : 520);
  const frame: Frame = { x: axisRoom.left, y: key.height + axisTop(resolved, y.label) + 10, width: side, height: side };
  const image = rasterImage(frame, y.pixels, x.pixels, (row, column) => colour((y.pixels - 1 - row) * x.pixels + column));
  const ring = marked === undefined ? [] : [
    Plot.dot([marked], { x: 'x', y: 'y', r: 6, stroke: theme.background, strokeWidth: 4 }),
    Plot.dot([marked], { x: 'x', y: 'y', r: 6, stroke: theme.ink, strokeWidth: 1.8 }),
  ];
  const panel = drawPanel(resolved, frame, axisOf(x, side / 60), axisOf(y, side / 45), ring, [image]);
  return printSheet(
    resolved,
    {
      title: data.title ?? 'A plane',
      subtitle: data.subtitle,
      caption: data.caption,
      description: `${data.title ?? 'A plane'}: ${x.pixels} × ${y.pixels} points over ${x.label} and ${y.label}. ${finding}`,
    },
    { height: frame.y + frame.height + axisRoom.bottom, nodes: [at(0, 0, key.nodes), ...panel.nodes] },
  );
}

interface Colours {
  readonly colour: (cell: number) => Rgb;
  readonly key: Body;
  readonly finding: string;
}

function coloursOfValues({ label, values }: PlaneValues, theme: Theme, width: number): Colours {
  const sorted = Float64Array.from(values).sort();
  const [low, high] = [sorted[0]!, sorted.at(-1)!];
  const ramp = rampThrough(theme.sequential);
  const range = Math.log(high / low);
  return {
    colour: (cell) => ramp(range > 0 ? Math.log(values[cell]! / low) / range : 0),
    key: colourScale(theme, label, ramp, [low, high], Math.min(width, 320)),
    finding: `From ${formatNumber(low)} to ${formatNumber(high)}.`,
  };
}

function coloursOfClasses({ names, classes, shades }: PlaneClasses, theme: Theme, width: number): Colours {
  const hues = names.map((_, k) => theme.series[k % theme.series.length]!);
  const ramps = hues.map(shadesOf);
  const counts = names.map(() => 0);
  for (let cell = 0; cell < classes.length; cell++) counts[classes[cell]!]!++;
  const shown = names.map((label, k) => ({ label, colour: toHex(ramps[k]!(0.6)), mark: 'dot' as const })).filter((_, k) => counts[k]! > 0);
  const shares = names.map((name, k) => `${name} ${formatNumber((100 * counts[k]!) / classes.length)} %`).filter((_, k) => counts[k]! > 0);
  const background = fromHex(theme.noData);
  return {
    colour: (cell) => (Number.isFinite(shades[cell]!) ? ramps[classes[cell]!]!(shades[cell]!) : background),
    key: inlineLegend(theme, shown, width),
    finding: `Shares: ${shares.join(', ')}.`,
  };
}

/** Half a pixel wider on either side than the centres. */
function axisOf({ from, to, pixels, label }: PlaneAxis, count: number): Axis {
  const half = (to - from) / (pixels - 1) / 2;
  const domain = [from - half, to + half] as const;
  return { type: 'linear', domain, ticks: { major: linearTicks(...domain, count), minor: [] }, label };
}

function check({ x, y, cells }: PlaneMapData): void {
  const where = 'planeMap';
  for (const [name, { from, to, pixels }] of [['x', x], ['y', y]] as const) {
    if (!(to > from)) throw new InputError(`${where}: ${name}`, 'to after from', `${from} to ${to}`);
    if (!Number.isInteger(pixels) || pixels < 2) throw new InputError(`${where}: ${name}.pixels`, 'an integer ≥ 2', String(pixels));
  }
  const count = x.pixels * y.pixels;
  for (const [name, list] of cells.kind === 'values' ? ([['values', cells.values]] as const) : ([['classes', cells.classes], ['shades', cells.shades]] as const)) {
    if (list.length !== count) throw new InputError(`${where}: ${name}`, `${count} numbers`, String(list.length));
  }
  for (let cell = 0; cell < count; cell++) {
    if (cells.kind === 'values' ? !(cells.values[cell]! > 0 && cells.values[cell]! < Infinity) : cells.names[cells.classes[cell]!] === undefined) {
      throw new InputError(`${where}: cell ${cell}`, cells.kind === 'values' ? 'a finite number > 0' : 'the index of a name', String((cells.kind === 'values' ? cells.values : cells.classes)[cell]));
    }
  }
}
