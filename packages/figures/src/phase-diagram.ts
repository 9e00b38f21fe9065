/**
 * @file The phase diagram: which kind of solution wins at each density and importance. Hue names the phase, shade the
 * loss, hatching what could not be computed.
 */
import * as Plot from '@observablehq/plot';
import { InputError } from '@tegum/core';
import { classicBoundaries } from './classic-candidates.js';
import { assignPhaseColours, surplusColour } from './colour/phase-colours.js';
import { shadesOf, type Ramp } from './colour/ramp.js';
import { fromHex, type Rgb } from './colour/rgb.js';
import { axisRoom, axisTop, drawPanel, type Axis, type Frame, type Panel } from './layout/panel.js';
import { formatCount, formatNumber, logTicks } from './layout/axis-ticks.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { resolveOptions, type FigureOptions, type ResolvedOptions } from './options.js';
import { placePhaseLabels } from './phase/labels.js';
import { phaseLegend } from './phase/legend.js';
import { hatching, phaseBorders } from './phase/outlines.js';
import { phaseField, type PhaseField } from './phase/field.js';
import { rasterImage } from './raster/image.js';
import { at, type SvgNode } from './svg/node.js';

/** `failed`: an error was thrown; `diverged`: training left the finite numbers; neither has a phase to show. */
export type PhaseCellState = 'done' | 'failed' | 'diverged';

/** One cell of a phase diagram. */
export interface PhaseCell {
  /** Probability that a feature is active, in (0, 1]. */
  readonly density: number;
  /** Importance of the last feature relative to the others, > 0. */
  readonly importance: number;
  readonly state: PhaseCellState;
  /** Empty unless `done`. */
  readonly phase: string;
  /** Population loss summed over features, ≥ 0; NaN unless `done`. */
  readonly loss: number;
}

/** The cells of a phase diagram, and what is drawn over them. */
export interface PhaseDiagramData extends FigureText {
  /** At most one cell for a pair of density and importance; a pair without one is drawn as missing. */
  readonly cells: readonly PhaseCell[];
  /** Overlay the classic candidates' boundaries: right for two features in one dimension only. Default false. */
  readonly classic?: boolean;
}

/**
 * Phase diagram over density (log) and relative importance of the last feature (log).
 *
 * The grid is one embedded image whatever its size; a cell's colour covers the cell's own share of the axes, centred on
 * its values. A region's name is written into it where it fits.
 *
 * Cost       O(cells), about 1 s at 512 × 512
 * Source     after Elhage et al. 2022, "Toy Models of Superposition"
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if a value has no place on a logarithmic axis, or two cells share a place.
 *
 * @example
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const cells = [0.05, 0.8].flatMap((density) => [0.5, 2].map((importance) => {
 *   const losses = Object.entries(classicLosses(density, importance)).sort(([, a], [, b]) => a - b);
 *   const [phase, loss] = losses[0];
 *   return { density, importance, state: 'done' as const, phase, loss };
 * }));
 * const svg = phaseDiagram({ title: 'The best of four candidates', cells, classic: true }, { document: createFigureDocument() });
 * // What it shows is also said in words:
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → Phase diagram of 4 cells.…
 */
export function phaseDiagram(data: PhaseDiagramData, options: FigureOptions): string {
  const resolved = resolveOptions('phaseDiagram', options);
  if (data.cells.length === 0) {
    throw new InputError('phaseDiagram: cells', 'at least one cell', 'none');
  }
  const field = phaseField(data.cells);
  const hues = assignPhaseColours(field.phases.map(({ name }) => name));
  const ramps = new Map(field.phases.map(({ name }) => [name, shadesOf(hues.get(name) ?? surplusColour)]));

  const width = bodyWidth(resolved);
  const frame = plotFrame(resolved, field, width);
  const panel = drawField(resolved, field, frame, ramps, data.classic === true);
  const legendX = resolved.narrow ? 0 : frame.x + frame.width + 28;
  const legendWidth = width - legendX;
  const legend = phaseLegend(resolved.theme, field, hues, ramps, legendWidth, data.classic === true);
  const plotHeight = frame.y + frame.height + axisRoom.bottom;
  const legendY = resolved.narrow ? plotHeight + 12 : frame.y;

  return printSheet(
    resolved,
    {
      title: data.title ?? 'Phase diagram',
      subtitle: data.subtitle,
      caption: data.caption,
      description: describe(field),
    },
    {
      height: Math.max(plotHeight, legendY + legend.height),
      nodes: [...panel, at(legendX, legendY, legend.nodes)],
    },
  );
}

const legendRoom = 250;
const xLabel = 'feature density p = 1 − S (dimensionless, log)';
const yLabel = 'relative importance of the last feature (dimensionless, log)';

/** As large as there is room, and a whole number of pixels per cell where that costs little. */
function plotFrame(options: ResolvedOptions, field: PhaseField, width: number): Frame {
  const available = width - axisRoom.left - (options.narrow ? 6 : legendRoom + 28);
  const frameWidth = snap(available, field.x.columns.length);
  const tall = Math.min(frameWidth, options.narrow ? 420 : 620);
  return {
    x: axisRoom.left,
    y: axisTop(options, yLabel),
    width: frameWidth,
    height: snap(tall, field.y.columns.length),
  };
}

function snap(size: number, cells: number): number {
  const whole = Math.floor(size / cells) * cells;
  return whole >= 0.88 * size ? whole : Math.floor(size);
}

function drawField(
  options: ResolvedOptions,
  field: PhaseField,
  frame: Frame,
  ramps: ReadonlyMap<string, Ramp>,
  classic: boolean,
): SvgNode[] {
  const rows = field.y.columns.length;
  const noData = fromHex(options.theme.noData);
  const image = rasterImage(frame, rows, field.x.columns.length, (row, column): Rgb => {
    const cell = field.cellAt(field.x.columns[column]!, field.y.columns[rows - 1 - row]!);
    return cell?.state === 'done' ? ramps.get(cell.phase)!(field.shade(cell.loss)) : noData;
  });
  const x = logAxis(field.x.edges, xLabel, frame.width / 55);
  const y = logAxis(field.y.edges, yLabel, frame.height / 30);
  const lines = classic ? classicLines(x.domain, y.domain) : [];
  const overlay = lines.flatMap((line) => [
    Plot.line(line, { stroke: '#ffffff', strokeWidth: 3.5, strokeOpacity: 0.75, strokeLinecap: 'butt' }),
    Plot.line(line, { stroke: '#16191d', strokeWidth: 1.6, strokeDasharray: '6,4', strokeLinecap: 'butt' }),
  ]);
  const panel: Panel = drawPanel(options, frame, x, y, overlay, [
    image,
    phaseBorders(field, frame),
    ...hatching(field, frame, options.theme.noDataHatch),
  ]);
  const blocked = lines.map((line) => line.map(([p, r]) => [panel.toX(p), panel.toY(r)] as const));
  return [...panel.nodes, ...placePhaseLabels(field, frame, blocked)];
}

function logAxis(edges: readonly number[], label: string, limit: number): Axis {
  const domain = [edges[0]!, edges[edges.length - 1]!] as const;
  return { type: 'log', domain, ticks: logTicks(...domain, limit), label };
}

const linePoints = 240;

/** The classic boundaries inside the axes, as polylines ending exactly on the frame or at the triple point. */
function classicLines(
  [left, right]: readonly [number, number],
  [bottom, top]: readonly [number, number],
): (readonly [number, number])[][] {
  return classicBoundaries.flatMap(({ importanceAt, densities }) => {
    const low = Math.max(left, densities[0]);
    const high = Math.min(right, densities[1], 1);
    if (low >= high) return [];
    const inside = (p: number): boolean => importanceAt(p) >= bottom && importanceAt(p) <= top;
    const points: (readonly [number, number])[] = [];
    let previous: number | undefined;
    for (let i = 0; i <= linePoints; i++) {
      const p = low * (high / low) ** (i / linePoints);
      if (previous !== undefined && inside(previous) !== inside(p)) {
        const crossing = bisect(inside, previous, p);
        points.push([crossing, Math.min(top, Math.max(bottom, importanceAt(crossing)))]);
      }
      if (inside(p)) points.push([p, importanceAt(p)]);
      previous = p;
    }
    return points.length > 1 ? [points] : [];
  });
}

function bisect(inside: (p: number) => boolean, from: number, to: number): number {
  const start = inside(from);
  for (let step = 0; step < 50; step++) {
    const middle = Math.sqrt(from * to);
    if (inside(middle) === start) from = middle;
    else to = middle;
  }
  return from;
}

function describe(field: PhaseField): string {
  const shares = field.phases.map(({ name, share }) => `${name} ${(100 * share).toFixed(1)} %`).join(', ');
  const absent = field.absent.map(({ kind, count }) => `${formatCount(count)} ${kind}`).join(', ');
  return (
    `Phase diagram of ${formatCount(field.total)} cells. ` +
    `Horizontal axis: ${xLabel}, ${formatNumber(field.x.values[0]!)} to ${formatNumber(field.x.values.at(-1)!)}. ` +
    `Vertical axis: ${yLabel}, ${formatNumber(field.y.values[0]!)} to ${formatNumber(field.y.values.at(-1)!)}. ` +
    `Phases by share of cells: ${shares === '' ? 'none' : shares}.` +
    (absent === '' ? '' : ` Without a result: ${absent}.`)
  );
}
