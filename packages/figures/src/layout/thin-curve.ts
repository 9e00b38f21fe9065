/**
 * A curve with at most two points for each pixel column: the lowest and the highest value, in the order they occur.
 *
 * Values that are not finite become NaN, which interrupts the line; values below `floor` are raised to it.
 *
 * Shape      values [steps] at x = 0, 1, 2, … → [x, value] pairs
 *
 * @param last - x at the right edge of the axis.
 * @param pixels - Width of the axis, px.
 */
export function thinCurve(
  values: ArrayLike<number>,
  last: number,
  pixels: number,
  floor: number,
): (readonly [x: number, value: number])[] {
  const show = (index: number): readonly [number, number] => {
    const value = values[index]!;
    return [index, Number.isFinite(value) ? Math.max(floor, value) : Number.NaN];
  };
  if (last <= 2 * pixels) return Array.from(values, (_, index) => show(index));
  const points: (readonly [number, number])[] = [];
  const perColumn = last / pixels;
  for (let start = 0, column = 1; start < values.length; column++) {
    const end = Math.min(values.length, Math.max(start + 1, Math.ceil(column * perColumn)));
    let lowest = start;
    let highest = start;
    let broken = -1;
    for (let index = start; index < end; index++) {
      if (!Number.isFinite(values[index]!)) {
        broken = index;
        continue;
      }
      // Negated, so that a NaN at the start of the column gives way.
      if (!(values[index]! >= values[lowest]!)) lowest = index;
      if (!(values[index]! <= values[highest]!)) highest = index;
    }
    const kept = new Set(start === 0 ? [start] : []).add(lowest).add(highest);
    if (broken >= 0) kept.add(broken);
    if (end === values.length) kept.add(end - 1);
    points.push(...[...kept].sort((a, b) => a - b).map(show));
    start = end;
  }
  return points;
}
