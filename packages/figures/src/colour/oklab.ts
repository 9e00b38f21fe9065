/**
 * @file OKLab: the space in which ramps are interpolated, because equal steps in it look equal.
 *
 * Source     Björn Ottosson, "A perceptual color space for image processing" (2020)
 */
import { channelFromLinear, channelToLinear, type Rgb } from './rgb.js';

/** Lightness in [0, 1], then green–red and blue–yellow, about [−0.4, 0.4]. */
export type Oklab = readonly [lightness: number, a: number, b: number];

export function toOklab(colour: Rgb): Oklab {
  const [r, g, b] = colour.map(channelToLinear) as [number, number, number];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

/** Out-of-gamut colours keep lightness and hue and lose chroma until they fit. */
export function fromOklab([lightness, a, b]: Oklab): Rgb {
  let low = 0;
  let high = 1;
  if (inGamut(linear(lightness, a, b))) low = 1;
  else {
    for (let step = 0; step < 16; step++) {
      const chroma = (low + high) / 2;
      if (inGamut(linear(lightness, chroma * a, chroma * b))) low = chroma;
      else high = chroma;
    }
  }
  return linear(lightness, low * a, low * b).map(channelFromLinear) as unknown as Rgb;
}

function linear(lightness: number, a: number, b: number): [number, number, number] {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** Whether sRGB can show a colour as it is. */
export function isInGamut([lightness, a, b]: Oklab): boolean {
  return inGamut(linear(lightness, a, b));
}

function inGamut(channels: readonly number[]): boolean {
  return channels.every((channel) => channel >= -1e-4 && channel <= 1 + 1e-4);
}
