/**
 * @file Points computed density by density → the lines they lie on.
 */
export interface TracedPoint {
  readonly density: number;
  readonly importance: number;
}

/** Points of neighbouring densities further apart than this in log(importance), per unit of log(density), are of different lines. */
const steepest = 2.5;
const slack = 0.12;

/**
 * Joins each point to the nearest of the next density, if each is the other's nearest and the line between is not too steep.
 *
 * Lines that begin or end between two densities are cut there: nothing is drawn where nothing was computed.
 *
 * @returns Polylines of ascending density; a point that joins none is a line of one.
 */
export function tracedLines(points: readonly TracedPoint[]): TracedPoint[][] {
  const densities = [...new Set(points.map(({ density }) => density))].sort((a, b) => a - b);
  const lines: TracedPoint[][] = [];
  let open: TracedPoint[][] = [];
  for (const density of densities) {
    const here = points.filter((point) => point.density === density).sort((a, b) => a.importance - b.importance);
    const next: TracedPoint[][] = [];
    for (const point of here) {
      const before = nearest(point, open.map((line) => line[line.length - 1]!));
      const line = before === undefined ? undefined : open.find((candidate) => candidate[candidate.length - 1] === before);
      if (before !== undefined && line !== undefined && nearest(before, here) === point && joined(before, point)) {
        line.push(point);
        next.push(line);
      } else {
        const started = [point];
        lines.push(started);
        next.push(started);
      }
    }
    open = next;
  }
  return lines;
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
