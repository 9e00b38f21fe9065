/** @file Reading a flow off its points. */
import type { ShownFlow } from './follow-flows.js';

/** Between the points, linear; before and after them, the nearest. */
export function lossAt({ times, loss }: Pick<ShownFlow, 'times' | 'loss'>, time: number): number {
  const after = times.findIndex((at) => at >= time);
  if (after === 0) return loss[0]!;
  if (after === -1) return loss.at(-1)!;
  const [before, next] = [times[after - 1]!, times[after]!];
  return loss[after - 1]! + ((loss[after]! - loss[after - 1]!) * (time - before)) / (next - before);
}

export interface PlaceOnWay {
  /** Positions in the list of visited sets: the last one left, and the next one. Equal while it lingers. */
  readonly left: number;
  readonly next: number;
  /** Of the loss between the two, 0 at `left`. */
  readonly fraction: number;
}

/** Where a flow is between the critical sets it visits. @returns undefined before the first and after the last. */
export function placeOnWay({ plateaus, times, loss }: Pick<ShownFlow, 'plateaus' | 'times' | 'loss'>, time: number): PlaceOnWay | undefined {
  const next = plateaus.findIndex(({ to }) => time <= to);
  if (next === -1) return undefined;
  if (time >= plateaus[next]!.from) return { left: next, next, fraction: 0 };
  if (next === 0) return undefined;
  const left = next - 1;
  const [from, to] = [plateaus[left]!.criticalLoss, plateaus[next]!.criticalLoss];
  const done = (from - lossAt({ times, loss }, time)) / (from - to);
  return { left, next, fraction: Number.isFinite(done) ? Math.min(1, Math.max(0, done)) : 0 };
}

/** Critical losses as far apart as lines can be told from each other, the sets of each together. */
export function distinctLevels(levels: readonly { readonly indices: readonly number[]; readonly loss: number }[]): { readonly loss: number; readonly sets: readonly (readonly number[])[] }[] {
  const distinct: { loss: number; sets: (readonly number[])[] }[] = [];
  const highest = levels.reduce((most, { loss }) => Math.max(most, loss), 0);
  for (const { indices, loss } of [...levels].sort((a, b) => b.loss - a.loss)) {
    const same = distinct.at(-1);
    if (same !== undefined && same.loss - loss <= 1e-9 * highest) same.sets.push(indices);
    else distinct.push({ loss, sets: [indices] });
  }
  return distinct;
}
