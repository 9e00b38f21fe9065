import { svg, type SvgNode } from '../svg/node.js';
import { textWidth } from '../text/measure.js';
import { richText } from '../text/rich-text.js';
import type { Theme } from '../theme.js';
import type { Body } from './sheet.js';

export interface LegendItem {
  /** May carry `_{…}` and `^{…}`. */
  readonly label: string;
  readonly colour: string;
  readonly mark: 'dot' | 'line' | 'dashed';
}

const rowHeight = 20;
const size = 12.5;
const markWidth = 24;

/** Items one after another, on as many rows as `width` px need. */
export function inlineLegend(theme: Theme, items: readonly LegendItem[], width: number): Body {
  const nodes: SvgNode[] = [];
  let x = 0;
  let y = 0;
  for (const { label, colour, mark } of items) {
    const itemWidth = markWidth + 7 + textWidth(label, size) * 1.03;
    if (x > 0 && x + itemWidth > width) {
      x = 0;
      y += rowHeight;
    }
    nodes.push(
      mark === 'dot'
        ? svg('circle', { cx: x + markWidth / 2, cy: y + 7, r: 4, fill: colour })
        : svg('path', {
            d: `M${x},${y + 7}h${markWidth}`,
            stroke: colour,
            'stroke-width': 2.2,
            'stroke-dasharray': mark === 'dashed' ? '5,3' : undefined,
          }),
      richText(label, x + markWidth + 7, y + 11.5, { size, fill: theme.ink }),
    );
    x += itemWidth + 20;
  }
  return { height: items.length === 0 ? 0 : y + rowHeight, nodes };
}
