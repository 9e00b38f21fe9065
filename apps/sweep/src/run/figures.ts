/**
 * @file Figures of a run, drawn from its records. The drawing libraries are large, so they load when first needed.
 */
import type { CellRecord } from '@tegum/data-runs';
import { PRESETS, type FigureName } from '@tegum/experiments';

export const figureThemes = ['light', 'dark'] as const;
export type FigureTheme = (typeof figureThemes)[number];
export const figureFormats = ['svg', 'png'] as const;
export type FigureFormat = (typeof figureFormats)[number];

/** The figure of a run of this name as SVG text, under the title of the preset if it is one. @throws {InputError} if the records do not hold what the figure shows. */
export async function drawFigure(name: FigureName, run: string, records: readonly CellRecord[], theme: FigureTheme): Promise<string> {
  const [{ drawRunFigure }, { createFigureDocument }] = await Promise.all([import('@tegum/figures'), import('@tegum/figures/node')]);
  const title = PRESETS.find((preset) => preset.name === run)?.title ?? run;
  return drawRunFigure(name, { title, records }, { document: createFigureDocument(), theme });
}

/** SVG text → the bytes of a file of this format. */
export async function encodeFigure(svg: string, format: FigureFormat): Promise<string | Uint8Array> {
  if (format === 'svg') return svg;
  const { svgToPng } = await import('@tegum/figures/node');
  return svgToPng(svg);
}

/** `phase-diagram.svg`, `phase-diagram-dark.png`. */
export function figureFile(name: FigureName, theme: FigureTheme, format: FigureFormat): string {
  return `${name}${theme === 'dark' ? '-dark' : ''}.${format}`;
}
