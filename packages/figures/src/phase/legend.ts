import { formatCount, formatNumber } from '../layout/axis-ticks.js';
import { colourBar } from '../layout/colour-bar.js';
import type { Body } from '../layout/sheet.js';
import { surplusColour } from '../colour/phase-colours.js';
import { shadesOf, type Ramp } from '../colour/ramp.js';
import { svg, type SvgNode } from '../svg/node.js';
import { textWidth, wrapText } from '../text/measure.js';
import { plainText } from '../text/rich-text.js';
import type { Theme } from '../theme.js';
import type { PhaseField } from './field.js';
import { hatchStrokes } from './outlines.js';

const rowHeight = 22;
const swatch = { width: 34, height: 13 };
const size = 12.5;

/** Every phase with its share, the meaning of shades, of grey cells and of the dashed lines. */
export function phaseLegend(
  theme: Theme,
  field: PhaseField,
  hues: ReadonlyMap<string, string>,
  ramps: ReadonlyMap<string, Ramp>,
  width: number,
  classic: boolean,
): Body {
  const nodes: SvgNode[] = [];
  const rowWidth = Math.min(width, 392);
  const textX = swatch.width + 9;
  let y = 0;

  const heading = (text: string, right?: string): void => {
    nodes.push(plainText(text, 0, y + 11, { size: 11.5, fill: theme.muted }));
    if (right !== undefined) nodes.push(plainText(right, rowWidth, y + 11, { size: 11.5, fill: theme.muted, anchor: 'end' }));
    y += 19;
  };
  const row = (mark: readonly SvgNode[], text: string, right?: string): void => {
    const room = rowWidth - textX - (right === undefined ? 0 : textWidth(right, size) + 8);
    const lines = wrapText(text, size, room);
    nodes.push(...mark);
    lines.forEach((line, index) => nodes.push(plainText(line, textX, y + 11 + 16 * index, { size, fill: theme.ink })));
    if (right !== undefined) nodes.push(plainText(right, rowWidth, y + 11, { size, fill: theme.ink, anchor: 'end' }));
    y += rowHeight + 16 * (lines.length - 1);
  };
  const box = (fill: string): SvgNode => svg('rect', { x: 0, y, ...swatch, fill });

  heading('phase (light to dark: loss)', 'share of cells');
  const named = field.phases.filter(({ name }) => hues.has(name));
  for (const { name, share } of named) row(colourBar(0, y, swatch.width, swatch.height, ramps.get(name)!), name, percent(share));
  const surplus = field.phases.filter(({ name }) => !hues.has(name));
  if (surplus.length > 0) {
    const share = surplus.reduce((sum, phase) => sum + phase.share, 0);
    row(
      colourBar(0, y, swatch.width, swatch.height, shadesOf(surplusColour)),
      `${surplus.length} further phases`,
      percent(share),
    );
  }
  for (const { kind, count } of field.absent) {
    const mark = [box(theme.noData)];
    if (kind !== 'missing') {
      // Two squares of hatching, so that the swatch looks like cells.
      const half = swatch.width / 2;
      const strokes = [0, half].map((x) => hatchStrokes(x, y, half, swatch.height, kind)).join('');
      mark.push(svg('path', { d: strokes, fill: 'none', stroke: theme.noDataHatch }));
    }
    row(mark, `${kind}: ${formatCount(count)} ${count === 1 ? 'cell' : 'cells'}`, percent(count / field.total));
  }

  if (field.lossRange !== null) {
    y += 12;
    heading(`loss, summed over features${field.logShade ? ' (log shade)' : ''}`);
    nodes.push(...colourBar(0, y, rowWidth, 11, shadesOf('#808080')));
    const [low, high] = field.lossRange;
    const ends = { size: 11.5, fill: theme.muted };
    nodes.push(plainText(formatNumber(low), 0, y + 25, ends));
    nodes.push(plainText(formatNumber(high), rowWidth, y + 25, { ...ends, anchor: 'end' }));
    y += 34;
  }
  if (classic) {
    y += 10;
    const line = svg('path', {
      d: `M0,${y + 7}H${swatch.width}`,
      stroke: theme.ink,
      'stroke-width': 1.6,
      'stroke-dasharray': '6,4',
    });
    row([line], 'classic boundaries: best of four un-optimised candidates (Elhage\u00a0et\u00a0al.\u00a02022)');
  }
  return { height: y, nodes };
}

function percent(share: number): string {
  const value = 100 * share;
  return value > 0 && value < 0.1 ? '< 0.1 %' : `${value.toFixed(1)} %`;
}
