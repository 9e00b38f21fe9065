/**
 * @file Which skeletons the loss comes from, above which skeletons the data lies on, over a range of densities.
 */
import * as Plot from '@observablehq/plot';
import { InputError } from '@tegum/core';
import { rampThrough } from './colour/ramp.js';
import { toHex } from './colour/rgb.js';
import { formatNumber, logTicks } from './layout/axis-ticks.js';
import { inlineLegend } from './layout/inline-legend.js';
import { axisRoom, axisTop, drawPanel, type Axis, type Frame } from './layout/panel.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { resolveOptions, type FigureOptions } from './options.js';
import { at } from './svg/node.js';
import type { Theme } from './theme.js';

/** The shares of data and loss at one density. */
export interface SkeletonSharePoint {
  /** Density of every feature, in (0, 1]. */
  readonly density: number;
  /** Pr(Q_l), l = 0, 1, 2, …; what is missing to 1 counts as l ≥ 4. */
  readonly probabilities: readonly number[];
  /** Pr(Q_l) · E[loss | Q_l], l = 0, 1, 2, …; not all 0. */
  readonly contributions: readonly number[];
}

/** Shares over a range of densities. */
export interface SkeletonSharesData extends FigureText {
  /** At least two, in increasing density. */
  readonly points: readonly SkeletonSharePoint[];
  /** A density to mark, e.g. the one a model was trained at. */
  readonly marked?: number;
}

/** Skeletons with a colour of their own; all beyond share one. */
const separate = 4;
const shares = [0, 0.25, 0.5, 0.75, 1];

/**
 * Two stacked panels over density (log): the share of the loss, and of the data, by number l of active features.
 *
 * Source     docs/concepts/skeletons.md; source notes §3.1, which ask whether l ≥ 2 may be ignored because it is rare
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if there are fewer than two points, densities do not increase in (0, 1], or a loss is not positive.
 *
 * @example
 * import { skeletonLosses } from '@tegum/core';
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * // A pair of opposites: all of its loss comes from inputs with both features active.
 * const model = { features: 2, hidden: 1, W: Float64Array.of(1, -1), b: new Float64Array(2) };
 * const points = [0.01, 0.1, 0.5].map((density) => {
 *   const { skeletons } = skeletonLosses(model, { density: Float64Array.of(density, density), importance: Float64Array.of(1, 1) });
 *   return { density, probabilities: skeletons.map(({ probability }) => probability), contributions: skeletons.map(({ contribution }) => contribution) };
 * });
 * const svg = skeletonShares({ points, marked: 0.1 }, { document: createFigureDocument() });
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → Two stacked panels over density…
 */
export function skeletonShares(data: SkeletonSharesData, options: FigureOptions): string {
  const resolved = resolveOptions('skeletonShares', options);
  checkPoints(data.points);
  const { theme, narrow } = resolved;
  const points = data.points.map((point) => ({
    density: point.density,
    loss: grouped(point.contributions, point.contributions.reduce((sum, share) => sum + share, 0)),
    data: grouped(withRest(point.probabilities), 1),
  }));
  const ramp = rampThrough(theme.sequential);
  const colours = Array.from({ length: separate + 1 }, (_, l) => toHex(ramp(l / separate)));
  const width = bodyWidth(resolved);
  const legend = inlineLegend(
    theme,
    colours.map((colour, l) => ({ label: `${l < separate ? '' : '≥ '}${l} active`, colour, mark: 'dot' as const })),
    width,
  );

  const densities: readonly [number, number] = [points[0]!.density, points.at(-1)!.density];
  const panels = [
    { of: 'loss' as const, label: 'share of the loss, by number of active features' },
    { of: 'data' as const, label: 'share of the data, by number of active features' },
  ];
  const height = narrow ? 170 : Math.round(Math.min(240, 0.24 * width));
  const nodes = [at(0, 0, legend.nodes)];
  let y = legend.height;
  for (const [index, { of, label }] of panels.entries()) {
    const last = index === panels.length - 1;
    y += axisTop(resolved, label) + 8;
    const frame: Frame = { x: axisRoom.left, y, width: width - axisRoom.left - 10, height };
    const axisX: Axis = {
      type: 'log',
      domain: densities,
      ticks: logTicks(...densities, frame.width / 60),
      label: last ? (narrow ? 'density p (dimensionless, log)' : 'density p: probability that a feature is active (dimensionless, log)') : '',
    };
    const axisY: Axis = { type: 'linear', domain: [0, 1], ticks: { major: shares, minor: [] }, label };
    const areas = colours.map((colour, l) =>
      Plot.areaY(
        points.map((point) => ({ x: point.density, from: below(point[of], l), to: below(point[of], l + 1) })),
        { x: 'x', y1: 'from', y2: 'to', fill: colour, stroke: theme.background, strokeWidth: 0.6 },
      ),
    );
    const mark = data.marked === undefined ? [] : dashedLine(data.marked, theme);
    nodes.push(...drawPanel(resolved, frame, axisX, axisY, [...areas, ...mark]).nodes);
    y += height + (last ? axisRoom.bottom : 24);
  }

  const finding = findingOf(points);
  return printSheet(
    resolved,
    {
      title: data.title ?? 'Where the loss comes from, and where the data lies',
      subtitle: data.subtitle,
      caption: [finding, data.marked === undefined ? undefined : `Dashed: p = ${formatNumber(data.marked)}.`, data.caption].filter((text) => text !== undefined).join(' '),
      description:
        `Two stacked panels over density ${formatNumber(densities[0])} to ${formatNumber(densities[1])}: the share of the loss and the share of the data ` +
        `with 0, 1, 2, 3 and more active features. ${finding}`,
    },
    { height: y, nodes },
  );
}

/** Seen on the lightest and on the darkest band. */
function dashedLine(density: number, theme: Theme): Plot.Markish[] {
  return [
    Plot.ruleX([density], { stroke: theme.background, strokeWidth: 3 }),
    Plot.ruleX([density], { stroke: theme.ink, strokeWidth: 1.4, strokeDasharray: '4,3' }),
  ];
}

function checkPoints(points: readonly SkeletonSharePoint[]): void {
  if (points.length < 2) throw new InputError('skeletonShares: points', 'at least two', String(points.length));
  points.forEach(({ density, contributions, probabilities }, index) => {
    const where = `skeletonShares: points[${index}]`;
    const lowest = index === 0 ? 0 : points[index - 1]!.density;
    if (!(density > lowest && density <= 1)) throw new InputError(`${where}.density`, `a number in (${lowest}, 1]`, String(density), 'in increasing order');
    const wrong = [...contributions, ...probabilities].find((value) => !(value >= 0 && value < Infinity));
    if (wrong !== undefined) throw new InputError(where, 'finite numbers ≥ 0', String(wrong));
    if (!contributions.some((value) => value > 0)) throw new InputError(`${where}.contributions`, 'a loss > 0', '0');
  });
}

/** Shares of the separate skeletons, and of all the others together. */
function grouped(values: readonly number[], total: number): readonly number[] {
  return Array.from({ length: separate + 1 }, (_, l) => {
    if (l < separate) return (values[l] ?? 0) / total;
    return values.slice(separate).reduce((sum, value) => sum + value, 0) / total;
  });
}

function withRest(probabilities: readonly number[]): readonly number[] {
  const padded = Array.from({ length: Math.max(probabilities.length, separate) }, (_, l) => probabilities[l] ?? 0);
  return [...padded, Math.max(0, 1 - probabilities.reduce((sum, p) => sum + p, 0))];
}

function below(stack: readonly number[], l: number): number {
  return stack.slice(0, l).reduce((sum, share) => sum + share, 0);
}

interface SharePair {
  readonly density: number;
  readonly loss: readonly number[];
  readonly data: readonly number[];
}

/** The density where two or more active features are most under-represented by their probability. */
function findingOf(points: readonly SharePair[]): string {
  const excess = ({ loss, data }: SharePair): number => below(data, 2) - below(loss, 2);
  const widest = points.reduce((best, point) => (excess(point) > excess(best) ? point : best));
  const percent = (share: number): string => `${formatNumber(100 * Math.max(share, 0), 2)} %`;
  return `At p = ${formatNumber(widest.density, 2)}, two or more active features are ${percent(1 - below(widest.data, 2))} of the data and ${percent(1 - below(widest.loss, 2))} of the loss.`;
}
