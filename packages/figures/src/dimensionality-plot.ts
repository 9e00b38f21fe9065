/**
 * @file How many dimensions each feature gets, against how rarely it is active: dimensionalities stick to those of a
 * few polytopes.
 */
import * as Plot from '@observablehq/plot';
import { InputError } from '@tegum/core';
import { dodge } from './layout/dodge.js';
import { formatCount, formatNumber, logTicks } from './layout/axis-ticks.js';
import { inlineLegend } from './layout/inline-legend.js';
import { axisRoom, axisTop, drawPanel, type Axis, type Frame } from './layout/panel.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { spreadLabels } from './layout/spread.js';
import { resolveOptions, type FigureOptions } from './options.js';
import { logGrid, type LogGrid } from './raster/log-grid.js';
import { at, svg, type SvgNode } from './svg/node.js';
import { plainText } from './text/rich-text.js';

/** One model: its density, the dimensionalities of its features, and its size. */
export interface DimensionalityModel {
  /** Probability that a feature is active, in (0, 1]. */
  readonly density: number;
  /** Hidden dimensions m. */
  readonly hidden: number;
  /** D_i = G_ii² / Σ_j G_ij², in [0, 1]. Shape [features]. */
  readonly dimensionality: readonly number[];
  /** ‖W‖²_F = Σ_i G_ii, ≥ 0. */
  readonly squaredNorm: number;
}

/** Models over a range of densities. */
export interface DimensionalityData extends FigureText {
  /** Several models may share a density: dots of all, lines of their means. */
  readonly models: readonly DimensionalityModel[];
}

/**
 * Where dimensionality sticks: D of a feature in the polytope, rank over vertices.
 *
 * Source     Elhage et al. 2022, "Toy Models of Superposition", geometry of superposition
 */
export const stickyDimensionalities: readonly { readonly value: number; readonly text: string; readonly name: string }[] = [
  { value: 1, text: '1', name: 'dedicated' },
  { value: 3 / 4, text: '3/4', name: 'tetrahedron' },
  { value: 2 / 3, text: '2/3', name: 'triangle' },
  { value: 1 / 2, text: '1/2', name: 'digon' },
  { value: 2 / 5, text: '2/5', name: 'pentagon' },
  { value: 3 / 8, text: '3/8', name: 'square antiprism' },
];

/**
 * Feature dimensionalities (dots) and two model-wide means (lines) against 1 / density (log).
 *
 * Features of equal dimensionality lie side by side, so that a row's length is their number.
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if there is no model, a density has no place on a logarithmic axis, or a D_i lies outside [0, 1].
 *
 * @example
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const models = [
 *   // Dense: two features have a dimension each, three have none. Sparse: a pentagon.
 *   { density: 0.9, hidden: 2, dimensionality: [1, 1, 0, 0, 0], squaredNorm: 2 },
 *   { density: 0.01, hidden: 2, dimensionality: [0.4, 0.4, 0.4, 0.4, 0.4], squaredNorm: 5.8 },
 * ];
 * const svg = dimensionalityPlot({ models }, { document: createFigureDocument() });
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → feature dimensionality D_{i} (dimensionless) of 2 models against 1 / density…
 */
export function dimensionalityPlot(data: DimensionalityData, options: FigureOptions): string {
  const resolved = resolveOptions('dimensionalityPlot', options);
  checkModels(data.models);
  const { theme, narrow } = resolved;
  const [dotColour, sumColour, normColour] = theme.series as [string, string, string];
  const x = logGrid('dimensionalityPlot: 1 / density', data.models.map(({ density }) => 1 / density));
  const sums = meanLine(x, data.models, ({ dimensionality, hidden }) => sum(dimensionality) / hidden);
  const norms = meanLine(x, data.models, ({ squaredNorm, hidden }) => hidden / squaredNorm);
  const top = Math.min(1.5, Math.max(1.05, ...[...sums, ...norms].map(([, value]) => 1.03 * value)));

  const width = bodyWidth(resolved);
  const legend = inlineLegend(
    theme,
    [
      { label: 'D_{i} of one feature', colour: dotColour, mark: 'dot' },
      { label: 'ΣD_{i} / m, share of the dimensions in use', colour: sumColour, mark: 'line' },
      { label: 'm / ‖W‖²_{F}, dimensions per feature learned', colour: normColour, mark: 'dashed' },
    ],
    width,
  );
  const labelRoom = narrow ? 92 : 146;
  const frame: Frame = {
    x: axisRoom.left,
    y: axisTop(resolved, yLabel) + legend.height + 8,
    width: width - axisRoom.left - labelRoom,
    height: narrow ? 330 : Math.round(Math.min(520, 0.52 * width)),
  };
  const domain = [x.edges[0]!, x.edges.at(-1)!] as const;
  const axisX: Axis = { type: 'log', domain, ticks: logTicks(...domain, frame.width / 55), label: xLabel };
  const ticksY = [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5].filter((tick) => tick <= top);
  // A little room below 0, so that features that were not learned do not sit on the frame.
  const axisY: Axis = { type: 'linear', domain: [-0.03, top], ticks: { major: ticksY, minor: [] }, label: yLabel };

  const line = (points: readonly (readonly [number, number])[], colour: string, dash?: string): Plot.Markish[] => {
    // A value above the axis breaks the line rather than running over the title.
    const visible = points.map(([u, v]) => [u, v <= top ? v : Number.NaN]);
    const style = { stroke: colour, strokeWidth: 2.2, ...(dash === undefined ? {} : { strokeDasharray: dash }) };
    return [Plot.line(visible, style), Plot.dot(visible, { fill: colour, r: visible.length > 40 ? 0 : 2.6 })];
  };
  const panel = drawPanel(resolved, frame, axisX, axisY, [
    Plot.ruleY(
      stickyDimensionalities.map(({ value }) => value),
      { stroke: theme.frame, strokeDasharray: '2,4' },
    ),
    ...line(sums, sumColour),
    ...line(norms, normColour, '5,3'),
  ]);
  const dots = featureDots(x, data.models, panel.toX, panel.toY, frame, narrow ? 1.7 : 2.3, dotColour);

  return printSheet(
    resolved,
    {
      title: data.title ?? 'Feature dimensionality against density',
      subtitle: data.subtitle,
      caption: data.caption,
      description:
        `${yLabel} of ${formatCount(data.models.length)} models against ${xLabel}, ` +
        `${formatNumber(x.values[0]!)} to ${formatNumber(x.values.at(-1)!)}. ` +
        `Horizontal lines mark ${stickyDimensionalities.map(({ text, name }) => `${text} (${name})`).join(', ')}.`,
    },
    {
      height: frame.y + frame.height + axisRoom.bottom,
      nodes: [
        at(0, 0, legend.nodes),
        ...dots,
        ...panel.nodes,
        ...stickyLabels(panel.toY, frame, theme.muted, theme.frame, narrow),
      ],
    },
  );
}

const xLabel = '1 / density (dimensionless, log)';
const yLabel = 'feature dimensionality D_{i} (dimensionless)';

function checkModels(models: readonly DimensionalityModel[]): void {
  if (models.length === 0) throw new InputError('dimensionalityPlot: models', 'at least one model', 'none');
  for (const { dimensionality, hidden } of models) {
    if (!(hidden >= 1)) throw new InputError('dimensionalityPlot: hidden', 'an integer ≥ 1', String(hidden));
    for (const value of dimensionality) {
      if (!(value >= 0 && value <= 1 + 1e-9)) {
        throw new InputError('dimensionalityPlot: dimensionality', 'values in [0, 1]', String(value));
      }
    }
  }
}

/** Mean over the models of each density, as [1 / density, mean]; densities without a finite mean are left out. */
function meanLine(
  x: LogGrid,
  models: readonly DimensionalityModel[],
  quantity: (model: DimensionalityModel) => number,
): (readonly [number, number])[] {
  return x.values.flatMap((value) => {
    const values = models.filter(({ density }) => 1 / density === value).map(quantity).filter(Number.isFinite);
    return values.length === 0 ? [] : [[value, sum(values) / values.length] as const];
  });
}

function featureDots(
  x: LogGrid,
  models: readonly DimensionalityModel[],
  toX: (value: number) => number,
  toY: (value: number) => number,
  frame: Frame,
  radius: number,
  fill: string,
): SvgNode[] {
  const columnWidth = frame.width / x.values.length;
  const circles = x.values.flatMap((value) => {
    const heights = models
      .filter(({ density }) => 1 / density === value)
      .flatMap(({ dimensionality }) => dimensionality.map(toY));
    const offsets = dodge(heights, 2 * radius, 0.86 * columnWidth);
    return heights.map((cy, index) => svg('circle', { cx: toX(value) + offsets[index]!, cy, r: radius }));
  });
  return [svg('g', { fill, 'fill-opacity': 0.62 }, circles)];
}

/** Names beside the frame, moved apart where values are close, with a leader back to the value. */
function stickyLabels(
  toY: (value: number) => number,
  frame: Frame,
  ink: string,
  leader: string,
  narrow: boolean,
): SvgNode[] {
  const right = frame.x + frame.width;
  const heights = stickyDimensionalities.map(({ value }) => toY(value));
  const spread = spreadLabels(heights, 16, frame.y + 6, frame.y + frame.height);
  return stickyDimensionalities.flatMap(({ text, name }, index) => {
    const short = narrow ? name.replace('square ', '') : name;
    const y = spread[index]!;
    return [
      svg('path', { d: `M${right + 2},${heights[index]!}L${right + 10},${y}`, stroke: leader, fill: 'none' }),
      plainText(`${text} ${short}`, right + 14, y + 4, { size: narrow ? 11 : 12, fill: ink }),
    ];
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
