/**
 * Dark ink on light ground, or the reverse.
 *
 * @file The colours and the type of the two themes. Text colours keep a contrast of at least 4.5 : 1 against their
 * background (WCAG 2.2, AA); a test computes it.
 */

export type ThemeName = 'light' | 'dark';

/** Colours of one theme. */
export interface Theme {
  readonly name: ThemeName;
  readonly background: string;
  /** Titles, legends, values. */
  readonly ink: string;
  /** Subtitles, axis and tick labels, captions. */
  readonly muted: string;
  /** Frames and ticks. */
  readonly frame: string;
  /** Grid lines and panel backgrounds: present, never competing with data. */
  readonly grid: string;
  /** A cell whose computation failed, is missing or diverged. */
  readonly noData: string;
  /** Hatching on `noData`. */
  readonly noDataHatch: string;
  /** Series colours in order of use, colour-blind safe (after Okabe & Ito 2008, adjusted to the background). */
  readonly series: readonly string[];
  /** Diverging ramp: most negative, zero, most positive. */
  readonly diverging: readonly string[];
  /** Sequential ramp from low to high. */
  readonly sequential: readonly string[];
}

export const fontFamily = 'Inter, "Helvetica Neue", Arial, sans-serif';

/** Both themes by name. */
export const themes: Readonly<Record<ThemeName, Theme>> = {
  light: {
    name: 'light',
    background: '#ffffff',
    ink: '#1c2127',
    muted: '#57606a',
    frame: '#8c959f',
    grid: '#e4e7eb',
    noData: '#c9ced4',
    noDataHatch: '#7d858e',
    series: ['#0072b2', '#d55e00', '#009e73', '#b8579a', '#b07d00', '#3a9bd0', '#5b4fa2', '#6b7280'],
    diverging: ['#053061', '#2166ac', '#6aaed1', '#c7dfec', '#f6f6f6', '#fad5c0', '#ec9470', '#b2182b', '#67001f'],
    sequential: ['#a9bf52', '#55b38a', '#2b959c', '#2c6f97', '#3a4587', '#3b1f5b'],
  },
  dark: {
    name: 'dark',
    background: '#14181d',
    ink: '#e9ecef',
    muted: '#a7b0ba',
    frame: '#6d7782',
    grid: '#2b3138',
    noData: '#4a525b',
    noDataHatch: '#98a1ab',
    series: ['#56b4e9', '#ee8031', '#2fc495', '#dd93c1', '#e0ad2b', '#8fa8ff', '#b6a6f5', '#a3acb6'],
    diverging: ['#b5dcf5', '#6db3e2', '#2f7fbd', '#23506f', '#252b32', '#74402f', '#c25d3c', '#f0936b', '#ffd3bd'],
    sequential: ['#4a3a7d', '#3f63a8', '#3390ab', '#44b89c', '#9bd67f', '#f2ec9a'],
  },
};
