/**
 * @file What every figure accepts besides its data, and the one place where that is checked.
 */
import { InputError } from '@tegum/core';
import type { FigureDocument } from './document.js';
import { themes, type Theme, type ThemeName } from './theme.js';

/** What a figure is drawn into, in which colours, and how wide. */
export interface FigureOptions {
  /** Where Observable Plot lays out axes and marks; nothing is attached to it. */
  readonly document: FigureDocument;
  /** Colours for a light (default) or a dark page. The background is opaque in both. */
  readonly theme?: ThemeName;
  /** Outer width, px in [320, 4096]; default 960. The height follows from the content; below 640 legends move under the plot. */
  readonly width?: number;
}

export interface ResolvedOptions {
  readonly document: FigureDocument;
  readonly theme: Theme;
  readonly width: number;
  /** True when there is no room for a legend beside the plot. */
  readonly narrow: boolean;
}

const defaultWidth = 960;
const narrowBelow = 640;

/** @throws {InputError} if the width or the theme is not one a figure can be drawn in. */
export function resolveOptions(where: string, options: FigureOptions): ResolvedOptions {
  const { document, theme = 'light', width = defaultWidth } = options;
  if (typeof document?.createElementNS !== 'function') {
    throw new InputError(
      `${where}: document`,
      'a DOM document',
      describe(document),
      'pass `document` in a page, `createFigureDocument()` of @tegum/figures/node in Node',
    );
  }
  if (!Number.isInteger(width) || width < 320 || width > 4096) {
    throw new InputError(`${where}: width`, 'an integer from 320 to 4096 (px)', describe(width));
  }
  if (!Object.hasOwn(themes, theme)) {
    throw new InputError(`${where}: theme`, "'light' or 'dark'", describe(theme));
  }
  return { document, theme: themes[theme], width, narrow: width < narrowBelow };
}

function describe(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
