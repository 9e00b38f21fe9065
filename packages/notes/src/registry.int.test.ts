import { describe, expect, it } from 'vitest';
import { checkEntry } from './check-entry.js';
import { notesEntries } from './registry.js';

describe('the registry of the source notes', () => {
  it.each(notesEntries.map((entry) => [entry.id, entry] as const))('%s is confirmed by computation', (_, entry) => {
    const result = checkEntry(entry);
    expect(result).toMatchObject({ status: entry.correction === undefined ? 'holds' : 'corrected' });
  });

  it('has every numbered equation: (1) to (28), the second (28) and (⋆)', () => {
    // (3), (14) and (21) stand with their neighbours.
    const places = notesEntries.flatMap(({ where }) => [...where.matchAll(/\((\d+|⋆)\)(?:–\((\d+)\))?/g)].flatMap(([, from, to]) => (to === undefined ? [from] : range(Number(from), Number(to)))));
    const missing = [...range(1, 28), '⋆'].filter((number) => !places.includes(String(number)));
    expect(missing).toEqual([]);
    expect(places.filter((number) => number === '28').length).toBeGreaterThanOrEqual(2);
  });

  it('has every correction, E1 to E13', () => {
    const named = new Set(notesEntries.flatMap(({ where }) => where.match(/E\d+/g) ?? []));
    expect(range(1, 13).filter((number) => !named.has(`E${number}`))).toEqual([]);
  });

  it('names each entry once, by an id fit for a link', () => {
    const ids = notesEntries.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });
});

function range(from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => String(from + i));
}
