/** Castagnoli's, reflected. */
const polynomial = 0x82f63b78;

/**
 * CRC-32C of bytes: the same as `crc32c` of the text they encode, several times faster. `before` is the checksum of what they follow.
 *
 * Cost       O(length), eight table look-ups for eight bytes at once ("slicing by 8")
 * Source     Kounavis and Berry, A systematic approach to building high performance software-based CRC generators, 2005
 */
export function crc32cBytes(bytes: Uint8Array, from = 0, to = bytes.length, before = 0): number {
  let crc = ~before;
  let at = from;
  for (; at + 8 <= to; at += 8) {
    const low = crc ^ (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24));
    crc =
      tables[0x700 | (low & 0xff)]! ^
      tables[0x600 | ((low >>> 8) & 0xff)]! ^
      tables[0x500 | ((low >>> 16) & 0xff)]! ^
      tables[0x400 | (low >>> 24)]! ^
      tables[0x300 | bytes[at + 4]!]! ^
      tables[0x200 | bytes[at + 5]!]! ^
      tables[0x100 | bytes[at + 6]!]! ^
      tables[bytes[at + 7]!]!;
  }
  for (; at < to; at++) crc = (crc >>> 8) ^ tables[(crc ^ bytes[at]!) & 0xff]!;
  return (crc ^ -1) >>> 0;
}

/**
 * CRC-32C of a text that follows another, from the checksums of the two and the bytes of the second.
 *
 * Appending n zero bytes multiplies a remainder by x⁸ⁿ modulo the polynomial; the rest is addition.
 *
 * Cost       O(log secondBytes): about 0.2 µs for a kilobyte
 */
export function crc32cJoin(first: number, second: number, secondBytes: number): number {
  let shifted = first | 0;
  for (let rest = secondBytes, k = 3; rest > 0; rest = Math.floor(rest / 2), k++) {
    if (rest % 2 === 1) shifted = multiply(powers[k]!, shifted);
  }
  return (shifted ^ second) >>> 0;
}

/** Of polynomials over GF(2), the highest bit the constant term, modulo the polynomial. */
function multiply(a: number, b: number): number {
  let product = 0;
  for (let rest = a; rest !== 0; rest <<= 1) {
    if (rest < 0) product ^= b;
    b = timesX(b);
  }
  return product;
}

function timesX(remainder: number): number {
  return (remainder >>> 1) ^ (remainder & 1 ? polynomial : 0);
}

/** x to the power 2ᵏ, enough for any length that a number can count. */
const powers = new Int32Array(56);
powers[0] = 1 << 30;
for (let k = 1; k < powers.length; k++) powers[k] = multiply(powers[k - 1]!, powers[k - 1]!);

/** Eight tables of 256: entry [k][b] is the remainder of byte b followed by k zero bytes. */
const tables = new Int32Array(8 * 256);
for (let byte = 0; byte < 256; byte++) {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = timesX(remainder);
  tables[byte] = remainder;
}
for (let index = 256; index < tables.length; index++) tables[index] = (tables[index - 256]! >>> 8) ^ tables[tables[index - 256]! & 0xff]!;
