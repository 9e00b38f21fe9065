/** @file How a time grows with the number of features: the exponent of a power law. */

export interface PowerLaw {
  readonly exponent: number;
  /** Standard error of the exponent, from the scatter about the line; 0 for two points. */
  readonly standardError: number;
}

/** Least squares of ln y on ln x; null for fewer than two different x. */
export function fitPowerLaw(points: readonly { readonly x: number; readonly y: number }[]): PowerLaw | null {
  const logs = points.map(({ x, y }) => ({ x: Math.log(x), y: Math.log(y) }));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const centreX = mean(logs.map(({ x }) => x));
  const centreY = mean(logs.map(({ y }) => y));
  const spread = logs.reduce((sum, { x }) => sum + (x - centreX) ** 2, 0);
  if (!(spread > 0)) return null;
  const exponent = logs.reduce((sum, { x, y }) => sum + (x - centreX) * (y - centreY), 0) / spread;
  const residual = logs.reduce((sum, { x, y }) => sum + (y - centreY - exponent * (x - centreX)) ** 2, 0);
  return { exponent, standardError: points.length > 2 ? Math.sqrt(residual / (points.length - 2) / spread) : 0 };
}
