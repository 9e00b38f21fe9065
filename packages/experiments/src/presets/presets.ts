/** @file Every preset, and how to find one by name. */
import { InputError } from '@tegum/core';
import { didYouMean } from '../spec/suggest.js';
import { geometry40x10 } from './geometry-40x10.js';
import { phaseDiagram2x1 } from './phase-diagram-2x1.js';
import { phaseDiagram3x2 } from './phase-diagram-3x2.js';
import { polygons } from './polygons.js';
import type { Preset } from './preset.js';

/** Experiments that reproduce published figures. */
export const PRESETS: readonly Preset[] = [phaseDiagram2x1, phaseDiagram3x2, geometry40x10, polygons];

/**
 * The preset of that name.
 *
 * @throws {InputError} for a name no preset has.
 *
 * @example
 * findPreset('polygons')?.name; // → 'polygons'
 */
export function findPreset(name: string): Preset {
  const preset = PRESETS.find((candidate) => candidate.name === name);
  if (preset !== undefined) return preset;
  const names = PRESETS.map((candidate) => candidate.name);
  throw new InputError('preset', `one of ${names.join(', ')}`, `"${name}"`, didYouMean(name, names));
}
