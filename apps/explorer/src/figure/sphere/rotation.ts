/** @file Turning a ball of points by hand. A rotation is three orthonormal rows: right, up, towards the eye. */
import type { Point3, View } from '@tegum/figures/live';

/** Coordinates of a point as it is seen: to the right, up, towards the eye. */
export function seen([right, up, eye]: View, point: Point3): Point3 {
  return [dot(right, point), dot(up, point), dot(eye, point)];
}

/** Turned so that what is in front moves by so many radians to the right and up. */
export function turned([right, up, eye]: View, toRight: number, toTop: number): View {
  const [c, s] = [Math.cos(toRight), Math.sin(toRight)];
  const across = combine(right, c, eye, s);
  const ahead = combine(eye, c, right, -s);
  const [C, S] = [Math.cos(toTop), Math.sin(toTop)];
  return orthonormal([across, combine(up, C, ahead, S), combine(ahead, C, up, -S)]);
}

/** Many turns add up their rounding: made orthonormal again after each. */
function orthonormal([right, up, eye]: View): View {
  const x = unit(right);
  const y = unit(combine(up, 1, x, -dot(up, x)));
  return [x, y, unit(combine(combine(eye, 1, x, -dot(eye, x)), 1, y, -dot(eye, y)))];
}

function combine(a: Point3, alpha: number, b: Point3, beta: number): Point3 {
  return [alpha * a[0] + beta * b[0], alpha * a[1] + beta * b[1], alpha * a[2] + beta * b[2]];
}

function dot(a: Point3, b: Point3): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function unit(a: Point3): Point3 {
  const length = Math.sqrt(dot(a, a));
  return [a[0] / length, a[1] / length, a[2] / length];
}
