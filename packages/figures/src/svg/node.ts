/**
 * @file An SVG element as plain data. Figures are trees of these; no DOM is needed to build or to print them.
 */

export interface SvgNode {
  readonly name: string;
  readonly attributes: Readonly<Record<string, SvgValue>>;
  readonly children: readonly (SvgNode | string)[];
}

/** Numbers are rounded when printed; `undefined` leaves the attribute out. */
export type SvgValue = string | number | undefined;

export function svg(
  name: string,
  attributes: Readonly<Record<string, SvgValue>> = {},
  children: readonly (SvgNode | string)[] = [],
): SvgNode {
  return { name, attributes, children };
}

/** A group moved by (x, y) px. */
export function at(x: number, y: number, children: readonly SvgNode[]): SvgNode {
  return svg('g', { transform: `translate(${x},${y})` }, children);
}
