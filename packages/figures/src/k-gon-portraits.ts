/**
 * @file Regular k-gons of the one-sparse potential: each polygon, and who makes one of its features speak.
 */
import { InputError, kGonModel, type KGon } from '@tegum/core';
import { formatNumber } from './layout/axis-ticks.js';
import { inlineLegend, type LegendItem } from './layout/inline-legend.js';
import { bodyWidth, printSheet, type FigureText } from './layout/sheet.js';
import { smallMultiples } from './layout/small-multiples.js';
import { resolveOptions, type FigureOptions } from './options.js';
import { at, svg, type SvgNode } from './svg/node.js';
import type { Theme } from './theme.js';

/** One k-gon of the one-sparse potential to be drawn. */
export type KGonPortrait = Pick<KGon, 'k' | 'deadFeatures' | 'activeNeighbours' | 'l' | 'b' | 'loss' | 'kind' | 'negativeDirections'>;

/** The k-gons to be drawn. */
export interface KGonPortraitsData extends FigureText {
  readonly kGons: readonly KGonPortrait[];
}

type Point = readonly [number, number];

/**
 * A panel for each k-gon, all in one scale. Feature 1 points up; shaded is the half-plane of the hidden space where its output is
 * positive, ⟨w₁, h⟩ + b > 0: the neighbours whose tips lie in it are active.
 *
 * @returns SVG text; same data and options, same text.
 * @throws {InputError} if there is no k-gon, or a norm or bias is not finite.
 *
 * @example
 * import { kGons } from '@tegum/core';
 * import { createFigureDocument } from '@tegum/figures/node';
 *
 * const svg = kGonPortraits({ kGons: kGons(5, 5) }, { document: createFigureDocument() });
 * /<desc>(.*)<.desc>/.exec(svg)?.[1]; // → 5-gon, L = 0.0637, not critical, 0 active; 5-gon, L = 0.045, not critical, 2 active; 5-gon, L = 0.0158, minimum…
 */
export function kGonPortraits(data: KGonPortraitsData, options: FigureOptions): string {
  const resolved = resolveOptions('kGonPortraits', options);
  const { theme, narrow } = resolved;
  const { kGons } = data;
  if (kGons.length === 0) throw new InputError('kGonPortraits: kGons', 'at least one k-gon', 'none');
  kGons.forEach(({ l, b }, index) => {
    if (!(l > 0 && l < Infinity && Number.isFinite(b))) {
      throw new InputError(`kGonPortraits: kGons[${index}]`, 'a norm l > 0 and a bias b, both finite', `l = ${l}, b = ${b}`);
    }
  });
  const reach = 1.1 * Math.max(1, ...kGons.map(({ l }) => l));
  const cells = kGons.map((gon) => ({ row: '', column: heading(gon), notes: notesOf(gon) }));
  const width = bodyWidth(resolved);
  const legend = inlineLegend(theme, entries(theme), width);
  const panels = smallMultiples(theme, cells, width, narrow ? 96 : 132, 230, (index, x, y, side) =>
    index === undefined ? [] : [at(x, y, drawPortrait(theme, kGons[index]!, side, reach))],
  );
  const top = legend.height + 12;
  const dead = kGons.some(({ deadFeatures }) => deadFeatures > 0) ? 'Open circle: dead features.' : undefined;
  return printSheet(
    resolved,
    {
      title: data.title ?? 'Regular k-gons of the one-sparse potential',
      subtitle: data.subtitle,
      caption: [data.caption, 'Dashed circle: norm 1, dimensionless; one scale for all panels. L: loss with one feature active, summed over features.', dead]
        .filter((text) => text !== undefined)
        .join(' '),
      description: kGons.map((gon) => [heading(gon), ...notesOf(gon)].join(', ')).join('; ') + '.',
    },
    { height: top + panels.height, nodes: [...legend.nodes, at(0, top, panels.nodes)] },
  );
}

function heading({ k, deadFeatures }: KGonPortrait): string {
  return deadFeatures === 0 ? `${k}-gon` : `${k}-gon + ${deadFeatures} dead`;
}

function notesOf({ loss, kind, negativeDirections, activeNeighbours }: KGonPortrait): string[] {
  const nature = kind === 'saddle' ? `saddle, ${negativeDirections} down` : kind;
  return [`L = ${loss < 1e-15 ? '0' : formatNumber(loss)}`, nature, `${activeNeighbours} active`];
}

/** Feature 1, what makes it speak, and what does not. */
function entries(theme: Theme): LegendItem[] {
  return [
    { label: 'feature 1, and where it speaks', colour: theme.series[0]!, mark: 'line' },
    { label: 'active neighbour', colour: theme.series[1]!, mark: 'line' },
    { label: 'not active', colour: theme.frame, mark: 'line' },
  ];
}

function drawPortrait(theme: Theme, { k, deadFeatures, l, b }: KGonPortrait, side: number, reach: number): SvgNode[] {
  const { W } = kGonModel(k, k, l, b);
  const centre = side / 2;
  const unit = centre / reach;
  const toPixels = ([u, v]: Point): Point => [centre + unit * u, centre - unit * v];
  // Feature 1 up, the others clockwise.
  const tips = Array.from({ length: k }, (_, i): Point => [W[k + i]!, W[i]!]);
  const border = -b / l;
  const points = (list: readonly Point[]): string => list.map(toPixels).map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(' ');
  const [first, active, silent] = entries(theme).map(({ colour }) => colour) as [string, string, string];
  const radius = Math.max(2.4, Math.min(4.5, side / 42));
  const floor = Math.max(-reach, Math.min(reach, border));
  return [
    svg('rect', { width: side, height: side, fill: 'none', stroke: theme.grid }),
    svg('polygon', { points: points([[-reach, floor], [reach, floor], [reach, reach], [-reach, reach]]), fill: first, 'fill-opacity': 0.12 }),
    ...(floor === border ? [svg('polyline', { points: points([[-reach, border], [reach, border]]), stroke: first, 'stroke-opacity': 0.6 })] : []),
    svg('circle', { cx: centre, cy: centre, r: unit, fill: 'none', stroke: theme.frame, 'stroke-opacity': 0.7, 'stroke-dasharray': '2,3' }),
    svg('polygon', { points: points(tips), fill: 'none', stroke: theme.frame, 'stroke-opacity': 0.5 }),
    ...[...tips.keys()].reverse().flatMap((i) => {
      const tip = tips[i]!;
      const colour = i === 0 ? first : l * tip[1] + b > 1e-12 ? active : silent;
      const [x, y] = toPixels(tip);
      return [
        svg('path', { d: `M${centre},${centre}L${x.toFixed(2)},${y.toFixed(2)}`, stroke: colour, 'stroke-width': Math.max(1.3, side / 90) }),
        svg('circle', { cx: x, cy: y, r: radius, fill: colour }),
      ];
    }),
    ...(deadFeatures === 0 ? [] : [svg('circle', { cx: centre, cy: centre, r: radius, fill: theme.background, stroke: theme.ink, 'stroke-width': 1.3 })]),
  ];
}
