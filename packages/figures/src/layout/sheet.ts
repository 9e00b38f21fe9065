/**
 * @file The page every figure is printed on: background, title, subtitle, body, caption.
 */
import { fontFamily } from '../theme.js';
import type { ResolvedOptions } from '../options.js';
import { at, svg, type SvgNode } from '../svg/node.js';
import { serialise } from '../svg/serialise.js';
import { wrapText } from '../text/measure.js';
import { plainText } from '../text/rich-text.js';

/** Words around a figure; each comes from outside and is shown as it is. */
export interface FigureText {
  readonly title?: string;
  /** What was computed and how, in a line: "exact population loss, 4096 cells, best of 8 starts". */
  readonly subtitle?: string;
  /** Source or reading aid, in small type underneath. */
  readonly caption?: string;
}

export interface Body {
  readonly height: number;
  readonly nodes: readonly SvgNode[];
}

export interface Sheet {
  readonly title: string;
  readonly subtitle: string | undefined;
  readonly caption: string | undefined;
  /** What the figure shows, in sentences, for those who cannot see it. */
  readonly description: string;
}

/** Width left for the body between the sheet's margins, px. */
export function bodyWidth(options: ResolvedOptions): number {
  return options.width - 2 * sheetMargin(options);
}

/** Margins are part of the figure, so that it can be pasted against anything. */
function sheetMargin(options: ResolvedOptions): number {
  return options.narrow ? 14 : 24;
}

export function printSheet(options: ResolvedOptions, sheet: Sheet, body: Body): string {
  const { theme, width, narrow } = options;
  const margin = sheetMargin(options);
  const limit = (width - 2 * margin) * 0.97;
  const nodes: SvgNode[] = [];
  let y = narrow ? 14 : 20;

  const paragraph = (text: string | undefined, size: number, fill: string, weight: 'regular' | 'semibold' = 'regular'): void => {
    if (text === undefined || text === '') return;
    for (const line of wrapText(text, size, limit, weight)) {
      y += Math.round(size * 1.3);
      nodes.push(plainText(line, margin, y - Math.round(size * 0.25), { size, fill, weight }));
    }
  };

  paragraph(sheet.title, narrow ? 16 : 19, theme.ink, 'semibold');
  if (sheet.subtitle) y += 2;
  paragraph(sheet.subtitle, narrow ? 12 : 13, theme.muted);
  y += narrow ? 12 : 16;
  nodes.push(at(margin, y, body.nodes));
  y += body.height;
  if (sheet.caption) y += 10;
  paragraph(sheet.caption, 11, theme.muted);
  const height = Math.ceil(y + (narrow ? 14 : 18));

  const root = svg(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: 'img',
      'aria-label': sheet.title,
      'font-family': fontFamily,
      style: 'max-width:100%;height:auto;white-space:pre;font-variant-numeric:tabular-nums',
    },
    [
      svg('title', {}, [sheet.title]),
      svg('desc', {}, [sheet.description]),
      svg('rect', { width, height, fill: theme.background }),
      ...nodes,
    ],
  );
  return `${serialise(root)}\n`;
}
