/** @file What colours, shades, hatching and lines of a phase comparison mean. */
import { shadesOf, type Ramp } from '../colour/ramp.js';
import { toHex } from '../colour/rgb.js';
import { colourBar } from '../layout/colour-bar.js';
import type { Body } from '../layout/sheet.js';
import type { PhaseComparisonData } from '../phase-comparison.js';
import { svg, type SvgNode } from '../svg/node.js';
import { textWidth } from '../text/measure.js';
import { plainText } from '../text/rich-text.js';
import type { Theme } from '../theme.js';
import { hatchStrokes } from './outlines.js';

const swatch = { width: 26, height: 12 };
const rowHeight = 21;
const size = 12;

/** Items one after another, on as many rows as `width` px need; the phases begin a row, the marks the next. */
export function comparisonLegend(
  theme: Theme,
  phases: readonly string[],
  ramps: ReadonlyMap<string, Ramp>,
  data: PhaseComparisonData,
  width: number,
): Body {
  const nodes: SvgNode[] = [];
  let x = 0;
  let y = 0;
  const item = (label: string, mark: (x: number, y: number) => readonly SvgNode[]): void => {
    const itemWidth = swatch.width + 7 + textWidth(label, size) * 1.03;
    if (x > 0 && x + itemWidth > width) {
      x = 0;
      y += rowHeight;
    }
    nodes.push(...mark(x, y), plainText(label, x + swatch.width + 7, y + 10.5, { size, fill: theme.ink }));
    x += itemWidth + 18;
  };
  const line = (dashes: string | undefined, strokeWidth: number) => (left: number, top: number): SvgNode[] => [
    svg('path', { d: `M${left},${top + 6}h${swatch.width}`, stroke: theme.ink, 'stroke-width': strokeWidth, 'stroke-dasharray': dashes }),
  ];
  for (const phase of [...phases].sort()) {
    item(phase, (left, top) => [svg('rect', { x: left, y: top, ...swatch, fill: toHex(ramps.get(phase)!(0.5)) })]);
  }
  x = 0;
  y += rowHeight;
  if (data.coexistence.length > 0) item('coexistence: equal exact losses', line(undefined, 2));
  if (data.spinodals.length > 0) item('spinodal: a local optimum dies', line('5,3.5', 1.3));
  if (data.continuous.length > 0) item('continuous transition', line('1.5,2.5', 1.6));
  if (data.exact.some((cell) => cell.metastable)) {
    item('more than one local optimum', (left, top) => [
      svg('rect', { x: left, y: top, ...swatch, fill: '#8a9099' }),
      svg('path', {
        d: [0, 1].map((half) => hatchStrokes(left + (half * swatch.width) / 2, top, swatch.width / 2, swatch.height, 'failed')).join(''),
        stroke: '#ffffff',
        'stroke-width': 0.9,
        fill: 'none',
      }),
    ]);
  }
  if (data.empirical.length > 0) {
    item('empirical: share of seeds that agree, 0 to 1', (left, top) =>
      colourBar(left, top, swatch.width, swatch.height, shadesOf('#808080')),
    );
  }
  return { height: y + rowHeight, nodes };
}
