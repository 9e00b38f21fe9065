/**
 * @file Three phase diagrams of one family side by side: the classic one, whose candidates nobody optimised; the exact one, with the
 * lines where optima coexist and where they die; and the empirical one, what training finds.
 */
import * as Plot from '@observablehq/plot';
import { InputError } from '@tegum/core';
import { assignPhaseColours, surplusColour } from './colour/phase-colours.js';
import { shadesOf, type Ramp } from './colour/ramp.js';
import type { Rgb } from './colour/rgb.js';
import { formatCount, formatNumber, logTicks } from './layout/axis-ticks.js';
import { axisRoom, drawPanel, type Axis, type Frame } from './layout/panel.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { resolveOptions, type FigureOptions, type ResolvedOptions } from './options.js';
import { comparisonLegend } from './phase/comparison-legend.js';
import { phaseField, type PhaseField } from './phase/field.js';
import { hatchStrokes, phaseBorders } from './phase/outlines.js';
import { clippedLine, tracedLines, type TracedPoint } from './phase/traced-lines.js';
import { rasterImage } from './raster/image.js';
import { at, svg, type SvgNode } from './svg/node.js';
import { plainText } from './text/rich-text.js';

/** One place of a diagram; all diagrams have theirs at the centres of equal logarithmic cells of the same axes. */
export interface ComparedCell {
  /** Probability that a feature is active, in (0, 1). */
  readonly density: number;
  /** Importance of the last feature relative to the others, > 0. */
  readonly importance: number;
  readonly phase: string;
  /** Shade in [0, 1], dark at 1; default 0.5. In the empirical diagram: the share of seeds in the exact optimum's phase. */
  readonly share?: number;
  /** More than one local optimum here. Default false. */
  readonly metastable?: boolean;
}

/** The cells of the diagrams compared, and the traced lines. */
export interface PhaseComparisonData extends FigureText {
  readonly classic: readonly ComparedCell[];
  readonly exact: readonly ComparedCell[];
  readonly empirical: readonly ComparedCell[];
  /** Where two optima have equal losses: solid lines. */
  readonly coexistence: readonly TracedPoint[];
  /** Where an optimum dies: dashed; points of one `line` are joined. */
  readonly spinodals: readonly (TracedPoint & { readonly line: string })[];
  /** Where the global optimum passes continuously from one phase to another: dotted. */
  readonly continuous: readonly TracedPoint[];
}

const titles = { classic: 'Classic', exact: 'Exact', empirical: 'Empirical' } as const;
const subtitles = { classic: 'best of un-optimised candidates', exact: 'global optimum of the population loss', empirical: 'best of minibatch training' } as const;
type Name = keyof typeof titles;

const headingHeight = 40;
const gap = 14;

/**
 * Classic, exact and empirical phase diagrams on shared axes, density (log) by relative importance of the last feature (log).
 *
 * Metastable cells of the exact diagram are hatched. Side by side where there is room, else one below the other.
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if a diagram has no cells, or the diagrams do not cover the same axes.
 *
 * @example
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const axes = [0.3, 0.6].flatMap((density) => [0.5, 2].map((importance) => ({ density, importance })));
 * const classic = axes.map((cell) => ({ ...cell, phase: cell.density < 0.5 ? 'antipodal' : cell.importance < 1 ? 'ignored' : 'dedicated' }));
 * const svg = phaseComparison(
 *   {
 *     classic,
 *     exact: classic.map((cell) => ({ ...cell, metastable: cell.density > 0.5 })),
 *     // Here training found the optimum from nine seeds in ten.
 *     empirical: classic.map((cell) => ({ ...cell, share: 0.9 })),
 *     coexistence: [{ density: 0.45, importance: 1 }, { density: 0.8, importance: 1 }], spinodals: [], continuous: [],
 *   },
 *   { document: createFigureDocument() },
 * );
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → Phase diagrams over density 0.212 to 0.849 and importance of the last feature 0.25 to 4.…
 */
export function phaseComparison(data: PhaseComparisonData, options: FigureOptions): string {
  const resolved = resolveOptions('phaseComparison', options);
  const names = (['classic', 'exact', 'empirical'] as const).filter((name) => data[name].length > 0 || name !== 'empirical');
  const fields = new Map(names.map((name) => [name, fieldOf(name, data[name])]));
  const reference = fields.get('exact')!;
  for (const [name, field] of fields) checkAxes(name, field, reference);
  const phases = [...new Set(names.flatMap((name) => fields.get(name)!.phases.map((phase) => phase.name)))];
  const hues = assignPhaseColours(phases);
  const ramps = new Map(phases.map((phase) => [phase, shadesOf(hues.get(phase) ?? surplusColour)]));

  const width = bodyWidth(resolved);
  const columns = resolved.narrow || width < 640 ? 1 : names.length;
  const pitch = (width + gap) / columns;
  const frameWidth = Math.floor(pitch - gap - axisRoom.left - 2);
  const frame: Frame = { x: axisRoom.left, y: headingHeight + 22, width: frameWidth, height: Math.min(frameWidth, 340) };
  const panelHeight = frame.y + frame.height + axisRoom.bottom;
  const panels = names.map((name, index) => {
    const nodes = [
      ...headings(resolved, name, frame),
      ...drawDiagram(resolved, data, name, fields.get(name)!, frame, ramps, columns > 1 && index > 0),
    ];
    return at((index % columns) * pitch, Math.floor(index / columns) * (panelHeight + gap), nodes);
  });
  const below = Math.ceil(names.length / columns) * (panelHeight + gap);
  const legend = comparisonLegend(resolved.theme, phases, ramps, data, width);
  return printSheet(
    resolved,
    { title: data.title ?? 'Phase diagrams: classic, exact, empirical', subtitle: data.subtitle, caption: data.caption, description: describe(data, fields) },
    { height: below + legend.height, nodes: [...panels, at(0, below, legend.nodes)] },
  );
}

function fieldOf(name: Name, cells: readonly ComparedCell[]): PhaseField {
  if (cells.length === 0) throw new InputError(`phaseComparison: ${name}`, 'at least one cell', 'none');
  return phaseField(cells.map(({ density, importance, phase, share = 0.5 }) => ({ density, importance, phase, loss: share, state: 'done' })));
}

/** Largest relative difference of the ends of axes that are meant to be the same. */
const axisTolerance = 1e-3;

function checkAxes(name: Name, field: PhaseField, reference: PhaseField): void {
  for (const axis of ['x', 'y'] as const) {
    const [ends, expected] = [field[axis].edges, reference[axis].edges];
    for (const end of [0, -1]) {
      const [got, wanted] = [ends.at(end)!, expected.at(end)!];
      if (Math.abs(got / wanted - 1) <= axisTolerance) continue;
      throw new InputError(`phaseComparison: ${name}`, `cells that cover the axes of exact, to ${formatNumber(wanted)}`, formatNumber(got));
    }
  }
}

function headings({ theme }: ResolvedOptions, name: Name, frame: Frame): SvgNode[] {
  return [
    plainText(titles[name], frame.x, 14, { size: 14, fill: theme.ink, weight: 'semibold' }),
    plainText(subtitles[name], frame.x, 31, { size: 11.5, fill: theme.muted }),
  ];
}

function drawDiagram(
  options: ResolvedOptions,
  data: PhaseComparisonData,
  name: Name,
  field: PhaseField,
  frame: Frame,
  ramps: ReadonlyMap<string, Ramp>,
  followsAnother: boolean,
): SvgNode[] {
  const rows = field.y.columns.length;
  const shares = new Map(data[name].map((cell) => [`${cell.density}/${cell.importance}`, cell]));
  const noData: Rgb = [128, 128, 128];
  const image = rasterImage(frame, rows, field.x.columns.length, (row, column): Rgb => {
    const cell = field.cellAt(field.x.columns[column]!, field.y.columns[rows - 1 - row]!);
    if (cell === undefined) return noData;
    return ramps.get(cell.phase)!(shares.get(`${cell.density}/${cell.importance}`)?.share ?? 0.5);
  });
  const under = [image, phaseBorders(field, frame)];
  if (name === 'exact') under.push(metastable(data.exact, field, frame));
  const x: Axis = logAxis(field.x.edges, 'feature density p (log)', frame.width / 60);
  const y: Axis = logAxis(field.y.edges, followsAnother ? 'importance r (log)' : 'importance r of the last feature (log)', frame.height / 34);
  return drawPanel(options, frame, x, y, name === 'classic' ? [] : overlay(data, x.domain, y.domain, name === 'exact'), under).nodes.slice();
}

function logAxis(edges: readonly number[], label: string, limit: number): Axis {
  const domain = [edges[0]!, edges[edges.length - 1]!] as const;
  return { type: 'log', domain, ticks: logTicks(...domain, limit), label };
}

/** Diagonals through every cell with more than one local optimum. */
function metastable(cells: readonly ComparedCell[], field: PhaseField, frame: Frame): SvgNode {
  const width = frame.width / field.x.values.length;
  const height = frame.height / field.y.values.length;
  const strokes = cells
    .filter((cell) => cell.metastable === true)
    .map(({ density, importance }) => {
      const column = field.x.values.indexOf(density);
      const row = field.y.values.length - 1 - field.y.values.indexOf(importance);
      return hatchStrokes(frame.x + column * width, frame.y + row * height, width, height, 'failed');
    });
  return svg('path', { d: strokes.length === 0 ? 'M0,0' : strokes.join(''), fill: 'none', stroke: '#ffffff', 'stroke-width': 0.9, 'stroke-opacity': 0.6 });
}

const ink = '#16191d';

/** The exact lines; over the empirical diagram only the solid ones, for orientation. */
function overlay(data: PhaseComparisonData, xDomain: readonly [number, number], yDomain: readonly [number, number], all: boolean): Plot.Markish[] {
  const strokes = (points: readonly TracedPoint[], dashes: string | undefined, strokeWidth: number): Plot.Markish[] =>
    tracedLines(points).flatMap((traced) => clippedLine(traced, xDomain, yDomain)).flatMap((line) => {
      const places = line.map(({ density, importance }): [number, number] => [density, importance]);
      return [
        Plot.line(places, { stroke: '#ffffff', strokeWidth: strokeWidth + 1.8, strokeOpacity: 0.6, strokeLinecap: 'butt' }),
        Plot.line(places, { stroke: ink, strokeWidth, strokeLinecap: 'butt', ...(dashes === undefined ? {} : { strokeDasharray: dashes }) }),
      ];
    });
  const solid = strokes(data.coexistence, undefined, 2);
  if (!all) return solid;
  const names = [...new Set(data.spinodals.map(({ line }) => line))];
  return [
    ...names.flatMap((name) => strokes(data.spinodals.filter(({ line }) => line === name), '5,3.5', 1.3)),
    ...strokes(data.continuous, '1.5,2.5', 1.6),
    ...solid,
  ];
}

function describe(data: PhaseComparisonData, fields: ReadonlyMap<Name, PhaseField>): string {
  const diagrams = [...fields].map(([name, { phases, total }]) => {
    const shares = phases.map((phase) => `${phase.name} ${(100 * phase.share).toFixed(1)} %`).join(', ');
    return `${titles[name]}, ${formatCount(total)} cells: ${shares}.`;
  });
  const { x, y } = fields.get('exact')!;
  return (
    `Phase diagrams over density ${formatNumber(x.edges[0]!)} to ${formatNumber(x.edges.at(-1)!)} and importance of the last feature ` +
    `${formatNumber(y.edges[0]!)} to ${formatNumber(y.edges.at(-1)!)}. ${diagrams.join(' ')} ` +
    `${data.coexistence.length} points of coexistence, ${data.spinodals.length} spinodals, ${data.continuous.length} continuous transitions; ` +
    `${data.exact.filter((cell) => cell.metastable).length} exact cells have more than one local optimum.`
  );
}
