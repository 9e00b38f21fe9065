import { kGons } from '@tegum/core';
import { describe, expect, it } from 'vitest';
import { kGonPortraits, type KGonPortrait } from './k-gon-portraits.js';
import { document, readFigure } from './samples.support.test.js';
import { themes } from './theme.js';

const critical = (k: number, features: number): KGonPortrait => kGons(k, features).find((gon) => gon.critical)!;

/** Colours of the tips of the last panel drawn, feature 1 last. */
const tipColours = (svg: string): string[] => [...svg.matchAll(/<circle cx="[\d.]+" cy="[\d.]+" fill="(#[0-9a-f]{6})" r="[\d.]+"\/>/g)].map(([, colour]) => colour!);

describe('kGonPortraits', () => {
  it('names each polygon, its loss, its kind and its active neighbours', () => {
    const { texts } = readFigure(kGonPortraits({ kGons: [critical(5, 6), critical(4, 4), critical(10, 10)] }, { document }));
    const words = texts.map(({ text }) => text);
    expect(words).toEqual(expect.arrayContaining(['5-gon + 1 dead', 'L = 0.0618', 'minimum', '2 active', '4-gon', 'L = 0', '10-gon', 'saddle, 2 down']));
    expect(words.join(' ')).toContain('Open circle: dead features.');
  });

  it('marks as many neighbours active as there are, and feature 1', () => {
    const [first, active, silent] = [themes.light.series[0], themes.light.series[1], themes.light.frame];
    for (const [k, expected] of [[4, 0], [5, 2], [9, 2], [12, 4]] as const) {
      const colours = tipColours(kGonPortraits({ kGons: [critical(k, k)] }, { document }));
      expect(colours).toHaveLength(k);
      expect(colours.at(-1)).toBe(first);
      expect(colours.filter((colour) => colour === active)).toHaveLength(expected);
      expect(colours.filter((colour) => colour === silent)).toHaveLength(k - 1 - expected);
    }
  });

  it('draws the border of the half-plane where b says: at height −b/|w| of the unit circle', () => {
    const gon = critical(6, 6);
    const svg = kGonPortraits({ kGons: [gon] }, { document });
    const [, cy, r] = /cy="([\d.]+)" fill="none" r="([\d.]+)"/.exec(svg)!.map(Number) as [number, number, number];
    const [, y] = /<polyline points="[\d.]+,([\d.]+)/.exec(svg)!.map(Number) as [number, number];
    expect((cy - y) / r).toBeCloseTo(-gon.b / gon.l, 3);
  });

  it('refuses what it cannot draw', () => {
    expect(() => kGonPortraits({ kGons: [] }, { document })).toThrow('kGonPortraits: kGons: expected at least one k-gon, got none');
    expect(() => kGonPortraits({ kGons: [{ ...critical(5, 5), l: NaN }] }, { document })).toThrow(/kGons\[0\]: expected a norm l > 0/);
  });
});
