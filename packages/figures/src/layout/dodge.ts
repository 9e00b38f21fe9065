/**
 * Sideways offsets for points at equal or nearly equal heights: centred rows, in which a row's length is its count.
 *
 * Shape      heights [k], px → offsets [k], px, within ± width / 2
 *
 * @param gap - Distance of neighbours in a row, px; smaller where a row would be wider than `width`.
 */
export function dodge(heights: readonly number[], gap: number, width: number): number[] {
  const order = heights.map((_, index) => index).sort((a, b) => heights[a]! - heights[b]! || a - b);
  const offsets = new Array<number>(heights.length).fill(0);
  let start = 0;
  while (start < order.length) {
    let end = start + 1;
    while (end < order.length && heights[order[end]!]! - heights[order[start]!]! < gap) end++;
    // In their given order, not by height: a sorted row would look like a slope.
    const row = order.slice(start, end).sort((a, b) => a - b);
    const count = row.length;
    const step = count > 1 ? Math.min(gap, width / (count - 1)) : 0;
    row.forEach((index, rank) => {
      offsets[index] = (rank - (count - 1) / 2) * step;
    });
    start = end;
  }
  return offsets;
}
