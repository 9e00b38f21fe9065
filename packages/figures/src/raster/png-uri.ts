import { encode } from 'fast-png';

/**
 * An 8-bit RGB image as a PNG data URI.
 *
 * Shape      pixels [height, width, 3] row-major, top row first
 * Determinism  the encoder is JavaScript throughout: same pixels, same bytes, in Node and in browsers
 */
export function pngDataUri(pixels: Uint8Array, width: number, height: number): string {
  return `data:image/png;base64,${toBase64(encode({ data: pixels, width, height, channels: 3, depth: 8 }))}`;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const [first, second, third] = [bytes[i]!, bytes[i + 1], bytes[i + 2]];
    const triple = (first << 16) | ((second ?? 0) << 8) | (third ?? 0);
    parts.push(
      alphabet[triple >> 18]! +
        alphabet[(triple >> 12) & 63]! +
        (second === undefined ? '=' : alphabet[(triple >> 6) & 63]!) +
        (third === undefined ? '=' : alphabet[triple & 63]!),
    );
  }
  return parts.join('');
}
