/**
 * Moves labels apart along one axis: no two closer than `gap`, all within [low, high], order kept, least total movement
 * squared (pool adjacent violators). More labels than fit are squeezed evenly.
 *
 * Shape      positions [k] in any order → [k] in the same order
 */
export function spreadLabels(positions: readonly number[], gap: number, low: number, high: number): number[] {
  const count = positions.length;
  const spacing = count > 1 ? Math.min(gap, (high - low) / (count - 1)) : gap;
  const order = positions.map((_, index) => index).sort((a, b) => positions[a]! - positions[b]! || a - b);
  // With the spacing subtracted, the constraint is plain monotonicity.
  const blocks: { sum: number; size: number }[] = [];
  order.forEach((index, rank) => {
    blocks.push({ sum: positions[index]! - rank * spacing, size: 1 });
    while (blocks.length > 1) {
      const last = blocks.at(-1)!;
      const previous = blocks.at(-2)!;
      if (previous.sum / previous.size <= last.sum / last.size) break;
      blocks.splice(-2, 2, { sum: previous.sum + last.sum, size: previous.size + last.size });
    }
  });
  const spread = new Array<number>(count);
  let rank = 0;
  for (const { sum, size } of blocks) {
    for (let i = 0; i < size; i++, rank++) {
      const shifted = Math.min(high - (count - 1) * spacing, Math.max(low, sum / size));
      spread[order[rank]!] = shifted + rank * spacing;
    }
  }
  return spread;
}
