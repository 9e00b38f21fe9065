/**
 * @file Where the panels of a table of small figures go, at any width.
 *
 * A table keeps its rows and columns while its panels stay readable; else it is turned on its side; else its panels
 * follow one another, each under its own name.
 */
import type { SvgNode } from '../svg/node.js';
import { textWidth, wrapText } from '../text/measure.js';
import { plainText } from '../text/rich-text.js';
import type { Theme } from '../theme.js';
import type { Body } from './sheet.js';

export interface TableCell {
  /** Heading of the cell's row and column; an empty heading takes no room. */
  readonly row: string;
  readonly column: string;
  /** Lines under the panel, wrapped where they are wider than it. */
  readonly notes: readonly string[];
}

/** Draws a panel in a square of `side` px whose top-left corner is (x, y); index is that of the cell, undefined where the table has none. */
export type DrawPanel = (index: number | undefined, x: number, y: number, side: number) => readonly SvgNode[];

const headingSize = 12;
const noteSize = 10.5;
const noteSpacing = 14;

/** @param smallest - Side below which a panel cannot be read, px; @param largest - side beyond which it gains nothing. */
export function smallMultiples(
  theme: Theme,
  cells: readonly TableCell[],
  width: number,
  smallest: number,
  largest: number,
  draw: DrawPanel,
): Body {
  const rows = [...new Set(cells.map(({ row }) => row))];
  const columns = [...new Set(cells.map(({ column }) => column))];
  const byPlace = new Map(cells.map(({ row, column }, index) => [`${row}\u0000${column}`, index]));
  const tabular = byPlace.size === cells.length;
  const turned = (row: string, column: string): number | undefined => byPlace.get(`${column}\u0000${row}`);
  const straight = (row: string, column: string): number | undefined => byPlace.get(`${row}\u0000${column}`);

  if (tabular && sideOf(width, rows, columns.length) >= smallest) {
    return table(theme, cells, rows, columns, straight, width, largest, draw);
  }
  if (tabular && rows.length > 1 && rows.length < columns.length && sideOf(width, columns, rows.length) >= smallest) {
    return table(theme, cells, columns, rows, turned, width, largest, draw);
  }
  return flow(theme, cells, width, smallest, largest, draw);
}

const gap = 8;

function headingWidth(rows: readonly string[]): number {
  const widest = Math.max(...rows.map((row) => textWidth(row, headingSize)));
  return widest === 0 ? 0 : widest + 12;
}

function sideOf(width: number, rows: readonly string[], columns: number): number {
  return (width - headingWidth(rows) + gap) / columns - gap;
}

function table(
  theme: Theme,
  cells: readonly TableCell[],
  rows: readonly string[],
  columns: readonly string[],
  indexAt: (row: string, column: string) => number | undefined,
  width: number,
  largest: number,
  draw: DrawPanel,
): Body {
  const side = Math.floor(Math.min(largest, sideOf(width, rows, columns.length)));
  const left = headingWidth(rows);
  const top = columns.some((column) => column !== '') ? 22 : 0;
  const pitch = side + notesHeight(cells, side) + gap;
  const heading = { size: headingSize, fill: theme.ink };
  const nodes: SvgNode[] = columns.map((column, index) =>
    plainText(column, left + index * (side + gap) + side / 2, 12, { ...heading, anchor: 'middle' }),
  );
  rows.forEach((row, rowIndex) => {
    const y = top + rowIndex * pitch;
    nodes.push(plainText(row, 0, y + side / 2 + 4, heading));
    columns.forEach((column, columnIndex) => {
      const x = left + columnIndex * (side + gap);
      const index = indexAt(row, column);
      nodes.push(...draw(index, x, y, side));
      if (index !== undefined) nodes.push(...notesUnder(theme, cells[index]!, x, y, side));
    });
  });
  return { height: top + rows.length * pitch - gap, nodes: nodes.filter(hasContent) };
}

function flow(
  theme: Theme,
  cells: readonly TableCell[],
  width: number,
  smallest: number,
  largest: number,
  draw: DrawPanel,
): Body {
  const names = cells.map(({ row, column }) => [row, column].filter((part) => part !== '').join(', '));
  const widest = Math.max(...names.map((name) => textWidth(name, headingSize)));
  const perRow = Math.max(1, Math.min(cells.length, Math.floor((width + gap) / (Math.max(smallest, widest) + gap))));
  const side = Math.floor(Math.min(largest, (width + gap) / perRow - gap));
  const pitch = 20 + side + notesHeight(cells, side) + gap;
  const nodes = cells.flatMap((cell, index) => {
    const x = (index % perRow) * (side + gap);
    const y = Math.floor(index / perRow) * pitch;
    const name = plainText(names[index]!, x + side / 2, y + 12, { size: headingSize, fill: theme.ink, anchor: 'middle' });
    return [name, ...draw(index, x, y + 20, side), ...notesUnder(theme, cell, x, y + 20, side)];
  });
  return { height: Math.ceil(cells.length / perRow) * pitch - gap, nodes: nodes.filter(hasContent) };
}

function notesHeight(cells: readonly TableCell[], side: number): number {
  return 4 + noteSpacing * Math.max(0, ...cells.map((cell) => noteLines(cell, side).length));
}

function noteLines({ notes }: TableCell, side: number): string[] {
  return notes.flatMap((line) => wrapText(line, noteSize, side + gap / 2));
}

function notesUnder(theme: Theme, cell: TableCell, x: number, y: number, side: number): SvgNode[] {
  const style = { size: noteSize, fill: theme.muted, anchor: 'middle' as const };
  return noteLines(cell, side).map((line, index) =>
    plainText(line, x + side / 2, y + side + 12 + index * noteSpacing, style),
  );
}

function hasContent(node: SvgNode): boolean {
  return node.name !== 'text' || (node.children.length > 0 && node.children[0] !== '');
}
