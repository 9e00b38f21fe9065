/** @file Where the critical sets stand in the picture: loss upwards, bands by rank, within a band the further right the more spread the eigenvectors. */
import type { CriticalSet } from '@tegum/core';

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Placed {
  readonly x: number;
  readonly y: number;
}

export interface GraphLayout {
  /** As the sets. */
  readonly places: readonly Placed[];
  readonly bands: readonly { readonly rank: number; readonly x: number }[];
  /** Of the loss axis. */
  readonly low: number;
  readonly high: number;
}

/** Discs closer than this would cover each other, px. */
const APART = 15;

export function layOut(sets: readonly Pick<CriticalSet, 'rank' | 'indices' | 'loss'>[], frame: Frame): GraphLayout {
  const losses = sets.map(({ loss }) => loss);
  const [lowest, highest] = [Math.min(...losses), Math.max(...losses)];
  const air = 0.07 * (highest - lowest || highest || 1);
  const [low, high] = [Math.max(0, lowest - air), highest + air];
  const ranks = [...new Set(sets.map(({ rank }) => rank))].sort((a, b) => a - b);
  const starts = new Map<number, number>();
  let end = 0.7;
  for (const rank of ranks) {
    starts.set(rank, end);
    end += Math.max(...sets.filter((set) => set.rank === rank).map(({ indices }) => spreadOf(indices))) + 1.9;
  }
  const unit = frame.width / end;
  const places: Placed[] = [];
  for (const { rank, indices, loss } of sets) {
    const x = frame.left + unit * (starts.get(rank)! + spreadOf(indices));
    const y = frame.top + (1 - (loss - low) / (high - low)) * frame.height;
    places.push(aside({ x, y }, places, Math.min(22, unit / 3)));
  }
  return { places, bands: ranks.map((rank) => ({ rank, x: frame.left + unit * (starts.get(rank)! - 0.45) })), low, high };
}

/** How far a set is from being made of neighbours. */
function spreadOf(indices: readonly number[]): number {
  return indices.length < 2 ? 0 : indices.at(-1)! - indices[0]! - (indices.length - 1);
}

/** Alternately right and left of where it belongs, until it covers no other. */
function aside(wanted: Placed, taken: readonly Placed[], step: number): Placed {
  let place = wanted;
  for (let attempt = 1; attempt < 9 && taken.some(({ x, y }) => Math.hypot(x - place.x, y - place.y) < APART); attempt++) {
    place = { x: wanted.x + (attempt % 2 === 1 ? 1 : -1) * Math.ceil(attempt / 2) * step, y: wanted.y };
  }
  return place;
}

export interface Label extends Placed {
  readonly index: number;
  readonly text: string;
}

/** Names beside the discs they belong to; those without room are left out. @param width - Of a letter, px. */
export function placeLabels(names: readonly string[], { places }: GraphLayout, frame: Frame, width = 6.7): Label[] {
  const boxes = places.map(({ x, y }) => ({ left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 }));
  return names.flatMap((text, index): Label[] => {
    const { x, y } = places[index]!;
    const room = width * text.length;
    for (const [left, base] of [[x + 14, y + 4], [x - 14 - room, y + 4], [x - room / 2, y - 14], [x - room / 2, y + 24]] as const) {
      const box = { left, right: left + room, top: base - 11, bottom: base + 3 };
      const inside = box.left >= frame.left && box.right <= frame.left + frame.width && box.top >= frame.top && box.bottom <= frame.top + frame.height;
      if (!inside || boxes.some((other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top)) continue;
      boxes.push(box);
      return [{ index, text, x: left, y: base }];
    }
    return [];
  });
}
