/**
 * @file Sets of directions side by side: Thomson's points, and what the one-sparse loss learns.
 */
import { InputError } from '@tegum/core';
import { convexHull } from './layout/convex-hull.js';
import { inlineLegend } from './layout/inline-legend.js';
import { bodyWidth, printSheet, type Body, type FigureText } from './layout/sheet.js';
import { smallMultiples } from './layout/small-multiples.js';
import { resolveOptions, type FigureOptions, type ResolvedOptions } from './options.js';
import { cosineHistogram } from './sphere/cosine-histogram.js';
import { drawGlobe, fromBehind, solidOf, viewOf } from './sphere/globe.js';
import type { Point3 } from './sphere/hull-edges.js';
import { at, svg, type SvgNode } from './svg/node.js';
import type { Theme } from './theme.js';

/** One set of directions. */
export interface DirectionSet {
  readonly label: string;
  /** Short lines under the panel, e.g. the energy. */
  readonly notes: readonly string[];
  /** Unit vectors, [points, dimension] row-major; at most 200. */
  readonly points: ArrayLike<number>;
}

/** The sets of directions to be drawn. */
export interface ThomsonSphereData extends FigureText {
  readonly dimension: number;
  /** One set or several; to be compared, they are already turned alike. */
  readonly sets: readonly DirectionSet[];
}

const mostPoints = 200;

/**
 * Directions on the unit sphere. In space: an orthographic view with the edges of the convex hull, points coloured by their number of
 * neighbours. In the plane: the unit circle. In more dimensions: the histogram of the cosines of all pairs.
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if there is no set, a set has fewer than 2 or more than 200 points, or a vector is not of length 1 (to 10⁻⁶).
 *
 * @example
 * import { thomson } from '@tegum/core';
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const { energy, points } = thomson({ points: 12 });
 * const svg = thomsonSphere(
 *   { dimension: 3, sets: [{ label: 'Thomson', notes: [`energy ${energy.toFixed(6)}`], points }] },
 *   { document: createFigureDocument() },
 * );
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → Directions in 3 dimensions. Thomson: 12 points, energy 49.165253.
 */
export function thomsonSphere(data: ThomsonSphereData, options: FigureOptions): string {
  const resolved = resolveOptions('thomsonSphere', options);
  const sets = data.sets.map((set, index) => ({ ...set, vectors: vectorsOf(set, data.dimension, index) }));
  if (sets.length === 0) throw new InputError('thomsonSphere: sets', 'at least one set of directions', 'none');
  const { body, guide } = data.dimension === 2 ? circles(resolved, sets) : data.dimension === 3 ? globes(resolved, sets) : histogram(resolved, sets);
  return printSheet(
    resolved,
    {
      title: data.title ?? 'Points on the sphere',
      subtitle: data.subtitle,
      caption: [data.caption, guide].filter((text) => text !== undefined).join(' '),
      description: `Directions in ${data.dimension} dimensions. ${sets.map(({ label, notes, vectors }) => [`${label}: ${vectors.length} points`, ...notes].join(', ')).join('; ')}.`,
    },
    body,
  );
}

/**
 * The histogram of the cosines of all pairs of directions, set over set, in any dimension.
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} as `thomsonSphere`.
 *
 * @example
 * import { thomson } from '@tegum/core';
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * // In space and beyond: eight charges at the corners of the cross-polytope are either opposite or at right angles.
 * const { points } = thomson({ points: 8, dimension: 4 });
 * const svg = cosineSpectra({ dimension: 4, sets: [{ label: '16-cell', notes: [], points }] }, { document: createFigureDocument() });
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → Histogram of the cosines of all pairs. 16-cell: 8 directions.
 */
export function cosineSpectra(data: ThomsonSphereData, options: FigureOptions): string {
  const resolved = resolveOptions('cosineSpectra', options);
  const sets = data.sets.map((set, index) => ({ ...set, vectors: vectorsOf(set, data.dimension, index) }));
  if (sets.length === 0) throw new InputError('cosineSpectra: sets', 'at least one set of directions', 'none');
  const { body, guide } = histogram(resolved, sets);
  return printSheet(
    resolved,
    {
      title: data.title ?? 'Cosines between directions',
      subtitle: data.subtitle,
      caption: [data.caption, guide].filter((text) => text !== undefined).join(' '),
      description: `Histogram of the cosines of all pairs. ${sets.map(({ label, vectors }) => `${label}: ${vectors.length} directions`).join('; ')}.`,
    },
    body,
  );
}

interface DrawnSet extends DirectionSet {
  readonly vectors: readonly (readonly number[])[];
}

interface Drawing {
  readonly body: Body;
  /** How to read it. */
  readonly guide: string;
}

function vectorsOf({ points }: DirectionSet, dimension: number, index: number): number[][] {
  const where = `thomsonSphere: sets[${index}].points`;
  const count = points.length / dimension;
  if (!Number.isInteger(dimension) || dimension < 2) throw new InputError('thomsonSphere: dimension', 'an integer ≥ 2', String(dimension));
  if (!Number.isInteger(count) || count < 2 || count > mostPoints) {
    throw new InputError(where, `2 to ${mostPoints} vectors of ${dimension} numbers`, `${points.length} numbers`);
  }
  return Array.from({ length: count }, (_, i) => {
    const vector = Array.from({ length: dimension }, (__, h) => points[i * dimension + h]!);
    const length = Math.hypot(...vector);
    if (!(Math.abs(length - 1) < 1e-6)) throw new InputError(where, 'vectors of length 1', `length ${length} at [${i}]`);
    return vector;
  });
}

/** A panel a set; side by side where there is room. */
function panels(options: ResolvedOptions, sets: readonly DrawnSet[], draw: (index: number, side: number) => readonly SvgNode[]): Body {
  const { theme } = options;
  const cells = sets.map(({ label, notes }) => ({ row: '', column: sets.length === 1 ? '' : label, notes }));
  return smallMultiples(theme, cells, bodyWidth(options), 200, sets.length === 1 ? 460 : 420, (index, x, y, side) =>
    index === undefined ? [] : [at(x, y, draw(index, side))],
  );
}

function globes(options: ResolvedOptions, sets: readonly DrawnSet[]): Drawing {
  const { theme } = options;
  const solids = sets.map(({ vectors }) => solidOf(vectors.map(([x, y, z]): Point3 => [x!, y!, z!])));
  const view = viewOf(solids[0]!.points);
  const degrees = [...new Set(solids.flatMap(({ neighbours }) => neighbours))].sort((a, b) => a - b);
  const colourOf = (neighbours: number): string => theme.series[degrees.indexOf(neighbours) % theme.series.length]!;
  const [only] = sets;
  const twice = sets.length === 1 && !options.narrow;
  const body = twice
    ? panels(options, [{ ...only!, label: 'from the front' }, { ...only!, label: 'from behind', notes: [] }], (index, side) =>
        drawGlobe(theme, solids[0]!, index === 0 ? view : fromBehind(view), side, colourOf),
      )
    : panels(options, sets, (index, side) => drawGlobe(theme, solids[index]!, view, side, colourOf));
  const howMany = (degree: number): string => (sets.length > 1 ? '' : ` (${solids[0]!.neighbours.filter((other) => other === degree).length})`);
  const legend = inlineLegend(
    theme,
    degrees.map((degree) => ({ label: `${degree} ${degree === 1 ? 'neighbour' : 'neighbours'}${howMany(degree)}`, colour: colourOf(degree), mark: 'dot' as const })),
    bodyWidth(options),
  );
  return {
    body: { height: legend.height + 8 + body.height, nodes: [...legend.nodes, at(0, legend.height + 8, body.nodes)] },
    guide: `Lines: edges of the convex hull; paler is behind.${sets.length > 1 ? ' All seen from one side, turned to fit.' : ''}`,
  };
}

function circles(options: ResolvedOptions, sets: readonly DrawnSet[]): Drawing {
  const { theme } = options;
  const body = panels(options, sets, (index, side) => drawCircle(theme, sets[index]!.vectors, side));
  return { body, guide: 'Circle: norm 1, dimensionless.' };
}

function drawCircle(theme: Theme, vectors: readonly (readonly number[])[], side: number): SvgNode[] {
  const centre = side / 2;
  const radius = centre - 8;
  const tips = vectors.map(([x, y]) => [centre + radius * x!, centre - radius * y!] as const);
  const outline = convexHull(tips)
    .map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`)
    .join(' ');
  const size = Math.max(2, Math.min(6, (2 * radius) / vectors.length));
  return [
    svg('circle', { cx: centre, cy: centre, r: radius, fill: 'none', stroke: theme.frame, 'stroke-opacity': 0.55 }),
    svg('polygon', { points: outline, fill: theme.ink, 'fill-opacity': 0.05, stroke: theme.ink, 'stroke-opacity': 0.6 }),
    ...tips.map(([cx, cy]) => svg('circle', { cx, cy, r: size, fill: theme.series[0]! })),
  ];
}

function histogram(options: ResolvedOptions, sets: readonly DrawnSet[]): Drawing {
  const body = cosineHistogram(
    options,
    sets.map(({ label, notes, vectors }) => ({
      label: [label, ...notes].join(', '),
      cosines: vectors.flatMap((a, i) => vectors.slice(0, i).map((b) => a.reduce((sum, value, h) => sum + value * b[h]!, 0))),
    })),
  );
  return { body, guide: 'Cosines do not depend on how the sets are turned; 50 bins of width 0.04.' };
}
