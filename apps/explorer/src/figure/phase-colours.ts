/** @file Colours of phases: those of the figures. */
import { assignPhaseColours, shadesOf, surplusColour, toHex, type Ramp } from '@tegum/figures/live';

/** Where all that was tried agrees, and where nothing is compared. */
export const MIDDLE = 0.5;

/** A phase's shades, from pale to deep. */
export function phaseRamps(phases: readonly string[]): ReadonlyMap<string, Ramp> {
  const hues = assignPhaseColours(phases);
  return new Map(phases.map((phase) => [phase, shadesOf(hues.get(phase) ?? surplusColour)]));
}

export function phaseColours(phases: readonly string[]): ReadonlyMap<string, string> {
  return new Map([...phaseRamps(phases)].map(([phase, shades]) => [phase, toHex(shades(MIDDLE))]));
}
