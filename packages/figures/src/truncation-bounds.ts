/**
 * @file What each truncation of the loss by number of active features proves: certified bounds that close in on the whole loss.
 */
import * as Plot from '@observablehq/plot';
import { InputError } from '@tegum/core';
import { formatNumber, logTicks } from './layout/axis-ticks.js';
import { inlineLegend } from './layout/inline-legend.js';
import { axisRoom, axisTop, drawPanel, type Axis, type Frame } from './layout/panel.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { resolveOptions, type FigureOptions } from './options.js';
import { at } from './svg/node.js';

/** What the skeletons up to some number of active features prove of the loss. */
export interface Truncation {
  /** Skeletons up to this number of active features are known. */
  readonly active: number;
  readonly lowerBound: number;
  readonly upperBound: number;
}

/** What `truncationBounds` draws. */
export interface TruncationBoundsData extends FigureText {
  /** l = 0, 1, 2, …; at least one. */
  readonly truncations: readonly Truncation[];
  /** The whole loss, > 0. */
  readonly loss: number;
}

/** Bounds further than this factor from the loss run out of the picture. */
const widest = 1e3;

/**
 * Intervals over the number l of active features that a truncation keeps: the true loss lies in each. The axis is relative to the loss, and
 * logarithmic.
 *
 * Source     docs/concepts/skeletons.md: all contributions are ≥ 0, so every truncation is a lower bound, and a bound on the tail makes an upper one
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if there is no truncation, the loss is not positive, or a lower bound is above an upper one.
 *
 * @example
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const truncations = [
 *   { active: 0, lowerBound: 0, upperBound: 0.07 },
 *   { active: 1, lowerBound: 0.001, upperBound: 0.02 },
 *   { active: 2, lowerBound: 0.004, upperBound: 0.006 },
 *   { active: 3, lowerBound: 0.0049, upperBound: 0.0051 },
 * ];
 * const svg = truncationBounds({ truncations, loss: 0.005 }, { document: createFigureDocument() });
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → Lower and upper bounds of the loss 0.005 from its skeletons of up to 0 … 3 active features.…
 */
export function truncationBounds(data: TruncationBoundsData, options: FigureOptions): string {
  const resolved = resolveOptions('truncationBounds', options);
  const { truncations, loss } = data;
  if (truncations.length === 0) throw new InputError('truncationBounds: truncations', 'at least one', 'none');
  if (!(loss > 0 && loss < Infinity)) throw new InputError('truncationBounds: loss', 'a finite number > 0', String(loss));
  truncations.forEach(({ lowerBound, upperBound }, index) => {
    if (lowerBound >= 0 && lowerBound <= upperBound && upperBound < Infinity) return;
    throw new InputError(`truncationBounds: truncations[${index}]`, '0 ≤ lowerBound ≤ upperBound', `${lowerBound}, ${upperBound}`);
  });
  const { theme, narrow } = resolved;
  const ratios = truncations.map(({ active, lowerBound, upperBound }) => ({
    active,
    lower: Math.max(lowerBound / loss, 1 / widest),
    upper: Math.min(upperBound / loss, widest),
  }));
  const low = Math.min(0.5, ...ratios.map(({ lower }) => lower / 1.3));
  const high = Math.max(2, ...ratios.map(({ upper }) => upper * 1.3));
  const [above, below] = [theme.series[1]!, theme.series[0]!];
  const width = bodyWidth(resolved);
  const legend = inlineLegend(
    theme,
    [
      { label: 'the loss is not above', colour: above, mark: 'dot' },
      { label: 'and not below', colour: below, mark: 'dot' },
    ],
    width,
  );
  const label = 'bound / loss (log)';
  const frame: Frame = { x: axisRoom.left, y: legend.height + axisTop(resolved, label) + 8, width: width - axisRoom.left - 10, height: narrow ? 200 : 250 };
  const last = truncations[truncations.length - 1]!.active;
  const every = Math.ceil((last + 1) / Math.max(4, frame.width / 40));
  const axisX: Axis = {
    type: 'linear',
    domain: [-0.5, last + 0.5],
    ticks: { major: truncations.map(({ active }) => active).filter((active) => active % every === 0), minor: [] },
    label: narrow ? 'l: most active features kept' : 'l: skeletons up to so many active features are known',
  };
  const axisY: Axis = { type: 'log', domain: [low, high], ticks: logTicks(low, high, frame.height / 30), label, grid: true };
  const marks = [
    Plot.ruleY([1], { stroke: theme.ink, strokeWidth: 1, strokeDasharray: '4,3' }),
    Plot.ruleX(ratios, { x: 'active', y1: 'lower', y2: 'upper', stroke: theme.frame, strokeWidth: 2 }),
    Plot.dot(ratios, { x: 'active', y: 'upper', fill: above, r: 4 }),
    Plot.dot(ratios, { x: 'active', y: 'lower', fill: below, r: 4 }),
  ];
  const panel = drawPanel(resolved, frame, axisX, axisY, marks);
  const finding = findingOf(data);
  return printSheet(
    resolved,
    {
      title: data.title ?? 'What a truncation proves',
      subtitle: data.subtitle,
      caption: [finding, data.caption].filter((text) => text !== undefined).join(' '),
      description: `Lower and upper bounds of the loss ${formatNumber(loss, 6)} from its skeletons of up to 0 … ${last} active features. ${finding}`,
    },
    { height: frame.y + frame.height + axisRoom.bottom, nodes: [at(0, 0, legend.nodes), at(0, 0, panel.nodes)] },
  );
}

/** Where the bounds come within a percent of each other. */
function findingOf({ truncations, loss }: TruncationBoundsData): string {
  const close = truncations.find(({ lowerBound, upperBound }) => upperBound - lowerBound <= 0.01 * loss);
  if (close === undefined) return 'No truncation shown pins the loss down to a percent.';
  return `${close.active} active features and fewer pin the loss down to a percent.`;
}
