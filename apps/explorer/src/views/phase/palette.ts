/** @file Shades of phases, by how much of what was tried agrees. */
import type { LastFeaturePhase } from '@tegum/experiments';
import { toHex, type Ramp } from '@tegum/figures/live';
import { MIDDLE, phaseRamps } from '../../figure/phase-colours.js';
import { phases } from './question.js';

const ramps: readonly Ramp[] = [...phaseRamps(phases).values()];

/** Shade where this share of what was tried agrees: the phase's own where all does, pale where nothing does. */
export function paler(share: number): number {
  return MIDDLE * (0.12 + 0.88 * share);
}

export function colourOf(phase: LastFeaturePhase, share = MIDDLE): string {
  return toHex(ramps[phases.indexOf(phase)]!(share));
}

/** Channels for a raster: number of a phase, and a shade in [0, 1]. */
export function shade(phase: number, share = MIDDLE): readonly [red: number, green: number, blue: number] | undefined {
  return ramps[phase]?.(share);
}
