/**
 * CRC-32C (Castagnoli) of a text's UTF-8 bytes, without making the bytes.
 *
 * Polynomial 0x1EDC6F41 reflected (0x82F63B78), initial value and final xor 0xFFFFFFFF. Finds every burst of up to
 * 32 bits, so every changed byte. A lone surrogate counts as U+FFFD, as encoders write it.
 *
 * Shape      text → unsigned 32-bit integer
 * Cost       O(length), one table look-up a byte
 * Source     RFC 3720 §12.1 and appendix B.4 (test vectors)
 *
 * @example
 * crc32c('123456789').toString(16); // → 'e3069283'
 */
export function crc32c(text: string, from = 0, to = text.length): number {
  let crc = -1;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      crc = step(crc, unit);
    } else if (unit < 0x800) {
      crc = step(step(crc, 0xc0 | (unit >>> 6)), 0x80 | (unit & 0x3f));
    } else {
      const low = i + 1 < to ? text.charCodeAt(i + 1) : 0;
      if (isHighSurrogate(unit) && isLowSurrogate(low)) {
        const point = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        crc = step(crc, 0xf0 | (point >>> 18));
        crc = step(crc, 0x80 | ((point >>> 12) & 0x3f));
        crc = step(crc, 0x80 | ((point >>> 6) & 0x3f));
        crc = step(crc, 0x80 | (point & 0x3f));
        i++;
      } else {
        const point = isHighSurrogate(unit) || isLowSurrogate(unit) ? 0xfffd : unit;
        crc = step(crc, 0xe0 | (point >>> 12));
        crc = step(crc, 0x80 | ((point >>> 6) & 0x3f));
        crc = step(crc, 0x80 | (point & 0x3f));
      }
    }
  }
  return (crc ^ -1) >>> 0;
}

const table = Int32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0x82f63b78 : 0);
  return remainder;
});

function step(crc: number, byte: number): number {
  return (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] as number);
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
