/**
 * @file When Σ ∝ I is justified: its relative error over the number of features and their density.
 */
import * as Plot from '@observablehq/plot';
import { InputError } from '@tegum/core';
import { rampThrough } from './colour/ramp.js';
import { toHex, type Rgb } from './colour/rgb.js';
import { formatCount, formatNumber, logTicks } from './layout/axis-ticks.js';
import { inlineLegend } from './layout/inline-legend.js';
import { axisRoom, axisTop, drawPanel, type Axis, type Frame } from './layout/panel.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { resolveOptions, type FigureOptions } from './options.js';
import { rasterImage } from './raster/image.js';
import { at } from './svg/node.js';
import { plainText } from './text/rich-text.js';

/** The relative error of Σ = v I over features and density. */
export interface IsotropyMapData extends FigureText {
  /** At least two integers ≥ 1, increasing. */
  readonly features: readonly number[];
  /** At least two in (0, 1], increasing. */
  readonly densities: readonly number[];
  /**
   * Relative error of Σ = v I, ≥ 0, possibly ∞, growing with the density. Shape [features, densities], row-major;
   * `isotropy` of `@tegum/data-sparse` gives it.
   */
  readonly defects: ArrayLike<number>;
  /** A model's place, to be ringed. */
  readonly marked?: { readonly features: number; readonly density: number; readonly defect: number };
}

/** Where the bands meet. */
const levels = [0.01, 0.1, 1] as const;
const bandNames = ['< 1 %: isotropic', '1 to 10 %: nearly', '10 to 100 %: one direction stands out', '> 100 %: that direction dominates'];

/**
 * Bands of the relative error over features (log) and density (log), with a line at 1, 10 and 100 %.
 *
 * Numerics   lines interpolate the error's logarithm between densities, at every number of features
 * Source     docs/notes.md, question-1; source notes §2.1, which ask when Σ ∝ I is justified
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if the axes do not increase in their ranges, an error is negative or NaN or falls with the density, or all are 0.
 *
 * @example
 * import { isotropy } from '@tegum/data-sparse';
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const [features, densities] = [[10, 100, 1000], [0.001, 0.01, 0.1]];
 * const defects = features.flatMap((n) => densities.map((density) => isotropy({ features: n, density }).defect));
 * const svg = isotropyMap({ features, densities, defects }, { document: createFigureDocument() });
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → Map of the relative error of Σ = v I over 10 to 1000 features and densities 0.001 to 0.1, in bands…
 */
export function isotropyMap(data: IsotropyMapData, options: FigureOptions): string {
  const resolved = resolveOptions('isotropyMap', options);
  check(data);
  const { theme, narrow } = resolved;
  const { features, densities, marked } = data;
  const ramp = rampThrough(theme.sequential);
  const colours = bandNames.map((_, band) => ramp(band / levels.length));
  const width = bodyWidth(resolved);
  const legend = inlineLegend(theme, bandNames.map((label, band) => ({ label, colour: toHex(colours[band]!), mark: 'dot' as const })), width);
  const yLabel = 'density p: probability that a feature is active (dimensionless, log)';
  const frame: Frame = {
    x: axisRoom.left,
    y: legend.height + axisTop(resolved, yLabel) + 8,
    width: width - axisRoom.left - 10,
    height: narrow ? 280 : Math.round(Math.min(460, 0.46 * width)),
  };
  const x: Axis = logAxis(features, 'number of features n (log)', frame.width / 60);
  const y: Axis = logAxis(densities, yLabel, frame.height / 30);

  const columns = Math.round(frame.width);
  const rows = Math.round(frame.height);
  const rowOf = Array.from({ length: rows }, (_, row) => nearest(densities, along(y.domain, 1 - (row + 0.5) / rows)));
  const image = rasterImage(frame, rows, columns, (row, column): Rgb => colours[bandOf(between(data, along(x.domain, (column + 0.5) / columns), rowOf[row]!))]!);

  const lines = levels.map((level) => ({ level, points: contour(data, level) })).filter(({ points }) => points.length > 1);
  const panel = drawPanel(
    resolved,
    frame,
    x,
    y,
    [
      ...lines.flatMap(({ points }) => [Plot.line(points, { stroke: theme.background, strokeWidth: 3.2 }), Plot.line(points, { stroke: theme.ink, strokeWidth: 1.4 })]),
      ...(marked === undefined ? [] : [
        Plot.dot([marked], { x: 'features', y: 'density', r: 7, stroke: theme.background, strokeWidth: 4.5 }),
        Plot.dot([marked], { x: 'features', y: 'density', r: 7, stroke: theme.ink, strokeWidth: 2 }),
      ]),
    ],
    [image],
  );
  const names = lines.map(({ level, points }) => {
    const [x, y] = labelPlace(points.map(([n, p]) => [panel.toX(n), panel.toY(p)] as const), marked && [panel.toX(marked.features), panel.toY(marked.density)]);
    return plainText(`${formatNumber(100 * level)} %`, x, y + 4, { size: 12, fill: theme.ink, anchor: 'middle', weight: 'semibold', halo: theme.background });
  });

  const finding = findingOf(lines);
  const ring = marked === undefined ? undefined : `Ring: n = ${formatCount(marked.features)}, p = ${formatNumber(marked.density)}, wrong by ${formatNumber(100 * marked.defect)} %.`;
  return printSheet(
    resolved,
    {
      title: data.title ?? 'When is Σ a multiple of I?',
      subtitle: data.subtitle ?? 'relative error of Σ = v I, all of it along the mean (1, …, 1)',
      caption: [finding, ring, data.caption].filter((text) => text !== undefined).join(' '),
      description:
        `Map of the relative error of Σ = v I over ${formatCount(features[0]!)} to ${formatCount(features.at(-1)!)} features and densities ` +
        `${formatNumber(densities[0]!)} to ${formatNumber(densities.at(-1)!)}, in bands that meet at 1, 10 and 100 %. ${finding}`,
    },
    { height: frame.y + frame.height + axisRoom.bottom, nodes: [at(0, 0, legend.nodes), ...panel.nodes, ...names] },
  );
}

function check({ features, densities, defects, marked }: IsotropyMapData): void {
  const where = 'isotropyMap';
  const axis = (name: string, values: readonly number[], allowed: (value: number) => boolean, expected: string): void => {
    if (values.length < 2) throw new InputError(`${where}: ${name}`, 'at least two', String(values.length));
    const wrong = values.findIndex((value, index) => !allowed(value) || (index > 0 && value <= values[index - 1]!));
    if (wrong >= 0) throw new InputError(`${where}: ${name}[${wrong}]`, expected, String(values[wrong]));
  };
  axis('features', features, (n) => Number.isInteger(n) && n >= 1, 'increasing integers ≥ 1');
  axis('densities', densities, (p) => p > 0 && p <= 1, 'increasing numbers in (0, 1]');
  if (defects.length !== features.length * densities.length) throw new InputError(`${where}: defects`, `${features.length * densities.length} numbers`, String(defects.length));
  let largest = 0;
  for (let index = 0; index < defects.length; index++) {
    const defect = defects[index]!;
    const least = index % densities.length === 0 ? 0 : defects[index - 1]!;
    if (!(defect >= least)) throw new InputError(`${where}: defects[${index}]`, `a number ≥ ${least}`, String(defect), 'the error grows with the density');
    largest = Math.max(largest, defect);
  }
  if (largest === 0) throw new InputError(`${where}: defects`, 'an error > 0', 'none', 'Σ ∝ I is exact everywhere: there is nothing to map');
  const inside = (value: number, values: readonly number[]): boolean => value >= values[0]! && value <= values.at(-1)!;
  if (marked !== undefined && !(inside(marked.features, features) && inside(marked.density, densities))) {
    throw new InputError(`${where}: marked`, 'a place on the axes', `n = ${marked.features}, p = ${marked.density}`);
  }
}

function logAxis(values: readonly number[], label: string, limit: number): Axis {
  const domain = [values[0]!, values.at(-1)!] as const;
  return { type: 'log', domain, ticks: logTicks(...domain, limit), label };
}

function along([low, high]: readonly [number, number], t: number): number {
  return low * (high / low) ** t;
}

/** Index of the value with the ratio nearest to 1. */
function nearest(values: readonly number[], wanted: number): number {
  let low = 0;
  let high = values.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (values[middle]! <= wanted) low = middle;
    else high = middle;
  }
  return wanted * wanted < values[low]! * values[high]! ? low : high;
}

function bandOf(defect: number): number {
  return levels.filter((level) => defect >= level).length;
}

/** For every number of features, the density at which the error reaches the level. */
function contour({ features, densities, defects }: IsotropyMapData, level: number): (readonly [features: number, density: number])[] {
  return features.flatMap((n, row) => {
    const at = (column: number): number => defects[row * densities.length + column]!;
    const column = densities.findIndex((_, index) => at(index) >= level);
    if (column <= 0) return column === 0 && at(0) === level ? [[n, densities[0]!] as const] : [];
    const [below, above] = [at(column - 1), at(column)];
    const part = below > 0 && above < Infinity ? Math.log(level / below) / Math.log(above / below) : 1;
    return [[n, along([densities[column - 1]!, densities[column]!], part)] as const];
  });
}

/** The error at a number of features between two given ones: its logarithm is interpolated, as the lines' is. */
function between({ features, densities, defects }: IsotropyMapData, n: number, column: number): number {
  const above = Math.max(1, features.findIndex((value) => value >= n));
  const [low, high] = [above - 1, above].map((row) => defects[row * densities.length + column]!) as [number, number];
  const part = Math.log(n / features[above - 1]!) / Math.log(features[above]! / features[above - 1]!);
  return low > 0 && high < Infinity ? along([low, high], part) : part < 0.5 ? low : high;
}

/** Half-way along a line as drawn, or as near to it as keeps off the ring. */
function labelPlace(line: readonly (readonly [number, number])[], ring: readonly [number, number] | undefined): readonly [number, number] {
  const centre = (line[0]![0] + line.at(-1)![0]) / 2;
  const free = ring === undefined ? line : line.filter(([x, y]) => Math.abs(x - ring[0]) > 34 || Math.abs(y - ring[1]) > 20);
  return (free.length === 0 ? line : free).reduce((best, point) => (Math.abs(point[0] - centre) < Math.abs(best[0] - centre) ? point : best));
}

/** In active features, which is what the error depends on while the density is small. */
function findingOf(lines: readonly { readonly level: number; readonly points: readonly (readonly [number, number])[] }[]): string {
  const reached = lines.map(({ level, points }) => {
    const [n, p] = points.at(-1)!;
    return `${formatNumber(100 * level)} % at n p = ${formatNumber(n * p, 2)}`;
  });
  return (
    'Σ = v I needs few active features, not merely rare ones: at the same density more features make it worse. ' +
    (reached.length === 0 ? '' : `The error reaches ${reached.join(', ')} active features on average. `) +
    'A bias removes it: the covariance is exactly v I.'
  );
}
