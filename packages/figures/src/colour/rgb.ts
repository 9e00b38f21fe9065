/** One sRGB colour, each channel an integer in [0, 255]. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** `#rrggbb` to channels; trusts its input, which is always one of our own constants. */
export function fromHex(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/**
 * Channels to `#rrggbb`.
 *
 * @example
 * toHex([230, 159, 0]); // → #e69f00
 */
export function toHex([red, green, blue]: Rgb): string {
  return `#${((red << 16) | (green << 8) | blue).toString(16).padStart(6, '0')}`;
}

/**
 * Relative luminance of an sRGB colour, in [0, 1].
 *
 * Source     WCAG 2.2, "relative luminance"
 */
export function relativeLuminance(colour: Rgb): number {
  const [red, green, blue] = colour.map(channelToLinear) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** One sRGB channel in [0, 255] to linear light in [0, 1] (IEC 61966-2-1). */
export function channelToLinear(channel: number): number {
  const c = channel / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
}

/** Linear light, clipped to [0, 1], to an sRGB channel in [0, 255]. */
export function channelFromLinear(linear: number): number {
  const l = Math.min(1, Math.max(0, linear));
  return Math.round(255 * (l <= 0.0031308 ? 12.92 * l : 1.055 * l ** (1 / 2.4) - 0.055));
}
