/** @file The colour of a cell: by its phase, or by a number on a ramp. */
import type { ThemeName } from '../../app/theme.svelte.js';
import { sequentialColour } from '../../figure/sequential-colour.js';
import type { ColourColumn, NumberColumn } from './columns.js';
import type { RunTable } from './read-run.js';

/** As `--series-…` of the page: told apart by people who see fewer hues, too. */
const series: Readonly<Record<ThemeName, readonly string[]>> = {
  light: ['#0072b2', '#d55e00', '#009e73', '#b8579a', '#b07d00', '#3a9bd0', '#5b4fa2'],
  dark: ['#56b4e9', '#ee8031', '#2fc495', '#dd93c1', '#e0ad2b', '#8fa8ff', '#b6a6f5'],
};
const nothing: Readonly<Record<ThemeName, string>> = { light: '#c6ccd2', dark: '#454e58' };
const unfinished: readonly string[] = ['failed', 'diverged'];

export interface Key {
  readonly colour: string;
  readonly label: string;
  readonly count: number;
}

export type Colouring =
  | { readonly kind: 'phase'; readonly colourOf: (row: number) => string; readonly keys: readonly Key[] }
  | { readonly kind: 'number'; readonly colourOf: (row: number) => string; readonly low: number; readonly high: number; readonly scale: 'linear' | 'log'; readonly missing: number };

export function colouring(table: RunTable, column: ColourColumn, theme: ThemeName): Colouring {
  return column === 'phase' ? byPhase(table, theme) : byNumber(table.numbers[column], theme);
}

function byPhase({ phaseNames, phases }: RunTable, theme: ThemeName): Colouring {
  const hues = series[theme];
  let used = 0;
  const colours = phaseNames.map((name) => (unfinished.includes(name) ? nothing[theme] : (hues[used++] ?? '#8a949f')));
  const counts = new Uint32Array(phaseNames.length);
  for (const phase of phases) counts[phase]!++;
  return {
    kind: 'phase',
    colourOf: (row) => colours[phases[row]!]!,
    keys: phaseNames.map((label, index) => ({ label, colour: colours[index]!, count: counts[index]! })),
  };
}

/** Logarithmic where values are positive and span more than two powers of ten. */
function byNumber(values: RunTable['numbers'][NumberColumn], theme: ThemeName): Colouring {
  let [low, high, missing] = [Infinity, -Infinity, 0];
  for (const value of values) {
    if (Number.isNaN(value)) missing++;
    else [low, high] = [Math.min(low, value), Math.max(high, value)];
  }
  const scale = low > 0 && high / low > 100 ? 'log' : 'linear';
  const at = (value: number): number => (scale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low || 1));
  return { kind: 'number', colourOf: (row) => (Number.isNaN(values[row]!) ? nothing[theme] : sequentialColour(at(values[row]!))), low, high, scale, missing };
}
