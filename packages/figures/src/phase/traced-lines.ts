/**
 * A point of a traced line.
 *
 * @file Points computed density by density → the lines they lie on.
 */
export interface TracedPoint {
  readonly density: number;
  readonly importance: number;
}

/** Points of neighbouring densities further apart than this in log(importance), per unit of log(density), are of different lines. */
const steepest = 2.5;
const slack = 0.12;

/** A line that ends within this of another's next point, in log(importance), runs into it; likewise a line that begins. */
const meeting = 0.3;

/**
 * Joins each point to the nearest of the next density, if each is the other's nearest and the line between is not too steep; where
 * as many lines go on as came, each to the one of its rank, for they do not cross.
 * A line left over runs into its neighbour if that is near, and else ends: nothing is drawn where nothing was computed.
 *
 * @returns Polylines of ascending density; a point that joins none is a line of one.
 *
 * @example
 * // Two boundaries, computed at two densities, in no order:
 * const lines = tracedLines([
 *   { density: 0.1, importance: 2 }, { density: 0.2, importance: 0.3 }, { density: 0.1, importance: 0.25 }, { density: 0.2, importance: 2.2 },
 * ]);
 * lines.map((line) => line.map(({ importance }) => importance)); // → [[0.25, 0.3], [2, 2.2]]
 */
export function tracedLines(points: readonly TracedPoint[]): TracedPoint[][] {
  const densities = [...new Set(points.map(({ density }) => density))].sort((a, b) => a - b);
  const lines: TracedPoint[][] = [];
  let open: TracedPoint[][] = [];
  for (const density of densities) {
    const here = points.filter((point) => point.density === density).sort((a, b) => a.importance - b.importance);
    const next: TracedPoint[][] = [];
    const ends = open.map((line) => line[line.length - 1]!);
    const ranked = open.length === here.length && here.every((point, rank) => joined(ends[rank]!, point));
    for (const [rank, point] of here.entries()) {
      if (ranked) {
        open[rank]!.push(point);
        next.push(open[rank]!);
        continue;
      }
      const before = nearest(point, ends);
      const line = before === undefined ? undefined : open[ends.indexOf(before)];
      if (before !== undefined && line !== undefined && nearest(before, here) === point && joined(before, point)) {
        line.push(point);
        next.push(line);
      } else {
        const started = before !== undefined && distance(before, point) <= meeting ? [before, point] : [point];
        lines.push(started);
        next.push(started);
      }
    }
    for (const line of open) {
      const last = line[line.length - 1]!;
      const into = nearest(last, here);
      if (!next.includes(line) && into !== undefined && distance(last, into) <= meeting) line.push(into);
    }
    open = next;
  }
  return lines;
}

/**
 * The part of a line inside a rectangle, cut exactly at its border in logarithmic space; one piece for each time it enters.
 *
 * @example
 * // The rectangle ends at density 1, halfway along in the logarithm.
 * const line = [{ density: 0.1, importance: 1 }, { density: 10, importance: 4 }];
 * const pieces = clippedLine(line, [0.01, 1], [0.1, 10]);
 * pieces.map((piece) => piece.map(({ importance }) => importance.toFixed(3))); // → [['1.000', '2.000']]
 */
export function clippedLine(line: readonly TracedPoint[], [left, right]: readonly [number, number], [bottom, top]: readonly [number, number]): TracedPoint[][] {
  const pieces: TracedPoint[][] = [];
  for (let k = 1; k < line.length; k++) {
    const [a, b] = [line[k - 1]!, line[k]!];
    const [x, dx] = [Math.log(a.density), Math.log(b.density / a.density)];
    const [y, dy] = [Math.log(a.importance), Math.log(b.importance / a.importance)];
    // Liang & Barsky 1984: the part [enter, leave] of the segment on the inner side of all four borders.
    let [enter, leave] = [0, 1];
    for (const [change, room] of [
      [-dx, x - Math.log(left)],
      [dx, Math.log(right) - x],
      [-dy, y - Math.log(bottom)],
      [dy, Math.log(top) - y],
    ] as const) {
      if (change < 0) enter = Math.max(enter, room / change);
      else if (change > 0) leave = Math.min(leave, room / change);
      else if (room < 0) leave = -1;
    }
    if (enter >= leave) continue;
    const at = (t: number): TracedPoint => (t === 0 ? a : t === 1 ? b : { density: Math.exp(x + t * dx), importance: Math.exp(y + t * dy) });
    const open = pieces.at(-1);
    if (enter === 0 && open?.at(-1) === a) open.push(at(leave));
    else pieces.push([at(enter), at(leave)]);
  }
  return pieces;
}

function nearest(to: TracedPoint, among: readonly TracedPoint[]): TracedPoint | undefined {
  let best: TracedPoint | undefined;
  for (const point of among) if (best === undefined || distance(to, point) < distance(to, best)) best = point;
  return best;
}

function distance(a: TracedPoint, b: TracedPoint): number {
  return Math.abs(Math.log(a.importance / b.importance));
}

function joined(a: TracedPoint, b: TracedPoint): boolean {
  return distance(a, b) <= slack + steepest * Math.abs(Math.log(b.density / a.density));
}
