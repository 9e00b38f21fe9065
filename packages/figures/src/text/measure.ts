import { fallbackWidth, regularWidths, semiBoldWidths } from './widths.js';

export type Weight = 'regular' | 'semibold';

/** Width of one line of text, px; marks of `rich-text.ts` count as the text they stand for. */
export function textWidth(text: string, size: number, weight: Weight = 'regular'): number {
  const table = weight === 'regular' ? regularWidths : semiBoldWidths;
  let width = 0;
  for (const character of text.replace(/[_^]\{([^}]*)\}/g, '$1')) {
    const codePoint = character.codePointAt(0)!;
    width += table[codePoint - 32] ?? fallbackWidth(codePoint);
  }
  return (width * size) / 1000;
}

/** Breaks text at spaces so that no line is wider than `limit` px; a single word wider than that is broken inside. */
export function wrapText(text: string, size: number, limit: number, weight: Weight = 'regular'): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/[ \t\n\r]+/).filter((part) => part !== '')) {
    const candidate = line === '' ? word : `${line} ${word}`;
    if (textWidth(candidate, size, weight) <= limit) {
      line = candidate;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (textWidth(line, size, weight) > limit && line.length > 1) {
      let end = line.length - 1;
      while (end > 1 && textWidth(line.slice(0, end), size, weight) > limit) end--;
      lines.push(line.slice(0, end));
      line = line.slice(end);
    }
  }
  if (line !== '') lines.push(line);
  return lines;
}
