/**
 * @file Several series of points on two logarithmic axes: how something grows.
 */
import * as Plot from '@observablehq/plot';
import { InputError } from '@tegum/core';
import { formatNumber, logTicks } from './layout/axis-ticks.js';
import { inlineLegend } from './layout/inline-legend.js';
import { axisRoom, axisTop, drawPanel, type Axis, type Frame } from './layout/panel.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { resolveOptions, type FigureOptions } from './options.js';
import { at } from './svg/node.js';

/** One series of points. */
export interface LogLogSeries {
  readonly label: string;
  /** In order of increasing x; both numbers > 0. */
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** Series on two logarithmic axes, and what the axes are. */
export interface LogLogData extends FigureText {
  /** One to eight, in the order of colours and legend. */
  readonly series: readonly LogLogSeries[];
  /** Quantity and unit; may carry `_{…}` and `^{…}`. */
  readonly xLabel: string;
  readonly yLabel: string;
}

/**
 * Points joined by lines on logarithmic axes, where a power law is a straight line.
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if there are no series or more than there are colours, or a series is empty, not in order or not positive.
 *
 * @example
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const points = [8, 16, 32, 64].map((terms) => ({ x: terms, y: 0.5 / terms ** 3 }));
 * const svg = logLogPlot(
 *   { title: 'An error of third order', xLabel: 'terms', yLabel: 'relative error', series: [{ label: 'truncated', points }] },
 *   { document: createFigureDocument() },
 * );
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → relative error against terms, both axes logarithmic. truncated: 9.77×10⁻⁴ at 8 to 1.91×10⁻⁶ at 64.
 */
export function logLogPlot(data: LogLogData, options: FigureOptions): string {
  const resolved = resolveOptions('logLogPlot', options);
  const { theme, narrow } = resolved;
  checkSeries(data.series, theme.series.length);
  const colourOf = (index: number): string => theme.series[index]!;
  const width = bodyWidth(resolved);
  const legend = inlineLegend(
    theme,
    data.series.map(({ label }, index) => ({ label, colour: colourOf(index), mark: 'line' as const })),
    width,
  );
  const all = data.series.flatMap(({ points }) => points);
  const domainX = withAir(all.map(({ x }) => x));
  const domainY = withAir(all.map(({ y }) => y));
  const frame: Frame = {
    x: axisRoom.left + 14,
    y: axisTop(resolved, data.yLabel) + legend.height + 8,
    width: width - axisRoom.left - 24,
    height: narrow ? 280 : Math.round(Math.min(420, 0.5 * width)),
  };
  const axisX: Axis = { type: 'log', domain: domainX, ticks: logTicks(...domainX, frame.width / 60), label: data.xLabel, grid: true };
  const axisY: Axis = { type: 'log', domain: domainY, ticks: logTicks(...domainY, frame.height / 32), label: data.yLabel, grid: true };
  const marks = data.series.flatMap(({ points }, index) => [
    Plot.line(points, { x: 'x', y: 'y', stroke: colourOf(index), strokeWidth: 1.6 }),
    Plot.dot(points, { x: 'x', y: 'y', r: 3.5, fill: colourOf(index) }),
  ]);
  const panel = drawPanel(resolved, frame, axisX, axisY, marks);
  return printSheet(
    resolved,
    {
      title: data.title ?? `${data.yLabel} against ${data.xLabel}`,
      subtitle: data.subtitle,
      caption: data.caption,
      description:
        `${data.yLabel} against ${data.xLabel}, both axes logarithmic. ` + data.series.map(({ label, points }) => `${label}: ${describe(points)}.`).join(' '),
    },
    { height: frame.y + frame.height + axisRoom.bottom, nodes: [at(0, 0, legend.nodes), ...panel.nodes] },
  );
}

function checkSeries(series: readonly LogLogSeries[], most: number): void {
  if (series.length < 1 || series.length > most) throw new InputError('logLogPlot: series', `1 to ${most}`, String(series.length));
  for (const { label, points } of series) {
    const where = `logLogPlot: series ${JSON.stringify(label)}`;
    if (points.length === 0) throw new InputError(where, 'at least one point', 'none');
    points.forEach(({ x, y }, index) => {
      if (!(x > 0 && x < Infinity && y > 0 && y < Infinity)) throw new InputError(where, 'finite coordinates > 0', `(${x}, ${y})`);
      if (index > 0 && x <= points[index - 1]!.x) throw new InputError(where, 'increasing x', `${x} after ${points[index - 1]!.x}`);
    });
  }
}

/** The range of the values with a little room at both ends, never less than a factor of two in all. */
function withAir(values: readonly number[]): readonly [number, number] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const air = Math.max(Math.SQRT2, (high / low) ** 0.06);
  return [low / air, high * air];
}

function describe(points: LogLogSeries['points']): string {
  const text = ({ x, y }: { x: number; y: number }): string => `${formatNumber(y)} at ${formatNumber(x)}`;
  return points.length === 1 ? text(points[0]!) : `${text(points[0]!)} to ${text(points.at(-1)!)}`;
}
