/** @file Three dimensions seen from far away, turned. */

/** Radians about the upright axis, and then tipped towards the reader. */
export interface Turn {
  readonly around: number;
  readonly over: number;
}

export interface Projected {
  /** To the right and up, in units of the space. */
  readonly x: number;
  readonly y: number;
  /** Towards the reader. */
  readonly depth: number;
}

/** Orthographic: lengths across the line of sight are kept. */
export function projectorFor({ around, over }: Turn): (point: readonly [number, number, number]) => Projected {
  const [ca, sa, co, so] = [Math.cos(around), Math.sin(around), Math.cos(over), Math.sin(over)];
  return ([a, b, c]) => {
    const depth = c * ca - a * sa;
    return { x: a * ca + c * sa, y: b * co - depth * so, depth: b * so + depth * co };
  };
}
