/** @file Files broken in the ways files break: cut, flipped, overwritten, doubled, spliced. */
import { RandomStream } from '@tegum/core';

/** The same `index`, the same mutation. */
export function mutated(bytes: Uint8Array, index: number): Uint8Array {
  const random = new RandomStream(index, 0x6d757461);
  const below = (bound: number): number => Math.min(bound - 1, Math.floor(random.uniform() * bound));
  let file = Uint8Array.from(bytes);
  const place = (): number => {
    // Half of them in the footer, where the structure of a Parquet file is.
    const from = random.uniform() < 0.5 ? Math.floor(file.length * 0.8) : 0;
    return from + below(file.length - from);
  };
  for (let changes = 1 + below(4); changes > 0 && file.length > 1; changes--) {
    const kind = below(6);
    if (kind === 0) file = file.slice(0, 1 + below(file.length));
    else if (kind === 1) file[place()]! ^= 1 << below(8);
    else if (kind === 2) for (let at = place(), end = Math.min(file.length, at + 1 + below(16)); at < end; at++) file[at] = below(256);
    else if (kind === 3) file.fill(random.uniform() < 0.5 ? 0xff : 0, place(), Math.min(file.length, place() + below(32)));
    else {
      const [at, from] = [place(), place()];
      const piece = file.slice(from, Math.min(file.length, from + 1 + below(64)));
      file = Uint8Array.from([...file.subarray(0, at), ...piece, ...file.subarray(kind === 4 ? at : Math.min(file.length, at + piece.length))]);
    }
  }
  return file;
}
