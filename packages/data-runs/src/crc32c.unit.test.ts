import { describe, expect, it } from 'vitest';
import { crc32cBytes, crc32cJoin } from './crc32c-bytes.js';
import { crc32c } from './crc32c.js';

/** Checksum of bytes given as the code units of a text, by the definition: one bit at a time. */
function bitwise(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x82f63b78 : crc >>> 1;
  }
  return (crc ^ 0xffff_ffff) >>> 0;
}

describe('crc32c', () => {
  it('returns the check value of the catalogue and the vectors of RFC 3720 that are UTF-8', () => {
    expect(crc32c('123456789')).toBe(0xe3069283);
    expect(crc32c('\0'.repeat(32))).toBe(0x8a9136aa);
    expect(crc32c(String.fromCharCode(...Array.from({ length: 32 }, (_, i) => i)))).toBe(0x46dd794e);
    expect(crc32c(String.fromCharCode(...Array.from({ length: 32 }, (_, i) => 31 - i)))).toBe(0x113fdb5c);
    expect(crc32c('')).toBe(0);
  });

  it.each(['é', '\u07ff', '\u0800', '≤ ±∞', '\uffff', '😀', 'a𝔸b', '\u{2f800}', '\u{10ffff}', '\ud800', 'x\udc00y', '\ud83d'])('covers the UTF-8 bytes of %j', (text) => {
    expect(crc32c(text)).toBe(bitwise(Buffer.from(text, 'utf8')));
  });

  it('takes a part of a text', () => {
    expect(crc32c('ab123456789cd', 2, 11)).toBe(0xe3069283);
  });
});

describe('crc32cBytes', () => {
  it('agrees with the definition at every length and offset, over all values of a byte', () => {
    const bytes = Uint8Array.from({ length: 300 }, (_, index) => (index * 167 + (index >> 3)) & 0xff);
    for (let from = 0; from < 9; from++) {
      for (let to = from; to <= bytes.length; to++) expect(crc32cBytes(bytes, from, to), `${from}–${to}`).toBe(bitwise(bytes.subarray(from, to)));
    }
    expect(crc32cBytes(Buffer.from('123456789'))).toBe(0xe3069283);
    expect(crc32cBytes(Buffer.from('≤ ±∞ 😀'))).toBe(crc32c('≤ ±∞ 😀'));
  });

  it('goes on from the checksum of what came before', () => {
    const bytes = Buffer.from('123456789');
    for (let cut = 0; cut <= bytes.length; cut++) expect(crc32cBytes(bytes, cut, bytes.length, crc32cBytes(bytes, 0, cut))).toBe(0xe3069283);
  });
});

describe('crc32cJoin', () => {
  it('is the checksum of the two texts in one', () => {
    const bytes = Uint8Array.from({ length: 2500 }, (_, index) => (index * 167 + (index >> 3)) & 0xff);
    for (let cut = 0; cut <= bytes.length; cut += 7) {
      expect(crc32cJoin(bitwise(bytes.subarray(0, cut)), bitwise(bytes.subarray(cut)), bytes.length - cut), `cut at ${cut}`).toBe(bitwise(bytes));
    }
  });

  it('knows lengths that no 32-bit number holds', () => {
    // Zeros alone double the power of x, so joining twice over 2³¹ is joining once over 2³².
    const once = crc32cJoin(0x1234_5678, 0, 2 ** 31);
    expect(crc32cJoin(once, 0, 2 ** 31 + 1)).toBe(crc32cJoin(0x1234_5678, 0, 2 ** 32 + 1));
  });
});
