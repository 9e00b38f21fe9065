/** @file A ramp from low to high whose lightness only rises, dark blue to yellow: it can be read without seeing hues, and in either theme. */
import { mix } from './diverging-colour.js';

const stops = ['#00224e', '#123570', '#3b496c', '#575d6d', '#707173', '#8a8678', '#a59c74', '#c3b369', '#e1cc55', '#fee838'];

/** @param value - In [0, 1]; what lies beyond has the end's colour. */
export function sequentialColour(value: number): string {
  const at = Math.min(1, Math.max(0, value)) * (stops.length - 1);
  const low = Math.min(stops.length - 2, Math.floor(at));
  return mix(stops[low]!, stops[low + 1]!, at - low);
}
