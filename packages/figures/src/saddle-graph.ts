/**
 * @file The critical sets of a linear autoencoder: how high they lie, how many ways lead down from them, and where to.
 */
import { InputError, type SaddleGraph } from '@tegum/core';
import { formatCount, formatNumber, linearTicks } from './layout/axis-ticks.js';
import { inlineLegend, type LegendItem } from './layout/inline-legend.js';
import { axisRoom, axisTop, drawPanel, type Axis, type Frame } from './layout/panel.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { resolveOptions, type FigureOptions } from './options.js';
import { at, svg, type SvgNode } from './svg/node.js';
import { textWidth } from './text/measure.js';
import { plainText } from './text/rich-text.js';

/** The graph to be drawn, and its texts. */
export interface SaddleGraphData extends FigureText {
  /** Of `saddleGraph` in @tegum/core. */
  readonly graph: SaddleGraph;
}

/** More than this is a cloud. */
const mostNodes = 1000;
const mostLabels = 80;
const labelSize = 11.5;
const bandSize = 12.5;
const labelGap = 13;

/**
 * Loss (linear) of every critical set, one dot each, in bands by rank, with a line for every escape.
 *
 * Within a band a set stands the further right the more its eigenvectors are spread. Up to 80 sets are named by their eigenvectors,
 * 1 = largest eigenvalue, and their Morse index.
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if there are no critical sets, or more than 1,000.
 *
 * @example
 * import { saddleGraph } from '@tegum/core';
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const graph = saddleGraph({ eigenvalues: [4, 3, 2, 1], hidden: 2 });
 * const svg = saddleGraphFigure({ graph }, { document: createFigureDocument() });
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → 11 critical sets by loss and rank, 34 escapes between them. The minimum has loss 3, the highest 10.
 */
export function saddleGraphFigure(data: SaddleGraphData, options: FigureOptions): string {
  const resolved = resolveOptions('saddleGraphFigure', options);
  const { theme, narrow } = resolved;
  const { nodes, edges } = data.graph;
  if (nodes.length === 0 || nodes.length > mostNodes) {
    throw new InputError('saddleGraphFigure: graph', `1 to ${formatCount(mostNodes)} critical sets`, formatCount(nodes.length), 'list the lowest as text instead');
  }
  const width = bodyWidth(resolved);
  const ranks = [...new Set(nodes.map(({ rank }) => rank))].sort((a, b) => b - a);
  const colourOf = (rank: number): string => theme.series[ranks.indexOf(rank) % theme.series.length]!;
  const legend = inlineLegend(
    theme,
    [
      ...ranks.map((rank): LegendItem => ({ label: `rank ${rank}`, colour: colourOf(rank), mark: 'dot' })),
      { label: 'swap for a larger eigenvalue', colour: theme.muted, mark: 'line' },
      ...(edges.some(({ kind }) => kind === 'add') ? [{ label: 'take up one more', colour: theme.muted, mark: 'dashed' } as const] : []),
    ],
    width,
  );
  const yLabel = 'loss: sum of the eigenvalues left out (units of Σ)';
  const frame: Frame = {
    x: axisRoom.left + 14,
    y: axisTop(resolved, yLabel) + legend.height + 8,
    width: width - axisRoom.left - 24,
    height: narrow ? 380 : Math.round(Math.min(560, 0.56 * width)),
  };
  const bands = bandsOf(nodes);
  const highest = Math.max(...nodes.map(({ loss }) => loss));
  const lowest = Math.min(...nodes.map(({ loss }) => loss));
  const air = 0.06 * (highest - lowest || highest);
  const axisX: Axis = { type: 'linear', domain: [0, bands.width], ticks: { major: [], minor: [] }, label: '' };
  const range = [Math.max(0, lowest - air), highest + air] as const;
  const axisY: Axis = { type: 'linear', domain: range, ticks: { major: linearTicks(...range, frame.height / 60), minor: [] }, label: yLabel, grid: true };
  const panel = drawPanel(resolved, frame, axisX, axisY, []);

  const labelled = nodes.length <= mostLabels;
  const column = panel.toX(1) - panel.toX(0);
  const placed = placeNodes(nodes.map((node) => ({ x: panel.toX(bands.start(node.rank) + spreadOf(node.indices)), y: panel.toY(node.loss) })), column);
  const bandNames = namesOfBands(ranks, (rank) => panel.toX(bands.start(rank) - 0.3)).map(({ text, x }) => plainText(text, x, frame.y + frame.height + 20, { size: bandSize, fill: theme.ink }));
  const faint = Math.max(0.12, Math.min(0.55, 14 / Math.sqrt(edges.length + 1) / 4));
  const lines = edges.map(({ from, to, kind }): SvgNode => {
    const [a, b] = [placed[from]!, placed[to]!];
    return svg('path', { d: `M${a.x},${a.y}L${b.x},${b.y}`, stroke: theme.muted, 'stroke-width': 1, 'stroke-opacity': faint, 'stroke-dasharray': kind === 'add' ? '4,3' : undefined, fill: 'none' });
  });
  const marks = nodes.flatMap((node, index): SvgNode[] => {
    const { x, y } = placed[index]!;
    const radius = nodes.length > 200 ? 2.5 : 4.5;
    const dot = svg('circle', { cx: x, cy: y, r: radius, fill: colourOf(node.rank), stroke: theme.background, 'stroke-width': 1 });
    return [dot];
  });
  const labels = labelled ? placeLabels(nodes.map((node, index) => ({ text: `${nameOf(node.indices, node.eigenspaces)} ↓${node.morseIndex}`, ...placed[index]! })), frame) : [];
  const halo = { stroke: theme.background, 'stroke-width': 3.5, 'stroke-linejoin': 'round', 'paint-order': 'stroke' };

  return printSheet(
    resolved,
    {
      title: data.title ?? 'Critical points of a linear autoencoder',
      subtitle: data.subtitle,
      caption: [data.caption, 'Braces name the eigenvectors kept, 1 = largest eigenvalue; ↓ is the Morse index, the number of independent directions in which the loss falls. Every line is one escape, downhill; only the minimum has none.', labels.length === nodes.length ? undefined : labels.length === 0 ? 'Too many to name.' : `${formatCount(nodes.length - labels.length)} of ${formatCount(nodes.length)} have no room for their name.`]
        .filter((text) => text !== undefined)
        .join(' '),
      description: `${formatCount(nodes.length)} critical sets by loss and rank, ${formatCount(edges.length)} escapes between them. The minimum has loss ${formatNumber(nodes[0]!.loss)}, the highest ${formatNumber(highest)}.`,
    },
    {
      height: frame.y + frame.height + axisRoom.bottom,
      nodes: [
        at(0, 0, legend.nodes),
        ...panel.nodes,
        ...bandNames,
        ...lines,
        ...marks,
        ...labels.map(({ text, x, y }) => svg('g', halo, [plainText(text, x, y, { size: labelSize, fill: theme.ink })])),
      ],
    },
  );
}

/** Rank 0 at the left; a band is as wide as its most spread set needs. */
function bandsOf(nodes: SaddleGraph['nodes']): { readonly width: number; readonly start: (rank: number) => number } {
  const widest = new Map<number, number>();
  for (const { rank, indices } of nodes) widest.set(rank, Math.max(widest.get(rank) ?? 0, spreadOf(indices)));
  const starts = new Map<number, number>();
  let x = 0.7;
  for (const rank of [...widest.keys()].sort((a, b) => a - b)) {
    starts.set(rank, x);
    x += widest.get(rank)! + 1.9;
  }
  return { width: x, start: (rank) => starts.get(rank)! };
}

/** How far a set is from being made of neighbours. */
function spreadOf(indices: readonly number[]): number {
  return indices.length < 2 ? 0 : indices.at(-1)! - indices[0]! - (indices.length - 1);
}

/** `rank 2` under each band, or the number alone where the words would run into those before them. */
function namesOfBands(ranks: readonly number[], left: (rank: number) => number): { readonly text: string; readonly x: number }[] {
  let end = -Infinity;
  const fromLeft = [...ranks].reverse().map((rank) => {
    const x = left(rank);
    const text = x > end ? `rank ${rank}` : String(rank);
    const start = Math.max(x, end);
    end = start + textWidth(text, bandSize) * 1.03 + 6;
    return { text, x: start };
  });
  return fromLeft.reverse();
}

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Dots that would cover each other step aside, alternately right and left, within their column. */
function placeNodes(places: readonly Place[], column: number): Place[] {
  const step = Math.min(20, column / 4);
  const done: Place[] = [];
  for (const { x, y } of places) {
    let place = { x, y };
    for (let attempt = 1; attempt < 8 && done.some((other) => Math.abs(other.x - place.x) < 9 && Math.abs(other.y - place.y) < 9); attempt++) {
      place = { x: x + (attempt % 2 === 1 ? 1 : -1) * Math.ceil(attempt / 2) * step, y };
    }
    done.push(place);
  }
  return done;
}

interface Label extends Place {
  readonly text: string;
}

/** Names right of their dots, or left, above or below where another name or the frame is in the way; a name without room is left out. */
function placeLabels(labels: readonly Label[], frame: Frame): Label[] {
  const taken: { left: number; right: number; top: number; bottom: number }[] = labels.map(({ x, y }) => ({ left: x - 5, right: x + 5, top: y - 5, bottom: y + 5 }));
  return labels.flatMap(({ text, x, y }): Label[] => {
    const width = textWidth(text, labelSize) * 1.03;
    const candidates: readonly Place[] = [
      { x: x + 8, y: y + 4 },
      { x: x - 8 - width, y: y + 4 },
      { x: x - width / 2, y: y - 9 },
      { x: x - width / 2, y: y + 9 + labelGap - 4 },
      { x: x + 8, y: y - 8 },
      { x: x + 8, y: y + 15 },
    ];
    for (const place of candidates) {
      const box = { left: place.x, right: place.x + width, top: place.y - labelGap + 3, bottom: place.y + 3 };
      const inside = box.left > frame.x && box.right < frame.x + frame.width && box.top > frame.y && box.bottom < frame.y + frame.height;
      if (!inside || taken.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) continue;
      taken.push(box);
      return [{ text, ...place }];
    }
    return [];
  });
}

/** `{1, 3}`; of a repeated eigenvalue `{1, 2 of 2–6}`. */
function nameOf(indices: readonly number[], eigenspaces: SaddleGraph['nodes'][number]['eigenspaces']): string {
  if (indices.length === 0) return '{ }';
  const parts = eigenspaces.flatMap(({ first, multiplicity, chosen }) =>
    chosen === 0 ? [] : [multiplicity === 1 ? String(first) : `${chosen} of ${first}–${first + multiplicity - 1}`],
  );
  return `{${parts.join(', ')}}`;
}
