import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { regularWidths, semiBoldWidths } from './widths.js';

/** Advance of a code point in thousandths of an em, from the tables `cmap` (format 4), `hmtx`, `hhea` and `head`. */
function readAdvance(file: string): (codePoint: number) => number | undefined {
  const font = readFileSync(createRequire(import.meta.url).resolve(`@expo-google-fonts/inter/${file}`));
  const tables = new Map<string, number>();
  for (let i = 0; i < font.readUInt16BE(4); i++) {
    tables.set(font.toString('latin1', 12 + 16 * i, 16 + 16 * i), font.readUInt32BE(20 + 16 * i));
  }
  const cmap = tables.get('cmap')!;
  const subtables = Array.from({ length: font.readUInt16BE(cmap + 2) }, (_, i) => cmap + font.readUInt32BE(cmap + 8 + 8 * i));
  const map = subtables.find((offset) => font.readUInt16BE(offset) === 4)!;
  const size = font.readUInt16BE(map + 6);
  const glyphOf = (codePoint: number): number => {
    for (let at = map + 14; at < map + 14 + size; at += 2) {
      if (codePoint > font.readUInt16BE(at)) continue;
      const start = font.readUInt16BE(at + size + 2);
      if (codePoint < start) return 0;
      const delta = font.readUInt16BE(at + 2 * size + 2);
      const rangeAt = at + 3 * size + 2;
      const range = font.readUInt16BE(rangeAt);
      const glyph = range === 0 ? codePoint : font.readUInt16BE(rangeAt + range + 2 * (codePoint - start));
      return range !== 0 && glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
  const unitsPerEm = font.readUInt16BE(tables.get('head')! + 18);
  const metrics = font.readUInt16BE(tables.get('hhea')! + 34);
  return (codePoint) => {
    const glyph = glyphOf(codePoint);
    if (glyph === 0) return undefined;
    return Math.round((1000 * font.readUInt16BE(tables.get('hmtx')! + 4 * Math.min(glyph, metrics - 1))) / unitsPerEm);
  };
}

describe.each([
  ['400Regular/Inter_400Regular.ttf', regularWidths],
  ['600SemiBold/Inter_600SemiBold.ttf', semiBoldWidths],
])('%s', (file, widths) => {
  const advance = readAdvance(file);

  it('has the widths of the table', () => {
    expect(Array.from({ length: 95 }, (_, index) => advance(32 + index))).toEqual(widths);
  });

  it('has every sign that figures write', () => {
    const missing = [...'²⁻⁰¹³⁴⁵⁶⁷⁸⁹×·−–…λΣ∂‖≤≥√∞↑→↓\u2009\u00a0'].filter((sign) => advance(sign.codePointAt(0)!) === undefined);
    expect(missing).toEqual([]);
  });
});
