/** @file The figures' diverging ramp for canvases: as red and blue as zero is far, and no red beside a green. */
import type { ThemeName } from '../app/theme.svelte.js';

const ramps: Readonly<Record<ThemeName, readonly string[]>> = {
  light: ['#053061', '#2166ac', '#6aaed1', '#c7dfec', '#f6f6f6', '#fad5c0', '#ec9470', '#b2182b', '#67001f'],
  dark: ['#b5dcf5', '#6db3e2', '#2f7fbd', '#23506f', '#252b32', '#74402f', '#c25d3c', '#f0936b', '#ffd3bd'],
};

/** @param value - In [−1, 1], 0 the middle; what lies beyond has the end's colour. */
export function divergingColour(value: number, theme: ThemeName): string {
  const stops = ramps[theme];
  const at = ((Math.min(1, Math.max(-1, Number.isNaN(value) ? 0 : value)) + 1) / 2) * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(at));
  return mix(stops[low]!, stops[low + 1]!, at - low);
}

/** Between two colours written `#rrggbb`. */
export function mix(from: string, to: string, fraction: number): string {
  const channel = (place: number): number => {
    const a = Number.parseInt(from.slice(place, place + 2), 16);
    return Math.round(a + fraction * (Number.parseInt(to.slice(place, place + 2), 16) - a));
  };
  return `rgb(${String(channel(1))} ${String(channel(3))} ${String(channel(5))})`;
}
