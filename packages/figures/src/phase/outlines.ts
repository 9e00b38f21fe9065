/**
 * @file Lines over the raster: the borders between regions, which carry the figure where hues are hard to tell apart,
 * and the hatching of cells without a result.
 */
import type { Frame } from '../layout/panel.js';
import { svg, type SvgNode } from '../svg/node.js';
import { regionAt, type PhaseField } from './field.js';

/** One path along all cell edges between different regions, runs joined. */
export function phaseBorders(field: PhaseField, frame: Frame): SvgNode {
  const edgesX = pixelEdges(field.x.edges, frame.x, frame.width, false);
  const edgesY = pixelEdges(field.y.edges, frame.y, frame.height, true);
  const columns = field.x.values.length;
  const rows = field.y.values.length;
  const segments: string[] = [];

  for (let column = 1; column < columns; column++) {
    for (let row = 0, start = -1; row <= rows; row++) {
      const border = row < rows && regionAt(field, column, row) !== regionAt(field, column - 1, row);
      if (border && start < 0) start = row;
      if (!border && start >= 0) {
        segments.push(`M${edgesX[column]!.toFixed(2)},${edgesY[start]!.toFixed(2)}V${edgesY[row]!.toFixed(2)}`);
        start = -1;
      }
    }
  }
  for (let row = 1; row < rows; row++) {
    for (let column = 0, start = -1; column <= columns; column++) {
      const border = column < columns && regionAt(field, column, row) !== regionAt(field, column, row - 1);
      if (border && start < 0) start = column;
      if (!border && start >= 0) {
        segments.push(`M${edgesX[start]!.toFixed(2)},${edgesY[row]!.toFixed(2)}H${edgesX[column]!.toFixed(2)}`);
        start = -1;
      }
    }
  }
  return svg('path', {
    d: segments.length === 0 ? 'M0,0' : segments.join(''),
    fill: 'none',
    stroke: '#16191d',
    'stroke-width': 0.9,
    'stroke-opacity': 0.7,
    'stroke-linecap': 'square',
  });
}

/** Below this size of a cell, px, strokes would only blur the grey underneath. */
const smallestHatched = 3;

/** Failed cells rise to the right, diverged ones fall; missing ones stay plain. */
export function hatching(field: PhaseField, frame: Frame, stroke: string): SvgNode[] {
  const edgesX = pixelEdges(field.x.edges, frame.x, frame.width, false);
  const edgesY = pixelEdges(field.y.edges, frame.y, frame.height, true);
  let strokes = '';
  for (let row = 0; row < field.y.values.length; row++) {
    for (let column = 0; column < field.x.values.length; column++) {
      const state = field.cellAt(column, row)?.state;
      if (state !== 'failed' && state !== 'diverged') continue;
      const [left, right, bottom, top] = [edgesX[column]!, edgesX[column + 1]!, edgesY[row]!, edgesY[row + 1]!];
      if (right - left < smallestHatched || bottom - top < smallestHatched) continue;
      strokes += hatchStrokes(left, top, right - left, bottom - top, state);
    }
  }
  return strokes === '' ? [] : [svg('path', { d: strokes, fill: 'none', stroke, 'stroke-width': 1 })];
}

/** Diagonals of a rectangle: one for a small cell, more where they would lie further apart than 8 px. */
export function hatchStrokes(x: number, y: number, width: number, height: number, kind: 'failed' | 'diverged'): string {
  const count = Math.max(1, Math.round(Math.min(width, height) / 8));
  const strokes: string[] = [];
  const line = (u0: number, v0: number, u1: number, v1: number): void => {
    const across = (u: number): string => (x + (kind === 'failed' ? u : 1 - u) * width).toFixed(2);
    const down = (v: number): string => (y + (1 - v) * height).toFixed(2);
    strokes.push(`M${across(u0)},${down(v0)}L${across(u1)},${down(v1)}`);
  };
  line(0, 0, 1, 1);
  for (let i = 1; i < count; i++) {
    line(i / count, 0, 1, 1 - i / count);
    line(0, i / count, 1 - i / count, 1);
  }
  return strokes.join('');
}

/** Cell borders in px along one axis of the frame; a vertical axis grows upwards. */
function pixelEdges(edges: readonly number[], start: number, length: number, upwards: boolean): number[] {
  const low = Math.log(edges[0]!);
  const span = Math.log(edges[edges.length - 1]!) - low;
  return edges.map((edge) => {
    const position = ((Math.log(edge) - low) / span) * length;
    return upwards ? start + length - position : start + position;
  });
}
