/** @file The colour of a cell: by its phase, the same as in every other figure, or by a number on a ramp. */
import type { ThemeName } from '../../app/theme.svelte.js';
import { phaseColours } from '../../figure/phase-colours.js';
import { sequentialColour } from '../../figure/sequential-colour.js';
import type { ColourColumn, NumberColumn } from './columns.js';
import type { RunTable } from './read-run.js';

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
  const known = phaseColours(phaseNames.filter((name) => !unfinished.includes(name)));
  const colours = phaseNames.map((name) => known.get(name) ?? nothing[theme]);
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
