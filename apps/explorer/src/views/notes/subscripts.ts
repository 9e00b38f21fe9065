/** @file The entries are plain text with subscripts written as in TeX: `x_t`, `P_{UᵀA}`, `δ_kl`. */

export interface Part {
  readonly text: string;
  /** Set low. */
  readonly sub?: readonly Part[];
}

/** After `_`: what is in braces (which may have subscripts, too), lower-case letters and digits, or one capital with its accents. */
const SUBSCRIPT = /_(?:\{((?:[^{}]|\{[^{}]*\})*)\}|([a-z0-9]+|\p{Lu}\p{M}*))/gu;

export function subscripts(text: string): Part[] {
  const parts: Part[] = [];
  let end = 0;
  for (const match of text.matchAll(SUBSCRIPT)) {
    parts.push({ text: text.slice(end, match.index), sub: subscripts(match[1] ?? match[2] ?? '') });
    end = match.index + match[0].length;
  }
  return end < text.length || parts.length === 0 ? [...parts, { text: text.slice(end) }] : parts;
}
