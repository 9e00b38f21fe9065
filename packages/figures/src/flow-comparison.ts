/**
 * @file Several flows from one start, side by side: loss against time, between the critical losses they pass.
 */
import * as Plot from '@observablehq/plot';
import { InputError } from '@tegum/core';
import { flowSetName } from './flow-panel.js';
import { formatNumber, linearTicks } from './layout/axis-ticks.js';
import { inlineLegend } from './layout/inline-legend.js';
import { drawPanel, type Axis, type Frame } from './layout/panel.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { spreadLabels } from './layout/spread.js';
import { resolveOptions, type FigureOptions, type ResolvedOptions } from './options.js';
import { at, svg, type SvgNode } from './svg/node.js';
import { textWidth, wrapText } from './text/measure.js';
import { plainText } from './text/rich-text.js';

/** One flow: its losses over time, and where it lingered. */
export interface FlowPanel {
  /** "Tied gradient". */
  readonly title: string;
  /** Its clock: "−¼∇L". */
  readonly normalisation: string;
  readonly equation: string;
  /** Increasing, from ≥ 0. Shape [points]. */
  readonly times: ArrayLike<number>;
  /** ≥ 0. Shape as times. */
  readonly losses: ArrayLike<number>;
  /** When it lingered near which critical set (1-based). */
  readonly plateaus: readonly { readonly from: number; readonly to: number; readonly indices: readonly number[] }[];
  /** Where it ends, in a few words: "at the PCA minimum". */
  readonly end: string;
}

/** Flows from one start, and the losses of the critical sets they pass. */
export interface FlowComparisonData extends FigureText {
  readonly panels: readonly FlowPanel[];
  /** Horizontal lines. Where there are more than fit, those of sets that are visited stay. */
  readonly criticalLosses: readonly { readonly indices: readonly number[]; readonly loss: number }[];
  /** The least loss that the hidden units allow. */
  readonly minimum: number;
}

/**
 * One panel a flow with common axes: loss against time, thin lines at critical losses, the PCA minimum distinct, and a broad
 * stroke with the set's name where the flow lingers.
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if there is no panel, or one has no points, unequal numbers of times and losses, or a loss that is negative or not finite.
 *
 * @example
 * import { diagonalSecondMoment, flowNamed, integrateFlow, leastLoss, linspace, lossOfSet } from '@tegum/core';
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const moment = diagonalSecondMoment([4, 1]);
 * const panels = (['tied', 'oja'] as const).map((flow) => {
 *   const { times, loss, plateaus, end } = integrateFlow({ flow, moment, hidden: 1, start: { W: Float64Array.of(1e-3, 0.1) } }, linspace(0, 10, 101));
 *   return { ...flowNamed(flow), times, losses: loss, plateaus, end: end.kind };
 * });
 * const criticalLosses = [[], [1], [2]].map((indices) => ({ indices, loss: lossOfSet(moment, indices) }));
 * const svg = flowComparison({ panels, criticalLosses, minimum: leastLoss(moment, 1) }, { document: createFigureDocument() });
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → loss L, summed over features (dimensionless) against time, 0 to 10, of 2 flows. The PCA minimum is 1.…
 */
export function flowComparison(data: FlowComparisonData, options: FigureOptions): string {
  const resolved = resolveOptions('flowComparison', options);
  const { theme } = resolved;
  data.panels.forEach(checkPanel);
  if (data.panels.length === 0) throw new InputError('flowComparison: panels', 'at least one', 'none');
  const levels = levelsOf(data);
  const lastTime = Math.max(...data.panels.map(({ times }) => times[times.length - 1]!));
  const highest = Math.max(...data.panels.flatMap(({ losses }) => Array.from(losses)), ...levels.map(({ loss }) => loss));

  const width = bodyWidth(resolved);
  const legend = inlineLegend(
    theme,
    [
      { label: 'loss', colour: theme.series[0]!, mark: 'line' },
      { label: 'PCA minimum', colour: theme.series[2]!, mark: 'dashed' },
      { label: 'critical losses', colour: theme.frame, mark: 'line' },
      { label: 'lingering near a critical set', colour: theme.series[1]!, mark: 'line' },
    ],
    width,
  );
  const grid = gridOf(data.panels, levels, width);
  const top = legend.height + 34;
  const axisY: Axis = { type: 'linear', domain: [0, highest * (1 + nameHeadroom / (grid.height - nameHeadroom))], ticks: { major: linearTicks(0, highest, grid.height / 34), minor: [] }, label: '' };
  const panels = data.panels.map((panel, index) => {
    const column = index % grid.columns;
    const row = Math.floor(index / grid.columns);
    const frame: Frame = {
      x: tickRoom + column * (grid.width + gap),
      y: top + row * grid.pitch + grid.header,
      width: grid.width,
      height: grid.height,
    };
    const rightmost = column === grid.columns - 1 || index === data.panels.length - 1;
    const lowest = index + grid.columns >= data.panels.length;
    return drawFlow(resolved, panel, frame, frame.y - grid.header, { lastTime, axisY, levels, minimum: data.minimum, leftmost: column === 0, lowest, names: rightmost ? grid.nameRoom : 0 });
  });
  return printSheet(
    resolved,
    {
      title: data.title ?? 'Four flows from one start',
      subtitle: data.subtitle,
      caption: data.caption,
      description:
        `${yLabel} against time, 0 to ${formatNumber(lastTime)}, of ${data.panels.length} flows. The PCA minimum is ${formatNumber(data.minimum)}. ` +
        data.panels.map(describePanel).join(' '),
    },
    {
      height: top + grid.rows * grid.pitch - rowGap + 44,
      nodes: [at(0, 0, legend.nodes), plainText(`↑ ${yLabel}`, 0, legend.height + 20, { size: 12.5, fill: theme.ink }), ...panels.flat()],
    },
  );
}

const yLabel = 'loss L, summed over features (dimensionless)';
const tickRoom = 30;
const gap = 14;
const rowGap = 30;
const titleSize = 12.5;
const noteSize = 11;
const noteSpacing = 14.5;
const nameSize = 11;
const nameSpacing = 13.5;
/** Over the highest level, for the name of a plateau there, px. */
const nameHeadroom = 22;
const minimumName = 'PCA';

interface Level {
  readonly loss: number;
  readonly name: string;
}

/** Distinct critical losses from the largest down, each with the sets that have it. */
function levelsOf({ criticalLosses, panels, minimum }: FlowComparisonData): readonly Level[] {
  const visited = new Set(panels.flatMap(({ plateaus }) => plateaus.map(({ indices }) => flowSetName(indices))));
  const merge = (entries: FlowComparisonData['criticalLosses']): Level[] => {
    const levels: { loss: number; names: string[] }[] = [];
    for (const { indices, loss } of [...entries].sort((a, b) => b.loss - a.loss)) {
      const last = levels.at(-1);
      if (last !== undefined && last.loss - loss <= 1e-9 * last.loss) last.names.push(flowSetName(indices));
      else levels.push({ loss, names: [flowSetName(indices)] });
    }
    return levels.map(({ loss, names }) => {
      const shown = [...names.filter((name) => visited.has(name)), ...names.filter((name) => !visited.has(name))];
      return { loss, name: `${shown.slice(0, 2).join(' ')}${shown.length > 2 ? ' …' : ''}` };
    });
  };
  const all = merge(criticalLosses);
  if (all.length <= mostLevels) return all;
  return merge(criticalLosses.filter(({ indices, loss }) => visited.has(flowSetName(indices)) || loss <= minimum * (1 + 1e-9)));
}

const mostLevels = 16;

interface Grid {
  readonly columns: number;
  readonly rows: number;
  /** Of a frame, px. */
  readonly width: number;
  readonly height: number;
  /** Above a frame. */
  readonly header: number;
  /** From one row to the next. */
  readonly pitch: number;
  /** Right of the last frame of a row. */
  readonly nameRoom: number;
}

/** All in a row if each is at least 170 px wide, else two in a row, else one. */
function gridOf(panels: readonly FlowPanel[], levels: readonly Level[], width: number): Grid {
  const nameRoom = 26 + Math.max(textWidth(minimumName, nameSize), ...levels.map(({ name }) => textWidth(name, nameSize)));
  const frameWidth = (columns: number): number => (width - tickRoom - nameRoom + gap) / columns - gap;
  const columns = [panels.length, 2, 1].find((count) => count <= panels.length && (count === 1 || frameWidth(count) >= 170))!;
  const frame = Math.floor(frameWidth(columns));
  const header = 8 + Math.max(...panels.map((panel) => headerLines(panel, frame).length)) * noteSpacing;
  const height = columns === 1 ? 190 : Math.max(220, 14 * levels.length);
  const rows = Math.ceil(panels.length / columns);
  return { columns, rows, width: frame, height, header, pitch: header + height + rowGap, nameRoom };
}

function headerLines({ title, normalisation, equation, end }: FlowPanel, width: number): { readonly text: string; readonly kind: 'title' | 'note' }[] {
  return [
    ...wrapText(`${title}: ${readable(normalisation)}`, titleSize, width, 'semibold').map((text) => ({ text, kind: 'title' as const })),
    ...wrapText(equation, noteSize, width).map((text) => ({ text, kind: 'note' as const })),
    ...wrapText(`ends ${end}`, noteSize, width).map((text) => ({ text, kind: 'note' as const })),
  ];
}

/** Inter, in which text of a PNG is set, has no ∇. */
function readable(text: string): string {
  return text.replaceAll('∇', ' grad ');
}

interface Common {
  readonly lastTime: number;
  readonly axisY: Axis;
  readonly levels: readonly Level[];
  readonly minimum: number;
  readonly leftmost: boolean;
  readonly lowest: boolean;
  /** Room for the names of the levels on the right, px; 0 for none. */
  readonly names: number;
}

/** @param top - Upper end of the panel's header, px. */
function drawFlow(options: ResolvedOptions, panel: FlowPanel, frame: Frame, top: number, { lastTime, axisY, levels, minimum, leftmost, lowest, names }: Common): SvgNode[] {
  const { theme } = options;
  const [curve, lingering, least] = theme.series as [string, string, string];
  const points = Array.from(panel.times, (time, index) => [time, panel.losses[index]!] as const);
  const ticksX = linearTicks(0, lastTime, frame.width / 60);
  const axisX: Axis = { type: 'linear', domain: [0, lastTime], ticks: { major: ticksX, minor: [] }, label: lowest ? 'time' : '' };
  const drawn = drawPanel(options, frame, axisX, leftmost ? axisY : { ...axisY, ticks: { major: [], minor: axisY.ticks.major } }, [
    Plot.ruleY(levels.map(({ loss }) => loss), { stroke: theme.frame, strokeOpacity: 0.55, strokeWidth: 0.8 }),
    Plot.ruleY([minimum], { stroke: least, strokeWidth: 1.6, strokeDasharray: '5,3' }),
    ...panel.plateaus.map((plateau) => Plot.line(within(points, plateau), { stroke: lingering, strokeWidth: 6, strokeOpacity: 0.45, strokeLinecap: 'butt' })),
    Plot.line(points, { stroke: curve, strokeWidth: 1.8 }),
  ]);
  return [
    ...headerLines(panel, frame.width).map(({ text, kind }, index) =>
      plainText(text, frame.x, top + (index + 1) * noteSpacing - 3, kind === 'title' ? { size: titleSize, fill: theme.ink, weight: 'semibold' } : { size: noteSize, fill: theme.muted }),
    ),
    ...drawn.nodes,
    ...plateauNames(options, panel, points, frame, drawn.toX, drawn.toY),
    ...(names > 0 ? levelNames(options, levels, minimum, frame, drawn.toY) : []),
  ];
}

/** The part of a curve in a stretch of time, its ends interpolated. */
function within(points: readonly (readonly [number, number])[], { from, to }: { readonly from: number; readonly to: number }): (readonly [number, number])[] {
  const end = Math.min(to, points.at(-1)![0]);
  if (end <= from) return [];
  return [[from, lossAt(points, from)], ...points.filter(([time]) => time > from && time < end), [end, lossAt(points, end)]];
}

function lossAt(points: readonly (readonly [number, number])[], time: number): number {
  const after = points.findIndex((point) => point[0] >= time);
  if (after <= 0) return points[after === 0 ? 0 : points.length - 1]![1];
  const [[t0, l0], [t1, l1]] = [points[after - 1]!, points[after]!];
  return l0 + ((l1 - l0) * (time - t0)) / (t1 - t0);
}

/** The set's name above the middle of its stroke, but clear of the fall before it and of the name before it. */
function plateauNames(options: ResolvedOptions, panel: FlowPanel, points: readonly (readonly [number, number])[], frame: Frame, toX: (value: number) => number, toY: (value: number) => number): SvgNode[] {
  const { theme } = options;
  let free = frame.x;
  return panel.plateaus.flatMap(({ from, to, indices }) => {
    if (from >= points.at(-1)![0]) return [];
    const name = flowSetName(indices);
    const until = Math.min(to, points.at(-1)![0]);
    const room = textWidth(name, nameSize);
    const middle = toX(0.5 * (from + until));
    const x = Math.min(Math.max(middle - room / 2, toX(from) + 1, free), frame.x + frame.width - room - 3);
    free = x + room + 3;
    return [plainText(name, x, toY(lossAt(points, 0.5 * (from + until))) - 7, { size: nameSize, fill: theme.ink, halo: theme.background })];
  });
}

function levelNames(options: ResolvedOptions, levels: readonly Level[], minimum: number, frame: Frame, toY: (value: number) => number): SvgNode[] {
  const { theme } = options;
  const right = frame.x + frame.width;
  const heights = levels.map(({ loss }) => toY(loss));
  const spread = spreadLabels(heights, nameSpacing, frame.y + 6, frame.y + frame.height - 1);
  return levels.flatMap(({ loss, name }, index) => {
    const isLeast = loss <= minimum * (1 + 1e-9);
    return [
      svg('path', { d: `M${right},${heights[index]!}L${right + 8},${spread[index]!}`, stroke: isLeast ? theme.series[2]! : theme.frame, fill: 'none' }),
      plainText(name, right + 12, spread[index]! + 4, { size: nameSize, fill: isLeast ? theme.ink : theme.muted, ...(isLeast ? { weight: 'semibold' as const } : {}) }),
    ];
  });
}

function describePanel({ title, normalisation, losses, plateaus, end }: FlowPanel): string {
  const path = plateaus.map(({ indices }) => flowSetName(indices)).join(', ');
  return `${title} (${normalisation}): ${formatNumber(losses[0]!)} to ${formatNumber(losses[losses.length - 1]!)}, ${path === '' ? 'lingering nowhere' : `lingering near ${path}`}, ends ${end}.`;
}

function checkPanel({ title, times, losses }: FlowPanel): void {
  const where = `flowComparison: panel ${JSON.stringify(title)}`;
  if (times.length === 0) throw new InputError(where, 'at least one point', 'none');
  if (times.length !== losses.length) throw new InputError(where, 'as many losses as times', `${losses.length} and ${times.length}`);
  for (let index = 0; index < losses.length; index++) {
    if (!(losses[index]! >= 0 && losses[index]! < Infinity)) throw new InputError(where, 'finite losses ≥ 0', `${losses[index]!} at point ${index}`);
    if (!(times[index]! >= 0 && times[index]! < Infinity) || (index > 0 && times[index]! <= times[index - 1]!)) throw new InputError(where, 'increasing times ≥ 0', `${times[index]!} at point ${index}`);
  }
}
