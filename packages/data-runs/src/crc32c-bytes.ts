/**
 * CRC-32C of bytes: the same as `crc32c` of the text they encode, several times faster.
 *
 * Cost       O(length), eight table look-ups for eight bytes at once ("slicing by 8")
 * Source     Kounavis and Berry, A systematic approach to building high performance software-based CRC generators, 2005
 */
export function crc32cBytes(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let crc = -1;
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

/** Eight tables of 256: entry [k][b] is the remainder of byte b followed by k zero bytes. */
const tables = new Int32Array(8 * 256);
for (let byte = 0; byte < 256; byte++) {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder >>> 1) ^ (remainder & 1 ? 0x82f63b78 : 0);
  tables[byte] = remainder;
}
for (let index = 256; index < tables.length; index++) tables[index] = (tables[index - 256]! >>> 8) ^ tables[tables[index - 256]! & 0xff]!;
