/**
 * @file The non-empty rows of a block: where each one's events are, and its x laid out for the outputs to be compared with.
 *
 * Rows of few events come first: then the loops over a row's events end where the processor expects it.
 */
import { addresses, counts, drawnEnds, events, eventRows, features, LINE, rowEvents, targetBytes, targets } from './layout';

let filled: i32 = 0;

/** Arranges the rows of `count` events, which are ordered by row, and places their targets; returns how many rows there are. */
export function place(count: i32): i32 {
  filled = count;
  const rows = findEnds(count);
  sortByLength(rows);
  placeTargets(rows);
  return rows;
}

function findEnds(count: i32): i32 {
  let row: i32 = -1;
  let before: i32 = -1;
  for (let e = 0; e < count; e++) {
    const drawnRow = load<i32>(eventRows + (<usize>e << 2));
    row += <i32>(drawnRow != before);
    before = drawnRow;
    store<u32>(drawnEnds + (<usize>row << 2), <u32>(events + (<usize>(e + 1) << 3)));
  }
  return row + 1;
}

/** A counting sort; lengths are 8 bytes an event. */
function sortByLength(rows: i32): void {
  memory.fill(counts, 0, <usize>(features + 2) << 2);
  let from = <u32>events;
  for (let row = 0; row < rows; row++) {
    const to = load<u32>(drawnEnds + (<usize>row << 2));
    const at = counts + (<usize>(to - from) >> 1);
    store<i32>(at, load<i32>(at, 4) + 1, 4);
    from = to;
  }
  for (let length = 0; length <= features; length++) {
    const at = counts + (<usize>length << 2);
    store<i32>(at, load<i32>(at) + load<i32>(at, 4), 4);
  }
  from = <u32>events;
  for (let row = 0; row < rows; row++) {
    const to = load<u32>(drawnEnds + (<usize>row << 2));
    const at = counts + (<usize>(to - from) >> 1);
    const place = load<i32>(at);
    store<i32>(at, place + 1);
    const into = rowEvents + (<usize>place << 3);
    store<u32>(into, from);
    store<u32>(into, to, 4);
    from = to;
  }
}

function placeTargets(rows: i32): void {
  let e: usize = 0;
  for (let row = 0; row < rows; row++) {
    const to = <usize>load<u32>(rowEvents + (<usize>row << 3), 4);
    for (let event = <usize>load<u32>(rowEvents + (<usize>row << 3)); event < to; event += 8) {
      const feature = <usize>load<u32>(event) >> 6;
      const address = targets + (feature >> 4) * targetBytes + <usize>row * LINE + ((feature & 15) << 2);
      store<f32>(address, load<f32>(event, 4));
      store<u32>(addresses + e, <u32>address);
      e += 4;
    }
  }
}

/** Makes `targets` zero again. */
export function clear(): void {
  for (let e = 0; e < filled; e++) store<f32>(load<u32>(addresses + (<usize>e << 2)), 0);
}
