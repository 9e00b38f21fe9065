/**
 * @file Points on a sphere seen from far away (orthographic), with the edges of their convex hull; what is behind is paler and smaller.
 */
import { svg, type SvgNode } from '../svg/node.js';
import type { Theme } from '../theme.js';
import { cross, dot, hullEdges, minus, unit, type Point3 } from './hull-edges.js';

/** Points on a sphere with the edges of their convex hull. */
export interface Solid {
  readonly points: readonly Point3[];
  readonly edges: readonly (readonly [number, number])[];
  /** Edges that meet at each point. */
  readonly neighbours: readonly number[];
}

/**
 * Points that coincide share the edges of the first of them.
 *
 * @example
 * // The octahedron: four neighbours to each of six corners, twelve edges.
 * const { edges, neighbours } = solidOf([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1], [0, 0, -1]]);
 * neighbours; // → [4, 4, 4, 4, 4, 4]
 * edges.length; // → 12
 */
export function solidOf(points: readonly Point3[]): Solid {
  const first = points.map((point) => points.findIndex((other) => dot(minus(point, other), minus(point, other)) < 1e-12));
  const distinct = [...new Set(first)];
  const edges = hullEdges(distinct.map((index) => points[index]!)).map(([i, j]) => [distinct[i]!, distinct[j]!] as const);
  const neighbours = first.map((index) => edges.filter((edge) => edge.includes(index)).length);
  return { points, edges, neighbours };
}

/** Three orthonormal axes of the picture: right, up, towards the eye. */
export type View = readonly [right: Point3, up: Point3, eye: Point3];

const sideways = 0.42;
const tilt = 0.36;

/**
 * The first point near the top, turned a little, so that symmetric solids show their faces and not their axes.
 *
 * @example
 * // The first point is seen near the top: far up, a little towards the eye.
 * const north: Point3 = [0, 0, 1];
 * const [right, up, eye] = viewOf([north, [1, 0, 0]]);
 * const along = (axis: Point3) => axis[0] * north[0] + axis[1] * north[1] + axis[2] * north[2];
 * [along(right), along(up), along(eye)]; // → [0, 0.93…, 0.35…]
 */
export function viewOf(points: readonly Point3[]): View {
  const pole = points[0]!;
  const other = points.find((point) => Math.abs(dot(point, pole)) < 0.999) ?? (Math.abs(pole[0]) < 0.9 ? [1, 0, 0] : [0, 1, 0]);
  const along = dot(other, pole);
  const front = unit(minus(other, scale(pole, along)));
  const side = cross(pole, front);
  const mix = (a: Point3, b: Point3, angle: number): Point3 => {
    const [c, s] = [Math.cos(angle), Math.sin(angle)];
    return [c * a[0] + s * b[0], c * a[1] + s * b[1], c * a[2] + s * b[2]];
  };
  const turned = mix(front, side, sideways);
  const eye = mix(turned, pole, tilt);
  const up = mix(pole, turned, -tilt);
  return [cross(up, eye), up, eye];
}

/**
 * The same from behind.
 *
 * @example
 * const view = viewOf([[0, 0, 1], [1, 0, 0]]);
 * const [right, up, eye] = fromBehind(view);
 * // What was near is far, what was left is right, and up stays up.
 * eye[0] === -view[2][0] && right[0] === -view[0][0] && up === view[1]; // → true
 */
export function fromBehind([right, up, eye]: View): View {
  return [scale(right, -1), up, scale(eye, -1)];
}

function scale([x, y, z]: Point3, factor: number): Point3 {
  return [factor * x, factor * y, factor * z];
}

/** In a square of `side` px. */
export function drawGlobe(theme: Theme, { points, edges, neighbours }: Solid, view: View, side: number, colourOf: (neighbours: number) => string): SvgNode[] {
  const centre = side / 2;
  const dotRadius = Math.max(2.6, Math.min(8, side / (22 + 2.4 * Math.sqrt(points.length))));
  const radius = centre - dotRadius - 3;
  const seen = points.map((point) => {
    const [x, y, z] = view.map((axis) => dot(point, axis)) as [number, number, number];
    return { x: centre + radius * x, y: centre - radius * y, z };
  });
  const thick = Math.max(1, Math.min(2.2, side / 190));
  const lines = edges.map(([i, j]) => {
    const [a, b] = [seen[i]!, seen[j]!];
    const z = (a.z + b.z) / 2;
    const near = (1 + z) / 2;
    return {
      // Behind both of its ends.
      z: Math.min(a.z, b.z) - 1e-6,
      node: svg('path', {
        d: `M${a.x.toFixed(2)},${a.y.toFixed(2)}L${b.x.toFixed(2)},${b.y.toFixed(2)}`,
        stroke: theme.ink,
        'stroke-opacity': Number((z < 0 ? 0.14 : 0.3 + 0.45 * near).toFixed(2)),
        'stroke-width': thick * (0.7 + 0.6 * near),
        'stroke-linecap': 'round',
      }),
    };
  });
  const dots = seen.map(({ x, y, z }, index) => {
    const near = (1 + z) / 2;
    // An opaque disc in the sheet's colour first, so that no line shines through a pale point.
    const size = dotRadius * (0.62 + 0.5 * near);
    return {
      z,
      node: svg('g', {}, [
        svg('circle', { cx: x, cy: y, r: size, fill: theme.background }),
        svg('circle', { cx: x, cy: y, r: size, fill: colourOf(neighbours[index]!), 'fill-opacity': Number((0.28 + 0.72 * near * near).toFixed(2)) }),
      ]),
    };
  });
  return [
    svg('circle', { cx: centre, cy: centre, r: radius, fill: theme.ink, 'fill-opacity': 0.04, stroke: theme.frame, 'stroke-opacity': 0.55 }),
    ...[...lines, ...dots].sort((a, b) => a.z - b.z).map(({ node }) => node),
  ];
}
