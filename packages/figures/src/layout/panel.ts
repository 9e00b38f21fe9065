/**
 * @file One pair of axes: Observable Plot lays out frame, grid, ticks and marks; axis titles are ours, for they carry
 * subscripts.
 */
import * as Plot from '@observablehq/plot';
import type { ResolvedOptions } from '../options.js';
import { childrenFromDom } from '../svg/from-dom.js';
import type { SvgNode } from '../svg/node.js';
import { fontFamily } from '../theme.js';
import { textWidth, wrapText } from '../text/measure.js';
import { richText } from '../text/rich-text.js';
import { formatNumber, type Ticks } from './axis-ticks.js';
import { bodyWidth } from './sheet.js';

export interface Axis {
  readonly type: 'linear' | 'log';
  readonly domain: readonly [low: number, high: number];
  readonly ticks: Ticks;
  /** Quantity and unit; may carry `_{…}` and `^{…}`. Empty where a neighbour says it. */
  readonly label: string;
  readonly grid?: boolean;
}

/** The rectangle of the data, inside the panel's own margins, px. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Panel {
  readonly nodes: readonly SvgNode[];
  /** Data to pixels, within the panel. */
  readonly toX: (value: number) => number;
  readonly toY: (value: number) => number;
}

/** Room for tick labels at the left, and for tick labels and title below the frame, px. */
export const axisRoom = { left: 46, bottom: 44 };

/** Room above a frame for the title of its y axis, which is written horizontally. */
export function axisTop(options: ResolvedOptions, label: string): number {
  return labelLines(options, label).length * lineHeight + 11;
}

/**
 * @param marks - Drawn over the grid and under the frame.
 * @param under - Drawn first, e.g. an embedded image.
 */
export function drawPanel(
  options: ResolvedOptions,
  frame: Frame,
  x: Axis,
  y: Axis,
  marks: readonly Plot.Markish[],
  under: readonly SvgNode[] = [],
): Panel {
  const { theme, document } = options;
  const width = frame.x + frame.width;
  const height = frame.y + frame.height;
  const quiet = { stroke: theme.frame, fill: theme.muted };
  const tickLabel = (value: number): string => formatNumber(value);
  const root: unknown = Plot.plot({
    document: document as never,
    className: 'tegum',
    width,
    height,
    marginLeft: frame.x,
    marginTop: frame.y,
    marginRight: 0,
    marginBottom: 0,
    style: { fontFamily, fontSize: `${tickSize}px` },
    x: { type: x.type, domain: x.domain, range: [frame.x, frame.x + frame.width], axis: null },
    y: { type: y.type, domain: y.domain, range: [frame.y + frame.height, frame.y], axis: null },
    marks: [
      ...(x.grid ? [Plot.gridX(x.ticks.major, { stroke: theme.grid, strokeOpacity: 1 })] : []),
      ...(y.grid ? [Plot.gridY(y.ticks.major, { stroke: theme.grid, strokeOpacity: 1 })] : []),
      ...marks,
      Plot.frame({ stroke: theme.frame, strokeWidth: 1 }),
      Plot.axisX(x.ticks.minor, { tickSize: 3, tickFormat: () => '', label: null, ...quiet }),
      Plot.axisX(x.ticks.major, { tickSize: 6, tickFormat: tickLabel, label: null, ...quiet }),
      Plot.axisY(y.ticks.minor, { tickSize: 3, tickFormat: () => '', label: null, ...quiet }),
      Plot.axisY(y.ticks.major, { tickSize: 6, tickFormat: tickLabel, label: null, ...quiet }),
    ],
  });
  const label = { size: labelSize, fill: theme.ink };
  const lines = labelLines(options, y.label);
  const { x: scaleX, y: scaleY } = scalesOf(root);
  return {
    nodes: [
      ...under,
      { name: 'g', attributes: { 'font-size': tickSize, 'text-anchor': 'middle' }, children: childrenFromDom(root, theme.ink) },
      ...(x.label === '' ? [] : [richText(x.label, onSheet(options, x.label, frame.x + frame.width / 2), height + 38, { ...label, anchor: 'middle' })]),
      ...lines.map((line, index) =>
        richText(line, 0, frame.y - 13 - (lines.length - 1 - index) * lineHeight, label),
      ),
    ],
    toX: (value) => scaleX(value),
    toY: (value) => scaleY(value),
  };
}

/** The scales of a plot. Observable Plot's own types need the DOM's, which this package does without. */
function scalesOf(root: unknown): { x: (value: number) => number; y: (value: number) => number } {
  const plot = root as { scale: (name: 'x' | 'y') => { apply: (value: number) => number } };
  const x = plot.scale('x');
  const y = plot.scale('y');
  return { x: (value) => x.apply(value), y: (value) => y.apply(value) };
}

function labelLines(options: ResolvedOptions, label: string): string[] {
  return label === '' ? [] : wrapText(`↑ ${label}`, labelSize, bodyWidth(options) * 0.98);
}

/** Centre of a label as near to `centre` as keeps the label on the sheet. */
function onSheet(options: ResolvedOptions, label: string, centre: number): number {
  return Math.min(centre, bodyWidth(options) - (textWidth(label, labelSize) * 1.03) / 2);
}

const tickSize = 11.5;
const labelSize = 12.5;
const lineHeight = 16;
