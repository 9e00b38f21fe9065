import { fromOklab, isInGamut, toOklab, type Oklab } from './oklab.js';
import { fromHex, type Rgb } from './rgb.js';

/** A colour for a position t in [0, 1]; positions outside are clipped. */
export type Ramp = (t: number) => Rgb;

/**
 * Piecewise linear in OKLab through equally spaced stops (at least two, `#rrggbb`).
 *
 * @example
 * const ramp = rampThrough(['#000000', '#ffffff']);
 * // Halfway for the eye, not for the channels.
 * ramp(0.5); // → [99, 99, 99]
 * toHex(ramp(2)); // → #ffffff
 */
export function rampThrough(stops: readonly string[]): Ramp {
  const lab = stops.map((stop) => toOklab(fromHex(stop)));
  return tabulate((t) => {
    const position = t * (lab.length - 1);
    const index = Math.min(lab.length - 2, Math.floor(position));
    const from = lab[index]!;
    const to = lab[index + 1]!;
    const weight = position - index;
    return fromOklab([
      from[0] + weight * (to[0] - from[0]),
      from[1] + weight * (to[1] - from[1]),
      from[2] + weight * (to[2] - from[2]),
    ]);
  });
}

/**
 * Shades of one hue from light (t = 0) to dark (t = 1).
 *
 * Every hue runs through the same lightnesses, so that across hues the lighter of two colours is always the smaller value.
 * Chroma follows one smooth arc, as strong as the hue allows without leaving sRGB anywhere: clipping would show as a band.
 *
 * @example
 * // Equal values are equally light, whatever the hue: here green and orange.
 * const [ignored, antipodal] = ['#009e73', '#e69f00'].map(shadesOf);
 * [ignored(0), antipodal(0)].map(toHex); // → ['#d1f1e2', '#f7e5cc']
 * [ignored(1), antipodal(1)].map(toHex); // → ['#177456', '#825b14']
 */
export function shadesOf(hue: string): Ramp {
  const [, a, b] = toOklab(fromHex(hue));
  const shade = (position: number, strength: number): Oklab => {
    const chroma = strength * (0.3 + 0.7 * (1 - (1.6 * position - 1) ** 2));
    return [lightest + position * (darkest - lightest), chroma * a, chroma * b];
  };
  let strength = strongest;
  while (strength > 0.1 && !samples.every((position) => isInGamut(shade(position, strength)))) strength -= 0.02;
  const chosen = strength;
  return tabulate((t) => fromOklab(shade(t, chosen)));
}

/** As fine as 8-bit channels can show, for a large image asks for a colour per cell; an even number, so that 1/2 is exact. */
const steps = 256;

function tabulate(exact: Ramp): Ramp {
  const table = Array.from({ length: steps + 1 }, (_, index) => exact(index / steps));
  return (t) => table[Math.round(steps * Math.min(1, Math.max(0, t)))]!;
}

const lightest = 0.93;
const darkest = 0.5;
const strongest = 1.2;
const samples = Array.from({ length: 33 }, (_, index) => index / 32);
