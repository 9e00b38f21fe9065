/** @file Colours of phases: those of the figures. */
import { assignPhaseColours, shadesOf, surplusColour, toHex, type Ramp } from '@tegum/figures/live';
import { phases, type PhaseName } from './question.js';

const hues = assignPhaseColours(phases);
const ramps: readonly Ramp[] = phases.map((phase) => shadesOf(hues.get(phase) ?? surplusColour));

/** Where all that was tried agrees, and where nothing is compared. */
export const MIDDLE = 0.5;

/** Shade where this share of what was tried agrees: the phase's own where all does, pale where nothing does. */
export function paler(share: number): number {
  return MIDDLE * (0.12 + 0.88 * share);
}

export function colourOf(phase: PhaseName, share = MIDDLE): string {
  return toHex(ramps[phases.indexOf(phase)]!(share));
}

/** Channels for a raster: number of a phase, and a shade in [0, 1]. */
export function shade(phase: number, share = MIDDLE): readonly [red: number, green: number, blue: number] | undefined {
  return ramps[phase]?.(share);
}
