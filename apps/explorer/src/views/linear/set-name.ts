import type { CriticalSet } from '@tegum/core';

/** `{1, 2}`; `{1–9, 11}` where there are many; `{ }` is the origin. */
export function setName(indices: readonly number[]): string {
  if (indices.length === 0) return '{ }';
  return `{${(indices.length <= MOST_WRITTEN_OUT ? indices.map(String) : runsOf(indices)).join(', ')}}`;
}

const MOST_WRITTEN_OUT = 4;

/** The same, but of a repeated eigenvalue, whose eigenvectors are free, `{1 of 2–4}`. */
export function setNameOf({ indices, eigenspaces }: Pick<CriticalSet, 'indices' | 'eigenspaces'>): string {
  if (eigenspaces.every(({ multiplicity }) => multiplicity === 1) || indices.length === 0) return setName(indices);
  const parts = eigenspaces.flatMap(({ first, multiplicity, chosen }) => {
    if (chosen === 0) return [];
    return [multiplicity === 1 ? String(first) : `${String(chosen)} of ${String(first)}–${String(first + multiplicity - 1)}`];
  });
  return `{${parts.join(', ')}}`;
}

function runsOf(indices: readonly number[]): string[] {
  const runs: { from: number; to: number }[] = [];
  for (const index of indices) {
    const run = runs.at(-1);
    if (run?.to === index - 1) run.to = index;
    else runs.push({ from: index, to: index });
  }
  return runs.flatMap(({ from, to }) => (to - from < 2 ? Array.from({ length: to - from + 1 }, (_, k) => String(from + k)) : [`${String(from)}–${String(to)}`]));
}
